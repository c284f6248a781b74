"""Which steps a card offers, by what the signal is and who reads it; who may take one is asked at the click."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.cards import Button, Buttons, Card, Confirm, Heading, Note
from bot.signals import REGION, Signal, State, Step
from bot.texts import Words
from bot.views.sight import Sight

STEP_OF: Mapping[str, Step] = {
    "claim": Step.CLAIM,
    "ask_progress": Step.PROGRESS,
    "ask_solve": Step.SOLVE,
    "ask_note": Step.NOTE,
    "ask_answer": Step.ANSWER,
    "ask_tell": Step.TELL,
    "ask_plan": Step.PLAN,
    "ask_question": Step.WAIT,
    "ask_wait": Step.WAIT,
    "resume": Step.RESUME,
    "join": Step.JOIN,
    "ask_escalate": Step.ESCALATE,
    "ask_spar": Step.SPAR,
    "ask_hand_over": Step.HAND_OVER,
    "hand_back": Step.HAND_BACK,
    "ask_not_ours": Step.REROUTE,
    "ask_merge": Step.MERGE,
    "ask_decline": Step.DECLINE,
    "ask_edit": Step.EDIT,
    "withdraw": Step.WITHDRAW,
    "ask_reopen": Step.REOPEN,
    "seal": Step.SEAL,
    "see": Step.SEE,
    "ask_assign": Step.ASSIGN,
    "ask_decide": Step.DECIDE,
    "ask_later": Step.SEE,
}
"""The step that a button asks for, the likeliest first."""

ANSWERED_AT_ONCE = frozenset(
    {"hand_back", "resume", "join", "withdraw", "see", "ask_decide", "ask_later", "seal", "other_steps"}
)
"""Buttons that ask nothing more; every other one is answered with a form."""

ASKED_FIRST = frozenset({"withdraw", "seal"})
"""What cannot be undone by a click; the question stands in the texts as `<action>.title`, `.question`, `.yes`, `.no`."""

FOR_ITS_FILER = frozenset({"ask_edit", "withdraw"})
"""What whoever joined is not offered: it would change or end it for every region."""

LIKELIEST = frozenset({"claim", "ask_progress", "ask_answer", "ask_tell"})

MORE = "other_steps"
"""Everything else, shown to whoever asks as far as they may."""

ON_CARD: Mapping[State, tuple[str, ...]] = {
    State.ROUTED: ("claim", "ask_note", "ask_not_ours", MORE),
    State.CLAIMED: ("ask_progress", "ask_solve", "ask_note", MORE),
    State.WAITING: ("resume", "ask_solve", "ask_note", MORE),
    State.SOLVED: ("ask_note", MORE),
    State.CLOSED: ("ask_note", MORE),
    State.DECLINED: ("ask_note", MORE),
}
ON_RECEIPT: Mapping[State, tuple[str, ...]] = {
    State.ROUTED: ("ask_edit", "ask_note", "withdraw", MORE),
    State.CLAIMED: ("ask_note", "withdraw", MORE),
    State.WAITING: ("ask_answer", "ask_note", "withdraw", MORE),
    State.SOLVED: ("ask_tell", "ask_note", MORE),
    State.CLOSED: ("ask_note", "ask_reopen"),
    State.DECLINED: ("ask_note", "ask_reopen"),
}


def possible(signal: Signal, action: str) -> bool:
    """Whether the drawing has the step behind this button from here."""
    if action == "ask_answer" and signal.waits_for != REGION:
        return False
    if action == "seal" and signal.confidential:
        return False
    return action == MORE or signal.may(STEP_OF[action])


def offered(steps: Mapping[State, tuple[str, ...]], sight: Sight) -> tuple[Button, ...]:
    """The buttons for what the drawing has from here."""
    barred = FOR_ITS_FILER if sight.is_joined else frozenset()
    actions = [action for action in steps.get(sight.signal.state, ()) if action not in barred]
    return tuple(button(action, sight.signal, sight.words) for action in actions if possible(sight.signal, action))


def button(action: str, signal: Signal, words: Words) -> Button:
    """One step."""
    question = None
    if action in ASKED_FIRST:
        question = Confirm(
            words.text(f"{action}.title", number=signal.number),
            words.text(f"{action}.question"),
            words.text(f"{action}.yes"),
            words.text(f"{action}.no"),
        )
    return Button(
        words.text(f"button.{action}"),
        action,
        "danger" if question else "primary" if action in LIKELIEST else "plain",
        question,
        opens=action not in ANSWERED_AT_ONCE,
    )


def other_steps(signal: Signal, region: str, words: Words, may: Callable[[Step], bool], handle: str) -> Card:
    """Everything the reader may do now, privately."""
    actions: Iterable[str] = (action for action, step in STEP_OF.items() if possible(signal, action) and may(step))
    buttons = tuple(button(action, signal, words) for action in actions)
    title = words.text("card.title", number=signal.number, region=region)
    if not buttons:
        return Card(title, (Heading(title), Note(words.spans("steps.none"))), language=words.language)
    return Card(title, (Heading(title), Note(words.spans("steps.intro")), Buttons(buttons)), handle, words.language)
