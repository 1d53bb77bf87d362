"""One act with its parties as a claim: what its sentence tells of it beside them, by rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import Attribution, EventClaim, EventDate, Figure
from briefing.domain.vocabulary import EventType
from briefing.stages.extraction.acts import Act
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.dates import find_date
from briefing.stages.extraction.figures import find_figures
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.phrases import phrase_at, quotation_before
from briefing.stages.extraction.places import find_place
from briefing.stages.extraction.settling import Parts
from briefing.stages.extraction.timing import Timing
from briefing.stages.extraction.tools import Language, Tools
from briefing.stages.extraction.trees import Tree

_MATERIAL_COOPERATION = 2
_MATERIAL_CONFLICT = 4
# what is sent or offered; all other figures are victims
_GIVEN = ("money", "troops")


@dataclass(frozen=True)
class Spot:
    """The sentence that tells an act, and who is named in it. ``persons`` are no places;
    ``timing`` knows the days of the article, ``tree`` reads the sentence."""

    article: Article
    sentence: Sentence
    mentions: tuple[Mention, ...]
    persons: tuple[str, ...]
    timing: Timing | None = None
    tree: Tree | None = None


def event_claim(
    spot: Spot,
    act: Act,
    parts: Parts,
    tools: Tools,
    language: Language | None,
    before: tuple[int, ...] = (),
) -> EventClaim:
    """The claim without who named its type and how sure it is.

    ``before`` are sentences that name its parties where its own sentence does not. A language
    without a lexicon has no rules for attribution, figures and places.
    """
    text, cue, types = spot.sentence.text, act.cue, tools.vocabulary.types
    future = act.status.factuality in ("announced", "planned")
    later = types[cue.type].future if future else ""
    type_, mode = (later, "") if later else (cue.type, cue.mode)
    factuality = types[type_].said if future else act.status.factuality
    if factuality == "occurred":
        factuality = act.status.factuality
    said = Attribution()
    if language is not None:
        said = language.status.attribution(text, spot.mentions, parts.initiators)
    if parts.origin[1] == "model" and said.source in parts.recipients:
        parts = replace(parts, recipients=())  # whoever reports the act is not its target
    # what is told of nobody is news when it does harm: then its victims are counted
    counted = parts.initiators or types[type_].quad == _MATERIAL_CONFLICT
    stated = find_figures(text, language.lexicon) if language is not None and counted else ()
    figures = tuple(figure for figure in stated if told_of(figure, types[type_]))
    peoples = [text[m.start : m.end] for m in spot.mentions if m.how == "demonym"]
    no_places = [*spot.persons, *peoples]
    return EventClaim(
        type=type_,
        mode=mode if mode in types[type_].modes else "",
        initiators=parts.initiators,
        recipients=parts.recipients,
        issue=parts.issue,
        cue=cue.text,
        phrase=_phrase(text, cue, language),
        factuality=factuality,
        attribution=said,
        figures=figures,
        date=_day(spot, act, language, said=bool(later)),
        place=find_place(text, cue.start, no_places) if language is not None else "",
        agreement=parts.agreement,
        roles_from=parts.origin,
        evidence=(spot.sentence.number, *before),
    )


def _phrase(text: str, cue: Cue, language: Language | None) -> str:
    """What the act is in the words of its sentence: of "X said" what is said, if that is quoted."""
    if cue.start < 0:
        return ""
    lexicon = language.lexicon if language is not None else None
    saying = lexicon is not None and cue.lemma in (
        *lexicon.speech,
        *lexicon.judging.opinions,
        *lexicon.judging.retorts,
    )
    return (quotation_before(text, cue) if saying else "") or phrase_at(text, cue)


def told_of(figure: Figure, kind: EventType) -> bool:
    """Whether a figure is that of the act: harm has victims, words only what they offer.

    "condemned the raid that killed ten" and "sent aid after ten were killed" killed nobody;
    "pledged $3 million" is about the money.
    """
    if figure.kind not in _GIVEN:
        return kind.quad == _MATERIAL_CONFLICT
    deed = kind.quad in (_MATERIAL_COOPERATION, _MATERIAL_CONFLICT)
    return deed or kind.said != "occurred"


def _day(spot: Spot, act: Act, language: Language | None, *, said: bool) -> EventDate | None:
    if spot.timing is not None:
        number, ahead = spot.sentence.number, act.status.ahead
        return spot.timing.when(number, act.cue, spot.tree, ahead=ahead, said=said)
    future = act.status.factuality in ("announced", "planned")
    finder = language.dates if language is not None else None
    near = max(0, act.cue.start)
    return find_date(spot.sentence.text, near, spot.article.day, future=future, finder=finder)
