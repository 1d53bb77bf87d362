"""What the parser accepts, repairs and refuses."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from briefing.llm.parsing import Unparseable, parse_answer, read_answer


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Named(Shape):
    n: Annotated[str, Field(max_length=60)]
    k: Literal["state", "person", "Straße"]


class Actors(Shape):
    actors: list[Named]
    issues: list[str]


class Roles(Shape):
    who: Literal["Lesk", "Olga Haar", "nobody"]
    whom: Literal["Lesk", "LESK", "ban", "nobody"]


class Figure(Shape):
    value: float


ROLES = '{"who":"Lesk","whom":"ban"}'

# A think tag inside a value cannot be told from a think tag around one; everything else can.
words = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('{}[]",:\\`\n'), max_size=40
).filter(lambda text: "think>" not in text)
actors = st.builds(
    Actors,
    actors=st.lists(
        st.builds(Named, n=words, k=st.sampled_from(["state", "person", "Straße"])), max_size=3
    ),
    issues=st.lists(words, max_size=2),
)
DECOYS = ["{this} is", "a { left open,", 'a " quote', "{}", "[1, {", '{"a": 1}', "} first", "{{x}}"]
prose = st.lists(
    st.sampled_from(["Here you go:", "The answer", "with actors", "\n", *DECOYS]), max_size=5
).map(" ".join)
space = st.sampled_from(["", " ", "\n\n", "\t", "\ufeff", "\r\n"])


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[Actors, str, set[str]]:
    """A value, a text around it, and repairs that may be named for it."""
    value = draw(actors)
    text = value.model_dump_json(indent=draw(st.sampled_from([None, 2])))
    around = draw(st.sets(st.sampled_from(["fence", "think", "prose"])))
    if "fence" in around:
        text = f"```{draw(st.sampled_from(['json', '', 'JSON']))}\n{text}\n```"
    if "prose" in around:
        text = f"{draw(prose)}\n{text}\n{draw(st.sampled_from(['', 'Done.', 'I hope } it helps']))}"
    if "think" in around:
        draft = draw(prose) + '{"actors":[],"issues":["a draft"]}'
        text = draw(st.sampled_from(["<think>", ""])) + draft + "</think>\n" + text
    return value, draw(space) + text + draw(space), around


@given(wrapped())
def test_a_valid_answer_is_found_whatever_stands_around_it(
    case: tuple[Actors, str, set[str]],
) -> None:
    value, text, around = case
    found, repairs = parse_answer(text, Actors)
    assert found == value
    assert not around - {"prose"} or repairs  # a repair never goes unnamed
    assert around or repairs == ()


@given(st.text() | st.text('{}[]",:\\`<>/think \n', max_size=300))
def test_any_text_is_read_or_refused_with_our_own_error(text: str) -> None:
    try:
        value, _ = parse_answer(text, Actors)
    except Unparseable as error:
        value = None
        problem = str(error)
    assert isinstance(value, Actors) or 0 < len(problem) < 2000


MANY = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "{" * MANY,
        '"' * MANY,
        '\\"' * MANY,
        '{"' * MANY,
        '{"a":' * MANY,
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "{}" * MANY,
        "```\n" * MANY,
        "```json" + "\n" * MANY,
        "```" + " " * MANY,
        "```json\n{\n" * MANY,
        "<think>" * MANY,
        "</think>" * MANY,
        "<think></think>" * MANY,
        ", " * MANY,
        '{"a":"' + ", " * MANY,
        "," + " " * MANY,
        "," * MANY + "}",
        "{ " * MANY,
        "{" + " " * MANY,
        "\ud800" * MANY,
        '{"who":' + "9" * MANY + "}",
    ],
    ids=lambda text: f"{text[:9]!r}",
)
def test_long_hostile_text_is_refused_in_linear_time(text: str) -> None:
    # sizes at which any quadratic step would run into the time limit of the suite
    with pytest.raises(Unparseable):
        parse_answer(text, Roles)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"who":"Lesk","who":"nobody","whom":"ban"}', "twice"),
        ('{"who":"Lesk","whom":"ban","\\u0077ho":"Lesk"}', "twice"),
        ('{"who":"Lesk\\ud800","whom":"ban"}', "surrogate"),
        ('{"who":"Lesk","whom":NaN}', "NaN"),
        ('{"who":"Lesk","whom":-Infinity}', "Infinity"),
        ("[" * 100_000, "not "),
        ('{"who":"Lesk"}', "whom"),
        ('{"who":"Torvane","whom":"ban"}', "who"),
        ("I would rather not say.", "no JSON object"),
        ("", "no JSON object"),
        ("<think>" + ROLES, "no JSON object"),
        ("{'who':'Lesk','whom':'ban'}", "JSON"),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Unparseable, match=reason):
        parse_answer(text, Roles)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    with pytest.raises(Unparseable):
        parse_answer(f'{{"value": {number}}}', Figure)


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (ROLES, ()),
        (f"\ufeff {ROLES}\n", ()),
        (f"<think>{{hm}}</think>{ROLES}", ("think",)),
        (f"hm, {ROLES} or so</think>{ROLES}", ("think",)),
        (f"```json\n{ROLES}\n```", ("fence",)),
        (f"<think></think>```\r\n{ROLES}```", ("think", "fence")),
        (f"Sure: {ROLES}.", ("prose",)),
        (f"[{ROLES}]", ("prose",)),
        (f'Open with {{ and "go": {ROLES}', ("prose",)),
        (f'{{"draft: {{}} {ROLES}', ("prose",)),
        ('{"who":"Lesk","whom":"ban",}', ("comma",)),
        ('{"who":"Lesk","whom":"ban" , \n }', ("comma",)),
        (json.dumps(ROLES), ("encoded",)),
        ('{"who":"LESK ","whom":"Ban"}', ("enum case",)),
        ('Sure: {"who":"lesk","whom":"ban",}', ("prose", "comma", "enum case")),
        ('{"who":"Lesk","whom":"ban","more":{"who":1}}', ("extra field",)),
        ('{"who":"lesk","whom":"ban","sure":true}', ("enum case", "extra field")),
    ],
)
def test_a_known_fault_is_repaired_under_its_name(text: str, repairs: tuple[str, ...]) -> None:
    assert parse_answer(text, Roles) == (Roles(who="Lesk", whom="ban"), repairs)


def test_a_comma_inside_a_string_is_not_a_trailing_comma() -> None:
    text = '{"actors":[],"issues":["one,]", "say \\",}\\"",]}'
    value, repairs = parse_answer(text, Actors)
    assert value == Actors(actors=[], issues=["one,]", 'say ",}"'])
    assert repairs == ("comma",)


def test_the_case_of_an_enum_is_repaired_in_lists_too() -> None:
    value, repairs = parse_answer('{"actors":[{"n":"A","k":"STRASSE"}],"issues":[]}', Actors)
    assert value == Actors(actors=[Named(n="A", k="Straße")], issues=[])
    assert repairs == ("enum case",)


def test_a_field_nobody_asked_for_is_dropped_wherever_it_stands() -> None:
    text = '{"actors":[{"n":"A","k":"state","of":"B"}],"issues":[],"more":[]}'
    value, repairs = parse_answer(text, Actors)
    assert value == Actors(actors=[Named(n="A", k="state")], issues=[])
    assert repairs == ("extra field",)


def test_a_spelling_that_fits_two_members_is_refused() -> None:
    with pytest.raises(Unparseable, match="whom"):
        parse_answer('{"who":"Lesk","whom":"lesk"}', Roles)


def test_a_member_that_is_spelled_right_is_never_changed() -> None:
    value, repairs = parse_answer('{"who":"lesk","whom":"LESK"}', Roles)
    assert value == Roles(who="Lesk", whom="LESK")
    assert repairs == ("enum case",)


def test_a_draft_inside_a_think_block_is_never_the_answer() -> None:
    with pytest.raises(Unparseable):
        parse_answer(f"<think>perhaps {ROLES}</think> I cannot tell.", Roles)


def test_an_answer_from_the_reasoning_field_says_so() -> None:
    record = {"response": {"content": ROLES, "source": "reasoning"}}
    assert read_answer(record, Roles)[1] == ("reasoning",)
    assert read_answer({"response": {"content": ROLES}}, Roles)[1] == ()
