"""Cards and forms as Slack gets them: whatever somebody typed, Slack takes it and nothing in it becomes markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import corrections, modal
from adapters.slack.render import faces, message, notice
from adapters.slack.wording import cut, units, unmarked, visible
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
from bot.pictures import Chart, Legend, Series, Tile, TileMap
from tests.blockkit import message_faults, view_faults
from tests.pictured import CHART, MAP
from tests.slack.drawn import drawn_in_full, long_chart, long_map, plain, rich, text

NASTY = (
    "", " ", "\n", "\u200b", "<!channel>", "<!here|x>", "<@U123>", "<http://x.nl|klik>", "*vet* _schuin_ ~weg~ `code` ```x```",
    "> citaat", "&lt;!channel&gt;", "&", ":smile:", "\u202eomgekeerd", "\u2066x", "a\u0301" * 300, "\u0301" * 5000,
    "👩‍👩‍👧‍👦" * 600, "🇳🇱" * 2000, "👍🏽" * 3000, "\ud800", "x\udfff", "\x00\x07", "é" * 40_000, "a" * 40_000, "\n" * 4000,
    '"\\' * 5000, "ــــ مرحبا", "a b" * 2000, "\u200d" * 3000, "javascript:alert(1)", "https://x.nl/" + "a" * 4000, "1" * 75 + "👍",
)  # fmt: skip

nasty = st.integers(0, len(NASTY) - 1).map(NASTY.__getitem__)
texts = st.text(max_size=60) | nasty | st.text(st.characters(codec=None), max_size=20)
urls = (
    st.sampled_from(["https://x.nl", "https://x.nl/a b", "http://x.nl", "javascript:x", "https://x.nl/é", "https://"])
    | texts
)
users = st.sampled_from(["U0NOOR", "W123", "u1", "!channel", ""])
posted = st.builds(Posted, texts, st.sampled_from(["slack", "teams"]), st.sampled_from(["C0MEVA", "", "C0<x>"]),
                   st.sampled_from(["1762074840.000100", "", "../1.0"]))  # fmt: skip
spans = st.lists(
    texts
    | st.builds(Bold, texts)
    | st.builds(Link, texts, urls)
    | st.builds(Mention, texts, st.sampled_from(["slack", "teams", ""]), users)
    | st.builds(Moment, texts, st.just("2026-11-02T10:14:00Z"))
    | posted,
    max_size=4,
).map(tuple)
actions = st.sampled_from(["claim", "hand_back", "plan"])
confirms = st.none() | st.builds(Confirm, texts, texts, texts, texts)
buttons = st.builds(Button, texts, actions, st.sampled_from(["plain", "primary", "danger"]), confirms)
labels = st.lists(texts, max_size=3).map(tuple)
values = st.lists(st.integers(-5, 10**12), max_size=3).map(tuple)
tiles = st.builds(
    Tile, texts, st.just("ZL"), st.just(5), st.just(7), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)
)


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, spans),
    st.builds(Quote, texts),
    st.builds(Facts, st.lists(st.builds(Fact, texts, spans), max_size=4).map(tuple)),
    st.builds(Facts, st.integers(0, 45).map(lambda count: (Fact("é" * 80, ("x" * 300,)),) * count)),
    st.builds(Note, spans),
    st.builds(Buttons, st.lists(buttons, max_size=4).map(tuple)),
    st.builds(Lines, st.lists(spans, max_size=8).map(tuple)),
    st.builds(Lines, st.integers(0, 60).map(lambda count: (("é" * 250, Bold("b")),) * count)),
    st.builds(Chart, texts, labels, st.lists(st.builds(Series, texts, values), max_size=3).map(tuple), texts),
    st.builds(long_chart, st.integers(0, 25), st.integers(0, 15)),
    st.builds(
        TileMap, texts, st.lists(tiles, max_size=3).map(tuple), st.builds(Legend, texts, texts, texts, texts), texts
    ),
    st.builds(long_map, st.integers(0, 130)),
)
cards = st.builds(Card, texts, st.lists(blocks, max_size=6).map(tuple), handle=st.sampled_from(["", "handle-1"]))
options = st.lists(st.builds(Option, st.text(max_size=5) | texts, texts), max_size=4).map(tuple)
fields = st.lists(
    st.one_of(
        st.builds(TextField, st.just("text"), texts, texts, texts, st.sampled_from(["one", "many"]), st.booleans(),
                  st.integers(-1, 9000)),
        st.builds(ChoiceField, st.just("region"), texts, options, texts, texts, st.booleans()),
        st.builds(DateField, st.just("on"), texts, st.none() | st.dates(date(1900, 1, 1)), texts, st.booleans()),
    ),
    max_size=3, unique_by=lambda field: field.key,
).map(tuple)  # fmt: skip
forms = st.builds(Form, texts, texts, texts, st.just("file_signal"), st.just("handle-1"), fields,
                  st.lists(blocks, max_size=3).map(tuple))  # fmt: skip


@given(cards)
def test_every_card_is_a_message_that_slack_takes(card: Card) -> None:
    assert message_faults(drawn_in_full(card)) == []
    assert [fault for face in faces(card) for fault in message_faults(face)] == []


@given(cards)
def test_every_card_is_a_window_that_slack_takes(card: Card) -> None:
    assert view_faults(notice(card)) == []


@given(forms)
def test_every_form_is_a_window_that_slack_takes(form: Form) -> None:
    assert view_faults(modal(form)) == []


@given(cards)
def test_nothing_sent_is_read_for_marks(card: Card) -> None:
    sent = drawn_in_full(card)
    assert "mrkdwn" not in json.dumps(sent["blocks"])
    assert not set("<>") & set(sent["text"])
    json.dumps(sent, ensure_ascii=False).encode("utf-8")


@given(st.builds(Card, texts, st.lists(st.builds(Quote, texts), max_size=80).map(tuple)))
def test_a_long_card_keeps_its_head_and_buttons(card: Card) -> None:
    framed = Card(card.summary, (Heading("K-2026-0001"), *card.blocks, Buttons((Button("Ik pak dit op", "claim"),))))
    drawn = message(framed)["blocks"]
    assert (drawn[0]["type"], drawn[-1]["type"]) == ("header", "actions")
    assert message_faults(message(framed)) == []


@pytest.mark.parametrize("before", ["", "a" * 2999, "a" * 3000, "👍" * 1500])
def test_words_beyond_the_limit_leave_a_mark_and_no_more(before: str) -> None:
    card = Card("x", (Paragraph((before, Bold("b" * 10), "c" * 3000)),))
    elements = message(card)["blocks"][0]["elements"][0]["elements"]
    shown = "".join(element["text"] for element in elements)
    assert units(shown) <= 3000
    assert shown.endswith("…")


def test_a_card_says_that_it_was_shortened_in_the_readers_words() -> None:
    many = Card("Lijst", tuple(Note((f"regel {number}",)) for number in range(80)), shortened="(ingekort)")
    drawn = message(many)["blocks"]
    assert len(drawn) == 50
    assert drawn[-1]["elements"][0]["text"] == "(ingekort)"
    long = message(Card("Lang", (Quote("woord " * 9000),), shortened="(ingekort)"))
    assert long["blocks"][0]["elements"][0]["elements"][0]["text"].endswith("(ingekort)")


def test_what_a_card_is_made_of_on_slack() -> None:
    card = Card(
        "Nieuw knelpunt & meer",
        (
            Heading("K-2026-0001"),
            Paragraph(("Door ", Mention("Noor Habets", "slack", "U0NOOR"), " of ", Mention("Bas", "teams", "x"))),
            Quote("<!channel> *let op*"),
            Facts((Fact("Regio", ("Zuid-Limburg",)), Fact("Meer", (Link("dossier", "https://vws.example/1"),)))),
            Note(("hier omdat: ", Bold("arbeidsmarkt"))),
            Buttons((Button("Ik pak dit op", "claim", "primary"),)),
        ),
        handle="card-1",
    )
    assert message(card) == {
        "text": "Nieuw knelpunt &amp; meer",
        "blocks": [
            {"type": "header", "text": plain("K-2026-0001")},
            rich("rich_text_section", text("Door "), {"type": "user", "user_id": "U0NOOR"}, text(" of "), text("Bas")),
            rich("rich_text_quote", text("<!channel> *let op*")),
            rich(
                "rich_text_section",
                text("Regio: ", bold=True),
                text("Zuid-Limburg"),
                text("\n"),
                text("Meer: ", bold=True),
                {"type": "link", "url": "https://vws.example/1", "text": "dossier"},
            ),
            {"type": "context", "elements": [plain("hier omdat: arbeidsmarkt")]},
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "action_id": "claim",
                        "text": plain("Ik pak dit op"),
                        "value": "card-1",
                        "style": "primary",
                    }
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    "url", ["http://x.nl", "javascript:alert(1)", "https://x.nl/a b", "https://xn.nl/\u202ephp", ""]
)
def test_a_link_that_is_not_a_plain_https_address_is_only_words(url: str) -> None:
    drawn = message(Card("x", (Paragraph((Link("klik", url),)),)))["blocks"]
    assert drawn == [rich("rich_text_section", text("klik"))]


def test_a_form_carries_action_handle_and_what_was_filled_in() -> None:
    form = Form(
        "Knelpunt melden bij het ministerie", "Verstuur", "Annuleer", "file_signal", "random-handle-123",
        (
            TextField("text", "Wat is het knelpunt?", "Diploma's", hint="Zonder namen.", lines="many"),
            ChoiceField("region", "Regio", (Option("zl", "Zuid-Limburg"), Option("ze", "Zeeland")), "ze"),
            DateField("on", "Wanneer?", date(2026, 11, 10), required=False),
        ),
    )  # fmt: skip
    view = modal(form)
    assert (view["callback_id"], view["private_metadata"]) == ("file_signal", "random-handle-123")
    assert view["title"]["text"] == "Knelpunt melden bij het…"
    words, region, day = view["blocks"]
    assert (words["element"]["initial_value"], words["hint"]["text"], words["optional"]) == (
        "Diploma's",
        "Zonder namen.",
        False,
    )
    assert region["element"]["initial_option"]["value"] == "ze"
    assert (day["element"]["initial_date"], day["optional"]) == ("2026-11-10", True)


def test_another_opening_of_a_form_does_not_get_what_was_typed_in_the_first() -> None:
    form = Form("a", "b", "c", "file_signal", "first-handle", (TextField("text", "Wat?"),))
    other = Form("a", "b", "c", "file_signal", "other-handle", form.fields)
    assert modal(form)["blocks"][0]["block_id"] != modal(other)["blocks"][0]["block_id"]


def choosing(count: int, chosen: str) -> dict[str, Any]:
    many = tuple(Option(f"m{number}", f"Gemeente {number}") for number in range(count))
    view = modal(Form("a", "b", "c", "x", "h", (ChoiceField("place", "Waar?", many, chosen),)))
    assert view_faults(view) == []
    element: dict[str, Any] = view["blocks"][0]["element"]
    assert element["initial_option"]["value"] == chosen
    return element


def test_a_hundred_options_are_one_list() -> None:
    assert len(choosing(100, "m99")["options"]) == 100


def test_more_than_a_hundred_options_stand_in_groups_named_by_their_ends() -> None:
    groups = choosing(342, "m300")["option_groups"]
    assert [len(group["options"]) for group in groups] == [100, 100, 100, 42]
    assert groups[1]["label"]["text"] == "Gemeente 100 – Gemeente 199"


def test_a_list_beyond_all_measure_still_has_the_chosen_option() -> None:
    groups = choosing(4000, "m3999")["option_groups"]
    assert sum(len(group["options"]) for group in groups) == 1000


@given(st.dictionaries(st.sampled_from(["text", "region", "elsewhere"]), texts, min_size=1))
def test_corrections_are_short_and_at_a_question_on_the_screen(errors: dict[str, str]) -> None:
    told = corrections(errors, {"text": "text~1", "region": "region~1"})
    assert told
    assert set(told) <= {"text~1", "region~1"}
    assert all(visible(words) and units(words) <= 1000 for words in told.values())
    if set(errors) == {"elsewhere"}:
        assert list(told) == ["text~1"]


# Cutting


@given(texts, st.integers(2, 60))
def test_a_cut_text_is_short_and_a_beginning_of_the_whole(words: str, longest: int) -> None:
    short = cut(words, longest)
    assert units(short) <= longest
    assert short == words or words.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("words", "longest", "short"),
    [
        ("kort", 4, "kort"),
        ("te lang", 6, "te la…"),
        ("ab👩‍👩‍👧‍👦cd", 9, "ab…"),
        ("ab👍🏽", 5, "ab…"),
        ("🇳🇱🇧🇪🇩🇪", 10, "🇳🇱🇧🇪…"),
        ("cafe\u0301s", 5, "caf…"),
        ("x", 0, ""),
    ],
)
def test_no_visible_character_is_cut_in_half(words: str, longest: int, short: str) -> None:
    assert cut(words, longest) == short


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<@U123> en <@U123|noor>", "@… en @noor"),
        ("<#C1|hal> <#C1>", "#hal #…"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|2 nov>", "@here @team 2 nov"),
        ("<https://x.nl> <https://x.nl|x.nl> <https://x.nl/a|hier>", "https://x.nl x.nl hier (https://x.nl/a)"),
        ("<mailto:a@b.nl|a@b.nl>", "a@b.nl"),
    ],
)
def test_slacks_marks_become_the_words_that_people_see(marked: str, words: str) -> None:
    assert unmarked(marked) == words


def test_the_checks_of_this_suite_find_what_slack_would_refuse() -> None:
    found = [fault for body in broken_messages() for fault in message_faults(body)[:1]]
    assert len(found) == len(list(broken_messages()))
    found = [fault for view in broken_views() for fault in view_faults(view)[:1]]
    assert len(found) == len(list(broken_views()))


def broken_messages() -> Iterator[dict[str, Any]]:
    button = {"type": "button", "action_id": "x", "text": plain("x")}
    header = {"type": "header", "text": plain("x")}
    bars, _, picture, _, table = drawn_in_full(Card("x", (CHART, MAP)))["blocks"]
    yield {"text": ""}
    yield {"text": "<!channel>"}
    for blocks_ in (
        [header] * 51,
        [{**header, "block_id": "a"}] * 2,
        [{"type": "header", "text": plain("x" * 151)}],
        [{"type": "header", "text": plain(" ")}],
        [{"type": "actions", "elements": [button, button]}],
        [{"type": "actions", "elements": []}],
        [{"type": "actions", "elements": [{**button, "text": plain("x" * 76)}]}],
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "*x*"}]}],
        [{"type": "section", "text": plain("x")}],
        [rich("rich_text_section", text(""))],
        [rich("rich_text_section", text("x" * 3001))],
        [rich("rich_text_section", text("x" * 3000))] * 5,
        [{"type": "nonsense"}],
        [table] * 2,
        [bars] * 3,
        [{**table, "rows": [*table["rows"], table["rows"][0][:3]]}],
        [{**table, "rows": [[{"type": "raw_text", "text": ""}]]}],
        [{**bars, "title": "x" * 51}],
        [{**bars, "chart": {**bars["chart"], "axis_config": {"categories": ["week 44"]}}}],
        [{**bars, "chart": {**bars["chart"], "series": bars["chart"]["series"][:1] * 2}}],
        [{**picture, "alt_text": " "}],
        [{**picture, "slack_file": {"id": "https://files.slack.com/x.png"}}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": []}]}],
    ):
        yield {"text": "x", "blocks": blocks_}


def broken_views() -> Iterator[dict[str, Any]]:
    view = modal(Form("a", "b", "c", "x", "h", (ChoiceField("k", "K", (Option("o", "O"),), "o"), TextField("t", "T"))))
    choice, typed = view["blocks"]
    yield {name: part for name, part in view.items() if name != "submit"}
    yield {**view, "title": plain("x" * 25)}
    yield {**view, "private_metadata": "x" * 3001}
    for element in (
        {**choice["element"], "options": []},
        {**choice["element"], "options": [{"text": plain("x" * 76), "value": "o"}]},
        {**choice["element"], "initial_option": {"text": plain("P"), "value": "p"}},
    ):
        yield {**view, "blocks": [{**choice, "element": element}]}
    yield {**view, "blocks": [typed, typed]}
    yield {**view, "blocks": [{**typed, "element": {**typed["element"], "max_length": 3001}}]}
