"""Gold files: what is read, what is refused, and where a gold sentence lies in a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ConfigError
from briefing.evaluation.gold import GoldArticle, find_parts, load_gold


def entry(**changes: Any) -> dict[str, Any]:
    event = {"actor": ["A"], "type": ["AID"], "target": ["B", None], "evidence": [1]}
    stance = {"holder": ["A"], "target": ["law"], "polarity": ["mixed"], "evidence": [2]}
    return {
        "sentences": ["A helped B.", "A is torn over the law."],
        "actors": [{"name": "A"}, {"name": "B", "aliases": ["Bee"], "required": False}],
        "issues": [{"name": "law", "aliases": []}],
        "events": [event],
        "stances": [stance],
    } | changes


def write(root: Path, content: Any, key: str = "one") -> Path:
    folder = root / "gold" / "first"
    folder.mkdir(parents=True)
    raw = content if isinstance(content, str) else json.dumps({key: content})
    (folder / "gold.json").write_text(raw, encoding="utf-8")
    (folder / "one.txt").write_text("A helped B.\nA is torn over the law.", encoding="utf-8")
    return root / "gold"


def test_an_article_is_named_by_folder_and_key_and_knows_its_text(tmp_path: Path) -> None:
    (article,) = load_gold([write(tmp_path, entry())], None)
    assert article.name == "first/one"
    assert article.path.read_text(encoding="utf-8").startswith("A helped")
    assert article.events[0].target == ("B", None)
    assert article.events[0].required
    assert not article.actors[1].required
    assert article.stances[0].labels == ("mixed",)


def test_articles_come_in_order_of_their_names(tmp_path: Path) -> None:
    root = write(tmp_path, json.dumps({"two": entry(), "one": entry()}))
    (root / "first" / "two.txt").write_text("x", encoding="utf-8")
    assert [article.name for article in load_gold([root], None)] == ["first/one", "first/two"]


def test_a_seed_takes_its_text_from_the_seeds_and_is_left_out_without_them(tmp_path: Path) -> None:
    root = write(tmp_path, entry(), key="seed007")
    (tmp_path / "007_abc.txt").write_text("A helped B.", encoding="utf-8")
    assert load_gold([root], None) == ()
    (article,) = load_gold([root], tmp_path)
    assert article.path == tmp_path / "007_abc.txt"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "JSON"),
        (entry(actors=[{"name": "A"}]), "'B' is neither an actor nor an issue"),
        (entry(actors=[{"name": "A"}, {"name": "B"}, {"name": "A"}]), "'A' is given twice"),
        (entry(issues=[]), "'law' is neither"),
        (entry(sentences=["A helped B."]), "evidence 2, but sentences run to 1"),
        (entry(surprise=1), "Extra inputs"),
        (
            entry(events=[{"actor": [], "type": ["AID"], "target": [None], "evidence": []}]),
            "at least 1",
        ),
        (
            entry(
                stances=[{"holder": ["A"], "target": ["B"], "polarity": ["warm"], "evidence": []}]
            ),
            "supportive",
        ),
    ],
)
def test_bad_gold_is_refused_with_file_and_reason(
    tmp_path: Path, content: Any, reason: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_gold([write(tmp_path, content)], None)
    assert "gold.json" in caught.value.message
    assert reason in caught.value.message


def test_a_missing_text_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no gold\.json"):
        load_gold([tmp_path / "nowhere"], None)
    root = write(tmp_path, entry(), key="lost")
    with pytest.raises(ConfigError, match=r"lost: its text lost\.txt is missing"):
        load_gold([root], None)


def test_a_seed_without_exactly_one_text_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path, entry(), key="seed007")
    with pytest.raises(ConfigError, match="0 files 007_"):
        load_gold([root], tmp_path)


def placed(text: str, *sentences: str) -> list[str | None]:
    article = GoldArticle(name="x/y", path=Path("y"), sentences=sentences, actors=())
    return [text[slice(*span)] if span else None for span in article.spans(text)]


def test_gold_sentences_are_found_across_other_line_breaks() -> None:
    text = "Title\n\nA met\n  B. C left. (So it goes.)"
    assert placed(text, "Title", "A met B.", "C left. (So it goes.)") == [
        "Title",
        "A met\n  B.",
        "C left. (So it goes.)",
    ]


def test_a_repeated_sentence_is_placed_twice_and_a_missing_one_nowhere() -> None:
    text = "No. Yes. No."
    article = GoldArticle(name="x/y", path=Path("y"), sentences=("No.", "No.", "Oh."), actors=())
    assert article.spans(text) == ((0, 3), (9, 12), None)


def test_a_sentence_out_of_order_is_still_found() -> None:
    assert placed("One. Two.", "Two.", "One.") == ["Two.", "One."]


def a_part(folder: Path, content: Any = None) -> Path:
    folder.mkdir(parents=True)
    (folder / "gold.json").write_text(json.dumps({"one": content or entry()}), "utf-8")
    (folder / "one.txt").write_text("A helped B.", "utf-8")
    return folder


def test_a_part_is_found_by_itself_in_its_folder_and_in_dev_articles(tmp_path: Path) -> None:
    mine = a_part(tmp_path / "gold" / "held-out")
    a_part(tmp_path / "shared" / "dev_articles" / "first")
    assert list(find_parts([mine])) == ["held-out"]
    both = [tmp_path / "gold", tmp_path / "shared", mine]
    assert list(find_parts(both)) == ["first", "held-out"]
    found = {article.name: article.held_out for article in load_gold(both, None)}
    assert found == {"first/one": False, "held-out/one": True}
    assert [one.part for one in load_gold(both, None, ["first"])] == ["first"]
    with pytest.raises(ConfigError, match="no part 'second'") as refused:
        load_gold(both, None, ["second"])
    assert "first, held-out" in refused.value.hint


def test_two_parts_of_one_name_are_refused_unless_they_are_the_same(tmp_path: Path) -> None:
    folders = [a_part(tmp_path / name / "first").parent for name in ("a", "b")]
    assert len(load_gold(folders, None)) == 1
    (folders[1] / "first" / "gold.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigError, match="another part of this name"):
        find_parts(folders)


def test_status_day_and_figures_may_be_given_and_may_have_alternatives(tmp_path: Path) -> None:
    event = entry()["events"][0]
    plain = event | {"factuality": "denied", "date": "2026-03-04", "figures": {"killed": 4}}
    several = event | {
        "factuality": ["alleged", "occurred"],
        "date": None,
        "figures": {"money": [1e6, 2e6]},
    }
    more = {"published": "2026-03-05", "language": "fr", "kind": "wire"}
    (one,) = load_gold([write(tmp_path, entry(events=[event, plain, several], **more))], None)
    assert (str(one.published), one.language, one.kind) == ("2026-03-05", "fr", "wire")
    old, new, loose = one.events
    assert (old.factuality, old.date, old.figures) == ((), None, {})
    assert (new.factuality, str(new.date), new.figures) == (
        ("denied",),
        "2026-03-04",
        {"killed": (4.0,)},
    )
    assert loose.factuality == ("alleged", "occurred")
    assert loose.figures == {"money": (1e6, 2e6)}


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"factuality": "maybe"}, "factuality"),
        ({"date": "yesterday"}, "date"),
        ({"figures": {"sheep": 3}}, "figures"),
        ({"figures": {"killed": []}}, "figures"),
    ],
)
def test_a_field_that_gold_does_not_know_is_refused(
    field: dict[str, Any], told: str, tmp_path: Path
) -> None:
    event = entry()["events"][0] | field
    with pytest.raises(ConfigError, match=rf"one\.events\.0\.{told}"):
        load_gold([write(tmp_path, entry(events=[event]))], None)
