"""Everything that can be shown is drawn, with its words, its keys and its errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

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
from tests.contract.playground_reader import drawn
from tests.contract.playground_world import World
from tests.pictured import CHART, MAP

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


def test_a_number_and_a_date_stay_on_one_line_and_are_copied_as_they_are() -> None:
    card = Card("kort", (Paragraph(("Over K-2026-0001, van 12-5 t/m 20-12-2026: zorg-", Bold("B-2026-0021"))),))
    html = str(render_card(card))
    kept = ("K-2026-0001", "12-5", "20-12-2026", "B-2026-0021")
    assert [html.partition(f'<span class="number">{each}</span>')[1] != "" for each in kept] == [True] * 4
    assert html.count("number") == 4
    assert "Over K-2026-0001, van 12-5 t/m 20-12-2026: zorg-B-2026-0021" in drawn(html).words


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


def test_a_map_says_in_a_table_what_it_shows() -> None:
    page = drawn(render_card(Card("kort", (MAP,))))
    table = page.words[page.words.rindex(MAP.title) :].split()
    said = "Waar speelt het? Regio Open Stilgevallen Teruggekoppeld Groningen412 Zuid-Limburg003"
    assert " ".join(table) == said, "and nothing of Zeeland, where nothing happens"
    assert page.value("scope") == ["col"] * 4 + ["row"] * 2
    assert [tag for tag, _ in page.tags if tag in {"figure", "svg", "table"}] == ["figure", "svg", "table"]


def test_a_map_on_which_nothing_happens_needs_no_table() -> None:
    empty = replace(MAP, tiles=tuple(replace(tile, open=0, stalled=0, told=0) for tile in MAP.tiles))
    page = drawn(render_card(Card("kort", (empty,))))
    assert "table" not in {tag for tag, _ in page.tags}
    assert MAP.summary in page.words


def test_a_message_elsewhere_is_named_and_one_here_can_be_led_to() -> None:
    for platform, posted in (("playground", ["7"]), ("slack", [])):
        page = drawn(render_card(Card("kort", (Paragraph((Posted("K-2026-0147", platform, "dir-meva", "7"),)),))))
        assert page.words.strip() == "K-2026-0147"
        assert page.value("data-posted") == posted
        assert page.value("href") == [], "the page makes it a link when it has that message"


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
