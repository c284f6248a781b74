"""What a fixer sees while following a signal up: the form for the next step, and who was first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cards import Card, ChoiceField, DateField, Form, Note, Option, TextField
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of, long_text
from bot.views.plain import plain_card


def next_step_form(signal: Signal, handle: str, words: Words, *, step: str = "", on: date | None = None) -> Form:
    """Offered after a claim; closing it leaves the claim standing."""
    form = form_of(
        "plan",
        signal,
        handle,
        words,
        TextField("step", words.text("plan.step"), value=step, hint=words.text("plan.step.hint"), longest=300),
        DateField("on", words.text("plan.on"), value=on, required=False),
    )
    return replace(form, cancel=words.text("plan.cancel"))


def not_ours_form(signal: Signal, handle: str, organisation: Organisation, words: Words) -> Form:
    """Why it is not for this directorate, and for which one it is."""
    others = tuple(
        Option(each.key, f"{each.key}: {each.name}") for each in organisation.routable() if each.key != signal.lead
    )
    form = form_of(
        "not_ours",
        signal,
        handle,
        words,
        ChoiceField("to", words.text("not_ours.to"), others, hint=words.text("not_ours.to.hint")),
        long_text("not_ours", "reason", words),
    )
    triage = organisation.routing_fallback
    if not signal.is_for_triage_next(triage):
        return form
    again = words.spans("not_ours.intro.again", number=signal.number, triage=triage)
    return replace(form, intro=(Note(again),))


def already_claimed(signal: Signal, organisation: Organisation, words: Words) -> Card:
    """Who won, said to whoever came second."""
    fixer, lead = organisation.person(signal.fixer), organisation.current(signal).lead
    name = fixer.name if fixer else words.text("person.unknown")
    return plain_card("claimed.already", words, number=signal.number, fixer=name, lead=lead)
