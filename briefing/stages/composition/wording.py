"""How typed facts are said. Nothing is said that a field does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from briefing.domain.claims import (
    ActorClaim,
    Attribution,
    Claim,
    EventClaim,
    EventDate,
    Evidence,
    Factuality,
    Figure,
    StanceAttribution,
    StanceLabel,
)
from briefing.domain.vocabulary import Vocabulary

NOBODY = "somebody not named"
QUOTE = 240
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Said first, so that nobody reads a threat or a denial as a fact.
_STATUS: dict[Factuality, str] = {
    "announced": "Announced",
    "planned": "Planned",
    "threatened": "Threatened",
    "alleged": "Alleged, not established",
    "denied": "Denied",
}
_NOT_YET = frozenset({"announced", "planned", "threatened"})
_BOUNDS = {"exact": "", "least": "at least ", "most": "up to ", "about": "about "}
_STANCES: dict[StanceLabel, str] = {
    "support": "supports",
    "oppose": "opposes",
    "neutral": "takes no side on",
    "mixed": "both supports and opposes",
    "unclear": "takes an unclear position on",
}
_LABELS: dict[StanceLabel, str] = {
    "support": "supports",
    "oppose": "opposes",
    "neutral": "neutral",
    "mixed": "mixed",
    "unclear": "unclear",
}
_INTENSITIES = ("", "mildly", "clearly", "strongly")
_VOICES: dict[StanceAttribution, str] = {
    "own_statement": "own words",
    "own_statement_indirect": "own statement, paraphrased",
    "reported_by_other": "reported by others",
    "inferred_from_action": "implied by its acts",
    "author_voice": "the article's own voice",
}


def day_text(day: date) -> str:
    """``4 March 2026``, in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_text(when: EventDate | None) -> str:
    """The date as precisely as it is known; ``undated`` when it is not."""
    if when is None:
        return "undated"
    if when.precision == "week":
        return f"week of {day_text(when.day - timedelta(days=when.day.weekday()))}"
    if when.precision == "month":
        return f"{_MONTHS[when.day.month - 1]} {when.day.year}"
    return str(when.day.year) if when.precision == "year" else day_text(when.day)


def count(number: int, noun: str) -> str:
    """``1 article``, ``2,000 articles``, ``no stances``."""
    return (
        f"{number:,} {noun}" if number == 1 else f"{number or 'no':{',' if number else ''}} {noun}s"
    )


def joined(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    listed = list(names)
    return (
        " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
    )


def confidence(value: float) -> str:
    """The word for an extraction confidence of 0 to 1."""
    word = "low" if value < 0.5 else "moderate" if value < 0.75 else "high"
    return f"extraction confidence: {word}"


def figure_text(figure: Figure) -> str:
    """``at least 4 killed``, ``about 3,000 troops``, ``EUR 1,500,000``."""
    whole = figure.value == int(figure.value)
    value = f"{int(figure.value):,}" if whole else f"{figure.value:,.2f}"
    if figure.kind == "money":
        return f"{_BOUNDS[figure.bound]}{figure.unit or 'money:'} {value}"
    return f"{_BOUNDS[figure.bound]}{value} {figure.kind}"


def figures_text(figures: Iterable[Figure]) -> list[str]:
    """One wording per kind; differing values of a kind stand side by side."""
    kinds: dict[str, list[str]] = {}
    for figure in figures:
        said = kinds.setdefault(figure.kind, [])
        if (text := figure_text(figure)) not in said:
            said.append(text)
    return [
        said[0] if len(said) == 1 else f"{' or '.join(said)} (reports differ)"
        for said in kinds.values()
    ]


def attribution_text(attributions: Iterable[Attribution]) -> str:
    """``according to the army and an unnamed source``; empty when the outlet itself reports."""
    sources: list[str] = []
    for said in attributions:
        if said.kind == "named" and said.source:
            sources.append(said.source)
        elif said.kind != "outlet":
            sources.append(
                f"an unnamed source ({said.source})" if said.source else "an unnamed source"
            )
    return f"according to {joined(dict.fromkeys(sources))}" if sources else ""


def status(vocabulary: Vocabulary, type_name: str, factuality: Factuality) -> str:
    """``"Planned, not done: "``, to stand before an act; empty for what occurred.

    A promise or a threat is itself done: for the types that acts take when they lie in the
    future, "not done" would deny what was said. That a promise is announced goes without saying.
    """
    kind = vocabulary.types.get(type_name)
    if kind is not None and kind.promise and factuality == kind.said:
        return ""
    word = _STATUS.get(factuality, "")
    promises = {kind.future for kind in vocabulary.types.values() if kind.future}
    if factuality in _NOT_YET and type_name not in promises:
        word += ", not done"
    return f"{word}: " if word else ""


def marked(
    sides: tuple[Sequence[str], Sequence[str]], inferred: tuple[bool, bool]
) -> tuple[Sequence[str], Sequence[str]]:
    """Initiators and recipients, those that are inferred in one and saying so."""
    first, second = (
        [f"{joined(names)} (inferred)"] if guessed and names else names
        for names, guessed in zip(sides, inferred, strict=True)
    )
    return first, second


def act(
    vocabulary: Vocabulary,
    code: tuple[str, str],
    sides: tuple[Sequence[str], Sequence[str]],
    issue: str,
    phrase: str,
) -> str:
    """Who did what to whom, in the article's own words where there are any.

    ``code`` is type and mode, ``sides`` initiators and recipients; ``phrase`` is quoted as it
    stands: ``Torvane → Lesk: “accused its neighbour of smuggling”``. Without it the vocabulary's
    wording is used.
    """
    kind = vocabulary.types.get(code[0])
    doers, others = sides
    if phrase:
        who = joined(doers) or NOBODY.capitalize()
        return f"{who} → {joined(others)}: “{phrase}”" if others else f"{who}: “{phrase}”"
    wording = kind.phrase if kind else f"({code[0]})"
    if others:
        target = joined(others)
    elif len(doers) > 1 and kind is not None and kind.reciprocal:
        target = "each other" if len(doers) == 2 else "one another"
    else:
        target = NOBODY
    text = f"{joined(doers) or NOBODY.capitalize()} {wording} {target}"
    text += f" ({code[1].replace('-', ' ')})" if code[1] else ""
    return f"{text}, over {issue}" if issue else text


def circumstances(
    place: str, when: EventDate | None, figures: Iterable[Figure], said: Iterable[Attribution]
) -> list[str]:
    """Place, date, figures and attribution, each only where it is known."""
    facts = [f"in {place}" if place else "", date_text(when) if when else ""]
    return [fact for fact in (*facts, *figures_text(figures), attribution_text(said)) if fact]


def stance_label(label: StanceLabel, intensity: int) -> str:
    """``opposes, strongly``; intensity is said only of a side taken."""
    word = _INTENSITIES[intensity] if label in {"support", "oppose"} else ""
    return f"{_LABELS[label]}, {word}" if word else _LABELS[label]


def voice(attribution: StanceAttribution, speaker: str) -> str:
    """In whose words a stance is known."""
    return f"{_VOICES[attribution]}, through {speaker}" if speaker else _VOICES[attribution]


def claim_text(claim: Claim, vocabulary: Vocabulary) -> str:
    """A claim in the names of its own article."""
    if isinstance(claim, EventClaim):
        sides = marked((claim.initiators, claim.recipients), claim.inferred)
        text = status(vocabulary, claim.type, claim.factuality)
        text += act(vocabulary, (claim.type, claim.mode), sides, claim.issue, claim.phrase)
        facts = circumstances(claim.place, claim.date, claim.figures, (claim.attribution,))
        return ", ".join((text, *facts))
    if isinstance(claim, ActorClaim):
        called = [name for name in claim.names if name != claim.name]
        text = f"{claim.name}, {actor_kind(claim.kind, claim.sector)}"
        text += f", {claim.country}" if claim.country else ""
        return f"{text}; also called {joined(called)}" if called else text
    intensity = _INTENSITIES[claim.intensity] if claim.label in {"support", "oppose"} else ""
    stance = f"{intensity} {_STANCES[claim.label]}".strip()
    return f"{claim.holder} {stance} {claim.target}; {voice(claim.attribution, claim.speaker)}"


def actor_kind(kind: str, sector: str) -> str:
    """``government body (MIL)``."""
    return f"{kind.replace('_', ' ')} ({sector})" if sector else kind.replace("_", " ")


def quote(proof: Evidence) -> str:
    """The article's own sentence, at most 240 characters of it, with the cue in sight."""
    if len(proof.text) <= QUOTE:
        return proof.text
    first, last = (0, 0) if proof.cue is None else (at - proof.start for at in proof.cue)
    room = QUOTE - 2
    start = max(0, min((first + last - room) // 2, len(proof.text) - room))
    end = start + room
    text = proof.text[start:end]
    if start and " " in text[: max(first - start, 0)]:
        text = text.partition(" ")[2]
    if end < len(proof.text) and " " in text[-max(end - last, 1) :]:
        text = text.rpartition(" ")[0]
    return ("…" if start else "") + text.strip() + ("…" if end < len(proof.text) else "")


def shorten(text: str, words: int) -> str:
    """At most so many words; what is cut is shown by an ellipsis."""
    listed = text.split()
    return text if len(listed) <= words else " ".join(listed[: words - 1]) + " …"
