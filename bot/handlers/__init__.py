"""The contents page: every command, message action, button, form and timer, and the function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot import leave, names, standing_words
from bot.conversation import Command, MessageAction, Press, Reply, Submission
from bot.decisions import Kind
from bot.deputies import BEGINS
from bot.handlers import (
    absent,
    amend,
    audit,
    bind,
    bundle,
    call_in,
    decide,
    digest,
    ending,
    escalate,
    feed_back,
    file_signal,
    follow_up,
    hand_on,
    helping,
    listing,
    look_up,
    redact,
    respond,
    seal,
    search,
    seen_before,
    share,
    standing,
    unseal,
    working,
)
from bot.store.timers import Timer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Contents:
    """What people can ask. A command's first word chooses among `words`; any other text goes to `commands`.

    `longer` says of a word that takes many others whether a text behind it is meant for it, or is just a text;
    those in `named` take the names of directorates and regions, however long, and those in `alone` nothing else. `unclear`
    answers what is no command and need not be a knelpunt, with None for what is one. `openers` says of a form behind
    whose handle lies what was typed before it, by which button it is opened again.
    """

    commands: Mapping[str, Callable[[Command, Work], Awaitable[Reply]]]
    words: Mapping[str, Callable[[Command, Work], Awaitable[Reply]]]
    nearest: Callable[[Command, Work], Awaitable[Reply]]
    unclear: Callable[[Command, Work], Awaitable[Reply | None]]
    presses: Mapping[str, Callable[[Press, Work], Awaitable[Reply]]]
    submissions: Mapping[str, Callable[[Submission, Work], Awaitable[Reply]]]
    timers: Mapping[str, Callable[[Timer, Work], Awaitable[None]]]
    message_actions: Mapping[str, Callable[[MessageAction, Work], Awaitable[Reply]]] = field(default_factory=dict)
    longer: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    named: Collection[str] = ()
    alone: Collection[str] = ()
    openers: Mapping[str, str] = field(default_factory=dict)


_WORDS: Mapping[str, Callable[[Command, Work], Awaitable[Reply]]] = {
    "help": helping.help_,
    "hulp": helping.help_,
    "toon": look_up.show,
    "show": look_up.show,
    "lijst": listing.list_,
    "list": listing.list_,
    "zoek": search.find,
    "search": search.find,
    "opgelost": search.solved,
    "solved": search.solved,
    "hier": bind.here,
    "here": bind.here,
    "koppel": bind.bind,
    "bind": bind.bind,
    "ontkoppel": bind.release,
    "unbind": bind.release,
    "overdracht": hand_on.command,
    "handover": hand_on.command,
    "afwezig": absent.absent,
    "away": absent.absent,
    "ziek": absent.absent,
    "sick": absent.absent,
    "escaleer": call_in.command,
    "escalate": call_in.command,
    "weekbericht": digest.ask,
    "weekoverzicht": digest.ask,
    "digest": digest.ask,
    "verwijder": redact.command,
    "redact": redact.command,
    "vrijgeven": unseal.command,
    "unseal": unseal.command,
    **dict.fromkeys(file_signal.CONFIDENTIAL, file_signal.ask_confidential),
    "stand": standing.ask,
    "standing": standing.ask,
}


def _is_one(word: str) -> bool:
    return word.lower() in _WORDS


CONTENTS = Contents(
    commands={"knelpunt": file_signal.ask},
    words=_WORDS,
    nearest=helping.nearest,
    unclear=helping.unclear,
    longer={
        **dict.fromkeys(("help", "hulp"), _is_one),
        **dict.fromkeys(file_signal.CONFIDENTIAL, bool),
        **dict.fromkeys(("verwijder", "redact"), redact.is_meant),
        **dict.fromkeys(("afwezig", "away", "ziek", "sick"), leave.is_meant),
        **dict.fromkeys(("overdracht", "handover"), names.is_meant),
        **dict.fromkeys(("escaleer", "escalate"), call_in.is_meant),
        **dict.fromkeys(("stand", "standing"), standing_words.is_meant),
        **dict.fromkeys(("zoek", "search"), search.is_sought),
        **dict.fromkeys(("opgelost", "solved"), search.is_meant),
    },
    named={"lijst", "list", "weekbericht", "weekoverzicht", "digest", "stand", "standing", "koppel", "bind"},
    alone={"help", "hulp", "ziek", "sick"},
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
        "more": listing.more,
        "more_found": search.more,
        "other_steps": look_up.other_steps,
        "ask_progress": working.ask_progress,
        "ask_question": working.ask_question,
        "ask_answer": working.ask_answer,
        "ask_wait": working.ask_wait,
        "resume": working.resume,
        "join": working.join,
        "ask_hand_over": working.ask_hand_over,
        "ask_solve": ending.ask_solve,
        "ask_decline": ending.ask_decline,
        "ask_merge": ending.ask_merge,
        "ask_reopen": ending.ask_reopen,
        "seal": seal.seal,
        "ask_tell": feed_back.ask_tell,
        "ask_escalate": call_in.ask_escalate,
        "ask_spar": call_in.ask_spar,
        "see": respond.see,
        "ask_later": respond.ask_later,
        **dict.fromkeys(("later_hour", "later_tomorrow", "later_monday"), respond.put_off),
        "ask_assign": respond.ask_assign,
        "ask_spar_back": respond.ask_spar_back,
        "ask_decide": decide.ask_decide,
        **{f"ask_{kind}": decide.ask_kind for kind in Kind},
        "bundle": bundle.bundle,
        "share": share.share,
        "recognise": share.recognise,
        "not_here": share.not_here,
        "reopen_form": file_signal.reopen_form,
        "file_said": file_signal.ask_said,
        "answer_said": helping.answer_said,
        "choose_again": seen_before.choose_again,
        "readers_again": file_signal.readers_again,
    },
    openers={"seen_before": "choose_again", "readers": "readers_again"},
    submissions={
        "file_signal": file_signal.file_signal,
        "readers": file_signal.choose_readers,
        "seen_before": seen_before.choose,
        "plan": follow_up.plan,
        "not_ours": follow_up.not_ours,
        "note": amend.note,
        "edit": amend.edit,
        "progress": working.progress,
        "question": working.question,
        "answer": working.answer,
        "wait": working.wait,
        "hand_over": working.hand_over,
        "hand_on": hand_on.hand_on,
        "give_back": hand_on.give_back,
        "solve": ending.solve,
        "decline": ending.decline,
        "merge": ending.merge,
        "reopen": ending.reopen,
        "redact": redact.redact,
        "unseal": unseal.unseal,
        "tell": feed_back.tell,
        "escalate": call_in.escalate,
        "spar": call_in.spar,
        "spar_back": respond.spar_back,
        "assign": respond.assign,
        **{kind.value: decide.decide for kind in Kind},
    },
    timers={
        "unclaimed": escalate.unclaimed,
        "unclaimed_head": escalate.unclaimed_head,
        "unclaimed_commissioner": escalate.to_commissioner,
        "silent": escalate.silent,
        "silent_commissioner": escalate.to_commissioner,
        "waiting": escalate.waited,
        "untold": escalate.untold,
        "untold_late": escalate.untold_late,
        "later": respond.read_again,
        "decision_ends": decide.remind,
        "decision_evaluated": decide.remind,
        "wake": escalate.wake,
        **dict.fromkeys(audit.OVER, audit.tell),
        **dict.fromkeys(audit.OVER.values(), audit.over),
        digest.WEEKLY: digest.weekly,
        "share": share.look_for_others,
        BEGINS: absent.begins,
    },
)
