"""How fast Teams lets a bot speak: four windows for a conversation, one for everything together."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta

from bot.delivery import TryLater

CONVERSATION = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))
"""Seconds, and how many messages may be sent to one conversation in them."""

EVERYTHING = ((1.0, 50),)
"""The same for all calls of the app in its tenant, reading included."""

MOST = 10_000
"""Conversations that are watched at a time; who has been silent longest is forgotten first."""

Windows = tuple[tuple[float, int], ...]


class Pace:
    """Counts what is sent and says when that is too much; it never sleeps, for the outbox does the waiting.

    `now` gives seconds; after a jump back what was counted later than now is forgotten. Several processes each keep
    their own count: what they send too fast together, Teams refuses with a 429.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._everything = _Count(EVERYTHING)
        self._conversations: OrderedDict[str, _Count] = OrderedDict()

    def send(self, conversation: str, *, awaited: bool = False) -> None:
        """One message more; raises TryLater when the conversation or the app has sent enough for now.

        With `awaited` somebody waits for it: it counts and is not held up, and what can wait makes room for it.
        """
        count = self._conversations.setdefault(conversation, _Count(CONVERSATION))
        self._conversations.move_to_end(conversation)
        while len(self._conversations) > MOST:
            self._conversations.popitem(last=False)
        now = self._now()
        wait = max(count.wait(now), self._everything.wait(now))
        if wait > 0 and not awaited:
            raise TryLater("sending too fast", timedelta(seconds=wait))
        count.add(now)
        self._everything.add(now)

    def read(self) -> None:
        """One call more that posts nothing: it counts for the app, and is not held up, for somebody waits for it."""
        self._everything.add(self._now())


class _Count:
    """When the last calls were, as many as the longest window holds."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._calls: deque[float] = deque(maxlen=max(most for _, most in windows))

    def wait(self, now: float) -> float:
        """Seconds until one more fits in every window; not above zero when it does now."""
        while self._calls and self._calls[-1] > now:
            self._calls.pop()
        return max(
            (self._calls[-most] + span - now for span, most in self._windows if len(self._calls) >= most),
            default=0.0,
        )

    def add(self, now: float) -> None:
        self._calls.append(now)
