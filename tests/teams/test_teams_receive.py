"""What Teams sends becomes what every platform asks: the same scenario, the same request."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams import address
from adapters.teams.markup import LONGEST as LONGEST_HTML
from adapters.teams.markup import words_of
from adapters.teams.receive import LONGEST, installed, receive
from adapters.teams.way import way_back
from bot.conversation import Account, Command, MessageAction, Place, Press, Request, Submission

Json = dict[str, Any]

PAYLOADS = Path(__file__).parents[1] / "contract" / "payloads" / "teams"

BOT = "8a6e0c54-1f0d-4b7c-9a55-2d7f6b3e91c0"
TENANT = "3f1c2a9e-5d7b-4e0a-9c41-7b1f0a6d2e58"
NOOR = Account("teams", TENANT, "b1a7d0e2-64c3-4f5e-8a90-0c2d4e6f8a11")
FAR = Account("teams", "77777777-aaaa-4bbb-8ccc-0123456789ab", "d3c9f204-86e5-4b70-8cb2-2e4f6081bc33")
CHAT = Place("teams", "a:1pL2x8kQmN0cVbR7tYwZ3sDfGhJkL5qWeRtYuIoP9aSdFgHjKlZxCvBnM")
CHANNEL = Place("teams", "19:6f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d@thread.tacv2")
GROUP = Place("teams", "19:2e5d8c7b6a594837261504f3e2d1c0b9@thread.v2")
ANSWERS = {"text": "Loon < € 15 & 9 maanden", "region": "zuid-limburg", "on": "2026-11-10", "party": ""}


def command(activity: str, words: str, place: Place, *, direct: bool = False) -> Command:
    return Command(f"teams:{TENANT}:{place.address}:{activity}", NOOR, "knelpunt", words, place, direct=direct)


def invoked(number: str) -> str:
    return f"f:5a0c1d2e-{number}-4f3a-8b6c-7d8e9f0a1b2c"


SCENARIOS: dict[str, Request | None] = {
    "command": command("1762074847001", "", CHAT, direct=True),
    "command_with_text": command(
        "1762074847002", "Zuid-Limburg: loon < € 15 & erkenning duurt\n9 maanden", CHAT, direct=True
    ),
    "words": command("1762074847003", "toon K-2026-0147", CHAT, direct=True),
    "mention_in_channel": command("1762074847123", "Bas Author wacht al 9 maanden", CHANNEL),
    "mention_alone": command("1762074847005", "help", GROUP),
    "talk_in_group": None,
    "press": Press(NOOR, "claim", "h-1", CHANNEL),
    "press_for_dialog": Press(NOOR, "ask_plan", "h-1", CHANNEL),
    "press_as_message": Press(NOOR, "ask_plan", "h-1", CHAT),
    "refresh": None,
    "submission_in_message": Submission(NOOR, "file_signal", "h-2", ANSWERS, CHAT),
    "submission_in_dialog": Submission(NOOR, "file_signal", "h-2", ANSWERS, CHAT),
    "submission_in_extension": Submission(NOOR, "file_signal", "h-2", ANSWERS, CHANNEL),
    "extension": command(invoked("0008"), "", CHANNEL),
    "message_action": MessageAction(
        f"teams:{TENANT}:{CHANNEL.address}:{invoked('0009')}",
        NOOR,
        "knelpunt",
        "@… het CIBG (hier (https://www.cibg.example/diploma)) doet er > 9 maanden over\n"
        "Hoe lang duurt het?\n- zorg\n- onderwijs",
        "https://teams.microsoft.com/l/message/19:6f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d@thread.tacv2/1762074847123"
        "?context=%7B%22contextType%22%3A%22channel%22%7D",
        CHANNEL,
    ),
    "stranger": Press(FAR, "claim", "h-1", CHANNEL),
    "bot": None,
    "installation": None,
    "removal": None,
    "bot_added": None,
    "member_added": None,
    "reaction": None,
}
ASKING = [name for name, request in SCENARIOS.items() if request]


def sent(scenario: str) -> Json:
    payload: Json = json.loads((PAYLOADS / f"{scenario}.json").read_text(encoding="utf-8"))
    return payload


def typed(text: str, *entities: Json, scenario: str = "command") -> Request | None:
    return receive(sent(scenario) | {"text": text, "entities": list(entities)}, bot=BOT)


def words(request: Request | None) -> str:
    assert isinstance(request, Command)
    return request.words


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_on_disk_becomes_its_request(scenario: str) -> None:
    assert receive(sent(scenario), bot=BOT) == SCENARIOS[scenario]


def test_every_scenario_on_disk_is_told_here() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == set(SCENARIOS)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Knelpunt", ""),
        ("/knelpunt", ""),
        ("knelpunt: diploma's", "diploma's"),
        ("/KNELPUNT\nZeeland: huisarts", "Zeeland: huisarts"),
        ("knelpunten in Zeeland", "knelpunten in Zeeland"),
        ("/help", "help"),
        ("help", "help"),
        ("Zeeland: geen huisarts", "Zeeland: geen huisarts"),
        ("/", "help"),
        ("  ", "help"),
    ],
)
def test_the_command_is_known_with_and_without_its_slash(said: str, asked: str) -> None:
    assert words(typed(said)) == asked


def test_a_bot_is_called_by_its_mention_and_other_people_keep_their_names() -> None:
    us = {"type": "mention", "mentioned": {"id": f"28:{BOT}"}, "text": "<at>Regiolijn</at>"}
    bas = {"type": "mention", "mentioned": {"id": "29:1"}, "text": "<at>Bas</at>"}
    said = "<at>Regiolijn</at> vraag <at>Bas</at> over <at>iets</at>"
    assert words(typed(said, us, bas, scenario="mention_in_channel")) == "vraag Bas over <at>iets</at>"
    assert typed(said, bas, scenario="mention_in_channel") is None


def test_a_menu_in_a_chat_of_two_people_is_not_used_in_a_chat_with_us() -> None:
    payload = sent("extension")
    payload["conversation"] = {"id": "19:noor_ruben@unq.gbl.spaces", "conversationType": "personal"}
    request = receive(payload, bot=BOT)
    assert isinstance(request, Command)
    assert not request.direct
    assert not way_back(payload).personal


# Who asks


@pytest.mark.parametrize("who", ["", "noor", "b1a7d0e2", "b1a7d0e2-64c3-4f5e-8a90-0c2d4e6f8a11/x", None, 5, ["x"]])
def test_somebody_whom_entra_does_not_vouch_for_is_nobody(who: object) -> None:
    for scenario in ASKING:
        payload = sent(scenario)
        payload["from"]["aadObjectId"] = who
        assert receive(payload, bot=BOT) is None


def test_somebody_is_the_same_however_their_ids_are_written() -> None:
    payload = sent("press")
    payload["from"]["aadObjectId"] = NOOR.user.upper()
    payload["channelData"]["tenant"]["id"] = TENANT.upper()
    assert receive(payload, bot=BOT) == SCENARIOS["press"]


def test_another_bot_is_nobody_even_with_an_id_of_entra() -> None:
    for mark in ({"role": "bot"}, {"id": "28:0b0b0b0b-1111-4222-8333-444444444444"}):
        payload = sent("command")
        payload["from"] |= mark
        assert receive(payload, bot=BOT) is None


def test_what_a_form_says_about_who_sent_it_changes_nothing() -> None:
    payload = sent("submission_in_dialog")
    payload["value"]["data"] |= {"from": {"aadObjectId": FAR.user}, "aadObjectId": FAR.user, "tenantId": FAR.tenant}
    request = receive(payload, bot=BOT)
    assert request is not None
    assert request.by == NOOR


def test_the_author_of_a_message_stays_out_of_the_request() -> None:
    said = repr(receive(sent("message_action"), bot=BOT))
    assert "Bas" not in said
    assert "Author" not in said


# What comes along


@pytest.mark.parametrize(
    "link",
    ["http://teams.microsoft.com/l/x", "https://teams.microsoft.com.kwaad.nl/l/x", "https://kwaad.nl/teams.microsoft.com/",
     "https://teams.microsoft.com@kwaad.nl/", "https://teams.microsoft.com/a b", "javascript:alert(1)", "", None, 5],
)  # fmt: skip
def test_a_link_to_elsewhere_is_left_behind(link: object) -> None:
    payload = sent("message_action")
    payload["value"]["messagePayload"]["linkToMessage"] = link
    request = receive(payload, bot=BOT)
    assert isinstance(request, MessageAction)
    assert request.link == ""


def test_a_message_without_formatting_is_taken_as_it_is() -> None:
    payload = sent("message_action")
    payload["value"]["messagePayload"]["body"] = {"contentType": "text", "content": " loon < € 15 <b> "}
    payload["value"]["messagePayload"]["linkToMessage"] = "https://teams.cloud.microsoft/l/message/1"
    request = receive(payload, bot=BOT)
    assert isinstance(request, MessageAction)
    assert (request.text, request.link) == ("loon < € 15 <b>", "https://teams.cloud.microsoft/l/message/1")


def test_only_texts_come_out_of_a_form_and_nothing_of_ours() -> None:
    payload = sent("submission_in_dialog")
    payload["value"]["data"] |= {
        "toggle": True,
        "number": 5,
        "list": ["x"],
        "msteams": {"type": "task/fetch"},
        "k" * 101: "x",
    }
    request = receive(payload, bot=BOT)
    assert isinstance(request, Submission)
    assert request.values == ANSWERS


@pytest.mark.parametrize("typing", ["half \ud800", "nul \x00", "a" * (LONGEST + 1), "é\x00" * LONGEST])
def test_what_no_database_stores_and_nobody_types_is_left_out(typing: str) -> None:
    payload = sent("submission_in_message")
    payload["value"]["action"]["data"]["text"] = typing
    request = receive(payload, bot=BOT)
    assert isinstance(request, Submission)
    for text in (request.values["text"], words(typed(typing))):
        text.encode()
        assert "\x00" not in text
        assert 0 < len(text) <= LONGEST


def test_a_retry_carries_the_same_key_and_another_request_another() -> None:
    first, again = receive(sent("command"), bot=BOT), receive(sent("command"), bot=BOT)
    other = receive(sent("command") | {"id": "1762074849999"}, bot=BOT)
    elsewhere = receive(sent("command") | {"conversation": {"id": "a:2", "conversationType": "personal"}}, bot=BOT)
    assert first == again
    assert len({request.key for request in (first, other, elsewhere) if request}) == 3


@pytest.mark.parametrize("activity", ["", None, 5, "x" * 201])
def test_without_an_id_that_a_retry_would_repeat_nothing_is_asked(activity: object) -> None:
    assert receive(sent("command") | {"id": activity}, bot=BOT) is None
    assert receive(sent("extension") | {"id": activity}, bot=BOT) is None


@pytest.mark.parametrize("handle", ["half \ud800", "nul \x00", "h" * 101, None, 5])
def test_a_handle_that_we_never_gave_can_still_be_looked_up(handle: object) -> None:
    payload = sent("press")
    payload["value"]["action"]["data"]["handle"] = handle
    request = receive(payload, bot=BOT)
    assert isinstance(request, Press)
    request.handle.encode()
    assert "\x00" not in request.handle
    assert len(request.handle) <= 100


# Being installed


@pytest.mark.parametrize(
    ("scenario", "told"),
    [("installation", True), ("bot_added", True), ("removal", False), ("member_added", False), ("command", False)],
)
def test_teams_says_when_we_were_added(scenario: str, told: bool) -> None:
    assert installed(sent(scenario)) is told


# Whatever the shape

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def places(part: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [path, *(found for key, value in inner for found in places(value, (*path, key)))]


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_part_that_is_missing_or_of_another_type_never_raises(scenario: str, data: st.DataObject) -> None:
    payload = sent(scenario)
    *way, last = data.draw(st.sampled_from(places(payload)[1:]))
    part: Any = payload
    for step in way:
        part = part[step]
    part[last] = data.draw(anything)
    receive(payload, bot=BOT)
    installed(payload)


@given(st.dictionaries(st.text(), anything))
def test_anything_at_all_is_a_request_or_nothing(payload: Json) -> None:
    assert receive(payload, bot=BOT) is None
    assert installed(payload) is False


# Messages as people wrote them


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>een</p><p>&nbsp;</p><p>twee<br>drie</p>", "een\n\ntwee\ndrie"),
        ("<div>a\r\n  b</div>", "a b"),
        ("<ul><li>een</li><li><b>twee</b></li></ul>na", "- een\n- twee\nna"),
        ("1 &lt; 2 &amp;amp; &quot;x&quot; &eacute;", '1 < 2 &amp; "x" é'),
        ('<a href="https://x.nl/a">hier</a> <a href="https://x.nl/">x.nl</a>', "hier (https://x.nl/a) x.nl"),
        ('<a href="javascript:alert(1)">klik</a>', "klik"),
        ('blij <emoji id="smile" alt="😀" title="Smile"></emoji>!', "blij 😀!"),
        ('<img itemtype="http://schema.skype.com/Emoji" alt="😀"> <img src="x" alt="foto">', "😀"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ('<attachment id="1"></attachment>tekst', "tekst"),
        ("<at id='9'>Bas</at> zegt", "Bas zegt"),
        ("zonder < tag > en <", "zonder < tag > en <"),
        ("<!-- opmerking --><!DOCTYPE x>tekst<![x", "tekst<![x"),
        ("<p>open <b>gebleven", "open gebleven"),
        ("</p></a></at>dicht", "dicht"),
    ],
)
def test_a_formatted_message_becomes_the_words_that_people_see(html: str, plain: str) -> None:
    assert words_of(html, {}) == plain


@given(
    st.text()
    | st.lists(st.sampled_from(["<", "</", ">", "at", "a", " id='0'", "p", "=", '"', "&", "x", "<!", "-"])).map("".join)
)
def test_whatever_stands_in_a_message_can_be_read(html: str) -> None:
    said = words_of(html, {"0": ""})
    assert said == said.strip()


@pytest.mark.parametrize(
    "tiring", ["<", "<a ", "</", "<!--", "&#", '<a href="', "<p>", " <at id=0>", "<a x='", "&lt", "<script>"]
)
def test_no_message_takes_long_to_read(tiring: str) -> None:
    begun = time.process_time()
    words_of(tiring * (LONGEST_HTML // len(tiring)), {})
    assert time.process_time() - begun < 1


def test_of_a_message_without_end_only_the_beginning_is_read() -> None:
    assert words_of("a" * LONGEST_HTML + "b", {}) == "a" * LONGEST_HTML


# Addresses


@pytest.mark.parametrize("conversation", [CHAT.address, CHANNEL.address, GROUP.address, "19:x_y@unq.gbl.spaces"])
def test_an_address_comes_back_as_the_conversation_it_was_made_of(conversation: str) -> None:
    where = address.place(f"{conversation};messageid=1762070000000")
    assert where == address.place(conversation)
    assert where is not None
    assert address.conversation(where) == conversation


@pytest.mark.parametrize(
    "where",
    [Place("slack", CHAT.address), Place("teams", ""), Place("teams", "../x"), Place("teams", "a/b"), Place("teams", "a?b"),
     Place("teams", "19:x;messageid=1"), Place("teams", "a" * 301)],
)  # fmt: skip
def test_what_is_no_address_of_teams_has_no_conversation(where: Place) -> None:
    assert address.conversation(where) is None


def test_an_account_is_two_ids_of_entra() -> None:
    assert address.account(TENANT.upper(), NOOR.user) == NOOR
    assert address.account("common", NOOR.user) is None
    assert address.account(TENANT, "") is None
    assert address.account(TENANT, "00000000-0000-0000-0000-0000000000020") is not None
