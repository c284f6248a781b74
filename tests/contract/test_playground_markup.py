"""Nothing a person typed ever becomes markup: harmless words and a person's words are drawn, and the shapes compared.

These tests know nothing of the templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from adapters.playground.message import Message
from adapters.playground.page import shown
from adapters.playground.render import render_card, render_form, render_reply
from bot.cards import (
    Bold,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Confirm,
    DateField,
    Fact,
    Facts,
    Form,
    Heading,
    Lines,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    Paragraph,
    Posted,
    Quote,
    TextField,
)
from bot.conversation import Correct, Open, Say
from bot.pictures import Chart, Legend, Series, Tile, TileMap
from tests.contract.playground_reader import drawn
from tests.contract.playground_world import World

NASTY = st.sampled_from(
    ["<script>alert(1)</script>", "<b>", "&lt;", "\"><img src=x onerror=alert(1)>", "' onclick='x", "<!--", "]]>",
     "{{ 7*7 }}", "{% raw %}", "</textarea><script>", "</template>", "\u202e", "\u200b", "javascript:x", "&#x27;"]
)  # fmt: skip
WORDS = st.lists(
    NASTY | st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), max_size=6
)
TYPED = WORDS.map("".join)


def everywhere(typed: str) -> Iterator[str]:
    """A card, a form and its corrections, a private answer and a message with `typed` in every place for words."""
    confirm = Confirm(typed, typed, typed, typed)
    posted = Posted(typed, "playground", typed, typed)
    link = Link(typed, "https://x.example/" + typed)
    spans = (typed, Bold(typed), link, Mention(typed), Moment(typed, typed), posted)
    blocks = (
        Heading(typed),
        Paragraph(spans),
        Quote(typed),
        Facts((Fact(typed, spans),)),
        Lines((spans, spans)),
        Chart(typed, ("week 47",), (Series(typed, (2,)), Series(typed, (0,))), typed),
        TileMap(typed, (Tile(typed, typed, 0, 0, 3, 1, 2),), Legend(typed, typed, typed, typed), typed),
        Note(spans),
        Buttons((Button(typed, typed, confirm=confirm),)),
    )
    card = Card(typed, blocks, handle=typed, language=typed)
    asked = Form(
        typed,
        typed,
        typed,
        typed,
        typed,
        (
            TextField("one", typed, typed, "?" + typed),
            TextField("many", typed, typed, "?" + typed, lines="many"),
            ChoiceField("choice", typed, (Option("k" + typed, typed),), "k" + typed, "?" + typed, required=False),
            DateField(typed, typed, hint="?" + typed),
        ),
        intro=blocks,
        language=typed,
    )
    yield render_card(card)
    yield render_reply(Say(card), "f", "nl")["html"]
    yield render_reply(Open(asked), "f", "nl")["html"]
    yield render_reply(Correct(asked, {"one": "!" + typed, "gone": "!" + typed}), "f", "nl")["html"]
    at = datetime(2026, 11, 2, tzinfo=ZoneInfo("Europe/Amsterdam"))
    yield str(shown(Message(1, 1, typed, card, at, "x" + typed), World().stage, "nl")["html"])


HARMLESS = [
    [drawn(html).shape for html in drawings]
    for drawings in zip(everywhere("woord"), everywhere("woord " * 200), strict=True)
]
"""Of a short text and of a long one, whose quote is drawn otherwise."""


@given(TYPED)
@example("K-2026-0001 of 12-5")
def test_a_persons_words_bring_no_element_and_no_attribute(typed: str) -> None:
    for harmless, html in zip(HARMLESS, everywhere(typed), strict=True):
        assert drawn(html).shape in harmless


@given(TYPED)
def test_a_persons_words_arrive_to_the_letter(typed: str) -> None:
    assert typed in drawn(render_card(Card("kort", (Quote(typed),)))).words
    many, one = (Form("", "", "", "", "", (TextField("text", "", typed, lines=lines),)) for lines in ("many", "one"))
    assert typed in drawn(render_form(many, "f")).words
    assert typed in drawn(render_form(one, "f")).value("value")


@given(st.integers(0, 40_000))
def test_no_length_is_too_much(length: int) -> None:
    assert "x" * length in drawn(render_card(Card("kort", (Quote("x" * length),)))).words
