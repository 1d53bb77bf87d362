"""A few shipped articles extracted on a server, to see how well and how fast it serves."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.config import Settings
from briefing.domain.questions import Granularity
from briefing.errors import ArticleFailure, BriefingError
from briefing.llm.capabilities import Findings
from briefing.llm.profiles import Profile, SelfTest
from briefing.pipeline.evaluating import evaluate_within
from briefing.pipeline.progress import Progress
from briefing.pipeline.serving import put_profile
from briefing.store import FILE_NAME, Store

GOLD = Path(__file__).parent.parent / "selftest"
# the first is in words that no lexicon has: there a model can show what it reads beyond the rules
ARTICLES = ("quarry", "ferry", "miners")
A: Mapping[Granularity, str] = {"sentence": "a sentence", "article": "an article"}
# an article that was begun may overrun the time by so much: half a test tells nothing
SHORTEST, LONGEST = 15.0, 90.0
# tokens of one article, by what one question is about: what is read, and what is written
_TOKENS: Mapping[Granularity, tuple[int, int]] = {"sentence": (1500, 220), "article": (1700, 500)}


@dataclass(frozen=True)
class Outcome:
    """How the self-test ended; ``results`` holds each granularity that was scored."""

    said: str
    results: dict[Granularity, SelfTest] = field(default_factory=dict)


async def run_selftest(
    base_url: str,
    profile: Profile,
    settings: Settings,
    clock: Callable[[], float],
    found: Findings,
    progress: Progress,
) -> Outcome:
    """Extract as many of the shipped articles as the time allows, at least one, and score them:
    once sentence by sentence and once as whole articles.

    ``clock`` tells the seconds that are left. The answers go to a store of their own that is thrown
    away: they must be slow and fresh.
    """
    whole = sum(_estimate(found, granularity) for granularity in _TOKENS)
    parts = ARTICLES if whole * len(ARTICLES) <= clock() else ARTICLES[:1]
    results: dict[Granularity, SelfTest] = {}
    troubles = []
    for granularity in _TOKENS:
        each = _estimate(found, granularity)
        seconds = max(clock(), SHORTEST, min(LONGEST, 1.6 * each))
        count = f"{len(parts)} shipped article{'s' * (len(parts) > 1)}"
        about = f"about {each * len(parts):.0f} s"
        progress.say(f"self-test: {count}, one question {A[granularity]}, {about}")
        said, result = await _tried(base_url, profile, settings, granularity, parts, seconds)
        if result is not None:
            results[granularity] = result
        if said:
            troubles.append(f"one question {A[granularity]}: {said}")
    return Outcome("; ".join(troubles) or "done", results)


async def _tried(
    base_url: str,
    profile: Profile,
    settings: Settings,
    granularity: Granularity,
    parts: Sequence[str],
    seconds: float,
) -> tuple[str, SelfTest | None]:
    """What went wrong, and the score if there is one."""
    with tempfile.TemporaryDirectory(prefix="briefing-doctor-") as folder:
        output = Path(folder)
        mine = {
            **{"base_url": base_url, "base_urls": (), "model": profile.model, "model_path": None},
            **{"output": output, "fresh": True, "record": None, "replay": None},
            **{"deadline": seconds, "granularity": granularity},
        }
        with Store(output / FILE_NAME) as store:
            put_profile(store, profile.model_copy(update={"address": base_url}))
        started = time.monotonic()
        try:
            async with asyncio.timeout(seconds):
                run = await evaluate_within(
                    [GOLD], None, settings.model_copy(update=mine), Progress(), only=parts
                )
        except TimeoutError:
            return f"not finished within {seconds:.0f} s; --budget gives it more", None
        except (ArticleFailure, BriefingError) as error:
            return f"failed: {error.message}", None
    counts = run.groups["tuning"].totals.counts
    f1 = {name: round(counts[name].f1, 3) for name in ("events", "actors", "stances")}
    took = round(time.monotonic() - started, 1)
    return "; ".join(run.missed), SelfTest(**f1, seconds=took, articles=len(parts))


def _estimate(found: Findings, granularity: Granularity) -> float:
    """Seconds for one article, from the speeds that were measured."""
    read, written = _TOKENS[granularity]
    return read / (found.tokens_in or 1e9) + written / (found.tokens_out or 1e9)
