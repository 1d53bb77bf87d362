"""Events of one article: code finds the cues, a model says who and whom, code decides the rest."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.domain.articles import Article
from briefing.domain.claims import Agreement, EventClaim
from briefing.domain.questions import Answer, Ask, Question
from briefing.stages.extraction import roles
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.dates import find_date
from briefing.stages.extraction.figures import find_figures
from briefing.stages.extraction.mentions import MentionFinder
from briefing.stages.extraction.merging import merged
from briefing.stages.extraction.model_cues import ask_event
from briefing.stages.extraction.phrases import object_of, phrase_at
from briefing.stages.extraction.places import find_place
from briefing.stages.extraction.scenes import Scene, examples, messages, scenes
from briefing.stages.extraction.shapes import NOBODY, roles_shape
from briefing.stages.extraction.status import Status
from briefing.stages.extraction.tools import Language, Tools

CUES_A_SENTENCE = 4


async def find_events(
    article: Article, cast: Cast, finder: MentionFinder, ask: Ask, tools: Tools
) -> tuple[list[EventClaim], list[Answer]]:
    """Proposed events in the order of the article, and the answers they rest on."""
    language = tools.language(article.language)
    kinds = {party.name: party.kind for party in cast.parties}
    jobs = []
    for scene in scenes(article, cast, finder):
        if language is None:
            jobs.append(ask_event(article, scene, ask, tools))
            continue
        headline = scene.sentence.number == 1
        cues = language.cues.find(scene.sentence.text, headline=headline)
        known = [c for c in cues if c.type in tools.vocabulary.types]
        for cue in own_acts(scene.sentence.text, known)[:CUES_A_SENTENCE]:
            status = language.status.status(scene.sentence.text, cue, cue.type)
            if not status.negated:
                jobs.append(_ask_roles(article, scene, cue, status, ask, tools, language, kinds))
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
    language: Language,
    kinds: Mapping[str, str],
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
    claim = _claim(article, scene, cue, status, answer, tools, language, kinds)
    return claim, answer


def _claim(
    article: Article,
    scene: Scene,
    cue: Cue,
    status: Status,
    answer: Answer,
    tools: Tools,
    language: Language,
    kinds: Mapping[str, str],
) -> EventClaim:
    text = scene.sentence.text
    parts = settle(scene, cue, answer, kinds)
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
        phrase=phrase_at(text, cue),
        factuality=status.factuality,
        attribution=language.status.attribution(text, scene.mentions, parts.initiators),
        figures=find_figures(text, language.lexicon),
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


def settle(scene: Scene, cue: Cue, answer: Answer, kinds: Mapping[str, str]) -> Parts:
    """Initiators and recipients from the model's answer and the surface of the sentence.

    The surface wins where it names a party; the model fills what is open; "nobody" is kept; a
    party never acts upon itself; an act upon a common noun ("welcomed the ceasefire") has that as
    its issue and a recipient only where the surface names one.
    """
    text, mentions = scene.sentence.text, scene.mentions
    said_who = () if answer.value.who == NOBODY else (answer.value.who,)
    said_whom = () if answer.value.whom == NOBODY else (answer.value.whom,)
    read_who = roles.pronoun_subjects(text, cue, mentions, scene.earlier, kinds) or roles.subjects(
        text, cue, mentions
    )
    read_whom = tuple(t for t in roles.targets(text, cue, mentions) if t not in read_who)
    who = read_who or said_who
    issue = "" if read_whom else object_of(text, cue)
    whom = tuple(t for t in read_whom or said_whom if t not in who)
    if whom and whom[0] in scene.issues:
        issue, whom = whom[0], ()
    agreed = bool(set(read_who) & set(said_who)) + (
        bool(set(read_whom) & set(said_whom)) or (not whom and not said_whom)
    )
    origin = ("text" if read_who else "model", "text" if read_whom else "model")
    return Parts(who, whom, issue, agreed, origin)
