"""Today against the last dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.claims import EventDate, Figure
from briefing.domain.dossier import (
    Actor,
    Coverage,
    Delta,
    DeltaEntry,
    Dossier,
    Event,
    Method,
    ReportedFigure,
    Stance,
    Story,
)
from briefing.stages.comparison import compare

BEFORE, TODAY = date(2026, 3, 3), date(2026, 3, 4)


def _on(day: int, precision: Any = "day") -> EventDate:
    return EventDate(day=date(2026, 3, day), precision=precision)


def _figure(value: float, kind: Any = "killed", bound: Any = "exact") -> ReportedFigure:
    figure = Figure(kind=kind, value=value, bound=bound, text=str(value))
    return ReportedFigure(figure=figure, claims=("g-1",))


def _event(key: str = "e-1", **more: Any) -> Event:
    values: dict[str, Any] = {
        "id": key,
        "type": "ASSAULT",
        "quad": 4,
        "score": -9.0,
        "initiators": ("p-a",),
        "recipients": ("p-b",),
        "cue": "struck",
        "factuality": "occurred",
        "reports": {"occurred": ("g-1",)},
        "claims": ("g-1",),
        "articles": ("a-1",),
        "origins": 1,
        "confidence": 0.5,
    }
    return Event(**{**values, **more})


def _stance(key: str, label: Any, **more: Any) -> Stance:
    values: dict[str, Any] = {
        "id": key,
        "holder": "p-a",
        "target": "p-b",
        "target_type": "actor",
        "label": label,
        "intensity": 1,
        "explicitness": "explicit",
        "attribution": "own_statement",
        "cue": "said",
        "claims": ("g-1",),
        "articles": ("a-1",),
        "origins": 1,
        "confidence": 0.5,
    }
    return Stance(**{**values, **more})


def _actor(key: str, name: str, *aliases: str, **more: Any) -> Actor:
    return Actor(id=key, name=name, aliases=aliases, claims=("g-1",), articles=("a-1",), **more)


ACTORS = (_actor("p-a", "Ombara"), _actor("p-b", "Lestova"), _actor("p-c", "Riven"))


def _day(
    *items: Event | Stance, day: date = TODAY, actors: Any = ACTORS, failed: int = 0
) -> Dossier:
    events = tuple(one for one in items if isinstance(one, Event))
    return Dossier(
        day=day,
        actors=actors,
        events=events,
        stances=tuple(one for one in items if isinstance(one, Stance)),
        stories=tuple(
            Story(id=f"y-{one.id}", events=(one.id,), articles=("a-1",)) for one in events
        ),
        contests=(),
        sources=(),
        failures=(),
        extractions=(),
        coverage=Coverage(articles=1, origins=1, undated=0, failed=failed),
        method=Method(program="test"),
    )


def _changes(now: Event | Stance, then: Event | Stance) -> DeltaEntry:
    delta = compare(_day(now), _day(then, day=BEFORE))
    (entry,) = [one for one in delta.entries if one.id == now.id]
    return entry


def test_without_an_earlier_dossier_there_is_nothing_to_compare() -> None:
    assert compare(_day(_event()), None) == Delta(since=None, entries=())


def test_an_event_with_the_same_id_continues() -> None:
    entry = _changes(_event(), _event())
    assert (entry.change, entry.detail) == ("continuing", "")


@pytest.mark.parametrize(
    ("now", "then", "change"),
    [
        ({"date": _on(3)}, {}, "continuing"),
        ({}, {"date": _on(3)}, "continuing"),
        ({"date": _on(2)}, {"date": _on(3)}, "continuing"),
        ({"date": _on(1)}, {"date": _on(3)}, "new"),
        ({"date": _on(4)}, {"date": _on(3)}, "new"),
        ({"date": _on(4)}, {}, "new"),
        ({"date": _on(4)}, {"date": _on(4), "factuality": "planned"}, "changed"),
        ({"type": "AID"}, {}, "new"),
        ({"initiators": ("p-b",), "recipients": ("p-a",)}, {}, "new"),
        ({"recipients": ("p-c",)}, {}, "new"),
        ({"recipients": (), "issue": "dam"}, {"recipients": (), "issue": "budget"}, "new"),
        ({"recipients": (), "issue": "Dam"}, {"recipients": (), "issue": "dam"}, "continuing"),
    ],
)
def test_without_the_same_id_type_parties_and_dates_decide(
    now: dict[str, Any], then: dict[str, Any], change: str
) -> None:
    assert _changes(_event("e-new", **now), _event("e-old", **then)).change == change


@pytest.mark.parametrize(
    ("now", "then", "detail"),
    [
        ({"figures": (_figure(7),)}, {"figures": (_figure(4),)}, "4 killed -> 7 killed"),
        (
            {"figures": (_figure(7, bound="least"), _figure(9))},
            {"figures": (_figure(7, bound="least"),)},
            "at least 7 killed -> at least 7 killed / 9 killed",
        ),
        ({"figures": (_figure(1200),)}, {}, "now 1,200 killed"),
        ({"mode": "aerial"}, {"mode": "drone"}, "drone -> aerial"),
        ({"factuality": "occurred"}, {"factuality": "alleged"}, "alleged -> occurred"),
        ({"reports": {"occurred": ("g-1",), "denied": ("g-2",)}}, {}, "now also denied"),
    ],
)
def test_what_changed_is_said(now: dict[str, Any], then: dict[str, Any], detail: str) -> None:
    entry = _changes(_event(**now), _event(**then))
    assert (entry.change, entry.detail) == ("changed", detail)


@pytest.mark.parametrize("now", [(), (_figure(4),)])
def test_a_figure_that_is_not_repeated_has_not_changed(now: tuple[ReportedFigure, ...]) -> None:
    then = (_figure(4), _figure(7))
    assert _changes(_event(figures=now), _event(figures=then)).change == "continuing"


def test_an_event_that_is_now_denied_is_contradicted() -> None:
    entry = _changes(_event(factuality="denied", reports={"denied": ("g-1",)}), _event())
    assert (entry.change, entry.detail) == ("contradicted", "occurred -> denied")
    still = _changes(_event(factuality="denied"), _event(factuality="denied"))
    assert still.change == "continuing"


def test_one_earlier_event_explains_only_one_of_today() -> None:
    now = _day(_event("e-x", date=_on(2)), _event("e-y", date=_on(3)))
    delta = compare(now, _day(_event("e-old", date=_on(2)), day=BEFORE))
    assert [(one.id, one.change) for one in delta.entries if one.item == "event"] == [
        ("e-x", "continuing"),
        ("e-y", "new"),
    ]


def test_a_stance_turned_round_is_reversed() -> None:
    entry = _changes(_stance("t-2", "oppose"), _stance("t-1", "support"))
    assert (entry.change, entry.detail) == ("reversed", "support -> oppose")


@pytest.mark.parametrize(
    ("now", "then", "change"),
    [
        ({"label": "support"}, {"label": "support"}, "continuing"),
        ({"label": "neutral"}, {"label": "support"}, "new"),
        ({"label": "oppose", "target": "p-c"}, {"label": "support"}, "new"),
        ({"label": "oppose", "holder": "p-c"}, {"label": "support"}, "new"),
        (
            {"label": "oppose", "target": "The dam", "target_type": "policy"},
            {"label": "support", "target": "the  dam", "target_type": "policy"},
            "reversed",
        ),
    ],
)
def test_stances_are_compared_by_holder_and_target(
    now: dict[str, Any], then: dict[str, Any], change: str
) -> None:
    assert _changes(_stance("t-2", **now), _stance("t-1", **then)).change == change


def test_a_holder_who_says_both_has_not_turned_round() -> None:
    now = _day(_stance("t-1", "support"), _stance("t-2", "oppose"))
    delta = compare(now, _day(_stance("t-1", "support"), day=BEFORE))
    assert [one.change for one in delta.entries if one.item == "stance"] == ["continuing", "new"]


def test_actors_are_new_or_continue() -> None:
    delta = compare(_day(actors=ACTORS), _day(day=BEFORE, actors=ACTORS[:2]))
    assert [(one.id, one.change) for one in delta.entries] == [
        ("p-a", "continuing"),
        ("p-b", "continuing"),
        ("p-c", "new"),
    ]


def test_an_actor_with_a_fuller_name_is_known_by_the_shorter_one() -> None:
    now = _day(_event("e-2", initiators=("p-y",)), actors=(_actor("p-y", "Kaja Lind", "Lind"),))
    then = _day(_event("e-1", initiators=("p-x",)), day=BEFORE, actors=(_actor("p-x", "Lind"),))
    changes = {one.id: one.change for one in compare(now, then).entries}
    assert changes == {"e-2": "continuing", "p-y": "continuing"}


def test_a_name_of_two_earlier_actors_proves_nothing() -> None:
    then = (_actor("p-w", "Mari Lind", "Lind"), _actor("p-x", "Omar Lind", "Lind"))
    now = _day(actors=(_actor("p-y", "Lind"),))
    assert {one.change for one in compare(now, _day(day=BEFORE, actors=then)).entries} == {"new"}


@pytest.mark.parametrize(
    "now",
    [
        (_actor("p-y", "Kaja Lind", "Lind"), _actor("p-z", "Omar Lind", "Lind")),
        (_actor("p-y", "Kaja Lind", "Lind", country="EST"),),
    ],
)
def test_a_name_of_two_actors_or_two_countries_proves_nothing(now: tuple[Actor, ...]) -> None:
    then = _day(day=BEFORE, actors=(_actor("p-x", "Lind", country="LVA"),))
    assert {one.change for one in compare(_day(actors=now), then).entries} == {"new"}


def test_a_grave_story_of_which_nothing_is_heard_went_quiet() -> None:
    delta = compare(_day(failed=2), _day(_event("e-old"), day=BEFORE))
    (entry,) = [one for one in delta.entries if one.change == "gone quiet"]
    assert entry.id == "e-old"
    assert entry.before == "Ombara - struck - Lestova"
    assert entry.detail == (
        "last reported on 2026-03-03; 2 could not be read today, so silence proves nothing"
    )


@pytest.mark.parametrize(
    "now",
    [
        _event("e-old"),
        _event("e-else", type="CONSULT", score=2.5, initiators=("p-a", "p-b"), recipients=()),
    ],
)
def test_a_story_whose_parties_are_in_the_news_is_not_quiet(now: Event) -> None:
    delta = compare(_day(now), _day(_event("e-old"), day=BEFORE))
    assert "gone quiet" not in {one.change for one in delta.entries}


def test_a_light_story_may_end_without_a_word() -> None:
    delta = compare(_day(), _day(_event("e-old", score=-4.9), day=BEFORE))
    assert "gone quiet" not in {one.change for one in delta.entries}


events = st.builds(
    _event,
    st.sampled_from(["e-1", "e-2", "e-3", "e-4"]),
    type=st.sampled_from(["ASSAULT", "AID"]),
    date=st.none() | st.builds(_on, st.integers(1, 5)),
    factuality=st.sampled_from(["occurred", "planned", "denied"]),
    figures=st.lists(st.sampled_from([4.0, 7.0]).map(_figure), max_size=1).map(tuple),
)
several = st.lists(events, max_size=4, unique_by=lambda one: one.id)


@settings(max_examples=100, deadline=None)
@given(several, several)
def test_every_item_of_today_has_one_entry_and_order_does_not_matter(
    now: list[Event], then: list[Event]
) -> None:
    delta = compare(_day(*now), _day(*then, day=BEFORE))
    ids = [one.id for one in delta.entries if one.change != "gone quiet"]
    assert sorted(ids) == sorted([*(one.id for one in now), *(one.id for one in ACTORS)])
    assert compare(_day(*now[::-1]), _day(*then[::-1], day=BEFORE)) == delta
    same = compare(_day(*now), _day(*now, day=BEFORE))
    assert {one.change for one in same.entries} <= {"continuing"}
