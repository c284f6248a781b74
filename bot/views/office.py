"""An office that goes to somebody else: what is asked before it does, and what everybody concerned reads then."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Block, Card, Form, Lines, Note, Paragraph, Quote, TextField, plain
from bot.organisation import Organisation, Person
from bot.signals import Signal
from bot.texts import Words
from bot.views.absence import listed

HAND_ON, GIVE_BACK = "hand_on", "give_back"
"""The actions of the two forms."""

LONGEST = 1000
"""Characters of a word to whoever goes on."""


def hand_on_form(giver: Person, taker: Person, signals: int, handle: str, words: Words) -> Form:
    """Who, what moves and how much of it; nothing does before it is sent in."""
    return _form(HAND_ON, giver, taker, signals, handle, words)


def give_back_form(giver: Person, holder: Person, signals: int, handle: str, words: Words) -> Form:
    """The same, the other way round: to whoever had the office from whoever has it."""
    return _form(GIVE_BACK, giver, holder, signals, handle, words)


def handed_on_card(
    signals: Sequence[Signal], whom: Person, said: str, organisation: Organisation, words: Words
) -> Card:
    """What a successor takes over from somebody who leaves, and what that one had to say."""
    card = moved_card("handed_on.taken", signals, said, organisation, words, who=whom.name)
    note = Note(words.spans("handed_on.office", who=whom.name))
    return Card(card.summary, (*card.blocks, note), language=words.language)


def moved_card(
    key: str, signals: Sequence[Signal], said: str, organisation: Organisation, words: Words, **names: str
) -> Card:
    """One sentence under `key`, a word of whoever did it, and what moved."""
    point = words.spans(key, signals=words.count("signals", len(signals)), **names)
    beside: list[Block] = [Quote(said)] if said else []
    blocks = (Paragraph(point), *beside, *listed(signals, organisation, words))
    return Card(plain(point), blocks, language=words.language)


def _form(action: str, giver: Person, other: Person, signals: int, handle: str, words: Words) -> Form:
    names = {"giver": giver.name, "other": other.name}
    moves = (words.count(f"{action}.signals", signals),), words.spans("hand_on.duties", **names)
    said = words.text("hand_on.word"), words.text("hand_on.word.hint")
    return Form(
        title=words.text(f"{action}.title"),
        submit=words.text(f"{action}.submit"),
        cancel=words.text("cancel"),
        action=action,
        handle=handle,
        fields=(TextField("word", said[0], hint=said[1], lines="many", required=False, longest=LONGEST),),
        intro=(
            Paragraph(words.spans(f"{action}.intro", **names)),
            Lines(moves),
            Note(words.spans(f"{action}.note", **names)),
        ),
        language=words.language,
        missing=words.text("error.empty"),
    )
