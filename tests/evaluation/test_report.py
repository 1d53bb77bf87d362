"""Reports: the same figures in every layout, and dashes for what nobody knows."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from briefing.evaluation.report import (
    COUNTS,
    ERRORS,
    SHARES,
    ArticleScore,
    Cost,
    Costs,
    Count,
    Share,
    Totals,
    as_json,
    as_markdown,
    as_table,
    compare_json,
    compare_markdown,
    compare_table,
)
from briefing.evaluation.scoring import total


def a_score(name: str = "first/a|b") -> ArticleScore:
    counts = {key: Count(credit=1.5, predicted=3, required=2) for key in COUNTS}
    shares = {key: Share(hits=1, of=4) for key in SHARES} | {"type right": Share()}
    errors = {key: number for number, key in enumerate(ERRORS)}
    return ArticleScore(name=name, counts=counts, shares=shares, errors=errors)


SCORE = a_score()
TOTALS = total([SCORE])
COSTS = Costs(
    total=Cost(calls=7, tokens_in=120, seconds=3.25),
    articles={SCORE.name: Cost(calls=7, tokens_in=120, tokens_out=30)},
)


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
    rows = lines_of(as_table(TOTALS, [SCORE], COSTS))
    assert rows["events"] == ["0.50", "0.75", "0.60", "0.60 to 0.60", "0.60"]
    assert rows["events strict"] == ["0.50", "0.75", "0.60", "-", "-"]
    assert rows["offsets exact"] == ["0.25", "4"]
    assert rows["type right"] == ["-", "0"]
    assert rows["extra event"] == [str(ERRORS.index("extra event"))]
    assert rows["first/a|b"] == ["0.60", "0.60", "0.60", "7", "120", "30", "-"]
    assert rows["all 1"] == ["0.60", "0.60", "0.60", "7", "120", "-", "3.2"]


def test_the_columns_of_the_plain_table_are_aligned() -> None:
    block = as_table(TOTALS, [SCORE, a_score("second/a_long_name")], COSTS).split("\n\n")[-1]
    lines = block.strip("\n").split("\n")[2:]
    assert len({len(line) for line in lines}) == 1
    assert all(line == line.rstrip() for line in lines)


def test_markdown_tables_keep_their_columns_whatever_the_article_is_called() -> None:
    text = as_markdown(TOTALS, [SCORE], COSTS)
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == 4
    assert "<td>first/a|b</td>" in html
    odd = as_markdown(TOTALS, [a_score("*x* <b> `\\| [y](z)")], COSTS)
    assert "<td>*x* &lt;b&gt; `\\| [y](z)</td>" in MarkdownIt(
        "gfm-like", {"linkify": False}
    ).render(odd)
    last = html.split("<table>")[-1]
    assert last.count("</td>") == 2 * last.count("</th>")


def test_json_holds_every_figure_and_null_for_the_unknown() -> None:
    data = json.loads(as_json(TOTALS, [SCORE, a_score("x")], COSTS))
    assert data["counts"]["events"]["f1"] == pytest.approx(0.6)
    assert data["f1_95"]["actors"] == [pytest.approx(0.6)] * 2
    assert data["shares"]["type right"]["value"] is None
    assert data["cost"] == {"calls": 7, "tokens_in": 120, "tokens_out": None, "seconds": 3.25}
    assert data["per_article"]["first/a|b"]["cost"]["tokens_out"] == 30
    assert data["per_article"]["x"]["cost"] is None


RUNS: list[tuple[str, Totals, Cost]] = [
    ("naive", TOTALS, Cost(calls=1)),
    ("best", total([]), Cost(calls=2, tokens_out=9, seconds=0.5)),
]


def test_runs_stand_side_by_side_in_the_order_given() -> None:
    rows = lines_of(compare_table(RUNS))
    assert rows["naive"] == ["best"]
    assert rows["articles"] == ["1", "0"]
    assert rows["events F1"] == ["0.60", "1.00"]
    assert rows["events F1 95 %"] == ["0.60 to 0.60", "-"]
    assert rows["calls"] == ["1", "2"]
    assert rows["tokens out"] == ["-", "9"]
    assert [run["run"] for run in json.loads(compare_json(RUNS))] == ["naive", "best"]
    assert compare_markdown(RUNS).startswith(
        "## Runs\n\n|  | naive | best |\n| --- | ---: | ---: |\n"
    )


def test_a_report_of_nothing_can_be_printed() -> None:
    nothing = total([])
    assert "all 0" in as_table(nothing, [], Costs())
    assert json.loads(as_json(nothing, [], Costs()))["f1_95"] == {}
    assert compare_table([]).startswith("Runs")
