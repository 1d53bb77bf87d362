"""The roles of an act as one source tells them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.settling import Parts, from_model, from_text


def test_what_the_tree_names_comes_from_the_text() -> None:
    parts = from_text(Reading(who=("A",), whom=("B",), thing="raid"))
    assert parts == Parts(("A",), ("B",), "", ("text", "text"), "text_only")


def test_a_thing_acted_upon_is_the_issue_where_no_party_is() -> None:
    parts = from_text(Reading(who=("A",), thing="raid"))
    assert (parts.recipients, parts.issue, parts.origin) == ((), "raid", ("text", "unset"))


def test_what_nobody_names_is_unset() -> None:
    assert from_text(Reading()).origin == ("unset", "unset")
    said = SimpleNamespace(who="nobody", whom="nobody")
    assert from_model(said, []) == Parts((), (), "", ("unset", "unset"), "model_only")


@pytest.mark.parametrize(
    ("who", "whom", "initiators", "recipients", "issue"),
    [
        ("A", "B", ("A",), ("B",), ""),
        ("A", "A", ("A",), (), ""),
        ("A", "ban", ("A",), (), "ban"),
        ("nobody", "B", (), ("B",), ""),
    ],
)
def test_a_model_names_a_party_an_issue_or_nobody(
    who: str,
    whom: str,
    initiators: tuple[str, ...],
    recipients: tuple[str, ...],
    issue: str,
) -> None:
    parts = from_model(SimpleNamespace(who=who, whom=whom), ["ban"])
    assert (parts.initiators, parts.recipients, parts.issue) == (initiators, recipients, issue)
