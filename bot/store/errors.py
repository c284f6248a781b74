"""What can go wrong between the core and its store, each in one sentence."""

from __future__ import annotations


class StoreError(Exception):
    """Anything the store says no to."""


class Conflict(StoreError):
    """Somebody else was first, or the rights changed meanwhile: nothing was kept, run the handler again."""


class Duplicate(StoreError):
    """The same request was answered before: nothing was kept, give `answer` again."""

    def __init__(self, answer: str) -> None:
        super().__init__("this request was answered before")
        self.answer = answer


class NoSuchSignal(StoreError, LookupError):
    """There is no signal with this id."""


class NotWaiting(StoreError):
    """A message that is to be sent again or dropped has arrived, is on its way, or never was."""


class StoreUnavailable(StoreError):
    """The database does not answer. What was being committed may or may not be kept: ask again under the same key."""


class StoreInUse(StoreError):
    """Another process has the SQLite file open."""


class StoreRefused(StoreError):
    """The database cannot be used as it is; the sentence says what to do."""
