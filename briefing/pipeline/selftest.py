"""A few shipped articles extracted on a server, to see how well and how fast it serves."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Settings
from briefing.errors import ArticleFailure, BriefingError
from briefing.llm.capabilities import Findings
from briefing.llm.profiles import Profile, SelfTest
from briefing.pipeline.evaluating import evaluate_within
from briefing.pipeline.progress import Progress
from briefing.pipeline.serving import put_profile
from briefing.store import FILE_NAME, Store

GOLD = Path(__file__).parent.parent / "selftest"
ARTICLES = ("ferry", "miners")
# an article that was begun may overrun the time by so much: half a test tells nothing
SHORTEST, LONGEST = 15.0, 90.0
# tokens of one article: what is read, what of it no cache holds, what is written
_READ, _WRITTEN = 1500, 220


@dataclass(frozen=True)
class Outcome:
    """How the self-test ended; ``result`` when it was scored."""

    said: str
    result: SelfTest | None = None


async def run_selftest(
    base_url: str,
    profile: Profile,
    settings: Settings,
    seconds: float,
    found: Findings,
    progress: Progress,
) -> Outcome:
    """Extract as many of the shipped articles as the time allows, at least one, and score them.

    The answers go to a store of their own that is thrown away: they must be slow and fresh.
    """
    each = _estimate(found)
    parts = ARTICLES if each * len(ARTICLES) <= seconds else ARTICLES[:1]
    seconds = max(seconds, SHORTEST, min(LONGEST, 1.6 * each))
    count = f"{len(parts)} shipped article{'s' * (len(parts) > 1)}"
    progress.say(f"self-test: {count}, about {each * len(parts):.0f} s")
    with tempfile.TemporaryDirectory(prefix="briefing-doctor-") as folder:
        output = Path(folder)
        mine = {
            **{"base_url": base_url, "base_urls": (), "model": profile.model, "model_path": None},
            **{"output": output, "fresh": True, "record": None, "replay": None},
            "deadline": seconds,
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
            within = f"not finished within {seconds:.0f} s"
            return Outcome(f"{within}; --budget gives it more")
        except (ArticleFailure, BriefingError) as error:
            return Outcome(f"failed: {error.message}")
    counts = run.groups["tuning"].totals.counts
    f1 = {name: round(counts[name].f1, 3) for name in ("events", "actors", "stances")}
    took = round(time.monotonic() - started, 1)
    result = SelfTest(**f1, seconds=took, articles=len(parts))
    return Outcome("; ".join(run.missed) if run.missed else "done", result)


def _estimate(found: Findings) -> float:
    """Seconds for one article, from the speeds that were measured."""
    return _READ / (found.tokens_in or 1e9) + _WRITTEN / (found.tokens_out or 1e9)
