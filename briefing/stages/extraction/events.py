"""Events of one article: code finds the cues, a model says who and whom, code decides the rest."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.articles import Article
from briefing.domain.claims import Agreement, EventClaim
from briefing.domain.questions import Answer, Ask, Question
from briefing.domain.vocabulary import Lexicon
from briefing.stages.extraction import roles
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.cues import Cue, find_cues
from briefing.stages.extraction.dates import find_date
from briefing.stages.extraction.figures import find_figures
from briefing.stages.extraction.mentions import MentionFinder
from briefing.stages.extraction.merging import merged
from briefing.stages.extraction.model_cues import ask_event
from briefing.stages.extraction.places import find_place
from briefing.stages.extraction.scenes import Scene, examples, messages, scenes
from briefing.stages.extraction.shapes import NOBODY, roles_shape
from briefing.stages.extraction.status import Status, attribution_of, status_of
from briefing.stages.extraction.tools import Tools

CUES_A_SENTENCE = 4


async def find_events(
    article: Article, cast: Cast, finder: MentionFinder, ask: Ask, tools: Tools
) -> tuple[list[EventClaim], list[Answer]]:
    """Proposed events in the order of the article, and the answers they rest on."""
    lexicon = tools.lexicon(article.language)
    jobs = []
    for scene in scenes(article, cast, finder):
        if lexicon is None:
            jobs.append(ask_event(article, scene, ask, tools))
            continue
        headline = scene.sentence.number == 1
        cues = find_cues(scene.sentence.text, lexicon, headline=headline)
        known = [c for c in cues if c.type in tools.vocabulary.types]
        for cue in own_acts(scene.sentence.text, known)[:CUES_A_SENTENCE]:
            status = status_of(scene.sentence.text, cue, cue.type, lexicon)
            if not status.negated:
                jobs.append(_ask_roles(article, scene, cue, status, ask, tools, lexicon))
    pairs = await asyncio.gather(*jobs)
    claims = [claim for claim, _ in pairs if claim is not None]
    return merged(claims), [answer for _, answer in pairs]


def own_acts(sentence: str, cues: Sequence[Cue]) -> list[Cue]:
    """Without the cues that only say what another cue asks, promises, threatens or refuses.

    "asked Bresk to hand over two suspects" is one event, not two; demands of a demonstration are
    part of the demonstration.
    """
    kept: list[Cue] = []
    for cue in cues:
        last = kept[-1] if kept else None
        infinitive = cue.form == "base" and re.search(r"\bto\s+$", sentence[: cue.start])
        if (
            last is not None
            and infinitive
            and not re.search(r"[;,]", sentence[last.end : cue.start])
        ):
            continue
        kept.append(cue)
    return kept


async def _ask_roles(
    article: Article,
    scene: Scene,
    cue: Cue,
    status: Status,
    ask: Ask,
    tools: Tools,
    lexicon: Lexicon,
) -> tuple[EventClaim | None, Answer]:
    kind = tools.vocabulary.types[cue.type]
    text = scene.sentence.text
    phrase = " ".join([cue.text, *text[cue.end :].split()[:4]])
    user = tools.prompt(
        "roles.user.md.j2",
        names=list(scene.names),
        issues=list(scene.issues),
        context=scene.context,
        sentence=text,
        phrase=phrase,
        meaning=kind.phrase,
    )
    answer = await ask(
        Question(
            purpose="roles",
            label=f"{article.title!r}, sentence {scene.sentence.number}, {cue.text!r}",
            messages=messages(
                tools.prompt("roles.system.md.j2"),
                examples(tools.prompt("roles.examples.md.j2")),
                user,
            ),
            answer=roles_shape(scene.names, scene.issues),
            max_tokens=80,
        )
    )
    claim = _claim(article, scene, cue, status, answer, tools, lexicon)
    return claim, answer


def _claim(
    article: Article,
    scene: Scene,
    cue: Cue,
    status: Status,
    answer: Answer,
    tools: Tools,
    lexicon: Lexicon,
) -> EventClaim:
    text = scene.sentence.text
    parts = settle(scene, cue, answer)
    kind = tools.vocabulary.types[cue.type]
    type_, mode = cue.type, cue.mode
    future = status.factuality in ("announced", "planned")
    if future and kind.future:
        type_, mode = kind.future, ""
    agreement: Agreement = "agree" if parts.agreed == 2 else "differ"
    return EventClaim(
        type=type_,
        mode=mode if mode in tools.vocabulary.types[type_].modes else "",
        initiators=parts.initiators,
        recipients=parts.recipients,
        issue=parts.issue,
        cue=cue.text,
        factuality=status.factuality,
        attribution=attribution_of(text, scene.mentions, parts.initiators, lexicon),
        figures=find_figures(text, lexicon),
        date=find_date(text, cue.start, article.day, future=future),
        place=find_place(text, cue.start, scene.names),
        lexicon_type=cue.type,
        agreement=agreement,
        roles_from=parts.origin,
        confidence=(0.35, 0.6, 0.8)[parts.agreed],
        evidence=(scene.sentence.number,),
    )


@dataclass(frozen=True)
class Parts:
    """The settled roles of one act. ``agreed`` counts the roles on which text and model agree."""

    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    issue: str
    agreed: int
    origin: tuple[str, str]


def settle(scene: Scene, cue: Cue, answer: Answer) -> Parts:
    """Initiators and recipients from the model's answer and the surface of the sentence.

    The surface wins where it names a party; the model fills what is open; "nobody" is kept; a
    party never acts upon itself.
    """
    text, mentions = scene.sentence.text, scene.mentions
    said_who = () if answer.value.who == NOBODY else (answer.value.who,)
    said_whom = () if answer.value.whom == NOBODY else (answer.value.whom,)
    read_who = roles.subjects(text, cue, mentions)
    read_whom = tuple(t for t in roles.targets(text, cue, mentions) if t not in read_who)
    who = read_who or said_who
    whom = tuple(t for t in read_whom or said_whom if t not in who)
    agreed = bool(set(read_who) & set(said_who)) + (
        bool(set(read_whom) & set(said_whom)) or (not whom and not said_whom)
    )
    issue = whom[0] if whom and whom[0] in scene.issues else ""
    return Parts(
        who,
        () if issue else whom,
        issue,
        agreed,
        ("text" if read_who else "model", "text" if read_whom else "model"),
    )
