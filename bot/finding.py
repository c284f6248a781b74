"""Seen before? The signals and solutions that are most like a text, as far as whoever asks may read them."""

from __future__ import annotations

from collections.abc import Container

from bot.kinship import TOO_FAR, Near, akin
from bot.likeness import marks
from bot.organisation import Person
from bot.rights import may_read
from bot.signals import UNTOLD, Signal, State
from bot.store.search import told
from bot.store.work import Work

LOOKED_AT = 25
"""Signals that are looked at: some are over, some may not be read."""

FOUND = 60
"""Signals that are found by words: more pages than that are not read."""

TOUCHES = 0.4
"""What has less than this part of what the nearest has only touches on the words."""

TELLING = UNTOLD | {State.CLOSED}
"""What is worth knowing of: it is being worked on, or it was solved."""


async def alike(
    text: str, work: Work, *, reader: Person, states: Container[State] = TELLING, but: Container[str] = ()
) -> list[Signal]:
    """At most three, the most alike first; none of the reader's own, and none that is confidential. `but` leaves out ids."""
    nearest = await work.search.nearest(marks(text, work.organisation), LOOKED_AT)
    near = {signal_id: score for signal_id, score in nearest if score > TOO_FAR and signal_id not in but}
    found = [work.organisation.current(signal) for signal in await work.signals.several(list(near))] if near else []
    meant = [signal for signal in found if signal.state in states and _may_be_shown(signal, reader, work)]
    weighed = [Near(told(signal), near[signal.id]) for signal in meant]
    return [meant[number] for number, _ in akin(text, weighed, work.organisation)]


async def matching(words: str, work: Work, *, reader: Person) -> list[Signal]:
    """What is about these words and may be read, the nearest first; what only touches on them is left out."""
    nearest = await work.search.nearest(marks(words, work.organisation), FOUND)
    near = [signal_id for signal_id, score in nearest if score >= TOUCHES * nearest[0][1]]
    found = [work.organisation.current(signal) for signal in await work.signals.several(near)] if near else []
    return [signal for signal in found if may_read(reader, signal, work.organisation)]


def _may_be_shown(signal: Signal, reader: Person, work: Work) -> bool:
    return not signal.confidential and reader.key not in signal.filers and may_read(reader, signal, work.organisation)
