"""Everything that can be shown is drawn, and nothing a person typed ever becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.message import Message
from adapters.playground.page import initials, shown, whole_page
from adapters.playground.render import render_card, render_form, render_reply
from adapters.playground.words import DUTCH, ENGLISH
from bot.cards import (
    Block,
    Bold,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Confirm,
    DateField,
    Fact,
    Facts,
    Field,
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
    Span,
    TextField,
)
from bot.conversation import Correct, Done, Open, Reply, Say
from tests.contract.playground_world import World
from tests.pictured import CHART, MAP

Tag = tuple[str, tuple[tuple[str, str | None], ...]]


class Reader(HTMLParser):
    """Reads HTML the way a browser does: which elements with which attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements and the names of their attributes."""
        return [(tag, tuple(name for name, _ in attributes)) for tag, attributes in self.tags]

    def value(self, attribute: str) -> list[str | None]:
        """The values of one attribute, in order."""
        return [value for _, attributes in self.tags for name, value in attributes if name == attribute]


SPANS: tuple[Span, ...] = (
    "zomaar",
    Bold("vet"),
    Link("de brief", "https://voorbeeld.example/brief"),
    Mention("Ruben Alting", "playground", "ruben"),
    Moment("vrijdag 6 november", "2026-11-06"),
    Posted("K-2026-0147", "playground", "dir-meva", "7"),
)
BLOCKS: tuple[Block, ...] = (
    Heading("K-2026-0001"),
    Paragraph(SPANS),
    Quote("negen maanden"),
    Facts((Fact("Status", ("Nieuw",)),)),
    Lines((("eerst dit",), ("dan dat",))),
    CHART,
    MAP,
    Note(("omdat",)),
    Buttons((Button("Ik pak dit op", "claim", "primary"),)),
)
FIELDS: tuple[Field, ...] = (
    TextField("text", "Wat speelt er?", "eerste\nregel", hint="Geen namen.", lines="many"),
    TextField("for", "Namens wie?", required=False),
    ChoiceField("region", "Regio", (Option("zl", "Zuid-Limburg"), Option("ar", "Arnhem")), value="ar"),
    DateField("by", "Wanneer?", date(2026, 11, 10)),
)


def kinds(union: object) -> set[type]:
    """The members of a union."""
    return set(get_args(union))


def form(*fields: Field, **more: str) -> Form:
    facts = {"title": "Indienen", "submit": "Dien in", "cancel": "Annuleer", "action": "file", "handle": "h"} | more
    return Form(**facts, fields=fields or FIELDS)  # type: ignore[arg-type]


def drawn(html: object) -> Reader:
    return Reader(str(html))


def test_these_examples_cover_every_kind() -> None:
    assert {type(span) for span in SPANS} == kinds(Span)
    assert {type(block) for block in BLOCKS} == kinds(Block)
    assert {type(field) for field in FIELDS} == kinds(Field)
    assert {type(reply) for reply, _ in REPLIES} == kinds(Reply)


def test_every_block_and_span_says_its_words() -> None:
    words = drawn(render_card(Card("kort", BLOCKS, handle="card-7"))).words
    for said in ("K-2026-0001", "zomaar", "vet", "de brief", "Ruben Alting", "vrijdag 6 november", "negen maanden"):
        assert said in words
    for said in ("Status", "Nieuw", "omdat", "Ik pak dit op"):
        assert said in words
    assert "kort" not in words


@pytest.mark.parametrize(("length", "folds"), [(600, False), (601, True)])
def test_a_long_text_can_be_folded_but_is_there_whole(length: int, folds: bool) -> None:
    page = str(render_card(Card("kort", (Quote("x" * length),))))
    assert "x" * length in page
    assert ('class="long"' in page) is folds


def test_a_card_without_blocks_says_its_summary() -> None:
    assert drawn(render_card(Card("Opgepakt door Ruben"))).words.strip() == "Opgepakt door Ruben"


def test_a_button_carries_only_its_action_and_the_card_its_handle() -> None:
    page = drawn(render_card(Card("kort", BLOCKS, handle="card-7")))
    assert page.value("data-action") == ["claim"]
    assert page.value("data-handle") == ["card-7"]


def test_a_button_that_is_hard_to_undo_brings_its_question_along() -> None:
    button = Button("Geef terug", "back", "danger", Confirm("Teruggeven?", "De directie zoekt een ander.", "Ja", "Nee"))
    words = drawn(render_card(Card("kort", (Buttons((button,)),)))).words
    assert all(said in words for said in ("Teruggeven?", "De directie zoekt een ander.", "Ja", "Nee"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://voorbeeld.example", "data:text/html,x", "//x.example"])
def test_a_link_that_is_not_https_stays_words(url: str) -> None:
    page = drawn(render_card(Card("kort", (Paragraph((Link("de brief", url),)),))))
    assert "de brief" in page.words
    assert page.value("href") == []


def test_every_field_has_its_label_its_value_and_its_key() -> None:
    page = drawn(render_form(form(), "f"))
    assert page.value("name") == ["text", "for", "region", "by"]
    assert page.value("for") == [f"f-{number}" for number in range(4)]
    assert set(page.value("for")) <= set(page.value("id"))
    assert "eerste\nregel" in page.words
    assert "2026-11-10" in page.value("value")
    assert [dict(a)["value"] for tag, a in page.tags if tag == "option" and "selected" in dict(a)] == ["ar"]


def test_a_first_empty_line_that_was_typed_is_kept() -> None:
    html = str(render_form(form(TextField("text", "Wat?", "\nregel", lines="many")), "f"))
    assert ">\n\nregel</textarea>" in html  # a parser drops the first line break after the tag


def test_a_choice_without_a_choice_asks_for_one_in_the_language_of_the_form() -> None:
    question = ChoiceField("region", "Region", (Option("zl", "Zuid-Limburg"),))
    assert "Make a choice" in drawn(render_form(form(question, language="en"), "f")).words


def test_an_error_stands_beside_its_field_and_on_top() -> None:
    html = render_form(form(), "f", {"text": "Vertel wat er speelt.", "gone": "Dit ging mis."})
    page = drawn(html)
    assert page.words.count("Vertel wat er speelt.") == 2
    assert page.words.count("Dit ging mis.") == 1
    (wrong,) = [dict(attributes) for _, attributes in page.tags if "aria-invalid" in dict(attributes)]
    assert wrong["id"] == "f-0"
    assert wrong["aria-describedby"] == "f-0-hint f-0-error f-0-counter"
    assert "#f-0" in page.value("href")
    assert {"f-0-hint", "f-0-error", "f-0-counter"} <= set(page.value("id"))


REPLIES: tuple[tuple[Reply, str], ...] = (
    (Say(Card("Alleen voor jou")), "say"),
    (Open(form()), "open"),
    (Correct(form(), {"text": "Vertel wat er speelt."}), "correct"),
    (Done(), "done"),
)


@pytest.mark.parametrize(("reply", "kind"), REPLIES, ids=[kind for _, kind in REPLIES])
def test_every_reply_tells_the_page_what_to_do(reply: Reply, kind: str) -> None:
    said = render_reply(reply, "f", "nl")
    assert said["kind"] == kind
    assert (kind == "done") == ("html" not in said)


def test_a_private_answer_says_that_it_is_private() -> None:
    for language, private in (("nl", "Alleen zichtbaar voor jou"), ("en", "Only visible to you")):
        assert private in drawn(render_reply(Say(Card("x")), "f", language)["html"]).words


def test_a_message_shows_who_when_and_whether_it_was_edited() -> None:
    message = Message(4, 9, "dir-meva", Card("hallo"), datetime(2026, 11, 2, 9, 14, tzinfo=UTC), "ruben", edited=True)
    words = drawn(shown(message, World().stage, "nl")["html"]).words
    assert all(said in words for said in ("Ruben Alting", "10.14", "bewerkt", "hallo", "Maak knelpunt"))


def test_the_page_speaks_dutch_and_english_completely() -> None:
    assert DUTCH.keys() == ENGLISH.keys()
    same = {key for key in DUTCH if DUTCH[key] == ENGLISH[key]}
    assert same == {"product", "direct"}
    assert "oefenruimte" in whole_page(World().stage, "nl")
    assert "playground</span>" in whole_page(World().stage, "en")
    assert whole_page(World().stage, "fr") == whole_page(World().stage, "nl")


def test_the_page_holds_no_script_and_no_style_of_its_own() -> None:
    page = drawn(whole_page(World().stage, "nl"))
    assert [attributes for tag, attributes in page.tags if tag == "style" or "style" in dict(attributes)] == []
    assert all(dict(attributes).get("src") for tag, attributes in page.tags if tag == "script")
    assert [name for _, attributes in page.tags for name, _ in attributes if name.startswith("on")] == []


def test_initials_are_two_letters_of_any_name() -> None:
    assert [initials(name) for name in ("Noor Habets", "Jan van der Berg", "Cher", "")] == ["NH", "JB", "C", ""]


# What follows knows nothing of the templates: it draws harmless words and a person's words, and compares the shapes.

HARMLESS = "woord"
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
    spans = (typed, Bold(typed), Link(typed, "https://x.example/" + typed), Mention(typed), Moment(typed, typed))
    blocks = (
        Heading(typed),
        Paragraph(spans),
        Quote(typed),
        Facts((Fact(typed, spans),)),
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


@given(TYPED)
def test_a_persons_words_bring_no_element_and_no_attribute(typed: str) -> None:
    for harmless, html in zip(everywhere(HARMLESS), everywhere(typed), strict=True):
        assert drawn(html).shape == drawn(harmless).shape


@given(TYPED)
def test_a_persons_words_arrive_to_the_letter(typed: str) -> None:
    assert typed in drawn(render_card(Card("kort", (Quote(typed),)))).words
    assert typed in drawn(render_form(form(TextField("text", "Wat?", typed, lines="many")), "f")).words
    assert typed in drawn(render_form(form(TextField("text", "Wat?", typed)), "f")).value("value")


@given(st.integers(0, 40_000))
def test_no_length_is_too_much(length: int) -> None:
    assert "x" * length in drawn(render_card(Card("kort", (Quote("x" * length),)))).words
