"""Events of one article: code finds the cues, a model says who and whom, code decides the rest."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
_Job = Coroutine[Any, Any, tuple[EventClaim | None, Answer]]


async def find_events(
    article: Article, cast: Cast, finder: MentionFinder, ask: Ask, tools: Tools
) -> tuple[list[EventClaim], list[Answer]]:
    """Proposed events in the order of the article, and the answers they rest on."""
    language = tools.language(article.language)
    if language is None:
        jobs = [ask_event(article, s, ask, tools) for s in scenes(article, cast, finder)]
    else:
        reader = _Reader(article, cast, ask, tools, language)
        jobs = [job for s in scenes(article, cast, finder) for job in reader.questions(s)]
    pairs = await _all(jobs)
    claims = [claim for claim, _ in pairs if claim is not None]
    return merged(claims), [answer for _, answer in pairs]


async def _all(jobs: Sequence[_Job]) -> list[tuple[EventClaim | None, Answer]]:
    """Every result in order; when one question fails, the others are not paid for."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


def own_acts(sentence: str, cues: Sequence[Cue]) -> list[Cue]:
    """Without the cues that only say what another cue asks, promises, threatens or refuses.

    "asked Bresk to hand over two suspects" and "demanded that Bresk open the gates" are one event,
    not two; demands of a demonstration are part of the demonstration.
    """
    kept: list[Cue] = []
    for cue in cues:
        last = kept[-1] if kept else None
        if last is not None and cue.form == "base":
            between = sentence[last.end : cue.start]
            content = re.search(r"\bto\s+$|\bthat\b", between)
            if content and not re.search(r"[;,]", between):
                continue
        kept.append(cue)
    return kept


class _Reader:
    """Reads the events of one article whose language has a lexicon."""

    def __init__(
        self, article: Article, cast: Cast, ask: Ask, tools: Tools, language: Language
    ) -> None:
        self.article = article
        self.ask = ask
        self.tools = tools
        self.language = language
        self.kinds = {party.name: party.kind for party in cast.parties}

    def questions(self, scene: Scene) -> list[_Job]:
        """One question per act that the sentence states; negated acts are not asked about."""
        text = scene.sentence.text
        cues = [
            cue
            for cue in self.language.cues.find(text, headline=scene.sentence.number == 1)
            if cue.type in self.tools.vocabulary.types
        ]
        jobs: list[_Job] = []
        for cue in own_acts(text, cues)[:CUES_A_SENTENCE]:
            threat = self.tools.vocabulary.types[cue.type].threat
            status = self.language.status.status(text, cue, threat=threat)
            if not status.negated:
                jobs.append(self._read(scene, cue, cues, status))
        return jobs

    async def _read(
        self, scene: Scene, cue: Cue, cues: Sequence[Cue], status: Status
    ) -> tuple[EventClaim, Answer]:
        answer = await self.ask(self._question(scene, cue))
        by_object = self.tools.vocabulary.types[cue.type].object_is_target
        thing = self.language.thing_acts(scene.sentence.text[: cue.end])
        parts = settle(
            scene, cue, cues, answer, self.kinds, by_object=by_object, things_acted=thing
        )
        return self._claim(scene, cue, status, parts), answer

    def _no_places(self, scene: Scene) -> list[str]:
        persons = [name for name in scene.names if self.kinds.get(name) == "person"]
        text = scene.sentence.text
        return persons + [text[m.start : m.end] for m in scene.mentions if m.how == "demonym"]

    def _question(self, scene: Scene, cue: Cue) -> Question:
        text = scene.sentence.text
        user = self.tools.prompt(
            "roles.user.md.j2",
            names=list(scene.names),
            issues=list(scene.issues),
            context=scene.context,
            sentence=text,
            phrase=" ".join([cue.text, *text[cue.end :].split()[:4]]),
            meaning=self.tools.vocabulary.types[cue.type].phrase,
        )
        return Question(
            purpose="roles",
            label=f"{self.article.title!r}, sentence {scene.sentence.number}, {cue.text!r}",
            messages=messages(
                self.tools.prompt("roles.system.md.j2"),
                examples(self.tools.prompt("roles.examples.md.j2")),
                user,
            ),
            answer=roles_shape(scene.names, scene.issues),
            max_tokens=80,
        )

    def _claim(self, scene: Scene, cue: Cue, status: Status, parts: Parts) -> EventClaim:
        text = scene.sentence.text
        types = self.tools.vocabulary.types
        future = status.factuality in ("announced", "planned")
        later = types[cue.type].future if future else ""
        type_, mode = (later, "") if later else (cue.type, cue.mode)
        factuality = "threatened" if types[type_].threat and future else status.factuality
        said = self.language.status.attribution(text, scene.mentions, parts.initiators)
        if parts.origin[1] == "model" and said.source in parts.recipients:
            parts = replace(parts, recipients=())  # whoever reports the act is not its target
        agreement: Agreement = "agree" if parts.agreed == 2 else "differ"
        return EventClaim(
            type=type_,
            mode=mode if mode in types[type_].modes else "",
            initiators=parts.initiators,
            recipients=parts.recipients,
            issue=parts.issue,
            cue=cue.text,
            phrase=phrase_at(text, cue),
            factuality=factuality,
            attribution=said,
            figures=find_figures(text, self.language.lexicon),
            date=find_date(text, cue.start, self.article.day, future=future),
            place=find_place(text, cue.start, self._no_places(scene)),
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


def _origin(read: tuple[str, ...], settled: tuple[str, ...]) -> str:
    """Who named a role: the text where it was read there, else the model, if anybody."""
    return "text" if read and settled else "model" if settled else "unset"


def settle(
    scene: Scene,
    cue: Cue,
    cues: Sequence[Cue],
    answer: Answer,
    kinds: Mapping[str, str],
    *,
    by_object: bool = True,
    things_acted: bool = False,
) -> Parts:
    """Initiators and recipients from the model's answer and the surface of the sentence.

    The surface wins where it names a party; the model fills what is open; "nobody" is kept; a
    party never acts upon itself; an act upon a common noun ("welcomed the ceasefire") has that as
    its issue and a recipient only where the surface names one. Where a thing acts ("an explosion
    killed four") or the surface forbids the model's answer, nobody is named.
    """
    text, mentions = scene.sentence.text, scene.mentions
    said_who = () if answer.value.who == NOBODY else (answer.value.who,)
    said_whom = () if answer.value.whom == NOBODY else (answer.value.whom,)
    read_who = (
        roles.pronoun_subjects(text, cue, mentions, scene.earlier, kinds)
        or roles.subjects(text, cue, mentions, cues)
        or roles.both_sides(text, scene.earlier, kinds, before=cue.start)
    )
    read_whom = roles.targets(text, cue, mentions, by_object=by_object)
    read_whom = read_whom or roles.both_sides(text, scene.earlier, kinds, after=cue.end)
    read_whom = tuple(t for t in read_whom if t not in read_who)
    if things_acted:
        read_who, said_who, said_whom = (), (), ()
    elif said_who and not read_who:
        unnamed = roles.unnamed_agent(text, cue)
        allowed = not unnamed and roles.may_act(text, cue, mentions, said_who[0])
        said_who = said_who if allowed else ()
    if not by_object:
        said_whom = ()  # whom troops are moved against must be said
    who = read_who or said_who
    issue = object_of(text, cue) if by_object and not read_whom else ""
    # a bare noun within the cue ("pull troops back") is what is moved, not whom it is done to
    moved = {m.party for m in mentions if cue.start <= m.start < cue.end and m.party.islower()}
    if issue:
        said_whom = tuple(t for t in said_whom if t in scene.issues)
    whom = tuple(t for t in read_whom or said_whom if t not in who and t not in moved)
    if whom and whom[0] in scene.issues:
        issue, whom = whom[0], ()
    agreed = bool(set(read_who) & set(said_who)) + (
        bool(set(read_whom) & set(said_whom)) or (not whom and not said_whom)
    )
    origin = (_origin(read_who, who), _origin(read_whom, whom))
    return Parts(who, whom, issue, agreed, origin)
