"""What is remembered of the model servers of a run, and how that makes it ask them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefing.config import Settings
from briefing.domain.questions import Granularity
from briefing.llm.answers import FolderBook
from briefing.llm.ladder import Ladder, Ladders
from briefing.llm.mechanisms import FIRST, Mechanism
from briefing.llm.profiles import EMBEDDED, Profile, read_profile
from briefing.pipeline.progress import Progress
from briefing.store import Store


@dataclass(frozen=True)
class Way:
    """How one server is asked: by its own ladder, with at most ``slots`` requests at once."""

    profile: Profile
    ladder: Ladder
    slots: int


@dataclass(frozen=True)
class Served:
    """How one model is asked on every server of a run.

    ``ways`` are by address. What is asked is the same for all of them, so that any answers any
    question: ``context`` is tokens, ``jobs`` requests at once; ``granularity`` is what one question
    is about. ``remark`` names the servers for whose sake it is less than others bear, or is "".
    """

    ways: Mapping[str, Way]
    context: int
    jobs: int
    granularity: Granularity = "sentence"
    remark: str = ""

    @property
    def ladders(self) -> Ladders:
        """On which rungs there may be answers."""
        return Ladders(way.ladder for way in self.ways.values())

    def way(self, url: str) -> tuple[int, Ladder]:
        """Requests at once and ladder of the server at ``url``, which may be the embedded one."""
        way = self.ways.get(url) or self.ways[EMBEDDED]
        return way.slots, way.ladder


def remembered(
    addresses: Sequence[str], model: str, settings: Settings, store: Store, progress: Progress
) -> Served:
    """What the store knows; what the user set wins over it, and a blank profile changes nothing.

    ``addresses`` are those of the run, none of them twice; the embedded server has one of its own.
    A server of which nothing is known counts as the settings say, or as the default.
    """
    bears = {url: slots for url, _, slots in settings.places}
    several = len(addresses) > 1
    ways = {}
    for address in addresses:
        say = _naming(address, progress) if several else progress.say
        usual = bears.get(address, settings.workers)
        ways[address] = _way(address, model, settings, store, say, usual)
    profiles = [way.profile for way in ways.values()]
    chosen = "context" in settings.model_fields_set
    contexts = {p.address: p.context or settings.context for p in profiles}
    context = settings.context if chosen else min(contexts.values())
    granularity = _granularity(settings, profiles)
    remark = "" if settings.replay is not None else _remark(settings, profiles, contexts)
    jobs = settings.jobs or min(64, sum(way.slots for way in ways.values()))
    return Served(ways, context, jobs, granularity, remark)


def _way(
    address: str,
    model: str,
    settings: Settings,
    store: Store,
    say: Callable[[str], None],
    usual: int,
) -> Way:
    record = store.get_profile(address, model)
    profile = read_profile(record, address, model)

    def remember(rung: Mechanism) -> None:
        now = read_profile(store.get_profile(address, model), address, model)
        put_profile(store, now.model_copy(update={"mechanism": rung}))

    ladder = Ladder(
        profile.mechanism,
        settled=record is not None or address == EMBEDDED,
        walked=profile.mechanism != FIRST or store.other_mechanisms(FIRST),
        remember=remember,
        say=say,
    )
    return Way(profile, ladder, settings.jobs or profile.jobs or usual)


def _naming(address: str, progress: Progress) -> Callable[[str], None]:
    return lambda line: progress.say(f"{address}: {line}")


def _granularity(settings: Settings, profiles: Sequence[Profile]) -> Granularity:
    """What the settings say; left open, what a replay was recorded with, else the profiles.

    Whole articles are asked for only where every server does better with them.
    """
    if settings.granularity != "auto":
        return settings.granularity
    if settings.replay is None:
        return "article" if all(p.granularity == "article" for p in profiles) else "sentence"
    whole = any(record["purpose"] == "article" for record in FolderBook(settings.replay))
    return "article" if whole else "sentence"


def _remark(settings: Settings, profiles: Sequence[Profile], contexts: Mapping[str, int]) -> str:
    """One line on what some servers could do better alone, and for whose sake it is not done."""
    parts = []
    least = min(contexts.values())
    if "context" not in settings.model_fields_set and max(contexts.values()) > least:
        names = ", ".join(url for url, size in contexts.items() if size == least)
        parts.append(f"a request gets {least} tokens, for the sake of {names}")
    by_sentence = [p.address for p in profiles if p.granularity == "sentence"]
    if settings.granularity == "auto" and 0 < len(by_sentence) < len(profiles):
        names = ", ".join(by_sentence)
        parts.append(f"one question is about a sentence, for the sake of {names}")
    return "; ".join(parts) and f"the servers differ: {'; '.join(parts)}"


def put_profile(store: Store, profile: Profile) -> None:
    """Remember a profile under its address and model."""
    store.put_profile(profile.address, profile.model, profile.model_dump(mode="json"))
