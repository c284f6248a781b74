"""Help: what the reader's own roles can do here, and whom to ask."""

from __future__ import annotations

from bot.cards import Block, Card, Heading, Note, Paragraph, Quote
from bot.organisation import Organisation, Person
from bot.rights import oversees
from bot.texts import Words

ROLES = ("liaison", "fixer", "commissioner", "admin", "reader")


def help_card(person: Person, organisation: Organisation, words: Words) -> Card:
    """One paragraph per role of the reader."""
    contact = organisation.people.get(organisation.contact)
    blocks: list[Block] = [Heading(words.text("help.title"))]
    blocks += [Paragraph(words.spans(f"help.{role}")) for role in ROLES if person.may_be(role)]
    if person.may_be("liaison") or person.may_be("fixer"):
        blocks.append(Paragraph(words.spans("help.escalate")))
    blocks.append(Paragraph(words.spans("help.absent")))
    blocks.append(Paragraph(words.spans("help.handover")))
    blocks.append(Paragraph(words.spans("help.again")))
    blocks.append(Paragraph(words.spans("help.lists")))
    blocks.append(Paragraph(words.spans("help.search")))
    blocks.append(Paragraph(words.spans("help.digest")))
    if any(oversees(person, organisation)):
        blocks.append(Paragraph(words.spans("help.stand")))
    if person.may_be("admin"):
        blocks.append(Paragraph(words.spans("help.binding")))
    blocks.append(Note(words.spans("help.contact", contact=contact.name if contact else organisation.name)))
    return Card(words.text("help.summary"), tuple(blocks), language=words.language)


def nearest_card(meant: str, typed: str, words: Words) -> Card:
    """A guess at what was meant; what was typed is given back."""
    point = words.text("nearest", meant=meant)
    return Card(point, (Paragraph((point,)), Quote(typed), Note(words.spans("nearest.else"))), language=words.language)
