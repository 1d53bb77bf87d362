"""How sure a claim is by the way it came about."""

from __future__ import annotations

from itertools import product

import pytest

from briefing.stages.extraction.confidence import confidence

ORIGINS = list(product(("text", "model", "unset"), repeat=2))


@pytest.mark.parametrize("origin", ORIGINS)
def test_every_way_has_a_share_between_none_and_all(origin: tuple[str, str]) -> None:
    assert 0 < confidence(origin) < 1
    assert 0 < confidence(origin, remote=True) <= confidence(origin)


def test_the_text_is_trusted_more_than_a_model_and_two_roles_more_than_one() -> None:
    assert confidence(("text", "text")) == max(map(confidence, ORIGINS))
    assert confidence(("text", "text")) > confidence(("text", "unset"))
    assert confidence(("text", "unset")) > confidence(("unset", "text"))
    assert confidence(("text", "unset")) > confidence(("model", "model"))


def test_who_is_named_only_in_another_sentence_is_less_sure() -> None:
    assert confidence(("text", "text"), remote=True) < confidence(("text", "unset"))
