"""What every form sent in is asked before it counts: may it be kept, and is it complete?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.cards import Form
from bot.conversation import Correct, Reply
from bot.proposal import colleagues_in, note_confirmed, proposed
from bot.signals import Signal
from bot.store.work import Work
from bot.views.asking import faults, in_order


def objection(
    form: Form, signal: Signal, work: Work, also: Mapping[str, str] | None = None, payload: str = ""
) -> Reply | None:
    """The form again, with what must be changed; None when it can be taken. `also`: faults that the handler found.

    `payload` is what the handle of the form holds, for the next one.
    """
    handle = partial(work.handles.issue, form.action, signal.id, payload)
    if again := proposed(form, work.words, handle, colleagues_in(work.organisation)):
        return again
    found = {**(also or {}), **faults(form, work.words)}
    if not found:
        note_confirmed(form, work)
        return None
    return Correct(form, in_order(form, found))
