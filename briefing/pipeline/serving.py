"""What is remembered of a model server, and what a run makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.config import Settings
from briefing.domain.questions import Granularity
from briefing.llm.answers import FolderBook
from briefing.llm.ladder import Ladder
from briefing.llm.mechanisms import FIRST, Mechanism
from briefing.llm.profiles import EMBEDDED, Profile, read_profile
from briefing.pipeline.progress import Progress
from briefing.store import Store


@dataclass(frozen=True)
class Served:
    """How one model on one server is asked.

    ``context`` is tokens, ``jobs`` requests at once; ``granularity`` is what one question is about.
    """

    profile: Profile
    ladder: Ladder
    context: int
    jobs: int
    granularity: Granularity = "sentence"


def remembered(
    address: str, model: str, settings: Settings, store: Store, progress: Progress
) -> Served:
    """What the store knows; what the user set wins over it, and a blank profile changes nothing."""
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
        say=progress.say,
    )
    chosen = "context" in settings.model_fields_set
    context = settings.context if chosen else profile.context or settings.context
    jobs = settings.jobs or profile.jobs or settings.workers
    return Served(profile, ladder, context, jobs, _granularity(settings, profile))


def _granularity(settings: Settings, profile: Profile) -> Granularity:
    """What the settings say; left open, what a replay was recorded with, else the profile."""
    if settings.granularity != "auto":
        return settings.granularity
    if settings.replay is None:
        return profile.granularity
    whole = any(record["purpose"] == "article" for record in FolderBook(settings.replay))
    return "article" if whole else "sentence"


def put_profile(store: Store, profile: Profile) -> None:
    """Remember a profile under its address and model."""
    store.put_profile(profile.address, profile.model, profile.model_dump(mode="json"))
