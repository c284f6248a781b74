"""Where an answer ends up: in what Teams gets back, in place of a form, or in a private message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.teams.answers import LINE
from bot.cards import Card, Fact, Facts, Paragraph, Quote
from bot.conversation import (
    Done,
    Open,
    Place,
    Press,
    Say,
    Submission,
)
from tests.teams.room import CARD, FORM, LIST, MESSAGE, MEVA, NOOR, NOTE, RUBEN, SAID, TABLE, WRONG, posted
from tests.teams_people import faults, questions

# A message


async def test_what_is_typed_in_the_chat_of_two_is_answered_there(at) -> None:
    at.core.replies.append(Say(SAID))
    heard = await at.people.types(NOOR, "/knelpunt help")
    assert (heard.status, heard.body) == (200, "")
    assert [post.words for post in at.teams.direct(NOOR)] == ["Dit is voor MEVA."]
    (asked,) = at.core.asked
    assert (asked.name, asked.words, asked.direct) == ("knelpunt", "help", True)


@pytest.mark.parametrize("where", [MEVA, TABLE])
async def test_what_is_asked_among_others_is_answered_in_the_chat_of_two(at, where) -> None:
    at.core.replies.append(Say(SAID))
    await at.people.types(NOOR, "knelpunt hier", where)
    assert at.teams.messages(where) == []
    assert [post.words for post in at.teams.direct(NOOR)] == ["Dit is voor MEVA."]
    assert at.core.asked[0].place == Place("teams", where)


async def test_where_teams_can_whisper_the_answer_stands_in_the_thread_for_the_asker_alone(targeted) -> None:
    root = await posted(targeted)
    targeted.core.replies.append(Say(SAID))
    activity = targeted.people.activity(NOOR, root.conversation, text="<at>R</at> hier", entities=[
        {"type": "mention", "mentioned": {"id": f"28:{targeted.teams.app_id}"}, "text": "<at>R</at>"},
    ])  # fmt: skip
    await targeted.people.post(activity)
    (whisper,) = targeted.teams.whispered(NOOR)
    assert (whisper.words, whisper.conversation, whisper.thread) == ("Dit is voor MEVA.", MEVA, root.id)
    assert targeted.teams.direct(NOOR) == []


async def test_where_a_whisper_is_refused_it_is_said_in_the_chat_of_two(targeted) -> None:
    targeted.teams.takes_targeted = False
    targeted.core.replies.append(Say(SAID))
    await targeted.people.types(NOOR, "hier", TABLE)
    assert [post.words for post in targeted.teams.direct(NOOR)] == ["Dit is voor MEVA."]


async def test_a_form_that_was_asked_for_in_words_stands_in_the_chat_ready_to_fill_in(at) -> None:
    at.core.replies.append(Open(FORM))
    await at.people.types(NOOR, "knelpunt Stage")
    (form,) = at.people.forms[NOOR]
    assert {key: field.get("value") for key, field in questions(form.card)} == {"text": "Stage", "region": "zl"}


async def test_nothing_is_said_where_everything_follows_by_itself(at) -> None:
    await at.people.types(NOOR, "knelpunt help")
    assert at.teams.posted == []


# A form in a message


async def test_an_accepted_form_makes_room_for_a_word_and_stays_gone(at) -> None:
    at.core.replies += [Open(FORM), Done("Gelukt.")]
    await at.people.types(NOOR, "knelpunt")
    heard = await at.people.sends(NOOR, {"text": "De stage telt niet mee"})
    assert heard.json["statusCode"] == 200
    assert heard.json["type"] == CARD
    await at.room.stop()
    assert [(post.words, len(post.was)) for post in at.teams.direct(NOOR)] == [("Gelukt.", 1)]
    sent = at.core.asked[1]
    assert isinstance(sent, Submission)
    assert (sent.action, sent.handle, dict(sent.values)) == (
        "file_signal", "h2", {"text": "De stage telt niet mee", "region": "zl"},
    )  # fmt: skip


async def test_a_form_that_is_not_right_comes_back_with_what_is_wrong_and_what_was_typed(at) -> None:
    at.core.replies += [Open(FORM), WRONG]
    await at.people.types(NOOR, "knelpunt")
    await at.people.sends(NOOR, {"text": ""})
    (form,) = at.people.forms[NOOR]
    assert faults(form.card) == {"text": "Vul hier iets in."}
    assert dict(questions(form.card))["region"]["value"] == "zl"
    assert at.teams.direct(NOOR)[0].was == []  # only the answer changed: what is filled in next is still open


async def test_a_refused_form_shows_what_is_said_with_everything_that_was_typed(at) -> None:
    at.core.replies += [Open(FORM), Say(replace(SAID, blocks=(*SAID.blocks, Quote("De stage telt niet mee"))))]
    await at.people.types(NOOR, "knelpunt")
    await at.people.sends(NOOR, {})
    assert at.people.told[NOOR][-1].words == "Dit is voor MEVA.\nDe stage telt niet mee"


async def test_a_form_may_be_followed_by_another_in_its_place(at) -> None:
    at.core.replies += [Open(FORM), Open(replace(FORM, title="Nog iets", handle="h3"))]
    await at.people.types(NOOR, "knelpunt")
    await at.people.sends(NOOR, {})
    assert "Nog iets" in at.people.forms[NOOR][-1].words


async def test_teams_sends_again_with_another_id_and_the_core_sees_one_form(at) -> None:
    at.core.replies.append(Open(FORM))
    await at.people.types(NOOR, "knelpunt")
    await at.people.sends(NOOR, {}, times=3)
    _, *sent = at.core.asked
    assert len(sent) == 3
    assert len({each.key for each in sent}) == 1


# A button


async def test_a_short_answer_to_a_button_stands_beside_it_and_the_card_stays(inline) -> None:
    card = await posted(inline)
    inline.core.replies.append(Say(SAID))
    heard = await inline.people.presses(RUBEN, "Ik pak dit op", card)
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": "Dit is voor MEVA."}
    assert len(inline.teams.posted) == 1
    (press,) = inline.core.asked
    assert press == Press(press.by, "claim", "h1", Place("teams", MEVA))
    assert (press.by.tenant, press.by.user) == (inline.teams.tenant, RUBEN)


async def test_a_button_that_did_its_work_says_so(at) -> None:
    heard = await at.people.presses(RUBEN, "Teruggeven", await posted(at, NOTE))
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": "Gelukt."}


@pytest.mark.parametrize(
    "card",
    [
        LIST,
        Card("Lang", (Paragraph(("woord " * LINE,)),)),
        Card("Feiten", (Facts((Fact("Regio", ("Zuid-Limburg",)),)),)),
        Card("Getypt", (Quote("De stage telt niet mee"),)),
    ],
    ids=["buttons", "long", "facts", "what was typed"],
)
async def test_what_does_not_fit_beside_a_button_is_a_message_to_whoever_pressed_and_its_point_beside_it(
    at, card
) -> None:
    at.core.replies.append(Say(card))
    heard = await at.people.presses(RUBEN, "Teruggeven", await posted(at, NOTE))
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": card.summary}
    assert len(at.teams.messages(MEVA)) == 1
    (private,) = at.teams.direct(RUBEN)
    assert private.activity["summary"] == card.summary


async def test_without_windows_a_form_behind_a_button_is_a_message_to_whoever_pressed(inline) -> None:
    card = await posted(inline)
    inline.core.replies.append(Open(FORM))
    heard = await inline.people.presses(RUBEN, "Ik pak dit op", card)
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": "Knelpunt melden"}
    assert inline.teams.messages(MEVA)[0].was == []
    assert len(inline.teams.messages(MEVA)) == 1
    assert "Wat speelt er?" in [field["label"] for _, field in questions(inline.teams.direct(RUBEN)[0].card)]


async def test_a_form_behind_a_button_can_be_whispered_and_filled_in_there(targeted) -> None:
    card = await posted(targeted, NOTE)
    targeted.core.replies += [Open(FORM), Done("Gelukt.")]
    await targeted.people.presses(RUBEN, "Teruggeven", card)
    (form,) = targeted.teams.whispered(RUBEN)
    assert form.thread == card.id
    heard = await targeted.people.sends(RUBEN, {})
    assert heard.json["type"] == CARD
    assert len(targeted.teams.messages(MEVA)) == 1
