"""Seen before? The signals and solutions that are most like a text, as far as whoever asks may read them."""

from __future__ import annotations

from collections.abc import Container

from bot.likeness import marks
from bot.organisation import Person
from bot.rights import may_read
from bot.signals import UNTOLD, Signal, State
from bot.store.work import Work

MOST = 3
"""What is shown of them: more would not be read with a form half filled in."""

LIKE = 0.19
"""How much two texts must have in common to be shown as alike, from 0 to about 1; measured, see docs/quality.md."""

LOOKED_AT = 25
"""Signals that are looked at: some are over, some may not be read."""

TELLING = UNTOLD | {State.CLOSED}
"""What is worth knowing of: it is being worked on, or it was solved."""


async def alike(
    text: str, work: Work, *, reader: Person, states: Container[State] = TELLING, but: Container[str] = ()
) -> list[Signal]:
    """At most three, the most alike first; none of the reader's own, and none that is confidential. `but` leaves out ids."""
    nearest = await work.search.nearest(marks(text, work.organisation), LOOKED_AT)
    near = [signal_id for signal_id, score in nearest if score >= LIKE and signal_id not in but]
    found = [work.organisation.current(signal) for signal in await work.signals.several(near)] if near else []
    return [signal for signal in found if signal.state in states and _may_be_shown(signal, reader, work)][:MOST]


def _may_be_shown(signal: Signal, reader: Person, work: Work) -> bool:
    return not signal.confidential and reader.key not in signal.filers and may_read(reader, signal, work.organisation)
