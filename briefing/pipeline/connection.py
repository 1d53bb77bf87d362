"""Which model answers and how it is reached: an address, a GGUF file, the embedded model."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Settings
from briefing.errors import ConfigError
from briefing.llm.embedded import EmbeddedServer
from briefing.llm.models import CATALOGUE, DEFAULT, locate, pull_async
from briefing.pipeline.progress import Progress

if TYPE_CHECKING:
    from briefing.llm.answers import AnswerBook
    from briefing.llm.client import LiveClient


class Connection:
    """Reaches the model when the first question needs it; everything is closed with ``stack``."""

    def __init__(
        self, settings: Settings, book: AnswerBook, stack: AsyncExitStack, progress: Progress
    ) -> None:
        self.settings = settings
        self._book = book
        self._stack = stack
        self._progress = progress
        self._client: LiveClient | None = None

    async def model(self) -> str:
        """The name to ask for. Only a server whose model nobody named must be contacted for it."""
        settings = self.settings
        if settings.base_url:
            if settings.model:
                return settings.model
            client = await self.client()
            return await client.first_model()
        if settings.model_path is not None:
            return settings.model or settings.model_path.stem
        name = settings.model or DEFAULT
        if name not in CATALOGUE:
            raise ConfigError(
                f"there is no embedded model {name!r}",
                hint=f"known are {', '.join(CATALOGUE)}; or name a server with --base-url",
            )
        return name

    async def client(self) -> LiveClient:
        """A live client; starts the embedded server when no address is set."""
        if self._client is None:
            # openai and instructor cost over a second to import: only now, when they are needed
            from briefing.llm.client import LiveClient

            settings = self.settings
            address = settings.base_url or await self._embedded()
            key = settings.api_key.get_secret_value() if settings.api_key else ""
            self._client = LiveClient(address, key, settings.timeout, self._book)
            self._stack.push_async_callback(self._client.close)
        return self._client

    async def _embedded(self) -> str:
        path = self.settings.model_path or await self._pulled()
        self._progress.say(f"starting the embedded model {path.name}")
        server = EmbeddedServer(
            path,
            context=self.settings.context,
            slots=self.settings.workers,
            alias=await self.model(),
        )
        await self._stack.enter_async_context(server)
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
