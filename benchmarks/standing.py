"""Fits the weights of ``schemas/standing.yaml`` to the tuning gold, and says what they are worth.

Every act of every tuning article is told right and required by gold, or not; ridge logistic
regression weighs its signs (``briefing/stages/standing.py``) for that. Printed is what the acts
that stand score, part by part of the gold, each by weights fitted without that part. Held-out parts
are never read here: what is shipped is measured on them by `make eval`. Settings are those of any
run: BRIEFING_VOCABULARY=cyber fits ``standing.cyber.yaml``.

    python -m benchmarks.standing [--gold FOLDER] [--least 0.5] [--headline 0.8] [--output FOLDER]
        [--write]
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from scipy.optimize import minimize
from spacy.util import get_lang_class

from briefing.cli.options import settings_from
from briefing.cli.watching import watcher
from briefing.codebooks import load_vocabulary
from briefing.config import Settings
from briefing.evaluation.case import Case
from briefing.evaluation.events import Events
from briefing.evaluation.gold import load_gold
from briefing.pipeline.harvest import gather, harvest
from briefing.pipeline.workshop import Workshop
from briefing.stages.standing import is_headline, signs
from briefing.store import FILE_NAME, Store

FILE = Path("schemas") / "standing.yaml"
RECIPE = "cue-and-tree/1"
# how often a sign must be seen: of the claim, its type, the words around its cue, the cue's ending;
# with fewer acts of a type than that, a few bad ones would silence the type
SEEN, TYPE, NEAR, BEFORE, ENDING = 8, 100, 25, 15, 40
# acts that must be known of a language
ACTS = 50
RIDGE, LEAST_SPREAD = 100.0, 0.1
LEVELS = (0.0, 0.4, 0.45, 0.5, 0.55, 0.6)


class Act(NamedTuple):
    """``credit`` is what gold gives the claim, None where gold lists it without requiring it.

    ``headline`` is whether it is told in the headline, where less is needed.
    """

    part: str
    language: str
    type: str
    signs: dict[str, float]
    credit: float | None
    headline: bool = False

    @property
    def right(self) -> bool:
        """Whether gold requires the act and the claim tells it without fault."""
        return self.credit == 1


class Told(NamedTuple):
    """The acts of the tuning articles, and by part how many gold requires."""

    acts: list[Act]
    required: Counter[str]


async def told(folders: Sequence[Path], settings: Settings) -> Told:
    """Extract the tuning gold with every grounded act standing, and compare it with gold."""
    shop = Workshop(settings.vocabulary, settings.overrides)
    annotated = [one for one in load_gold(folders, Path("seeds"), ()) if not one.held_out]
    with watcher(quiet=False, verbose=False) as progress:
        read = {
            one.name: gather([str(one.path)], shop, settings, progress).articles[0]
            for one in annotated
        }
        different = tuple({article.id: article for article in read.values()}.values())
        with Store(settings.output / FILE_NAME) as store:
            result = await harvest(different, shop, settings, store, progress)
    if result.failures:
        missing = ", ".join(failure.title for failure in result.failures)
        raise SystemExit(f"nothing is fitted to half of the gold; not extracted: {missing}")
    extractions = {extraction.article_id: extraction for extraction in result.extractions}
    found = Told([], Counter())
    for one in annotated:
        article, part = read[one.name], one.path.parent.name
        extraction = extractions[article.id]
        events = Events(Case(one, article, extraction, shop.vocabulary))
        credits: dict[int, float | None] = {
            match.row: match.credit if one.events[match.column].required else None
            for match in events.pairing.matches
        }
        seen = signs(extraction, article)
        found.required[part] += sum(event.required for event in one.events)
        found.acts.extend(
            Act(
                part,
                article.language,
                claim.type,
                seen[item.id],
                credits.get(row, 0.0),
                is_headline(item),
            )
            for row, (claim, item) in enumerate(events.claims)
        )
    return found


def frequent(acts: Iterable[Act]) -> list[str]:
    """The signs seen often enough to be weighed."""
    seen = Counter(name for act in acts for name in act.signs)
    return sorted(name for name, count in seen.items() if count >= _needed(name))


def _needed(name: str) -> float:
    """How often a sign must be seen. Of words only those of grammar count, never whom one names."""
    language, _, rest = name.partition(": ")
    kind, _, word = rest.rpartition(" ")
    if name.startswith("type "):
        return TYPE
    if kind == "cue in":
        return ENDING
    if kind in ("behind", "after") and word.isalpha() and word not in grammar_words(language):
        return math.inf
    return {"behind": NEAR, "after": BEFORE}.get(kind, SEEN)


@cache
def grammar_words(language: str) -> frozenset[str]:
    """The stop words of a language."""
    return frozenset(get_lang_class(language).Defaults.stop_words)


def fitted(acts: Sequence[Act], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Base and weights in log-odds, for signs as they are (0 to 1).

    What a type weighs is told against the mean of the types, so that an act of a type that the
    gold does not know weighs what acts weigh on average.
    """
    table = np.array([[act.signs.get(name, 0.0) for name in names] for act in acts])
    mean, spread = table.mean(0), np.maximum(table.std(0), LEAST_SPREAD)
    scaled = (table - mean) / spread
    right = np.array([act.right for act in acts], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = scaled @ weights[:-1] + weights[-1]
        cost = np.logaddexp(0, odds).sum() - right @ odds + RIDGE / 2 * (weights[:-1] ** 2).sum()
        gap = 1 / (1 + np.exp(-odds)) - right
        return cost, np.append(scaled.T @ gap + RIDGE * weights[:-1], gap.sum())

    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"gtol": 1e-4}).x
    weights = dict(zip(names, found[:-1] / spread, strict=True))
    base = float(found[-1] - (found[:-1] / spread) @ mean)
    shares = dict(zip(names, mean, strict=True))
    typical = sum(weights[name] * shares[name] for name in names if name.startswith("type "))
    plain = {f"type {act.type}" for act in acts}
    for name in plain & weights.keys():
        weights[name] -= typical
    return base + typical, {name: float(weight) for name, weight in weights.items()}


def chance(act: Act, base: float, weights: dict[str, float]) -> float:
    """How likely an act stands."""
    odds = base + sum(weights.get(name, 0.0) * value for name, value in act.signs.items())
    return float(1 / (1 + np.exp(-odds)))


def eased(act: Act, likely: float, headline: float) -> float:
    """The likelihood by which an act is held to the bar; for 0 every act in a headline stands."""
    if not act.headline:
        return likely
    return likely / headline if headline else 1.0


def print_worth(found: Told, headline: float) -> None:
    """Precision, recall and F1 of the acts that stand, by weights that never saw their part."""
    chances: list[float] = []
    acts: list[Act] = []
    for part in sorted(found.required):
        others = [act for act in found.acts if act.part != part]
        base, weights = fitted(others, frequent(others))
        own = [act for act in found.acts if act.part == part]
        acts += own
        chances += [eased(act, chance(act, base, weights), headline) for act in own]
    required = sum(found.required.values())
    print(
        f"{len(acts)} acts of {len(found.required)} parts; events P / R / F1, and acts that stand"
    )
    for level in LEVELS:
        kept = [act for act, likely in zip(acts, chances, strict=True) if likely >= level]
        counted = [act.credit for act in kept if act.credit is not None]
        precision, recall = sum(counted) / max(len(counted), 1), sum(counted) / required
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        share = len(kept) / len(acts)
        print(f"least {level:.2f}  {precision:.3f} / {recall:.3f} / {f1:.3f}  {share:.2f}")


def write(
    file: Path,
    base: float,
    weights: dict[str, float],
    bars: Mapping[str, float],
    languages: list[str],
) -> None:
    """The file as it is shipped, with the comment of the built-in one."""
    head = "".join(
        line for line in FILE.read_text("utf-8").splitlines(True) if line.startswith("#")
    )
    data = {
        **bars,
        "base": round(float(base), 3),
        "recipe": RECIPE,
        "languages": languages,
        "signs": {
            name: rounded for name in sorted(weights) if (rounded := round(weights[name], 3))
        },
    }
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    file.write_text(f"{head}\n{body}", encoding="utf-8")
    print(f"{len(weights)} signs written to {file}")


def main() -> None:
    """Fit, print what the weights are worth, and write them with ``--write``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--gold", action="append", type=Path, help="[BRIEFING_GOLD and benchmarks/gold]"
    )
    parser.add_argument("--least", type=float, default=0.5, help="likelihood needed to stand [0.5]")
    parser.add_argument(
        "--headline", type=float, default=0.8, help="share of it needed in headlines [0.8]"
    )
    parser.add_argument(
        "--output", type=Path, help="folder with the answers kept [as briefing eval]"
    )
    parser.add_argument("--write", action="store_true", help="write the file in schemas/")
    options = parser.parse_args()
    outside = [Path(one) for one in os.environ.get("BRIEFING_GOLD", "").split(os.pathsep) if one]
    folders = options.gold or [*outside, Path("benchmarks") / "gold"]
    settings = settings_from({"output": options.output, "least": 0})
    found = asyncio.run(told(folders, settings))
    print_worth(found, options.headline)
    base, weights = fitted(found.acts, frequent(found.acts))
    seen = Counter(act.language for act in found.acts)
    languages = sorted(language for language, count in seen.items() if count >= ACTS)
    if options.write:
        lexicon = load_vocabulary(settings.vocabulary, settings.overrides)[0].lexicon
        file = FILE.with_name(f"standing.{lexicon}.yaml") if lexicon else FILE
        bars = {"least": options.least, "headline": options.headline}
        write(file, base, weights, bars, languages)


if __name__ == "__main__":
    main()
