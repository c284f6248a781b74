"""Help: what the reader's own roles can do here, command by command, and whom to ask; also beside a word not understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bot.cards import Block, Bold, Button, Buttons, Card, Heading, Lines, Note, Paragraph, Quote, Spans, plain
from bot.organisation import Organisation, Person
from bot.rights import may_file, oversees, reads_none
from bot.signals import Signal
from bot.texts import Words

ROLES = ("liaison", "fixer", "commissioner", "admin", "reader")

SAID = "said"
"""The kind of a handle behind which lies what was typed, personal data masked: it may become a knelpunt or an answer."""

FOR_READERS = ("list", "show", "search", "solved")

FOR_ADMINS = ("bind", "unbind", "here", "redact", "unseal")

TAKEN_BACK = ("absent", "handover")
"""Commands that say with which words one comes back from them."""


def help_card(person: Person, organisation: Organisation, words: Words) -> Card:
    """What the reader's roles are for, a line for each command they have, and whom to ask."""
    blocks = (Heading(words.text("help.title")), *_help(person, organisation, words))
    return Card(words.text("help.summary"), blocks, language=words.language)


def unclear_card(key: str, typed: str, handle: str, person: Person, organisation: Organisation, words: Words) -> Card:
    """Help for who typed something that is no command and no knelpunt, or may not file one; what was typed stays.

    `key` is of the sentence that says so; `handle` is what it can be filed under after all, empty for who may not.
    """
    contact = organisation.people.get(organisation.contact)
    said = words.spans(key, contact=contact.name if contact else organisation.name)
    blocks: list[Block] = [Paragraph(said), *_typed(typed)]
    if handle:
        blocks.append(Buttons((_file(words),)))
    blocks += _help(person, organisation, words)
    return Card(plain(said), tuple(blocks), handle, words.language)


def nearest_card(meant: str, typed: str, words: Words, handle: str = "") -> Card:
    """A guess at what was meant; what was typed is given back, and with a handle it can be filed all the same."""
    point = words.text("nearest", meant=meant)
    blocks: list[Block] = [Paragraph((point,)), Quote(typed)]
    blocks.append(Buttons((_file(words),)) if handle else Note(words.spans("nearest.else")))
    return Card(point, tuple(blocks), handle, words.language)


def answer_or_new_card(signal: Signal, typed: str, handle: str, words: Words) -> Card:
    """For who is asked something and types: is this the answer?"""
    said = words.spans("said.waiting", number=Bold(signal.number))
    buttons = (Button(words.text("button.ask_answer"), "answer_said", "primary", opens=True), _file(words, "plain"))
    blocks = (
        Paragraph(said),
        Quote(signal.question),
        Paragraph(words.spans("said.typed")),
        Quote(typed),
        Buttons(buttons),
    )
    return Card(plain(said), blocks, handle, words.language)


def _file(words: Words, style: Literal["plain", "primary"] = "primary") -> Button:
    return Button(words.text("button.file_said"), "file_said", style, opens=True)


def _typed(typed: str) -> tuple[Block, ...]:
    return (Quote(typed),) if typed else ()


def _help(person: Person, organisation: Organisation, words: Words) -> Iterator[Block]:
    contact = organisation.people.get(organisation.contact)
    for role in ROLES:
        if person.may_be(role):
            yield Paragraph(words.spans(f"help.{role}"))
    for group, commands in _commands(person, organisation):
        yield Paragraph((Bold(words.text(f"help.group.{group}")),))
        yield Lines(tuple(_line(command, words) for command in commands))
    yield Note(words.spans("help.contact", contact=contact.name if contact else organisation.name))


def _commands(person: Person, organisation: Organisation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the reader can type, by what it is for, the likeliest first."""
    if may_file(person, organisation):
        yield "file", ("file", "confidential")
    if person.may_be("admin"):
        yield "manage", FOR_ADMINS
    reads = () if reads_none(person, organisation) else FOR_READERS
    stand = ("stand",) if any(oversees(person, organisation)) else ()
    yield "find", (*reads, "digest", *stand)
    asks = ("escalate",) if person.may_be("liaison") or person.may_be("fixer") else ()
    yield "pass", (*asks, "absent", "handover")


def _line(command: str, words: Words) -> Spans:
    """What to type, set apart from what it does; so is how it is taken back."""
    typed = Bold(words.text(f"command.{command}"))
    back = {"back": Bold(words.text(f"command.{command}.back"))} if command in TAKEN_BACK else {}
    return words.spans("help.line", command=typed, does=words.spans(f"command.{command}.does", **back))
