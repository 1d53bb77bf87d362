"""Which model answers and how it is reached: an address, a GGUF file, the embedded model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Settings
from briefing.errors import BriefingError, ConfigError
from briefing.llm.answers import AnswerBook, FolderBook, answer_key
from briefing.llm.embedded import EmbeddedServer
from briefing.llm.ladder import Ladder
from briefing.llm.models import CATALOGUE, DEFAULT, locate, pull_async
from briefing.llm.profiles import EMBEDDED
from briefing.pipeline.progress import Progress
from briefing.pipeline.serving import Served, remembered
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.llm.client import LiveClient


class Connection:
    """Reaches the model when the first question needs it; everything is closed with ``stack``.

    ``waiting`` is entered while a model is fetched or a server starts: time that no article took.
    """

    def __init__(
        self,
        settings: Settings,
        book: AnswerBook,
        store: Store,
        stack: AsyncExitStack,
        progress: Progress,
        waiting: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self.settings = settings
        self._book = book
        self._store = store
        self._stack = stack
        self._progress = progress
        self._waiting = waiting
        self._known: Served | None = None
        self._client: LiveClient | None = None
        self._failed: BriefingError | None = None

    async def model(self) -> str:
        """The name to ask for. Only a server whose model nobody named must be contacted for it."""
        settings = self.settings
        named = settings.model
        if settings.replay is not None:
            return named or self._recorded(settings.replay)
        if settings.addresses:
            return named or await self._served()
        if settings.model_path is not None:
            return named or settings.model_path.stem
        if named and named not in CATALOGUE:
            raise ConfigError(
                f"there is no embedded model {named!r}",
                hint=f"known are {', '.join(CATALOGUE)}; or name a server with --base-url",
            )
        return named or DEFAULT

    def model_of_last_time(self) -> str:
        """What a server whose model nobody named said it serves when it was last asked, or ""."""
        settings = self.settings
        if not settings.addresses or settings.model or settings.replay or settings.fresh:
            return ""
        key, _ = _listing(settings.addresses)
        record = self._store.get_answer(key)
        return str(record["response"]["model"]) if record else ""

    def served(self, model: str) -> Served:
        """How this model is asked, as far as it is remembered; to be called before any question."""
        addresses = self.settings.addresses or (EMBEDDED,)
        served = remembered(addresses, model, self.settings, self._store, self._progress)
        self._known = served
        if self._client is not None and self._client.transport is not None:
            self._client.transport.learn(served.way)  # it was needed to ask for the model's name
            self._remark(served)
        return served

    def _remark(self, served: Served) -> None:
        if served.remark:
            self._progress.say(served.remark)

    async def _served(self) -> str:
        name = await (await self.client()).first_model()
        key, request = _listing(self.settings.addresses)
        record = {"article": "", "purpose": "models", "request": request}
        self._store.put_answer(key, {**record, "key": key, "response": {"model": name}})
        return name

    def _recorded(self, folder: Path) -> str:
        """A replay asks for the model that was recorded, whichever it was."""
        if not folder.is_dir():
            raise ConfigError(
                f"there is no folder of recorded answers {folder}",
                hint="correct --replay; --record DIR makes such a folder",
            )
        names = sorted({str(record["request"].get("model", "")) for record in FolderBook(folder)})
        if len(names) > 1 and DEFAULT not in names:
            raise ConfigError(
                f"{folder} holds answers of several models: {', '.join(names)}",
                hint="name one of them with --model",
            )
        return names[0] if len(names) == 1 else DEFAULT

    async def client(self) -> LiveClient:
        """A live client; starts the embedded server when no address is set.

        What could not be reached once is not tried again for the next article.
        """
        if self._failed is not None:
            raise self._failed
        if self._client is None:
            # openai and instructor cost over a second to import: only now, when they are needed
            from briefing.llm.client import LiveClient
            from briefing.llm.server import Address, Limits
            from briefing.llm.transport import Transport

            settings = self.settings
            with self._waiting():
                places = settings.places or [(await self._embedded(), "", settings.workers)]
            transport = Transport(
                [Address(url, key, *self._way(url, slots)) for url, key, slots in places],
                Limits(settings.timeout, settings.loading, settings.max_answer),
                say=self._progress.say,
                waiting=self._waiting,
            )
            self._client = LiveClient(self._book, transport)
            self._stack.push_async_callback(self._client.close)
            if self._known is not None:
                self._remark(self._known)
        return self._client

    def _way(self, url: str, slots: int) -> tuple[int, Ladder]:
        return self._known.way(url) if self._known is not None else (slots, Ladder())

    async def _embedded(self) -> str:
        try:
            path = self.settings.model_path or await self._pulled()
            self._progress.say(f"starting the embedded model {path.name}")
            server = EmbeddedServer(
                path,
                context=self.settings.context,
                # one more than is asked at once: the static beginnings of two prompts stay cached
                slots=self.settings.workers + 1,
                alias=await self.model(),
            )
            await self._stack.enter_async_context(server)
        except BriefingError as error:
            self._failed = error
            raise
        return server.base_url

    async def _pulled(self) -> Path:
        model = CATALOGUE[self.settings.model or DEFAULT]
        here = locate(model)
        if here is None:
            self._progress.say(
                f"no recorded answer and no server given: fetching {model.name} "
                f"({model.size / 1e9:.1f} GB, once)"
            )
            here = await pull_async(
                model,
                progress=lambda _, done, total: self._progress.pulling(model.name, done, total),
            )
            self._progress.say(f"the model lies at {here}")
        return here


def _listing(addresses: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What a server serves is kept like any other answer, under the question it answers."""
    request = {"models": " ".join(addresses)}
    return answer_key(request, 1), request
