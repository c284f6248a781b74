"""What a fixer sees while following a signal up: the form for the next step, and who was first."""

from __future__ import annotations

from datetime import date

from bot.cards import Card, ChoiceField, DateField, Form, Note, Option, TextField
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.plain import plain_card


def next_step_form(signal: Signal, handle: str, words: Words, *, step: str = "", on: date | None = None) -> Form:
    """Offered after a claim; closing it leaves the claim standing."""
    return Form(
        title=words.text("plan.title"),
        submit=words.text("plan.submit"),
        cancel=words.text("plan.cancel"),
        action="plan",
        handle=handle,
        fields=(
            TextField("step", words.text("plan.step"), value=step, hint=words.text("plan.step.hint"), longest=300),
            DateField("on", words.text("plan.on"), value=on, required=False),
        ),
        intro=(Note(words.spans("plan.intro", number=signal.number)),),
        language=words.language,
        missing=words.text("error.empty"),
    )


def not_ours_form(
    signal: Signal, handle: str, organisation: Organisation, words: Words, *, to: str = "", reason: str = ""
) -> Form:
    """Why it is not for this directorate, and for which one it is."""
    others = tuple(
        Option(each.key, f"{each.key}: {each.name}") for each in organisation.routable() if each.key != signal.lead
    )
    return Form(
        title=words.text("not_ours.title"),
        submit=words.text("not_ours.submit"),
        cancel=words.text("cancel"),
        action="not_ours",
        handle=handle,
        fields=(
            ChoiceField("to", words.text("not_ours.to"), others, to, words.text("not_ours.to.hint")),
            TextField("reason", words.text("not_ours.reason"), reason, words.text("not_ours.reason.hint"), "many"),
        ),
        intro=(Note(words.spans("not_ours.intro", number=signal.number)),),
        language=words.language,
        missing=words.text("error.empty"),
    )


def already_claimed(signal: Signal, organisation: Organisation, words: Words) -> Card:
    """Who won, said to whoever came second."""
    fixer, lead = organisation.person(signal.fixer), organisation.current(signal).lead
    name = fixer.name if fixer else words.text("person.unknown")
    return plain_card("claimed.already", words, number=signal.number, fixer=name, lead=lead)
