"""Where an answer ends up: in what Teams gets back, in a window, in place of a form, or in a private message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.teams import desk
from adapters.teams.answers import LINE
from adapters.teams.replies import Replies
from adapters.teams.way import Way
from bot.cards import Button, Buttons, Card, Fact, Facts, Form, Heading, Option, Paragraph, Quote, TextField
from bot.cards import ChoiceField as Choice
from bot.conversation import (
    Account,
    Command,
    Correct,
    Done,
    MessageAction,
    Open,
    Place,
    Press,
    Say,
    Submission,
    Unopened,
)
from bot.delivery import Delivery
from tests.fake_teams import Fail
from tests.teams.room import MEVA, NOOR, RUBEN, TABLE, House, house
from tests.teams_people import Seen, faults, questions

SAID = Card("Dit is voor MEVA.", (Paragraph(("Dit is voor MEVA.",)),))
LIST = Card("Twee knelpunten", (Heading("Twee knelpunten"), Buttons((Button("Verder", "more"),))), "rest")
POSTED = Card(
    "Nieuw knelpunt", (Heading("K-2026-0001"), Buttons((Button("Ik pak dit op", "claim", opens=True),))), "h1"
)
NOTE = Card("Nieuw knelpunt", (Heading("K-2026-0001"), Buttons((Button("Teruggeven", "back"),))), "h1")
FORM = Form(
    "Knelpunt melden", "Meld", "Annuleer", "file_signal", "h2",
    (TextField("text", "Wat speelt er?", "Stage"), Choice("region", "Regio", (Option("zl", "Zuid-Limburg"),), "zl")),
)  # fmt: skip
WRONG = Correct(FORM, {"text": "Vul hier iets in."})
CARD, MESSAGE = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as standing:
        yield standing


@pytest.fixture
async def targeted() -> AsyncIterator[House]:
    async with house(teams_targeted=True) as standing:
        yield standing


@pytest.fixture
async def inline() -> AsyncIterator[House]:
    async with house(teams_dialogs=False) as standing:
        yield standing


async def posted(at: House, card: Card = POSTED, where: str = MEVA) -> Seen:
    """A card that stands there for everybody."""
    await at.room.platform.deliver(Delivery("k", Place("teams", where), card))
    return Seen.of(at.teams.posted[-1])


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


# A window


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


# When something fails


@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.RESET, Fail.HTML, "403 BotNotInConversationRoster"])
async def test_a_form_that_cannot_be_sent_is_kept_and_its_asker_reads_so(inline, how) -> None:
    card = await posted(inline)
    inline.teams.fail("post", how)
    inline.core.replies += [Open(FORM), Say(Card("Je tekst is bewaard.", LIST.blocks, "draft"))]
    heard = await inline.people.presses(RUBEN, "Ik pak dit op", card)
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": "Je tekst is bewaard."}
    _, unopened = inline.core.asked
    assert isinstance(unopened, Unopened)
    assert unopened.form == FORM
    assert unopened.key != inline.core.asked[0].key
    assert len(inline.teams.direct(RUBEN)) == 1


async def test_what_cannot_be_sent_at_all_is_said_in_words_beside_the_button(at) -> None:
    card = await posted(at, NOTE)
    at.teams.fail("post", Fail.BROKEN, times=9)
    at.core.replies.append(Say(Card("Twee knelpunten", (*LIST.blocks, Quote("De *stage*")))))
    heard = await at.people.presses(RUBEN, "Teruggeven", card)
    assert heard.json["value"] == "Twee knelpunten\n\nDe stage"


@pytest.mark.parametrize("kind", ["message", "button", "window", "form"])
async def test_a_core_that_fails_is_one_kind_sentence_and_never_an_error(at, kind) -> None:
    at.core.replies = [RuntimeError("geheim")]
    match kind:
        case "message":
            heard = await at.people.types(NOOR, "help")
        case "button":
            heard = await at.people.presses(NOOR, "Teruggeven", await posted(at, NOTE))
        case "window":
            heard = await at.people.presses(NOOR, "Ik pak dit op", await posted(at))
        case _:
            at.core.replies.insert(0, Open(FORM))
            await at.people.types(NOOR, "knelpunt")
            heard = await at.people.sends(NOOR, {})
    assert heard.status == 200
    assert "geheim" not in heard.body
    assert "Dat ging mis bij ons." in at.people.told[NOOR][-1].words
    assert "Something went wrong on our side." in at.people.told[NOOR][-1].words


async def test_teams_is_answered_in_time_while_a_message_is_still_on_its_way(at) -> None:
    at.teams.fail("post", Fail.HANG)
    at.core.replies.append(Say(LIST))
    impatient = Replies(at.room.platform, at.core.answer, targeted=False, dialogs=True, patience=0.02)
    press = Press(Account("teams", at.teams.tenant, RUBEN), "back", "h1", Place("teams", MEVA))
    heard = await impatient.to(press, Way("card", MEVA, personal=False))
    assert heard == {"statusCode": 200, "type": MESSAGE, "value": "Twee knelpunten"}
    at.teams.release()
    await impatient.finish()


async def test_a_slow_store_keeps_nobody_waiting(at, monkeypatch) -> None:
    monkeypatch.setattr(desk, "NOTED", 0.02)
    slow = asyncio.Event()

    async def keep(key: str, value: str) -> None:
        await slow.wait()

    monkeypatch.setattr(at.memory, "keep", keep)
    at.core.replies.append(Say(SAID))
    heard = await at.people.presses(RUBEN, "Teruggeven", await posted(at, NOTE))
    assert heard.json["value"] == "Dit is voor MEVA."
    slow.set()


async def test_stopping_waits_for_what_is_on_its_way(at) -> None:
    at.core.replies += [Open(FORM), Done("Gelukt.")]
    await at.people.types(NOOR, "knelpunt")
    at.teams.fail("edit", Fail.HANG)
    await at.people.sends(NOOR, {})
    await at.teams.held.wait()
    stopping = asyncio.create_task(at.room.stop())
    at.teams.release()
    await stopping
    assert at.teams.direct(NOOR)[0].was == []


# The first words


async def test_who_installs_the_app_reads_once_what_it_can_do(at) -> None:
    at.core.replies = [Say(Card("Wat kun je hier doen?", (Heading("Wat kun je hier doen?"),)))] * 2
    chat = at.teams.direct(NOOR)
    assert chat == []
    await at.people.installs(NOOR, "a:1" + NOOR)
    await at.people.installs(NOOR, "a:1" + NOOR)
    assert [post.words for post in at.teams.direct(NOOR)] == ["Wat kun je hier doen?"]
    (asked,) = at.core.asked
    assert (asked.words, asked.direct) == ("help", True)


async def test_who_adds_the_app_to_a_channel_reads_privately_what_it_is_bound_to(at) -> None:
    at.core.replies.append(Say(Card("Dit kanaal hoort nog nergens bij.", (Heading("Dit kanaal"),))))
    await at.people.installs(RUBEN, MEVA)
    assert at.teams.messages(MEVA) == []
    assert [post.words for post in at.teams.direct(RUBEN)] == ["Dit kanaal"]
    (asked,) = at.core.asked
    assert (asked.words, asked.direct, asked.place) == ("hier", False, Place("teams", MEVA))


async def test_both_words_of_an_installation_at_once_are_one_welcome(at) -> None:
    where = "a:1" + NOOR
    bot = {"id": f"28:{at.teams.app_id}"}
    member = at.people.activity(NOOR, where, type="conversationUpdate", membersAdded=[bot])
    installed = at.people.activity(NOOR, where, type="installationUpdate", action="add")
    await asyncio.gather(at.people.post(member), at.people.post(installed))
    assert len(at.core.asked) == 1


async def test_somebody_else_who_joins_is_not_welcomed_by_us(at) -> None:
    joined = at.people.activity(NOOR, MEVA, type="conversationUpdate", membersAdded=[{"id": "29:1somebody"}])
    removed = at.people.activity(NOOR, MEVA, type="installationUpdate", action="remove")
    assert [(await at.people.post(each)).status for each in (joined, removed)] == [200, 200]
    assert at.core.asked == []


async def test_without_a_store_nobody_is_welcomed_twice(at) -> None:
    at.memory.away = True
    assert (await at.people.installs(NOOR, "a:1" + NOOR)).status == 200
    assert at.core.asked == []
