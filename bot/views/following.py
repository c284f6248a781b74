"""What a fixer sees while following a signal up: the form for the next step, and who was first."""

from __future__ import annotations

from datetime import date

from bot.cards import Card, DateField, Form, Note, TextField
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
            DateField("on", words.text("plan.on"), value=on, hint=words.text("plan.on.hint"), required=False),
        ),
        intro=(Note(words.spans("plan.intro", number=signal.number)),),
        language=words.language,
    )


def already_claimed(signal: Signal, organisation: Organisation, words: Words) -> Card:
    """Who won, said to whoever came second."""
    fixer = organisation.people.get(signal.fixer)
    name = fixer.name if fixer else words.text("person.unknown")
    return plain_card("claimed.already", words, number=signal.number, fixer=name, lead=signal.lead)
