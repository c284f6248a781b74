"""Every reply the core can give, to everything people can do in Slack, as they see it."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters import Room
from adapters.slack.api import Api
from adapters.slack.replies import Replies
from adapters.slack.way import Way
from bot.cards import Button, Buttons, Card, Form, Heading, Paragraph, TextField
from bot.conversation import (
    Account,
    Command,
    Correct,
    MessageAction,
    Open,
    Place,
    Press,
    Say,
    Submission,
    Unopened,
)
from bot.delivery import Delivery
from bot.logs import ALLOWED
from tests.fake_slack import Fail, FakeSlack, Posted
from tests.slack.conftest import HALL, MEVA, NOOR, Script
from tests.slack_people import SlackPeople

HELP = Card("Zo werkt het", (Paragraph(("Typ /knelpunt en je tekst.",)),))
CARD = Card("Nieuw knelpunt", (Heading("K-2026-0001"), Buttons((Button("Ik pak dit op", "claim"),))), handle="card-1")
FORM = Form(
    "Knelpunt melden", "Verstuur", "Annuleer", "file_signal", "form-1",
    (TextField("text", "Wat is het knelpunt?", "Diploma's", lines="many"), TextField("party", "Namens wie?", required=False)),
)  # fmt: skip
DRAFT = Card("Het formulier ging niet open", (Buttons((Button("Open formulier", "reopen_form"),)),), handle="draft-1")
ASKER = Account("slack", "T0REGIO", NOOR)


async def posted(room: Room, slack: FakeSlack, card: Card = CARD, channel: str = MEVA) -> Posted:
    receipt = await room.platform.deliver(Delivery("k1", Place("slack", channel), card))
    return next(post for post in slack.messages(channel) if post.ts == receipt.message)


async def opened(people: SlackPeople, core: Script, form: Form = FORM) -> None:
    core.replies.append(Open(form))
    await people.slash(NOOR)


# A command


async def test_a_command_is_answered_in_the_ack_for_the_asker_alone(people, slack, core) -> None:
    core.replies.append(Say(HELP))
    heard = await people.slash(NOOR, "help", channel=HALL)
    assert heard.status == 200
    assert [post.words for post in slack.private[NOOR]] == ["Typ /knelpunt en je tekst."]
    assert slack.calls == [("auth.test", {})], "the answer needs no call"
    (asked,) = core.asked
    assert isinstance(asked, Command)
    assert (asked.by, asked.name, asked.words, asked.place) == (ASKER, "knelpunt", "help", Place("slack", HALL))


async def test_a_command_opens_a_form_before_the_ack(people, slack, core) -> None:
    core.replies.append(Open(FORM))
    heard = await people.slash(NOOR)
    assert (heard.status, heard.body) == (200, "")
    (window,) = slack.views[NOOR]
    assert window.view["title"]["text"] == "Knelpunt melden"
    assert slack.private[NOOR] == []


@pytest.mark.parametrize("how", ["expired_trigger_id", "internal_error", Fail.BROKEN, Fail.RESET, Fail.HTML, Fail.RATE])
async def test_a_form_that_does_not_open_is_offered_again_with_what_stood_in_it(people, slack, core, how) -> None:
    slack.fail("views.open", how)
    core.replies += [Open(FORM), Say(DRAFT)]
    heard = await people.slash(NOOR)
    assert heard.status == 200
    command, unopened = core.asked
    assert isinstance(unopened, Unopened)
    assert (unopened.form, unopened.by, unopened.place) == (FORM, ASKER, Place("slack", HALL))
    assert unopened.key != command.key, "what the command did is stored under its own key"
    (offer,) = slack.private[NOOR]
    assert offer.buttons == ["Open formulier"]


async def test_a_form_is_not_waited_for_beyond_slacks_patience(slack, core) -> None:
    api = Api(slack.token, slack.url)
    await api.open()
    slack.fail("views.open", Fail.HANG)
    core.replies += [Open(FORM), Say(DRAFT)]
    replies = Replies(api, core.answer, budget=0)
    way = Way("command", NOOR, slack.trigger(NOOR), slack.response_url(NOOR, HALL))
    ack = await replies.to(Command("slack:1", ASKER, "knelpunt", ""), way)
    assert ack == {}
    assert slack.private[NOOR] == []
    await replies.finish()
    assert slack.private[NOOR][0].buttons == ["Open formulier"]
    await api.close()


# A button


async def test_a_press_is_answered_privately_and_the_card_stays(people, slack, core, room) -> None:
    post = await posted(room, slack)
    core.replies.append(Say(HELP))
    heard = await people.press(NOOR, "Ik pak dit op", post)
    assert (heard.status, heard.body) == (200, "")
    assert core.asked == [Press(ASKER, "claim", "card-1", Place("slack", MEVA))]
    assert [whisper.words for whisper in slack.private[NOOR]] == ["Typ /knelpunt en je tekst."]
    assert slack.messages(MEVA) == [post]


async def test_a_press_may_open_a_form(people, slack, core, room) -> None:
    core.replies.append(Open(FORM))
    await people.press(NOOR, "Ik pak dit op", await posted(room, slack))
    assert len(slack.views[NOOR]) == 1


async def test_a_press_that_is_simply_done_says_nothing(people, slack, core, room) -> None:
    heard = await people.press(NOOR, "Ik pak dit op", await posted(room, slack))
    assert (heard.status, heard.body, slack.private[NOOR]) == (200, "", [])


@pytest.mark.parametrize("how", [Fail.BROKEN, Fail.RESET, Fail.ELSEWHERE])
async def test_where_the_response_address_fails_the_answer_comes_as_an_ephemeral(
    people, slack, core, room, how
) -> None:
    post = await posted(room, slack)
    slack.fail("respond", how)
    core.replies.append(Say(HELP))
    await people.press(NOOR, "Ik pak dit op", post)
    assert [whisper.words for whisper in slack.private[NOOR]] == ["Typ /knelpunt en je tekst."]


async def test_and_where_that_fails_too_as_a_direct_message(people, slack, core, room) -> None:
    post = await posted(room, slack)
    slack.fail("respond", Fail.BROKEN)
    slack.fail("chat.postEphemeral", "not_in_channel")
    core.replies.append(Say(HELP))
    await people.press(NOOR, "Ik pak dit op", post)
    assert [message.words for message in slack.direct(NOOR)] == ["Typ /knelpunt en je tekst."]


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/x", "https://hooks.slack.com.example/x", "http://[", "//x"]
)
async def test_a_private_answer_goes_to_no_other_address_than_slacks(people, slack, core, address) -> None:
    form = {"type": "block_actions", "team": {"id": slack.team}, "user": {"id": NOOR}, "trigger_id": "1.2",
            "response_url": address, "channel": {"id": MEVA},
            "actions": [{"type": "button", "action_id": "claim", "value": "card-1"}]}  # fmt: skip
    core.replies.append(Say(HELP))
    await people.post_payload(form)
    assert len(slack.private[NOOR]) == 1, "by chat.postEphemeral"


async def test_a_press_in_a_window_is_answered_on_top_of_it(people, slack, core) -> None:
    form = Form("Melden", "Verstuur", "Annuleer", "file_signal", "form-1", FORM.fields,
                intro=(Buttons((Button("Waarom hier?", "explain"),)),))  # fmt: skip
    await opened(people, core, form)
    core.replies.append(Say(HELP))
    await people.press(NOOR, "Waarom hier?", slack.views[NOOR][0])
    assert core.asked[-1] == Press(ASKER, "explain", "form-1")
    assert len(slack.views[NOOR]) == 2, "the form is still under it"


async def test_a_button_in_a_private_answer_works_as_well(people, slack, core) -> None:
    core.replies += [Say(DRAFT), Open(FORM)]
    await people.slash(NOOR)
    await people.press(NOOR, "Open formulier", slack.private[NOOR][0])
    assert core.asked[-1] == Press(ASKER, "reopen_form", "draft-1", Place("slack", HALL))
    assert len(slack.views[NOOR]) == 1


# A form sent in


async def test_a_submission_carries_what_was_typed_and_closes_the_form(people, slack, core) -> None:
    await opened(people, core)
    heard = await people.submit(NOOR, {"text": "Erkenning <duurt> & duurt"})
    assert (heard.status, heard.body) == (200, "")
    assert core.asked[-1] == Submission(
        ASKER, "file_signal", "form-1", {"text": "Erkenning <duurt> & duurt", "party": ""}
    )
    assert slack.views[NOOR] == []


async def test_corrections_stand_beside_their_questions_and_nothing_is_lost(people, slack, core) -> None:
    await opened(people, core)
    core.replies.append(Correct(FORM, {"text": "Schrijf dit zonder BSN.", "region": "Kies een regio."}))
    await people.submit(NOOR, {"text": "x"})
    (window,) = slack.views[NOOR]
    first, _ = window.view["blocks"]
    assert window.errors == {first["block_id"]: "Schrijf dit zonder BSN. Kies een regio."}
    assert first["element"]["initial_value"] == "x"


async def test_a_correction_of_a_form_without_questions_shows_the_form_again(people, slack, core) -> None:
    bare = Form(
        "Zeker weten?", "Ja", "Nee", "confirm", "form-2", (), intro=(Paragraph(("Dit gaat naar 31 regio's.",)),)
    )
    await opened(people, core, bare)
    core.replies.append(Correct(FORM, {"text": "Leg uit waarom."}))
    await people.submit(NOOR)
    assert slack.views[NOOR][0].view["title"]["text"] == "Knelpunt melden"


async def test_a_next_form_takes_the_place_of_the_first(people, slack, core) -> None:
    await opened(people, core)
    core.replies.append(Open(Form("Volgende stap", "Bewaar", "Later", "plan", "form-2", FORM.fields)))
    await people.submit(NOOR, {"text": "van het eerste formulier"})
    (window,) = slack.views[NOOR]
    assert window.view["title"]["text"] == "Volgende stap"
    assert window.view["blocks"][0]["element"]["initial_value"] == "Diploma's", "not what was typed in the first"


async def test_words_after_a_submission_take_the_place_of_the_form(people, slack, core) -> None:
    await opened(people, core)
    core.replies.append(Say(CARD))
    await people.submit(NOOR)
    (window,) = slack.views[NOOR]
    assert window.view["title"]["text"] == "K-2026-0001"
    assert "submit" not in window.view


# Menus


async def test_a_message_becomes_text_without_its_author(people, slack, core, room) -> None:
    post = await posted(room, slack, Card("Let op: <@U0BOT> & wij"), HALL)
    core.replies.append(Open(FORM))
    await people.message_action(NOOR, post)
    (asked,) = core.asked
    assert isinstance(asked, MessageAction)
    assert (asked.name, asked.text) == ("knelpunt", "Let op: <@U0BOT> & wij")
    assert len(slack.views[NOOR]) == 1


async def test_the_shortcut_is_a_command_without_words(people, slack, core) -> None:
    core.replies.append(Say(HELP))
    await people.shortcut(NOOR)
    (asked,) = core.asked
    assert isinstance(asked, Command)
    assert (asked.name, asked.words, asked.place) == ("knelpunt", "", None)
    assert len(slack.views[NOOR]) == 1, "there is no channel to answer in, so it is a small window"


# When something is wrong


@pytest.mark.parametrize("kind", ["command", "press", "form"])
async def test_a_fault_of_ours_is_one_kind_sentence(people, slack, core, room, kind) -> None:
    post = await posted(room, slack)
    await opened(people, core)
    core.replies.append(RuntimeError("BSN 123456782 of Noor"))
    with capture_logs() as logs:
        match kind:
            case "command":
                heard = await people.slash(NOOR, "help")
            case "press":
                heard = await people.press(NOOR, "Ik pak dit op", post)
            case _:
                heard = await people.submit(NOOR)
    assert heard.status == 200
    (entry,) = logs
    assert set(entry) <= ALLOWED | {"exc_info", "log_level"}, "of an exception the log keeps kind and place"
    seen = [post.words for post in slack.private[NOOR]] + [str(window.view) for window in slack.views[NOOR]]
    assert any("Dat ging mis bij ons" in words for words in seen)


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "event": {"type": "app_mention"}},
        {"type": "view_closed", "view": {"callback_id": "x"}},
        {"type": "block_actions", "actions": [{"type": "static_select", "action_id": "x"}]},
        {"type": "block_actions", "actions": []},
        {"type": "block_suggestion", "action_id": "x"},
        {"type": "something_new"},
    ],
)
async def test_what_nobody_answers_is_taken_and_left(people, core, payload: dict[str, Any]) -> None:
    about = {"team": {"id": "T0REGIO"}, "user": {"id": NOOR}, "trigger_id": "1.2"}
    heard = await people.post_payload(about | payload)
    assert (heard.status, heard.body, core.asked) == (200, "", [])


async def test_another_workspace_is_not_answered(people, core) -> None:
    payload = {
        "type": "shortcut",
        "team": {"id": "T0OTHER"},
        "user": {"id": "U1"},
        "trigger_id": "1",
        "callback_id": "x",
    }
    heard = await people.post_payload(payload)
    assert (heard.status, heard.body, core.asked) == (200, "", [])


async def test_a_stranger_in_a_shared_channel_keeps_the_tenant_that_vouches_for_them(people, core) -> None:
    payload = {"type": "shortcut", "team": {"id": "T0REGIO"}, "user": {"id": "U0FAR", "team_id": "T0FAR"},
               "trigger_id": "1", "callback_id": "knelpunt"}  # fmt: skip
    await people.post_payload(payload)
    assert core.asked[0].by == Account("slack", "T0FAR", "U0FAR")


async def test_a_card_that_cannot_be_drawn_is_one_kind_sentence_too(people, slack, core) -> None:
    core.replies.append(Say(Card("x", (None,))))  # type: ignore[arg-type]
    heard = await people.slash(NOOR, "help")
    assert heard.status == 200
    assert "Dat ging mis bij ons" in slack.private[NOOR][0].words
