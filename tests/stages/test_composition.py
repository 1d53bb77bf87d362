from __future__ import annotations

import random
import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.articles import Failure
from briefing.domain.briefing import Briefing, Entry, Section
from briefing.domain.claims import Attribution, EventDate, Evidence, Factuality, Figure
from briefing.domain.dossier import Contest, Delta, DeltaEntry, ReportedFigure
from briefing.stages.composition import compose
from briefing.stages.composition.desk import note_files
from briefing.stages.composition.wording import (
    attribution_text,
    count,
    date_text,
    figure_text,
    figures_text,
    quote,
)
from tests.factories import (
    DAY,
    a_coverage,
    a_dossier,
    a_grounded_actor,
    a_grounded_event,
    a_source,
    a_vocabulary,
    an_actor,
    an_article,
    an_event,
    an_extraction,
)
from tests.full_day import Day, a_full_day
from tests.hostile import hostile_text

FIRST_DAY = Delta(since=None)


def section(briefing: Briefing, section_id: str) -> Section:
    return next(part for part in briefing.sections if part.id == section_id)


def texts(briefing: Briefing, section_id: str) -> str:
    return "\n".join(entry.text for entry in section(briefing, section_id).entries)


def a_day_of(*events: dict[str, object], delta: Delta = FIRST_DAY) -> Day:
    """One article per event, whose sentence 1 proves it; the keywords go to ``an_event``."""
    articles, made, extractions = [], [], []
    for number, values in enumerate(events, start=1):
        article = an_article(f"Ombara met Lestova, act {number}.", title=f"Act {number}")
        claim = a_grounded_event(article)
        articles.append(article)
        made.append(an_event(claim, **{"id": f"e-{number}", **values}))
        extractions.append(an_extraction(article, claim))
    dossier = a_dossier(
        actors=(an_actor("Ombara"), an_actor("Lestova")),
        events=tuple(made),
        sources=tuple(a_source(article, n) for n, article in enumerate(articles, start=1)),
        extractions=tuple(extractions),
        coverage=a_coverage(articles=len(articles), origins=len(articles)),
    )
    return Day(dossier, delta, {a.id: a for a in articles}, a_vocabulary())


def composed(*events: dict[str, object], delta: Delta = FIRST_DAY) -> Briefing:
    return compose(*a_day_of(*events, delta=delta))


def every_entry(briefing: Briefing) -> list[Entry]:
    return [entry for part in briefing.sections for entry in part.entries]


def test_every_line_cites_a_sentence_of_a_note_or_is_about_the_run_itself() -> None:
    briefing = compose(*a_full_day())
    there = {(note.file, s.number) for note in briefing.notes for s in note.sentences}
    rows = [row for part in briefing.sections for row in part.rows]
    assert rows
    for line in (*every_entry(briefing), *rows):
        assert line.citations or getattr(line, "stated", False), line.id
        for citation in line.citations:
            assert (citation.note, citation.sentence) in there


def test_ids_are_unique_and_those_of_the_dossier_where_there_is_one() -> None:
    day = a_full_day()
    briefing = compose(*day)
    ids = [entry.id for entry in every_entry(briefing)]
    ids += [row.id for part in briefing.sections for row in part.rows]
    assert len(ids) == len(set(ids))
    for items in (day.dossier.events, day.dossier.stances, day.dossier.actors):
        assert {item.id for item in items} <= set(ids)


def test_the_order_of_the_dossier_changes_nothing() -> None:
    day = a_full_day()
    shuffled = {
        name: tuple(random.Random(7).sample(value, len(value)))
        for name in ("actors", "events", "stances", "contests", "sources", "extractions")
        if (value := getattr(day.dossier, name))
    }
    again = day._replace(
        dossier=day.dossier.model_copy(update=shuffled),
        articles=dict(reversed(day.articles.items())),
    )
    assert compose(*again) == compose(*day)


def test_sections_come_in_the_order_of_a_reader_with_five_minutes() -> None:
    ids = [part.id for part in compose(*a_full_day()).sections]
    assert ids == (
        [
            "bottom-line",
            "developments",
            "stances",
            "actors",
            "contested",
            "gaps",
            "sources",
            "method",
        ]
    )


def test_every_bare_section_says_that_it_is_bare() -> None:
    briefing = compose(a_dossier(), FIRST_DAY, {}, a_vocabulary())
    for part in briefing.sections:
        assert part.entries or part.rows or part.sources or part.empty, part.id
    assert texts(briefing, "bottom-line").startswith("Nothing was read")


def test_an_item_without_evidence_is_left_out_and_counted() -> None:
    day = a_day_of({}, {"id": "e-bare", "claims": ("g-unknown",)})
    briefing = compose(*day)
    assert [entry.id for entry in section(briefing, "developments").entries] == ["e-1"]
    # The two actors of the day rest on no claim either.
    assert "Left out: 3 items" in texts(briefing, "gaps")


def test_a_masked_sentence_proves_nothing() -> None:
    article = an_article("Ombara met Lestova.", masked={1: "instruction"})
    claim = a_grounded_event(article)
    dossier = a_dossier(
        events=(an_event(claim),),
        sources=(a_source(article),),
        extractions=(an_extraction(article, claim),),
    )
    briefing = compose(dossier, FIRST_DAY, {article.id: article}, a_vocabulary())
    assert section(briefing, "developments").entries == ()
    masked = next(e for e in every_entry(briefing) if e.id.startswith("gap-masked"))
    assert [citation.sentence for citation in masked.citations] == [1]


def test_an_article_that_is_missing_is_never_linked_to() -> None:
    day = a_day_of({}, {})
    first = day.dossier.sources[0].article_id
    only = {key: value for key, value in day.articles.items() if key != first}
    briefing = compose(day.dossier, day.delta, only, day.vocabulary)
    assert [entry.id for entry in section(briefing, "developments").entries] == ["e-2"]
    assert section(briefing, "sources").sources[0].note == ""


def test_new_comes_before_seen_then_origins_then_intensity_then_confidence() -> None:
    seen = Delta(since=DAY, entries=(DeltaEntry(id="e-1", item="event", change="continuing"),))
    briefing = composed(
        {"origins": 9, "score": -10.0},
        {"origins": 1, "score": -9.0, "confidence": 0.9},
        {"origins": 1, "score": 2.5},
        {"origins": 2, "score": 2.5},
        {"origins": 1, "score": -9.0, "confidence": 0.95},
        delta=seen,
    )
    ids = [entry.id for entry in section(briefing, "developments").entries]
    assert ids == ["e-4", "e-5", "e-2", "e-3", "e-1"]


def test_fifteen_events_stand_in_full_and_none_is_dropped() -> None:
    briefing = composed(*({"origins": 40 - n} for n in range(18)))
    entries = section(briefing, "developments").entries
    assert [bool(entry.quote) for entry in entries] == [True] * 15 + [False] * 3
    assert all(entry.citations for entry in entries)
    assert "3 more new in one line each" in section(briefing, "developments").intro


def test_an_event_seen_before_takes_one_line() -> None:
    seen = Delta(since=DAY, entries=(DeltaEntry(id="e-1", item="event", change="continuing"),))
    briefing = composed({}, delta=seen)
    entry = section(briefing, "developments").entries[0]
    assert (entry.quote, entry.tags[0]) == ("", "seen before")
    assert texts(briefing, "bottom-line").startswith("Nothing new: 1 event today")


@pytest.mark.parametrize(
    ("factuality", "opening"),
    [
        ("announced", "Announced, not done"),
        ("planned", "Planned, not done"),
        ("threatened", "Threatened, not done"),
        ("alleged", "Alleged, not established"),
        ("denied", "Denied"),
    ],
)
def test_what_did_not_happen_says_so_first_everywhere(factuality: Factuality, opening: str) -> None:
    day = a_day_of({"factuality": factuality})
    claim = a_grounded_event(next(iter(day.articles.values())), factuality=factuality)
    extraction = day.dossier.extractions[0].model_copy(update={"grounded": (claim,)})
    event = day.dossier.events[0].model_copy(update={"claims": (claim.id,)})
    dossier = day.dossier.model_copy(update={"events": (event,), "extractions": (extraction,)})
    briefing = compose(dossier, day.delta, day.articles, day.vocabulary)
    for entry in every_entry(briefing):
        if entry.citations:
            assert entry.text.startswith(f"{opening}: "), entry.id
    assert briefing.notes[0].sentences[0].claims[0].text.startswith(f"{opening}: ")


def test_a_denial_by_another_report_cannot_be_missed() -> None:
    briefing = compose(*a_full_day())
    for part in ("bottom-line", "developments"):
        assert section(briefing, part).entries[0].text.startswith("Said and denied: ")


def test_an_event_line_says_what_its_fields_hold() -> None:
    killed = Figure(kind="killed", value=4, bound="least", text="4")
    briefing = composed(
        {
            "type": "ASSAULT",
            "mode": "aerial",
            "issue": "the border",
            "place": "Sorvik",
            "date": EventDate(day=DAY),
            "figures": (ReportedFigure(figure=killed, claims=()),),
            "attributions": (Attribution(kind="named", source="the army"),),
        }
    )
    assert section(briefing, "developments").entries[0].text == (
        "Ombara attacked Lestova (aerial), over the border, in Sorvik, 4 March 2026, "
        "at least 4 killed, according to the army"
    )


def test_nobody_named_is_said_and_never_guessed() -> None:
    briefing = composed({"initiators": (), "recipients": (), "type": "ASSAULT"})
    text = section(briefing, "developments").entries[0].text
    assert text == "Somebody not named attacked somebody not named"


def test_parties_of_a_reciprocal_act_meet_each_other() -> None:
    both = (an_actor("Ombara").id, an_actor("Lestova").id)
    briefing = composed({"initiators": both, "recipients": ()})
    text = section(briefing, "developments").entries[0].text
    assert text.startswith("Ombara and Lestova met or talked with each other")


def test_an_event_type_unknown_to_the_vocabulary_is_shown_by_its_code() -> None:
    briefing = composed({"type": "PARLEY", "quad": 1})
    assert "(PARLEY)" in section(briefing, "developments").entries[0].text


def test_more_than_five_citations_are_counted() -> None:
    article = an_article(*(f"Ombara met Lestova again, {n}." for n in range(8)))
    claims = [a_grounded_event(article, evidence=(n,)) for n in range(1, 9)]
    dossier = a_dossier(
        events=(an_event(*claims),),
        sources=(a_source(article),),
        extractions=(an_extraction(article, *claims),),
    )
    briefing = compose(dossier, FIRST_DAY, {article.id: article}, a_vocabulary())
    entry = section(briefing, "developments").entries[0]
    assert [citation.sentence for citation in entry.citations] == [1, 2, 3, 4, 5]
    assert entry.details[-1] == "+3 more sentences"


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.0, "low"), (0.49, "low"), (0.5, "moderate"), (0.75, "high"), (1.0, "high")],
)
def test_confidence_is_extraction_confidence(value: float, word: str) -> None:
    entry = section(composed({"confidence": value}), "developments").entries[0]
    assert f"extraction confidence: {word}" in entry.details


def test_the_bottom_line_is_short_whatever_happened() -> None:
    issue = " ".join(["word"] * 500)
    day = a_day_of(*({"issue": issue} for _ in range(6)))
    failure = Failure(path="x.txt", stage="read", reason="binary", detail="Save it as text.")
    dossier = day.dossier.model_copy(update={"failures": (failure,)})
    briefing = compose(dossier, day.delta, day.articles, day.vocabulary)
    entries = section(briefing, "bottom-line").entries
    assert len(entries) == 3
    assert all(len(entry.text.split()) <= 60 for entry in entries)
    assert entries[-1].text == "1 of 7 articles could not be read: the day is not fully covered."


def test_a_day_without_events_is_not_called_quiet() -> None:
    article = an_article("The weather was fine.")
    dossier = a_dossier(sources=(a_source(article),), extractions=(an_extraction(article),))
    briefing = compose(dossier, FIRST_DAY, {article.id: article}, a_vocabulary())
    assert texts(briefing, "bottom-line").startswith("Nothing could be grounded: the 1 article")


def test_a_reversed_stance_reaches_the_bottom_line() -> None:
    assert "Ombara has changed its stance on Peldra" in texts(compose(*a_full_day()), "bottom-line")


def test_both_sides_of_a_contest_stand_with_their_own_quotes() -> None:
    entries = section(compose(*a_full_day()), "contested").entries
    sides = [entry for entry in entries if entry.id.startswith("c-figures")]
    assert [entry.text.rpartition(": ")[2] for entry in sides] == ["4 killed", "7 killed"]
    assert ["killing 4" in sides[0].quote, "7 dead" in sides[1].quote] == [True, True]
    assert not set(sides[0].citations) & set(sides[1].citations)


def test_a_denial_told_as_a_contest_is_not_told_twice() -> None:
    day = a_full_day()
    event = next(event for event in day.dossier.events if event.id == "e-strike")
    denial = Contest(
        id="c-denial", kind="denial", subject="e-strike", sides=tuple(sorted(event.reports.items()))
    )
    dossier = day.dossier.model_copy(update={"contests": (denial,)})
    briefing = compose(dossier, day.delta, day.articles, day.vocabulary)
    ids = [entry.id for entry in section(briefing, "contested").entries]
    assert ids == ["c-denial-1", "c-denial-2"]


def test_nothing_that_was_lost_goes_unsaid() -> None:
    said = texts(compose(*a_full_day()), "gaps")
    for loss in (
        "4 articles read, from 3 independent origins",
        "1 of 5 articles could not be read",
        "“Broken” (seeds/broken.txt): binary. It is not text",
        "source 3 “Talks expected”",
        "seeds/tomorrow.txt",
        "seeds/again.txt",
        "source 4 “Weather”",
        "rejected: 2 (cue not in sentence 2)",
        "addressed to a language model",
        "1 passage of 1 article",
        "the port strike",
        "en 4",
    ):
        assert loss in said


def test_sources_are_graded_and_copies_named() -> None:
    lines = section(compose(*a_full_day()), "sources").sources
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert "F: cannot be judged" in lines[0].facts
    assert "undated" in lines[2].facts
    assert "copy of 1" in lines[3].facts


def test_actors_beyond_the_first_25_are_counted() -> None:
    article = an_article("Ombara met Lestova.")
    claim = a_grounded_event(article)
    actors = tuple(an_actor(f"Actor {n:02}", claim) for n in range(30))
    dossier = a_dossier(
        actors=actors, sources=(a_source(article),), extractions=(an_extraction(article, claim),)
    )
    part = section(compose(dossier, FIRST_DAY, {article.id: article}, a_vocabulary()), "actors")
    assert len(part.rows) == 25
    assert "30 actors; … and 5 more" in part.intro


def test_a_note_shows_claims_where_they_stand_and_rejections_with_reasons() -> None:
    strike, denial, talks, _ = compose(*a_full_day()).notes
    labels = [claim.label for claim in strike.sentences[0].claims]
    assert labels == ["ASSAULT (aerial)", "actor", "actor"]
    assert strike.sentences[1].masked == "instruction"
    assert strike.cuts == (("tail", "Read more: our other stories"),)
    assert [claim.label for claim in denial.sentences[1].claims] == ["stance"]
    assert talks.rejected[0].details[0] == "cue not in sentence"


def test_a_note_says_which_claims_stand_by_others_only() -> None:
    dossier, delta, articles, vocabulary = a_full_day()
    (first, *others) = dossier.extractions
    (claim, *more) = first.grounded
    weak = claim.model_copy(update={"weak": "likelihood 0.44"})
    first = first.model_copy(update={"grounded": (weak, *more)})
    dossier = dossier.model_copy(update={"extractions": (first, *others)})
    notes = compose(dossier, delta, articles, vocabulary).notes
    told = [one for note in notes for s in note.sentences for one in s.claims if one.details]
    said = {one.id for one in told if any("told elsewhere" in text for text in one.details)}
    assert said == {weak.id}


@given(st.lists(hostile_text, max_size=6))
def test_note_files_are_portable_and_unique(titles: list[str]) -> None:
    articles = [an_article("One.", title=title, id=f"id {n}") for n, title in enumerate(titles)]
    files = note_files(articles)
    assert len({file.casefold() for file in files.values()}) == len(titles)
    for file in files.values():
        assert re.fullmatch(r"articles/[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}\.md", file)
        assert len(file) <= len("articles/.md") + 60 + 9


def test_note_files_carry_the_title_and_the_article_id() -> None:
    article = an_article(title="Пекин and “Łódź”: talks!", id="0123456789abcdef")
    assert note_files([article])[article.id] == "articles/pekin-and-lodz-talks-01234567.md"


def test_articles_whose_ids_begin_alike_have_notes_of_their_own() -> None:
    twins = [an_article(title="Same", id="0123456789" + digit) for digit in "ab"]
    assert len(set(note_files(twins).values())) == 2


def an_evidence(text: str, cue: str, at: int = 500) -> Evidence:
    start = at + text.index(cue)
    span = (start, start + len(cue))
    return Evidence(article_id="a", sentence=1, start=at, end=at + len(text), text=text, cue=span)


words = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), max_size=120)


@given(words, words)
def test_a_long_quote_keeps_the_cue_in_sight_and_whole_words(
    before: list[str], after: list[str]
) -> None:
    text = " ".join([*before, "CUE", *after])
    said = quote(an_evidence(text, "CUE"))
    assert len(said) <= 240
    assert "CUE" in said
    inner = said.strip("…")
    assert set(inner.split()) <= set(text.split())
    assert inner in text
    assert (said == text) == (len(text) <= 240)
    assert said.startswith("…") == (not text.startswith(inner))
    assert said.endswith("…") == (not text.endswith(inner))


def test_a_long_quote_without_spaces_is_still_shortened() -> None:
    said = quote(an_evidence("x" * 300 + "CUE" + "y" * 300, "CUE"))
    assert len(said) == 240
    assert "CUE" in said


def test_dates_are_as_precise_as_they_are_known() -> None:
    said = [
        date_text(EventDate(day=date(2026, 3, 4), precision=precision))
        for precision in ("day", "week", "month", "year")
    ]
    assert said == ["4 March 2026", "week of 2 March 2026", "March 2026", "2026"]
    assert date_text(None) == "undated"


def test_figures_keep_their_bounds_and_differences() -> None:
    killed = [Figure(kind="killed", value=value, text="x") for value in (4, 4, 7)]
    money = Figure(kind="money", value=1_500_000.5, unit="EUR", bound="about", text="x")
    assert figures_text([*killed, money]) == [
        "4 killed or 7 killed (reports differ)",
        "about EUR 1,500,000.50",
    ]
    assert figure_text(Figure(kind="troops", value=3000, bound="most", text="x")) == (
        "up to 3,000 troops"
    )


def test_attribution_names_who_says_so() -> None:
    named = Attribution(kind="named", source="the army")
    unnamed = Attribution(kind="unnamed", source="officials")
    assert attribution_text([named, unnamed, named]) == (
        "according to the army and an unnamed source (officials)"
    )
    assert attribution_text([Attribution()]) == ""


def test_counts_read_as_english() -> None:
    assert [count(n, "article") for n in (0, 1, 2000)] == [
        "no articles",
        "1 article",
        "2,000 articles",
    ]


@given(hostile_text)
def test_no_text_of_an_article_breaks_composition(text: str) -> None:
    briefing = compose(*a_full_day(lambda benign: text + benign))
    sizes = [(len(part.entries), len(part.rows), len(part.sources)) for part in briefing.sections]
    expected = compose(*a_full_day()).sections
    assert sizes == [(len(p.entries), len(p.rows), len(p.sources)) for p in expected]
    assert [len(note.sentences) for note in briefing.notes] == [2, 2, 1, 1]


def test_a_promise_is_not_called_undone() -> None:
    day = a_day_of({"factuality": "planned", "type": "CONSULT"})
    types = dict(day.vocabulary.types)
    types["AID"] = types["AID"].model_copy(update={"future": "CONSULT"})
    vocabulary = day.vocabulary.model_copy(update={"types": types})
    briefing = compose(day.dossier, day.delta, day.articles, vocabulary)
    assert section(briefing, "developments").entries[0].text.startswith("Planned: Ombara")


def test_what_is_contested_today_comes_before_what_was_contested_before() -> None:
    seen = Delta(since=DAY, entries=(DeltaEntry(id="e-1", item="event", change="continuing"),))
    alleged = {"factuality": "alleged"}
    briefing = composed({**alleged, "origins": 9}, alleged, delta=seen)
    ids = [entry.id for entry in section(briefing, "contested").entries]
    assert ids == ["contested-e-2", "contested-e-1"]


def test_an_actor_is_shown_in_its_note_where_it_is_first_named() -> None:
    article = an_article("Ombara met Lestova.", "Ombara left.", "Ombara came back.")
    claim = a_grounded_actor(article, "Ombara", evidence=(1, 2, 3))
    dossier = a_dossier(sources=(a_source(article),), extractions=(an_extraction(article, claim),))
    note = compose(dossier, FIRST_DAY, {article.id: article}, a_vocabulary()).notes[0]
    assert [len(sentence.claims) for sentence in note.sentences] == [1, 0, 0]
    assert note.sentences[0].claims[0].details == ("also in S2, S3",)
