"""What the regiocommissaris can press and fill in: seen, assigned, decided, or read again later."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import assert_never

from bot.cards import Button, Buttons, Card, ChoiceField, DateField, Field, Form, Heading, Note, Option, Quote
from bot.decisions import NO, YES, Kind
from bot.organisation import Organisation, Person
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of, long_text
from bot.views.steps import MORE, button, possible
from bot.views.working import fixer_options, party_options

CALLED = ("see", "ask_assign", "ask_decide", "ask_later")
"""Under what the regiocommissaris is sent."""

GLANCE = 300
"""Characters that are read at a glance."""


def gist(signal: Signal) -> Quote:
    """The region's words as far as a glance goes; the whole of them is one press away."""
    return Quote(shorten(signal.text, GLANCE, placeholder=" …"))


def deciding_buttons(signal: Signal, words: Words) -> Buttons:
    """What can be done about it now, under the signal itself, and what else there is."""
    actions = (*CALLED, MORE)
    return Buttons(tuple(button(action, signal, words) for action in actions if possible(signal, action)))


def called_buttons(signal: Signal, words: Words) -> Buttons:
    """The same under a message about it, and the way to the whole of it."""
    steps = tuple(button(action, signal, words) for action in CALLED if possible(signal, action))
    return Buttons((*steps, Button(words.text("button.look"), "look")))


def kinds_card(signal: Signal, handle: str, words: Words) -> Card:
    """Which decision: one press more, and its form is open."""
    title = words.text("decide.title", number=signal.number)
    kinds = tuple(Button(words.text(f"button.ask_{kind}"), f"ask_{kind}", opens=True) for kind in Kind)
    return Card(title, (Heading(title), Note(words.spans("decide.intro")), Buttons(kinds)), handle, words.language)


def later_card(signal: Signal, handle: str, words: Words, moments: Collection[str]) -> Card:
    """When to read it again."""
    title = words.text("later.title", number=signal.number)
    buttons = tuple(Button(words.text(f"button.later_{name}"), f"later_{name}") for name in moments)
    return Card(title, (Heading(title), Buttons(buttons)), handle, words.language)


def decision_form(
    kind: Kind, signal: Signal, handle: str, regions: Sequence[str], organisation: Organisation, words: Words
) -> Form:
    """What a decision of this kind must say. `regions`: the keys of those it may be for; of more than one it is asked."""
    names = {key: region.name if (region := organisation.region(key)) else key for key in regions}
    form = form_of(kind.value, signal, handle, words)
    fields = (*_fields(kind, organisation, words), *_region(names, words))
    if len(names) == 1:
        form = replace(form, intro=(*form.intro, Note(words.spans("decision.only", region=next(iter(names.values()))))))
    missing = words.text("sandbox.refused") if kind is Kind.SANDBOX else form.missing
    return replace(form, fields=fields, missing=missing)


def assign_form(
    signal: Signal, handle: str, fixers: Sequence[Person], organisation: Organisation, words: Words
) -> Form:
    """Who takes it on."""
    options = fixer_options(fixers, organisation, words)
    return form_of("assign", signal, handle, words, ChoiceField("to", words.text("assign.to"), options))


def spar_back_form(signal: Signal, handle: str, words: Words) -> Form:
    """Back to whoever wanted to spar, and to nobody else."""
    return form_of("spar_back", signal, handle, words, long_text("spar_back", "text", words))


def _fields(kind: Kind, organisation: Organisation, words: Words) -> tuple[Field, ...]:
    match kind:
        case Kind.MANDATE:
            return (long_text(kind.value, "what", words), _day(kind, "until", words))
        case Kind.SANDBOX:
            return (
                long_text(kind.value, "limit", words),
                _day(kind, "until", words),
                long_text(kind.value, "condition", words),
                ChoiceField(
                    "legal", words.text("sandbox.legal"), _checked(words), hint=words.text("sandbox.legal.hint")
                ),
                _day(kind, "evaluation", words),
            )
        case Kind.ADDRESS:
            party = ChoiceField("party", words.text("address.party"), party_options(organisation))
            return (party, long_text(kind.value, "what", words), _day(kind, "until", words))
        case Kind.MINISTER:
            return (long_text(kind.value, "why", words), _day(kind, "until", words))
        case Kind.ADVICE:
            return (long_text(kind.value, "text", words),)
        case _:
            assert_never(kind)


def _day(kind: Kind, key: str, words: Words) -> DateField:
    return DateField(key, words.text(f"{kind}.{key}"), hint=words.text(f"{kind}.{key}.hint"))


def _checked(words: Words) -> tuple[Option, ...]:
    return (Option(YES, words.text("sandbox.legal.yes")), Option(NO, words.text("sandbox.legal.no")))


def _region(names: Mapping[str, str], words: Words) -> tuple[Field, ...]:
    """A decision is for one region."""
    if len(names) < 2:
        return ()
    options = tuple(Option(key, name) for key, name in names.items())
    return (ChoiceField("region", words.text("decision.region"), options, hint=words.text("decision.region.hint")),)
