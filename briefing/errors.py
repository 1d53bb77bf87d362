"""Everything that can go wrong and that we expect.

BriefingError                 the reader sees the message, never a traceback
├── ConfigError               exit 2   a setting, a flag or a vocabulary file is wrong
├── InputError                exit 2   nothing readable was given
├── NothingExtracted          exit 4   every article failed
├── AccountError              exit 5   the server refuses the key, the quota or the model
├── ModelUnavailable          exit 6   no model server can be had, or it stopped answering
├── ReplayMiss                exit 7   strict replay has no answer for a question
├── StoreError                exit 2   the store cannot be opened or written
├── RenderError               exit 2   a layout or prompt template is broken
└── ArticleFailure            no exit  one article could not be processed; the run goes on
    ├── AnswerInvalid         the model's answers never passed our validation
    ├── AnswerTruncated       the answer stopped at the token limit
    ├── PromptTruncated       the server dropped a part of the prompt without saying so
    ├── Refused               the model refused
    │   └── Filtered          a content filter cut the answer
    └── CallFailed            the server failed this one question after every allowed attempt
"""

from __future__ import annotations


class BriefingError(Exception):
    """Root of the expected errors. ``hint`` is what the reader can do next."""

    exit_code = 2
    title = "Cannot go on"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(BriefingError):
    """A flag, an environment variable, ``briefing.toml`` or a file under ``schemas/`` is wrong."""

    title = "Configuration"


class InputError(BriefingError):
    """Nothing that can be read was given."""

    title = "Input"


class StoreError(BriefingError):
    """The store cannot be opened, is newer than this program, or cannot be written."""

    title = "Store"


class RenderError(BriefingError):
    """A prompt or a layout cannot be rendered; the old output stays in place."""

    title = "Template"


class NothingExtracted(BriefingError):
    """Every article failed, so no briefing is written that would read like a quiet day."""

    exit_code = 4
    title = "Nothing extracted"


class AccountError(BriefingError):
    """401, 403, exhausted quota or unknown model: asked once, never again in the same run."""

    exit_code = 5
    title = "The model server refuses"


class ModelUnavailable(BriefingError):
    """No model server can be had, or it stopped answering for every article."""

    exit_code = 6
    title = "No model"


class ReplayMiss(BriefingError):
    """Strict replay found no recorded answer. No socket was opened."""

    exit_code = 7
    title = "Replay"


class ArticleFailure(BriefingError):
    """One article could not be processed. It is listed in the briefing; the run goes on."""

    reason = "failed"


class AnswerInvalid(ArticleFailure):
    """No answer of the model passed validation within the re-ask budget."""

    reason = "invalid answer"


class AnswerTruncated(ArticleFailure):
    """The answer ran into the token limit; it is never salvaged."""

    reason = "truncated answer"


class PromptTruncated(ArticleFailure):
    """The server read less than it was sent; what it answered is not used."""

    reason = "truncated prompt"


class Refused(ArticleFailure):
    """The model refused; refusals are not asked again."""

    reason = "refused"


class Filtered(Refused):
    """A content filter cut the answer; nor is that asked again."""

    reason = "filtered"


class CallFailed(ArticleFailure):
    """The server failed this question after every allowed attempt."""

    reason = "server failure"
