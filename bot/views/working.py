"""The forms in which a fixer works: progress, a question to the region, a wait for somebody else, another fixer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.cards import ChoiceField, DateField, Form, Option
from bot.organisation import Organisation, Person
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of, long_text


def progress_form(signal: Signal, handle: str, words: Words) -> Form:
    """What has happened since."""
    return form_of("progress", signal, handle, words, long_text("progress", "note", words))


def question_form(signal: Signal, handle: str, words: Words, until: date) -> Form:
    """What the region must tell first; `until` is the day proposed for the answer."""
    return form_of(
        "question",
        signal,
        handle,
        words,
        long_text("question", "text", words),
        DateField("until", words.text("question.until"), until, words.text("question.until.hint")),
    )


def answer_form(signal: Signal, handle: str, words: Words) -> Form:
    """The region's answer."""
    return form_of("answer", signal, handle, words, long_text("answer", "text", words))


def wait_form(signal: Signal, handle: str, organisation: Organisation, words: Words) -> Form:
    """For whom it waits, and until when at the latest."""
    return form_of(
        "wait",
        signal,
        handle,
        words,
        ChoiceField("party", words.text("wait.party"), party_options(organisation)),
        DateField("until", words.text("wait.until"), hint=words.text("wait.until.hint")),
    )


def party_options(organisation: Organisation) -> tuple[Option, ...]:
    """Everybody outside the ministry, and the other ministries."""
    parties = [
        *((party.key, party.abbreviation, party.name) for party in organisation.parties.values()),
        *((ministry.key, "", ministry.name) for ministry in organisation.ministries.values()),
    ]
    return tuple(Option(key, f"{short}: {name}" if short else name) for key, short, name in parties)


def hand_over_form(
    signal: Signal, handle: str, fixers: Iterable[Person], organisation: Organisation, words: Words
) -> Form:
    """Who goes on with it."""
    options = fixer_options(fixers, organisation, words)
    return form_of(
        "hand_over",
        signal,
        handle,
        words,
        ChoiceField("to", words.text("hand_over.to"), options, hint=words.text("hand_over.to.hint")),
    )


def fixer_options(fixers: Iterable[Person], organisation: Organisation, words: Words) -> tuple[Option, ...]:
    """Each by name and directorates, and until when they are away."""
    return tuple(Option(fixer.key, _known_by(fixer, organisation, words)) for fixer in fixers)


def _known_by(fixer: Person, organisation: Organisation, words: Words) -> str:
    name = f"{fixer.name} ({', '.join(fixer.directorates)})"
    away = organisation.away.get(fixer.key)
    return words.text("option.away", who=name, day=words.day(away.until)) if away and away.until else name
