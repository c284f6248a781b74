"""Cards as Teams gets them: whatever somebody typed, Teams takes it and nothing in it becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.client import Client
from adapters.teams.fitting import LARGEST
from adapters.teams.render import card, message, window
from adapters.teams.wording import cut, tame, unmarked, visible
from bot.cards import (
    Bold,
    Button,
    Buttons,
    Card,
    Confirm,
    Fact,
    Facts,
    Heading,
    Link,
    Mention,
    Note,
    Paragraph,
    Quote,
)
from tests.adaptive import card_faults, message_faults, parts, task_faults
from tests.adaptive_words import MARKS
from tests.anything import NASTY, cards, texts
from tests.pictured import CHART, MAP

Json = dict[str, Any]

TENANT = "7d5d8e2c-1a2b-4c3d-9e8f-0123456789ab"


@given(cards, st.booleans())
def test_every_card_is_a_message_that_teams_takes(shown: Card, dialogs: bool) -> None:
    assert message_faults(message(shown, Client(dialogs, TENANT))) == []


@given(cards)
def test_every_button_can_be_pressed_whatever_else_is_on_the_card(shown: Card) -> None:
    offered = {button.action for block in shown.blocks if isinstance(block, Buttons) for button in block.buttons}
    drawn = card(shown)
    assert {step(part) for part in parts(drawn) if part["type"] in ("Action.Execute", "Action.Submit")} == offered


@given(st.lists(texts, min_size=1, max_size=60), st.integers(1, 12))
def test_a_long_card_keeps_its_head_labels_and_buttons(words: list[str], steps: int) -> None:
    facts = Facts(tuple(Fact(f"Label {number}", ("é" * 3000,)) for number in range(8)))
    row = Buttons(tuple(Button(f"Stap {number}", f"step_{number}") for number in range(steps)))
    shown = Card("Punt", (Heading("K-2026-0001"), facts, *map(Quote, words), row), handle="card-1")
    drawn = card(shown)
    assert drawn["body"][0]["text"] == "K-2026-0001"
    labels = [part["text"] for part in parts(drawn) if part["type"] == "TextRun" and part["text"].startswith("Label ")]
    assert labels == [f"Label {number}: " for number in range(8)]
    assert [part["title"] for part in parts(drawn) if part["type"] == "Action.Execute"] == [
        f"Stap {number}" for number in range(steps)
    ]
    assert message_faults(message(shown)) == []


typed = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("{}[]()*_<>&;\n"), max_size=200)


@given(typed.filter(visible))
def test_what_somebody_typed_stands_there_as_it_was_typed(words: str) -> None:
    drawn = card(Card("x", (Quote(words),)))
    (shown,) = [part["text"] for part in parts(drawn) if part["type"] == "TextRun"]
    assert shown.replace("\u2060", "") == words.lstrip("\n").rstrip()


@pytest.mark.parametrize("words", NASTY)
def test_what_is_not_tame_never_stands_where_markdown_is_read(words: str) -> None:
    drawn = card(Card(words, (Heading(words), Heading("K-2026-0001"))))
    for part in parts(drawn):
        if part["type"] == "TextBlock":
            assert not MARKS.search(part["text"])
    assert not MARKS.search(drawn["speak"])


@given(texts)
def test_tame_words_hold_no_mark_and_unmarked_words_never_do(words: str) -> None:
    assert not (tame(words) and MARKS.search(words))
    assert not MARKS.search(unmarked(words))


@pytest.mark.parametrize(
    "head", ["K-2026-0001", "Knelpunt melden", "Wat kun je hier? (hulp)", "Zuid-Limburg: erkenning"]
)
def test_a_head_of_ours_is_a_heading_for_who_cannot_see_it(head: str) -> None:
    assert card(Card("x", (Heading(head),)))["body"][0] == {
        "type": "TextBlock", "text": head, "style": "heading", "size": "large", "weight": "bolder", "wrap": True,
    }  # fmt: skip


@pytest.mark.parametrize("words", ["{{DATE(2017-02-14T06:08:39Z)}}", "{{{TIME(x)}}}", "{{text.value}}"])
def test_what_looks_like_a_date_for_a_card_stays_what_was_typed(words: str) -> None:
    (run,) = [part for part in parts(card(Card("x", (Quote(words),)))) if part["type"] == "TextRun"]
    assert "{{" not in run["text"]
    assert run["text"].replace("\u2060", "") == words


def test_a_card_says_that_it_was_shortened_in_the_readers_words() -> None:
    many = Card(
        "Lijst", tuple(Note((f"regel {number} " + "é" * 200,)) for number in range(200)), shortened="(ingekort)"
    )
    drawn = card(many)
    assert drawn["body"][0]["inlines"][0]["text"].startswith("regel 0")
    assert drawn["body"][-1]["inlines"][0]["text"] == "(ingekort)"
    long = card(Card("Lang", (Quote("woord " * 9000),), shortened="(ingekort)"))
    assert long["body"][0]["items"][0]["inlines"][0]["text"].endswith("(ingekort)")


def test_a_text_of_the_longest_that_can_be_filed_is_shown_whole() -> None:
    typed = "een knelpunt " * 230
    drawn = card(Card("x", (Heading("K-2026-0001"), Quote(typed))))
    assert drawn["body"][1]["items"][0]["inlines"][0]["text"] == typed.strip()


def test_what_a_card_is_made_of_on_teams() -> None:
    shown = Card(
        "Nieuw knelpunt <b> & meer",
        (
            Heading("K-2026-0001"),
            Paragraph(("Door ", Mention("Noor Habets", "teams", "29:1"), " ", Bold("nu"))),
            Quote("<at>Bas</at> *let op*"),
            Facts((Fact("Regio", ("Zuid-Limburg",)), Fact("Meer", (Link("dossier", "https://vws.example/1"),)))),
            Note(("hier omdat: ", Bold("arbeidsmarkt"))),
            Buttons((Button("Ik pak dit op", "claim", "primary"), Button("Tussenstand", "ask_plan", opens=True))),
        ),
        handle="card-1",
        language="en",
    )
    small = {"size": "small", "isSubtle": True}
    assert message(shown) == {
        "type": "message",
        "summary": "Nieuw knelpunt ‹b› & meer",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type": "AdaptiveCard",
                    "version": "1.5",
                    "lang": "en",
                    "speak": "Nieuw knelpunt ‹b› & meer",
                    "fallbackText": "Nieuw knelpunt ‹b› & meer",
                    "msteams": {"width": "Full"},
                    "body": [
                        {
                            "type": "TextBlock",
                            "text": "K-2026-0001",
                            "style": "heading",
                            "size": "large",
                            "weight": "bolder",
                            "wrap": True,
                        },
                        rich(run("Door Noor Habets "), run("nu", weight="bolder")),
                        {"type": "Container", "style": "emphasis", "items": [rich(run("<at>Bas</at> *let op*"))]},
                        rich(run("Regio: ", weight="bolder"), run("Zuid-Limburg"), spacing="default"),
                        rich(
                            run("Meer: ", weight="bolder"),
                            run(
                                "dossier",
                                color="accent",
                                underline=True,
                                selectAction={"type": "Action.OpenUrl", "url": "https://vws.example/1"},
                            ),
                            spacing="small",
                        ),
                        rich(run("hier omdat: ", **small), run("arbeidsmarkt", weight="bolder", **small)),
                        {
                            "type": "ActionSet",
                            "actions": [
                                {
                                    "type": "Action.Execute",
                                    "title": "Ik pak dit op",
                                    "verb": "claim",
                                    "data": {"handle": "card-1"},
                                    "style": "positive",
                                },
                                {
                                    "type": "Action.Submit",
                                    "title": "Tussenstand",
                                    "data": {
                                        "msteams": {"type": "task/fetch"},
                                        "action": "ask_plan",
                                        "handle": "card-1",
                                    },
                                },
                            ],
                        },
                    ],
                },
            }
        ],
    }


def test_where_dialogs_do_not_work_a_button_asks_for_its_form_like_any_other() -> None:
    shown = Card("x", (Buttons((Button("Tussenstand", "ask_plan", opens=True),)),), handle="h")
    (row,) = card(shown, Client(dialogs=False))["body"]
    assert row["actions"] == [
        {"type": "Action.Execute", "title": "Tussenstand", "verb": "ask_plan", "data": {"handle": "h"}}
    ]


def test_a_step_that_is_hard_to_undo_is_asked_about_first() -> None:
    sure = Confirm("Zeker weten?", "Het knelpunt verdwijnt uit de lijst.", "Ja, trek in", "Nee, laat staan")
    row, question = card(Card("x", (Buttons((Button("Trek in", "withdraw", "danger", sure),)),), handle="h"))["body"]
    assert row["actions"] == [
        {"type": "Action.ToggleVisibility", "title": "Trek in", "targetElements": [question["id"]]}
    ], "nothing alarms before the question"
    assert question["isVisible"] is False
    title, words, answers = question["items"]
    assert (title["inlines"][0]["text"], words["inlines"][0]["text"]) == (sure.title, sure.text)
    assert [(answer["type"], answer["title"], answer.get("style")) for answer in answers["actions"]] == [
        ("Action.Execute", "Ja, trek in", "destructive"),
        ("Action.ToggleVisibility", "Nee, laat staan", None),
    ]
    assert answers["actions"][1]["targetElements"] == [question["id"]]


def test_a_question_belongs_to_its_own_button_where_the_same_step_is_offered_twice() -> None:
    row = Buttons((Button("Trek in", "withdraw", "danger", Confirm("Zeker?", "", "Ja", "Nee")),))
    first, its, second, other = card(Card("x", (row, row), handle="h"))["body"]
    assert first["actions"][0]["targetElements"] == [its["id"]]
    assert second["actions"][0]["targetElements"] == [other["id"]]
    assert its["id"] != other["id"]


def test_no_button_hides_behind_dots_or_gets_lost() -> None:
    steps = tuple(Button(f"Stap {number}", f"step_{number}") for number in range(14))
    rows = card(Card("x", (Buttons(steps),), handle="h"))["body"]
    assert [len(row["actions"]) for row in rows] == [5, 5, 4]


@pytest.mark.parametrize(
    "url", ["http://x.nl", "javascript:alert(1)", "https://x.nl/a b", "https://xn.nl/\u202ephp", "https://x/{{DATE", ""]
)
def test_a_link_that_is_not_a_plain_https_address_is_only_words(url: str) -> None:
    assert card(Card("x", (Paragraph((Link("klik", url),)),)))["body"] == [rich(run("klik"))]


def test_a_card_with_nothing_to_see_still_says_its_point() -> None:
    assert card(Card("Punt", (Quote("\u200b"), Paragraph(()))))["body"] == [rich(run("Punt"))]
    assert card(Card("\u200b"))["body"] == [rich(run("…"))]


@given(texts)
def test_a_card_in_a_dialog_has_a_title_of_one_line(title: str) -> None:
    assert task_faults(window(title, card(Card("x")))) == []


# Cutting


@given(texts, st.integers(2, 60))
def test_a_cut_text_is_short_and_a_beginning_of_the_whole(words: str, longest: int) -> None:
    short = cut(words, longest)
    assert len(short) <= longest
    assert short == words or words.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("words", "longest", "short"),
    [
        ("kort", 4, "kort"),
        ("te lang", 6, "te la…"),
        ("ab👩‍👩‍👧‍👦cd", 7, "ab…"),
        ("ab👍🏽", 3, "ab…"),
        ("🇳🇱🇧🇪🇩🇪", 5, "🇳🇱🇧🇪…"),
        ("🇳🇱🇧🇪🇩🇪", 4, "🇳🇱…"),
        ("cafe\u0301s", 5, "caf…"),
        ("x", 0, ""),
    ],
)
def test_no_visible_character_is_cut_in_half(words: str, longest: int, short: str) -> None:
    assert cut(words, longest) == short


# The checks themselves


def test_the_checks_of_this_suite_find_what_teams_would_refuse() -> None:
    found = [bool(card_faults(broken)) for broken in broken_cards()]
    assert found == [True] * len(found)
    assert message_faults({**message(Card("x")), "text": "naast de kaart"})
    assert message_faults({**message(Card("x")), "summary": " "})
    assert task_faults({**window("x", card(Card("x"))), "title": ""})


def broken_cards() -> Iterator[Json]:
    whole = card(Card("x", (Heading("x"),)))
    yield {name: part for name, part in whole.items() if name != "lang"}
    yield whole | {"version": "1.6"}
    yield whole | {"speak": "<say-as>x</say-as>"}
    yield whole | {"msteams": {"entities": [{"type": "mention"}]}}
    yield whole | {"onbekend": 1}
    press = {"type": "Action.Execute", "title": "x", "verb": "x", "data": {"handle": "h"}}
    row = {"type": "ActionSet", "actions": [press]}
    text = {"type": "Input.Text", "id": "a", "label": "A", "maxLength": 3}
    table, chart = card(Card("x", (MAP,)))["body"][-1], card(Card("x", (CHART,)))["body"][1]
    for body in (
        [],
        [{"type": "Nonsense"}],
        [{"type": "Badge", "text": "x"}],
        [{"type": "TextBlock", "text": "*x*", "wrap": True}],
        [{"type": "TextBlock", "text": "", "wrap": True}],
        [{"type": "FactSet", "facts": [{"title": "x", "value": "x"}]}],
        [rich(run("{{DATE(2017-02-14T06:08:39Z)}}"))],
        [rich(run(" "))],
        [rich(run("x", size="gigantic", selectAction={"type": "Action.OpenUrl", "url": "http://x.nl"}))],
        [rich(run("x" * LARGEST))],
        [{"type": "Image", "url": "https://x.nl/a.png", "altText": "x"}],
        [{"type": "Image", "url": "data:image/png;base64,AAAA"}],
        *([table | broken] for broken in broken_tables(table["rows"])),
        *([chart | broken] for broken in broken_charts(chart["data"][0])),
        [row | {"actions": [press] * 7}],
        [row | {"actions": []}],
        [row | {"actions": [press | {"data": {"handle": "h", "number": "K-2026-0001"}}]}],
        [row | {"actions": [{name: part for name, part in press.items() if name != "verb"}]}],
        [row | {"actions": [{"type": "Action.ToggleVisibility", "title": "x", "targetElements": ["nergens"]}]}],
        [{"type": "Container", "id": "x", "isVisible": False, "items": [row]}],
        [text, text],
        [text | {"label": ""}],
        [text | {"isRequired": True}],
        [text | {"value": "lang"}],
        [{"type": "Input.ChoiceSet", "id": "a", "label": "A", "choices": []}],
        [{"type": "Input.ChoiceSet", "id": "a", "label": "A", "value": "y", "choices": [{"title": "x", "value": "x"}]}],
    ):
        yield whole | {"body": body}


def broken_tables(rows: list[Json]) -> Iterator[Json]:
    yield {"rows": rows[:1]}
    yield {"rows": [rows[0], {**rows[1], "cells": rows[1]["cells"][:-1]}]}
    yield {"rows": [rows[0], {**rows[1], "cells": [*rows[1]["cells"][:-1], {"type": "TableCell", "items": []}]}]}
    yield {"fallback": "drop"}


def broken_charts(series: Json) -> Iterator[Json]:
    yield {"data": []}
    yield {"data": [series] * 5}
    yield {"data": [series | {"color": "#154273"}]}
    yield {"data": [series | {"values": [{"x": "week 47", "y": "3"}]}]}
    yield {"title": "*x*"}
    yield {"colorSet": "regenboog"}
    yield {"fallback": "drop"}
    yield {"fallback": {"type": "Nonsense"}}


def test_the_checks_of_this_suite_let_pass_what_teams_draws() -> None:
    whole = card(Card("x", (Heading("x"),)))
    chart = {"type": "Chart.Donut", "data": [], "fallback": "drop"}
    search = {
        "type": "Input.ChoiceSet",
        "id": "a",
        "label": "A",
        "style": "filtered",
        "choices": [{"title": "x", "value": "x"}],
    }
    assert card_faults(whole | {"body": [*whole["body"], chart, search]}) == []


def step(part: Json) -> str:
    return str(part.get("verb") or part["data"]["action"])


def run(words: str, **look: object) -> Json:
    return {"type": "TextRun", "text": words} | look


def rich(*inlines: Json, **look: object) -> Json:
    return {"type": "RichTextBlock", "inlines": list(inlines)} | look
