"""`briefing doctor`: find the server, see what it really does, remember it, say what to change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from briefing.codebooks import load_vocabulary
from briefing.config import Settings
from briefing.errors import ConfigError, ModelUnavailable
from briefing.llm.capabilities import MOST_JOBS, Examiner, Findings
from briefing.llm.embedded import EmbeddedServer
from briefing.llm.identity import PORTS, Identity, identify
from briefing.llm.models import CATALOGUE, DEFAULT, WAYS_OUT, locate
from briefing.llm.probing import Probe
from briefing.llm.profiles import EMBEDDED, Profile, SelfTest, choose_granularity
from briefing.llm.waking import Clock
from briefing.pipeline.advice import advise
from briefing.pipeline.progress import Progress
from briefing.pipeline.selftest import Outcome, run_selftest
from briefing.pipeline.serving import put_profile
from briefing.pipeline.shapes import unportable
from briefing.store import FILE_NAME, Store

BUDGET = 60.0
LOADING = 2.0  # times the budget, which a model may take to load beside it
_PROBING = 0.4  # of the budget; what it does not use is the self-test's


@dataclass(frozen=True)
class Neighbour:
    """A server that listens as well and was not examined; ``refusal`` when it would not talk."""

    address: str
    name: str
    refusal: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """One model on one server. ``advice`` says what to change; empty is a good server."""

    identity: Identity
    found: Findings
    profile: Profile
    selftest: Outcome
    advice: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    requests: int


def separated(settings: Settings) -> tuple[Settings, ...]:
    """The same settings once for every server that they name, or as they are."""
    if len(settings.addresses) < 2:
        return (settings,)
    return tuple(
        settings.model_copy(update={"base_url": "", "base_urls": (url,)})
        for url in settings.addresses
    )


def diagnose(
    settings: Settings,
    progress: Progress,
    day: date,
    *,
    budget: float = BUDGET,
    selftest: bool = True,
    ports: Sequence[int] = tuple(PORTS),
) -> Diagnosis:
    """Examine the server of the settings, else the first one found, else the embedded model.

    ``budget`` is seconds for all of it, but for twice as many for a model that is loaded first; an
    article of the self-test may overrun it. What was found out is kept in the store. Raises
    ModelUnavailable when there is nobody to ask, AccountError when the server refuses us.
    """
    return asyncio.run(_diagnose(settings, progress, day, budget, selftest, ports))


async def _diagnose(
    settings: Settings,
    progress: Progress,
    day: date,
    budget: float,
    selftest: bool,
    ports: Sequence[int],
) -> Diagnosis:
    neighbours: tuple[Neighbour, ...] = ()
    if not settings.addresses and settings.model_path is None and settings.model not in CATALOGUE:
        found = await listening(ports)
        open_ones = [one for one in found if not one.refusal]
        if open_ones:
            settings = settings.model_copy(
                update={"base_url": open_ones[0].address, "api_key": None}
            )
        neighbours = tuple(one for one in found if one not in open_ones[:1])
    async with _patient(settings, progress, neighbours) as (probe, address):
        return await _examined(
            probe, address, settings, progress, day, budget, selftest, neighbours
        )


async def listening(ports: Sequence[int]) -> tuple[Neighbour, ...]:
    """The model servers on these ports of this machine, in that order. No key is sent to them."""

    async def look(port: int) -> Neighbour | None:
        async with Probe(f"http://127.0.0.1:{port}/v1") as probe:
            page = await probe.page(f"{probe.base_url}/models", patience=2.0)
            if page.status in (401, 403):
                refusal = "it wants a key: name it with --base-url and set BRIEFING_API_KEY"
                return Neighbour(probe.base_url, PORTS.get(port, "a server"), refusal)
            if not page.ok or not isinstance(page.get("data"), list):
                return None
            return Neighbour(probe.base_url, (await identify(probe)).name)

    return tuple(one for one in await asyncio.gather(*map(look, ports)) if one is not None)


@asynccontextmanager
async def _patient(
    settings: Settings, progress: Progress, neighbours: Sequence[Neighbour]
) -> AsyncIterator[tuple[Probe, str]]:
    """The server to examine, and the address it is remembered under."""
    for url, key, _ in settings.places:
        async with Probe(url, key) as probe:
            yield probe, url
        return
    if settings.model and settings.model_path is None and settings.model not in CATALOGUE:
        raise ConfigError(
            f"there is no embedded model {settings.model!r}, and no server was found to ask for it",
            hint=f"known are {', '.join(CATALOGUE)}; or name a server with --base-url",
        )
    path = settings.model_path or locate(CATALOGUE[settings.model or DEFAULT])
    if path is None:
        closed = "".join(f"; {one.address}: {one.refusal}" for one in neighbours)
        raise ModelUnavailable(
            "no model server listens on the usual ports, and the embedded model is not here"
            + closed,
            hint=f"{WAYS_OUT}; `briefing model pull` fetches the embedded model",
        )
    progress.say(f"starting the embedded model {path.name}")
    name = settings.model or (DEFAULT if settings.model_path is None else path.stem)
    async with (
        EmbeddedServer(
            path, context=settings.context, slots=settings.workers + 1, alias=name
        ) as server,
        Probe(server.base_url) as probe,
    ):
        yield probe, EMBEDDED


async def _examined(
    probe: Probe,
    address: str,
    settings: Settings,
    progress: Progress,
    day: date,
    budget: float,
    selftest: bool,
    neighbours: tuple[Neighbour, ...],
) -> Diagnosis:
    identity = await identify(probe, settings.model)
    if identity.status == 0:
        raise ModelUnavailable(
            f"no answer from {probe.base_url}: {identity.refusal}", hint=identity.hint or WAYS_OUT
        )
    probe.model = settings.model or next(iter(identity.models), "")
    if not probe.model and identity.status == 200:
        said = f": {identity.refusal}" if identity.refusal else ""
        hint = identity.hint or "load one there, or name one with --model"
        raise ModelUnavailable(f"{probe.base_url} lists no model{said}", hint=hint)
    progress.say(f"{identity.name} at {probe.base_url}, model {probe.model}")
    examiner = Examiner(probe, identity, Clock(budget), progress.say)
    await examiner.wake(budget, LOADING * budget)
    identity = await identify(probe, probe.model)  # some tell the context once the model is loaded
    clock = Clock(budget)
    examiner = Examiner(probe, identity, Clock(_PROBING * budget), progress.say, examiner.found)
    await examiner.mechanisms()
    await examiner.reading(settings.context)
    await examiner.writing()
    await examiner.crowd(2 if address == EMBEDDED else settings.jobs or MOST_JOBS)
    await examiner.other_mechanisms()
    found = examiner.found
    profile = profile_of(address, probe.model, identity, found, day)
    outcome = Outcome("not asked for")
    if selftest:
        outcome = await run_selftest(
            probe.base_url, profile, settings, lambda: clock.left, found, progress
        )
    tested: dict[str, SelfTest] = {str(name): one for name, one in outcome.results.items()}
    profile = profile.model_copy(
        update={"tested": tested, "granularity": choose_granularity(tested)}
    )
    with Store(settings.output / FILE_NAME) as store:
        put_profile(store, profile)
    advice = (
        *advise(identity, found, probe.model, settings.context),
        *_of_vocabulary(settings),
    )
    return Diagnosis(identity, found, profile, outcome, advice, neighbours, probe.requests)


def _of_vocabulary(settings: Settings) -> tuple[str, ...]:
    vocabulary, file = load_vocabulary(settings.vocabulary, settings.overrides)
    return tuple(f"{file.path}: not every server can enforce {it}" for it in unportable(vocabulary))


def profile_of(address: str, model: str, identity: Identity, found: Findings, day: date) -> Profile:
    """What is worth remembering of the findings."""
    return Profile(
        address=address,
        model=model,
        kind=identity.kind,
        version=identity.version,
        mechanism=found.mechanism,
        trials={str(rung): trial for rung, trial in found.trials.items()},
        context=found.context,
        read=found.read,
        slots=identity.slots or None,
        jobs=found.jobs,
        tokens_in=_rounded(found.tokens_in),
        tokens_out=_rounded(found.tokens_out),
        prefix_cache=found.prefix_cache,
        logprobs=found.logprobs,
        reasoning=found.reasoning,
        examined=day,
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)
