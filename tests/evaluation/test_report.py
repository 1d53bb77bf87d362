"""Reports: the same figures in every layout, and dashes for what nobody knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from briefing.errors import ConfigError
from briefing.evaluation.measures import (
    COUNTS,
    ERRORS,
    SHARES,
    ArticleScore,
    Cost,
    Count,
    Example,
    Graded,
    Share,
)
from briefing.evaluation.report import differences, show
from briefing.evaluation.runs import Run, add_costs, as_json, group, load_runs


def a_score(
    name: str = "first/a|b", credit: float = 1.5, *, held_out: bool = False
) -> ArticleScore:
    return ArticleScore(
        name=name,
        held_out=held_out,
        counts={key: Count(credit=credit, predicted=3, required=2) for key in COUNTS},
        shares={key: Share(hits=1, of=4) for key in SHARES} | {"type right": Share()},
        errors={key: number for number, key in enumerate(ERRORS)},
        statuses={"denied as occurred": 2},
        examples=(Example(error="extra event", predicted=f"secret of {name}"),),
        graded=(Graded(claim="event", confidence=0.95, right=True),),
    )


COST = Cost(calls=7, tokens_in=120, seconds=3.25)


def a_run(*scores: ArticleScore, name: str = "here", reveal: bool = False) -> Run:
    costs = {scores[0].name: COST} if scores else {}
    return Run(name=name, groups=group(scores, costs, reveal=reveal))


RUN = a_run(a_score(), a_score("second/c"))


def lines_of(text: str) -> dict[str, list[str]]:
    """Rows of a plain table by their first cell; cells are separated by two spaces or more."""
    rows = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.split("\n")
    ]
    return {row[0]: row[1:] for row in rows if row}


def test_precision_recall_and_f1_are_of_the_credit() -> None:
    count = Count(credit=1.5, predicted=3, required=2)
    assert (count.precision, count.recall) == (0.5, 0.75)
    assert count.f1 == pytest.approx(0.6)
    assert Count().f1 == 1.0
    assert Count(predicted=2).precision == Count(predicted=2).recall == 0.0
    assert Share().value is None


def test_the_plain_table_shows_figures_intervals_errors_and_costs() -> None:
    rows = lines_of(show([RUN], "table"))
    assert rows["events"] == ["0.50", "0.75", "0.60", "0.60 to 0.60", "0.60"]
    assert rows["events strict"] == ["0.50", "0.75", "0.60", "-", "-"]
    assert rows["offsets exact"] == ["0.25", "8"]
    assert rows["type right"] == ["-", "0"]
    assert rows["extra event"] == [str(2 * ERRORS.index("extra event"))]
    assert rows["denied as occurred"] == ["4"]
    assert rows["0.9 to 1.0"] == ["2", "0.95", "1.00", "#" * 20]
    main = ["0.60", "0.60", "0.60", "0.50", "0.75"]
    assert rows["first/a|b"] == [*main, "7", "120", "-", "3.2"]
    assert rows["second/c"] == [*main, "-", "-", "-", "-"]
    assert rows["first (1)"] == rows["first/a|b"]
    assert rows["all 2"] == rows["first (1)"]


def test_a_measure_of_nothing_is_a_dash_not_a_perfect_score() -> None:
    score = a_score()
    empty = score.model_copy(update={"counts": score.counts | {"figures": Count()}})
    run = a_run(empty)
    assert lines_of(show([run], "table"))["figures"] == ["-"] * 5
    assert lines_of(show([run, RUN], "table"))["figures F1"] == ["-", "0.60"]


def test_errors_are_listed_only_when_asked_for() -> None:
    assert "secret of second/c" not in show([RUN], "table")
    assert "secret of second/c" in show([RUN], "table", errors=True)


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_held_out_articles_are_totals_unless_they_are_revealed(form: str) -> None:
    scores = (a_score("tuning/seen"), a_score("held-out/unseen", held_out=True))
    closed = show([a_run(*scores)], form, errors=True)
    assert "unseen" not in closed
    assert "tuning/seen" in closed
    assert "held-out" in closed
    revealed = show([a_run(*scores, reveal=True)], form, errors=True)
    assert "secret of held-out/unseen" in revealed


def test_the_columns_of_the_plain_table_are_aligned() -> None:
    block = show([RUN], "table").split("\n\n")[-1]
    lines = block.strip("\n").split("\n")[2:]
    assert len({len(line) for line in lines}) == 1
    assert all(line == line.rstrip() for line in lines)


def test_markdown_tables_keep_their_columns_whatever_the_article_is_called() -> None:
    text = show([RUN], "markdown")
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == html.count("<h2>") == 7
    assert "<td>first/a|b</td>" in html
    odd = show([a_run(a_score("*x* <b> `\\| [y](z)"))], "markdown")
    assert "<td>*x* &lt;b&gt; `\\| [y](z)</td>" in MarkdownIt(
        "gfm-like", {"linkify": False}
    ).render(odd)
    last = html.split("<table>")[-1]
    assert last.count("</td>") == 2 * last.count("</th>")


def test_json_holds_every_figure_and_null_for_the_unknown() -> None:
    (run,) = json.loads(show([RUN], "json"))["runs"]
    found = run["groups"]["tuning"]
    assert found["totals"]["counts"]["events"]["f1"] == pytest.approx(0.6)
    assert found["totals"]["intervals"]["actors"] == [pytest.approx(0.6)] * 2
    assert found["totals"]["shares"]["type right"]["value"] is None
    assert found["totals"]["reliability"]["event"]["brier"] == pytest.approx(0.05**2)
    assert found["cost"] == {"calls": 7, "tokens_in": 120, "tokens_out": None, "seconds": 3.25}
    assert found["articles"][0]["examples"][0]["predicted"] == "secret of first/a|b"


def test_a_result_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    runs = (RUN, a_run(a_score("held-out/x", held_out=True), name="other"))
    file.write_text(as_json(runs), "utf-8")
    assert load_runs(file) == runs


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"runs": [{"name": 1}]}'])
def test_what_is_no_result_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"x\.json: this is no result of an evaluation"):
        load_runs(tmp_path / "x.json")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_runs(tmp_path / "y.json")


def test_runs_stand_side_by_side_with_their_differences() -> None:
    better = a_run(a_score(credit=2), a_score("second/c", credit=2), name="best")
    runs = [RUN, better, a_run(a_score("second/c", held_out=True), name="elsewhere")]
    rows = lines_of(show(runs, "table"))
    assert rows["events F1"] == ["0.60"]  # the last table is of the held-out group
    text = show(runs, "table").split("held-out\n")[0]
    rows = lines_of(text)
    assert rows["here"] == ["best", "2", "stances", "+0.20", "+0.20 to +0.20", "100%"]
    assert rows["events F1"] == ["0.60", "0.80"]
    assert rows["calls"] == ["7", "7"]
    assert rows["tokens out"] == ["-", "-"]
    found = json.loads(show(runs, "json"))
    assert [run["name"] for run in found["runs"]] == ["here", "best", "elsewhere"]
    assert [one["measure"] for one in found["differences"]] == ["actors", "events", "stances"]
    assert show(runs, "markdown").startswith("## tuning\n\n|  | here | best |\n")


def test_runs_without_a_common_article_have_no_difference() -> None:
    assert differences([RUN, a_run(a_score("other/x"), name="b")]) == []
    only_common = differences([RUN, a_run(a_score("second/c", credit=0), name="b")])
    assert {one["articles"] for one in only_common} == {1}
    assert [one["difference"] for one in only_common] == [pytest.approx(-0.6)] * 3


def test_costs_add_up_as_far_as_they_are_known() -> None:
    assert add_costs([COST, Cost(calls=1, seconds=1)]) == Cost(calls=8, seconds=4.25)
    assert add_costs([]) == Cost()
