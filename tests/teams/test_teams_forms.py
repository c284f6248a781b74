"""Forms as Teams gets them: in a dialog or in a message, the same questions, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.answers import form_instead
from adapters.teams.forms import asked, task
from adapters.teams.render import attachment
from adapters.teams.wording import visible
from bot.cards import ChoiceField, DateField, Form, Note, Option, TextField
from bot.conversation import Open
from tests.adaptive import card_faults, parts, task_faults
from tests.anything import errors, forms, texts

Json = dict[str, Any]

FILING = Form(
    "Knelpunt melden",
    "Verstuur",
    "Annuleer",
    "file_signal",
    "random-handle-123",
    (
        TextField("text", "Wat is het knelpunt?", "Diploma's", hint="Zonder namen.", lines="many"),
        ChoiceField("region", "Regio", (Option("zl", "Zuid-Limburg"), Option("ze", "Zeeland")), "ze", hint="hier omdat: Terneuzen"),
        DateField("on", "Wanneer?", date(2026, 11, 10), required=False),
    ),
    intro=(Note(("Alleen je tekst is nodig.",)),),
    missing="Vul hier iets in.",
)  # fmt: skip


@given(forms, errors, st.booleans(), st.booleans())
def test_every_form_is_a_card_that_teams_takes(
    form: Form, faults: Mapping[str, str], inline: bool, again: bool
) -> None:
    assert card_faults(asked(form, errors=faults, inline=inline, again=again)) == []


@given(forms, errors)
def test_every_form_is_a_dialog_that_teams_takes(form: Form, faults: Mapping[str, str]) -> None:
    assert task_faults(task(form, faults)) == []


@given(forms, errors)
def test_every_question_that_can_be_answered_stands_in_the_form(form: Form, faults: Mapping[str, str]) -> None:
    inputs = [
        part["id"] for part in parts(asked(form, errors=faults, inline=True)) if part["type"].startswith("Input.")
    ]
    assert inputs == [field.key for field in form.fields if not isinstance(field, ChoiceField) or usable(field)]


def usable(field: ChoiceField) -> bool:
    return any(0 < len(option.key) <= 150 for option in field.options)


def test_a_form_in_a_message_carries_its_title_its_action_and_its_handle() -> None:
    shown = asked(FILING, inline=True)
    assert shown["body"][0]["text"] == "Knelpunt melden"
    assert shown["body"][-1] == {
        "type": "ActionSet",
        "actions": [
            {
                "type": "Action.Execute",
                "title": "Verstuur",
                "style": "positive",
                "verb": "file_signal",
                "data": {"form": "file_signal", "handle": "random-handle-123"},
            }
        ],
    }


def test_a_form_in_a_dialog_has_its_title_above_it_and_sends_itself_in() -> None:
    window = task(FILING)
    assert (window["title"], window["height"], window["width"]) == ("Knelpunt melden", "large", "medium")
    assert window["card"] == attachment(asked(FILING, inline=False))
    body = window["card"]["content"]["body"]
    assert body[0]["inlines"][0]["text"] == "Alleen je tekst is nodig."
    assert body[-1]["actions"] == [
        {
            "type": "Action.Submit",
            "title": "Verstuur",
            "style": "positive",
            "data": {"form": "file_signal", "handle": "random-handle-123"},
        }
    ]


def test_every_question_carries_what_was_filled_in() -> None:
    words, region, day = questions(asked(FILING, inline=True))
    must = {"isRequired": True, "errorMessage": "Vul hier iets in."}
    assert words == must | {
        "type": "Input.Text",
        "id": "text",
        "label": "Wat is het knelpunt?",
        "spacing": "medium",
        "isMultiline": True,
        "maxLength": 3000,
        "value": "Diploma's",
    }
    assert region == must | {
        "type": "Input.ChoiceSet",
        "id": "region",
        "label": "Regio",
        "spacing": "medium",
        "style": "compact",
        "choices": [{"title": "Zuid-Limburg", "value": "zl"}, {"title": "Zeeland", "value": "ze"}],
        "value": "ze",
    }
    assert day == {"type": "Input.Date", "id": "on", "label": "Wanneer?", "spacing": "medium", "value": "2026-11-10"}


def test_what_is_wrong_stands_in_words_under_its_question_and_is_read_aloud() -> None:
    shown = asked(FILING, errors={"on": "Deze dag is voorbij.", "elders": "Er ging iets mis."}, inline=True)
    body = shown["body"]
    place = next(index for index, part in enumerate(body) if part.get("id") == "on")
    run = {"type": "TextRun", "weight": "bolder", "color": "attention"}
    assert body[place + 1]["inlines"] == [run | {"text": "Deze dag is voorbij."}]
    assert {"type": "RichTextBlock", "inlines": [run | {"text": "Er ging iets mis."}]} in body[:3]
    assert shown["speak"] == "Knelpunt melden Deze dag is voorbij. Er ging iets mis."


@pytest.mark.parametrize(
    ("errors", "why"),
    [
        ({"on": "Deze dag is voorbij.", "text": "Vul hier iets in."}, ["Wat is het knelpunt? Vul hier iets in.", "Wanneer? Deze dag is voorbij."]),
        ({"elders": "Er ging iets mis."}, ["Er ging iets mis."]),
        ({}, ["Alleen je tekst is nodig."]),
    ],
)  # fmt: skip
def test_why_a_form_is_still_there_stands_where_it_was_sent_in(errors: Mapping[str, str], why: list[str]) -> None:
    *_, last, button = asked(FILING, errors=errors, inline=True, again=True)["body"]
    assert button["type"] == "ActionSet"
    assert ["".join(run["text"] for run in words["inlines"]) for words in last["items"]] == why


def test_another_form_that_follows_begins_once() -> None:
    intro = "Alleen je tekst is nodig."
    assert str(form_instead(Open(FILING), FILING.action)).count(intro) == 2
    assert str(form_instead(Open(FILING), "another")).count(intro) == 1


def test_a_hint_stands_under_its_question_where_it_does_not_vanish_while_typing() -> None:
    body = asked(FILING, inline=True)["body"]
    place = next(index for index, part in enumerate(body) if part.get("id") == "text")
    assert body[place + 1]["inlines"][0]["text"] == "Zonder namen."
    assert "placeholder" not in body[place]


def test_without_words_for_it_teams_leaves_an_empty_field_to_us() -> None:
    form = Form("a", "b", "c", "x", "h", (TextField("text", "Wat?"),))
    assert "isRequired" not in questions(asked(form, inline=True))[0]


@pytest.mark.parametrize(
    ("count", "chosen", "style"),
    [(12, "", "compact"), (13, "", "filtered"), (342, "", "filtered"), (342, "m11", "compact")],
)
def test_of_many_options_one_is_found_by_typing(count: int, chosen: str, style: str) -> None:
    many = tuple(Option(f"m{number}", f"Gemeente {number}") for number in range(count))
    form = Form("a", "b", "c", "x", "h", (ChoiceField("place", "Waar?", many, chosen),))
    (choice,) = questions(asked(form, inline=False))
    assert (choice["style"], len(choice["choices"]), choice.get("value", "")) == (style, count, chosen)


def test_the_chosen_option_is_there_however_many_there_are() -> None:
    many = tuple(Option(f"m{number}", f"Gemeente met een lange naam {number}") for number in range(5000))
    (choice,) = questions(
        asked(Form("a", "b", "c", "x", "h", (ChoiceField("place", "Waar?", many, "m4999"),)), inline=True)
    )
    assert choice["value"] == choice["choices"][-1]["value"] == "m4999"


@given(texts.filter(lambda words: len(words) < 3000 and visible(words)), st.sampled_from([1, 300, 3000]))
def test_what_was_typed_comes_back_whole_even_where_it_was_too_long(words: str, longest: int) -> None:
    form = Form("a", "b", "c", "x", "h", (TextField("text", "Wat?", words, longest=longest),))
    (field,) = questions(asked(form, inline=True))
    kept = [letter for letter in field.get("value", "") if letter.isprintable()]
    assert (
        kept == [letter for letter in words.encode("utf-8", "replace").decode() if letter.isprintable()]
        or "\ufffd" in kept
    )


def test_two_long_answers_come_back_whole_beside_a_long_list() -> None:
    many = tuple(Option(f"m{number}", f"Gemeente {number}") for number in range(342))
    form = Form("a", "b", "c", "x", "h", (
        TextField("text", "Wat?", "é" * 3000, lines="many"), TextField("reason", "Waarom?", "é" * 3000, lines="many"),
        ChoiceField("place", "Waar?", many, "m300"),
    ))  # fmt: skip
    first, second, choice = questions(asked(form, inline=True))
    assert (len(first["value"]), len(second["value"]), choice["value"]) == (3000, 3000, "m300")


def test_even_a_form_that_is_too_large_in_everything_fits() -> None:
    large = "🌻" * 9000
    many = tuple(Option(f"{number}" + "🌻" * 140, large) for number in range(600))
    fields = (
        *(TextField(f"text_{number}", large, large, large) for number in range(4)),
        *(ChoiceField(f"choice_{number}", large, many, hint=large) for number in range(2)),
    )
    form = Form(large, large, large, "x", "h", fields, tuple(Note((large,)) for _ in range(9)), missing=large)
    shown = asked(form, errors={field.key: large for field in fields} | {"elders": large}, inline=True)
    assert card_faults(shown) == []
    assert len(questions(shown)) == 6


def questions(shown: Json) -> list[Json]:
    return [dict(part) for part in parts(shown) if part["type"].startswith("Input.")]
