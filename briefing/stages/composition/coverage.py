"""What was read and what was not, the sources, and how the claims were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.domain.articles import Failure
from briefing.domain.briefing import Entry, Section, SourceLine
from briefing.domain.dossier import Source
from briefing.stages.composition.desk import SHOWN_CITATIONS, Desk
from briefing.stages.composition.wording import count, day_text, joined

_GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


def unread(desk: Desk) -> str:
    """``2 of 10 articles could not be read``, or the empty string.

    ``Coverage.articles`` counts what was read, so an article that failed to be read is not in it.
    """
    failures = desk.dossier.failures
    failed = len(failures)
    if not failed:
        return ""
    never_read = sum(1 for failure in failures if failure.stage == "read")
    total = max(desk.dossier.coverage.articles, failed - never_read) + never_read
    verb = (
        "read" if failed == never_read else "processed" if not never_read else "read or processed"
    )
    return f"{failed} of {count(total, 'article')} could not be {verb}"


def gaps(desk: Desk) -> Section:
    """Facts about the run: everything a reader would otherwise take for a quiet day."""
    coverage = desk.dossier.coverage
    origins = count(coverage.origins, "independent origin")
    read = f"{count(coverage.articles, 'article').capitalize()} read, from {origins}."
    failed = [("read", read)]
    if desk.dossier.failures:
        failed.append(("failed", f"{unread(desk)}; named here with what to do."))
    failed += [
        (f"failed-{number}", _failure(failure))
        for number, failure in enumerate(desk.dossier.failures, start=1)
    ]
    lines: list[tuple[str, str]] = []
    undated = [_titled(source) for source in desk.sources if source.published is None]
    lines += _listed("undated", "No date, so “today” cannot be told from “last year”", undated)
    lines += _listed("held-back", "Dated after the day and held back", coverage.held_back)
    lines += _listed("repeats", "Read once although given more than once", coverage.repeats)
    silent = [_reference(desk, item) for item in coverage.without_events]
    lines += _listed("without-events", "No event found in", silent)
    lines += _counted("languages", "Languages", coverage.languages)
    lines.append(("claims", _claims(desk)))
    lines += _left_out(desk)
    return Section(
        id="gaps",
        heading="Gaps and coverage",
        entries=(*_said("gap", failed), *_masked(desk), *_unasked(desk), *_said("gap", lines)),
    )


def sources(desk: Desk) -> Section:
    """Every source with its number, by number."""
    return Section(
        id="sources",
        heading="Sources",
        intro="The letter is the Admiralty grade of the outlet; F says that nobody has judged it, "
        "not that it is bad."
        if desk.sources
        else "",
        sources=tuple(_source(desk, source) for source in desk.sources),
        empty="No source was read.",
    )


def method(desk: Desk) -> Section:
    """Enough to make the same claims again, and what they are not."""
    made = desk.dossier.method
    facts = (
        ("program", "Program", made.program),
        ("asked", "Model asked", joined(made.asked) or "none"),
        ("answering", "Model that answered", joined(made.answering) or "not told by the server"),
        ("recipe", "Recipe", made.recipe or "none"),
        ("prompts", "Prompts", _pairs(made.prompts)),
        ("schemas", "Schemas", _pairs(made.schemas)),
    )
    said = [(key, f"{label}: {text}.") for key, label, text in facts]
    said += [
        (
            "confidence",
            "Extraction confidence says how surely the text was read, not how likely it is that "
            "the text is true; this briefing makes no estimate of that.",
        ),
        (
            "limits",
            "Every line stands in the article it cites. That an article says so does not make it "
            "so: an article can lie about its own content, and an official statement proves only "
            "that it was made.",
        ),
    ]
    return Section(id="method", heading="Method", entries=_said("method", said))


def standing(source: Source, desk: Desk) -> tuple[str, ...]:
    """What a reader weighs a source by: its grade, whose copy it is, how well it could be read."""
    grade = source.reliability
    facts = [f"{grade}: {_GRADES[grade]}" if grade in _GRADES else grade]
    if source.copy_of:
        original = desk.source_of.get(source.copy_of)
        facts.append(f"copy of {original.number}" if original else "copy of an earlier article")
    return (*facts, *source.notes)


def _source(desk: Desk, source: Source) -> SourceLine:
    facts = (
        source.outlet or "outlet not given",
        source.author,
        day_text(source.published) if source.published else "undated",
        f"language: {source.language}",
        *standing(source, desk),
    )
    return SourceLine(
        number=source.number,
        note=desk.files.get(source.article_id, ""),
        title=source.title or "Untitled",
        facts=tuple(fact for fact in facts if fact),
        url=source.url,
    )


def _failure(failure: Failure) -> str:
    name = f"“{failure.title}” ({failure.path})" if failure.title else failure.path or "An article"
    verb = "read" if failure.stage == "read" else "processed"
    return f"Not {verb}: {name}: {failure.reason}. {failure.detail}".strip()


def _masked(desk: Desk) -> list[Entry]:
    entries = []
    for source in desk.sources:
        article = desk.articles.get(source.article_id)
        numbers = [s.number for s in article.sentences if s.masked] if article else []
        if numbers:
            text = (
                f"Source quality: {_titled(source)} holds {count(len(numbers), 'sentence')} "
                "addressed to a language model. No model was shown them and they prove nothing."
            )
            entries.append(_about(desk, source, "masked", numbers, text))
    return entries


def _unasked(desk: Desk) -> list[Entry]:
    unread = {one.article_id: one.unread for one in desk.dossier.extractions if one.unread}
    entries = []
    for source in desk.sources:
        numbers = unread.get(source.article_id, ())
        if numbers:
            text = (
                f"Not read: {count(len(numbers), 'sentence')} of {_titled(source)}, too long for "
                "one question to the model."
            )
            entries.append(_about(desk, source, "unread", numbers, text))
    return entries


def _about(desk: Desk, source: Source, key: str, numbers: Sequence[int], text: str) -> Entry:
    """An entry on some sentences of one source."""
    hidden = len(numbers) - SHOWN_CITATIONS
    return Entry(
        id=f"gap-{key}-{source.article_id}",
        text=text,
        details=(f"+{hidden} more",) if hidden > 0 else (),
        citations=tuple(desk.citation(source.article_id, n) for n in numbers[:SHOWN_CITATIONS]),
        stated=True,
    )


def _said(prefix: str, lines: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    return tuple(Entry(id=f"{prefix}-{key}", text=text, stated=True) for key, text in lines)


def _claims(desk: Desk) -> str:
    coverage = desk.dossier.coverage
    rejected = sum(coverage.rejections.values())
    text = (
        f"Claims proposed: {coverage.proposed:,}; grounded: {coverage.grounded:,}; "
        f"rejected: {rejected:,}"
    )
    return f"{text} ({_pairs(coverage.rejections)})." if rejected else f"{text}."


def _left_out(desk: Desk) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    cut = [article for article in desk.articles.values() if article.cuts]
    if cut:
        passages = count(sum(len(article.cuts) for article in cut), "passage")
        of = count(len(cut), "article")
        lines.append(("cuts", f"Taken out as boilerplate: {passages} of {of}, kept in the notes."))
    gone = [entry for entry in desk.delta.entries if entry.change == "gone quiet"]
    quiet = sorted(entry.before or entry.detail or entry.id for entry in gone)
    lines += _listed("quiet", "Gone quiet", quiet)
    if desk.unsupported:
        items = count(desk.unsupported, "item")
        text = f"Left out: {items} of the dossier resting on no sentence that can be shown."
        lines.append(("unsupported", text))
    return lines


def _listed(key: str, label: str, names: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(key, f"{label} ({len(names)}): {'; '.join(names)}.")] if names else []


def _counted(key: str, label: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(key, f"{label}: {_pairs(counts)}.")] if counts else []


def _pairs(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {values[name]}" for name in sorted(values)) or "none"


def _titled(source: Source) -> str:
    return f"source {source.number} “{source.title or 'Untitled'}”"


def _reference(desk: Desk, item: str) -> str:
    source = desk.source_of.get(item)
    return _titled(source) if source else item
