"""Windows: a button or a menu opens one, its form is sent in or comes back, and whatever else is said still arrives."""

from __future__ import annotations

from bot.cards import Card, Paragraph
from bot.conversation import (
    Command,
    Done,
    MessageAction,
    Open,
    Say,
    Submission,
)
from tests.teams.room import CARD, FORM, LIST, NOOR, RUBEN, SAID, TABLE, WRONG, posted
from tests.teams_people import faults


async def test_a_button_that_opens_a_form_opens_a_window(at) -> None:
    card = await posted(at)
    at.core.replies.append(Open(FORM))
    heard = await at.people.presses(RUBEN, "Ik pak dit op", card)
    task = heard.json["task"]
    assert task["type"] == "continue"
    assert task["value"]["title"] == "Knelpunt melden"
    assert task["value"]["card"]["contentType"] == CARD
    assert {"height", "width"} <= set(task["value"])
    assert len(at.teams.posted) == 1


async def test_a_window_closes_when_its_form_is_accepted(at) -> None:
    at.core.replies += [Open(FORM), Done("Gelukt.")]
    await at.people.presses(RUBEN, "Ik pak dit op", await posted(at))
    heard = await at.people.sends(RUBEN, {})
    assert (heard.status, heard.body) == (200, "")
    assert isinstance(at.core.asked[1], Submission)


async def test_a_form_in_a_window_comes_back_with_what_is_wrong(at) -> None:
    at.core.replies += [Open(FORM), WRONG]
    await at.people.presses(RUBEN, "Ik pak dit op", await posted(at))
    await at.people.sends(RUBEN, {"text": ""})
    assert faults(at.people.forms[RUBEN][-1].card) == {"text": "Vul hier iets in."}


async def test_a_refusal_stands_in_the_window(at) -> None:
    at.core.replies.append(Say(SAID))
    heard = await at.people.presses(RUBEN, "Ik pak dit op", await posted(at))
    assert heard.json["task"]["type"] == "continue"
    assert at.people.told[RUBEN][-1].words == "Dit is voor MEVA."


async def test_a_window_that_has_nothing_to_ask_says_so(at) -> None:
    heard = await at.people.presses(RUBEN, "Ik pak dit op", await posted(at))
    assert heard.json == {"task": {"type": "message", "value": "Gelukt."}}


async def test_an_answer_with_buttons_to_a_window_is_a_message_where_they_work(at) -> None:
    at.core.replies.append(Say(LIST))
    heard = await at.people.presses(RUBEN, "Ik pak dit op", await posted(at))
    assert heard.json == {"task": {"type": "message", "value": "Twee knelpunten"}}
    assert at.teams.direct(RUBEN)[0].buttons == ["Verder"]


async def test_the_menu_beside_the_box_opens_the_form_and_takes_it(at) -> None:
    at.core.replies += [Open(FORM), WRONG, Done("Gelukt.")]
    await at.people.opens(NOOR, "knelpunt", TABLE)
    await at.people.sends(NOOR, {"text": ""})
    assert faults(at.people.forms[NOOR][-1].card)
    heard = await at.people.sends(NOOR, {"text": "De stage"})
    assert heard.json == {"task": {"type": "message", "value": "Gelukt."}}, "nothing else there shows that it worked"
    assert [type(asked) for asked in at.core.asked] == [Command, Submission, Submission]


async def test_the_menu_of_a_message_brings_its_words_along(at) -> None:
    await posted(at, Card("Bericht", (Paragraph(("De stage telt niet mee.",)),)))
    at.core.replies.append(Open(FORM))
    await at.people.chooses(NOOR, "knelpunt", at.teams.posted[-1])
    (asked,) = at.core.asked
    assert isinstance(asked, MessageAction)
    assert asked.text == "De stage telt niet mee."
    assert at.people.forms[NOOR]
