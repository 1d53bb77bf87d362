"""Tables as aligned plain text and as GFM Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.evaluation.measures import Cost

Row = Sequence[str]
Table = tuple[str, Sequence[Row]]

_WIDE = 24
COST_HEAD = ("calls", "tokens in", "tokens out", "seconds")


def number(value: float | None, digits: int = 2) -> str:
    """A figure with ``digits`` decimals, or a dash."""
    return "-" if value is None else f"{value:.{digits}f}"


def costs(cost: Cost | None) -> list[str]:
    """The cells under ``COST_HEAD``."""
    if cost is None:
        return ["-"] * len(COST_HEAD)
    tokens = ["-" if count is None else str(count) for count in (cost.tokens_in, cost.tokens_out)]
    return [str(cost.calls), *tokens, number(cost.seconds, 1)]


def plain(tables: Sequence[Table]) -> str:
    """Aligned text, ending in a line feed; the first row of each table is its head.

    Figures stand to the right, names and columns of long text to the left.
    """
    parts = []
    for title, rows in tables:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(
                cell.rjust(width) if place and width <= _WIDE else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
        parts.append("\n".join([title, "-" * len(title), *lines]) + "\n")
    return "\n".join(parts)


def markdown(tables: Sequence[Table]) -> str:
    """GFM tables under headings, ending in a line feed."""
    parts = []
    for title, rows in tables:
        head, *body = [" | ".join(map(_cell, row)) for row in rows]
        rule = " | ".join(["---"] + ["---:"] * (len(rows[0]) - 1))
        table = "\n".join(f"| {line} |" for line in (head, rule, *body))
        parts.append(f"## {title}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return re.sub(r"([\\|`*<\[])", r"\\\1", " ".join(text.split()))
