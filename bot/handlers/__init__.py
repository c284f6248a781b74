"""The contents page: every command, message action, button, form and timer, and the function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.conversation import Command, MessageAction, Press, Reply, Submission
from bot.handlers import administer, amend, bind, file_signal, follow_up, look_up
from bot.store.timers import Timer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Contents:
    """What people can ask. A command's first word chooses among `words`; any other text goes to `commands`."""

    commands: Mapping[str, Callable[[Command, Work], Awaitable[Reply]]]
    words: Mapping[str, Callable[[Command, Work], Awaitable[Reply]]]
    nearest: Callable[[Command, Work], Awaitable[Reply]]
    presses: Mapping[str, Callable[[Press, Work], Awaitable[Reply]]]
    submissions: Mapping[str, Callable[[Submission, Work], Awaitable[Reply]]]
    timers: Mapping[str, Callable[[Timer, Work], Awaitable[None]]]
    message_actions: Mapping[str, Callable[[MessageAction, Work], Awaitable[Reply]]] = field(default_factory=dict)


CONTENTS = Contents(
    commands={"knelpunt": file_signal.ask},
    words={
        "help": look_up.help_,
        "hulp": look_up.help_,
        "toon": look_up.show,
        "show": look_up.show,
        "lijst": look_up.list_,
        "list": look_up.list_,
        "hier": bind.here,
        "here": bind.here,
        "koppel": bind.bind,
        "bind": bind.bind,
        "ontkoppel": bind.release,
        "unbind": bind.release,
    },
    nearest=look_up.nearest,
    message_actions={"knelpunt": file_signal.ask_from_message},
    presses={
        "claim": follow_up.claim,
        "ask_plan": follow_up.ask_plan,
        "hand_back": follow_up.hand_back,
        "ask_not_ours": follow_up.ask_not_ours,
        "ask_note": amend.ask_note,
        "ask_edit": amend.ask_edit,
        "withdraw": amend.withdraw,
        "look": look_up.look,
        "more": look_up.more,
        "reopen_form": file_signal.reopen_form,
    },
    submissions={
        "file_signal": file_signal.file_signal,
        "plan": follow_up.plan,
        "not_ours": follow_up.not_ours,
        "note": amend.note,
        "edit": amend.edit,
    },
    timers={"unclaimed": administer.remind_unclaimed},
)
