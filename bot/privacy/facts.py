"""What was found in a text already, by place: so that a name among thousands looks only at what stands near it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bot.privacy.reading import Span


class Facts:
    """Spans in order, none over another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def between(self, low: int, high: int) -> Sequence[Span]:
        """Those that begin from `low` up to `high`."""
        return self._spans[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing lies over this."""
        at = bisect_left(self._starts, end)
        return not at or self._spans[at - 1].end <= start
