"""Socket Mode: one line to Slack that is kept open whatever happens to it, and nothing on it is lost or taken twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.slack.api import CLOSING, LARGEST_FRAME, Api
from adapters.slack.link import GREETING
from adapters.slack.socket_mode import LONGEST_PAUSE, SILENCE, STEADY, SocketMode
from bot.conversation import Say
from bot.delivery import TryLater
from bot.logs import ALLOWED
from tests.fake_slack import Fail, FakeSlack
from tests.slack.conftest import HALL, NOOR, by_socket, standing
from tests.slack.test_slack_replies import HELP
from tests.slack_people import SlackPeople, slash_form

BRIEF = 0.1
"""Seconds of silence in these tests, instead of SILENCE."""


@dataclass
class Time:
    """It passes when somebody waits, and at once."""

    now: float = 1000.0
    waited: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


@dataclass
class Desk:
    """Takes payloads, and waits with its answer while it is busy."""

    taken: list[Any] = field(default_factory=list)
    answers: dict[str, str | Exception | None] = field(default_factory=dict)
    at_work: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.at_work.set()

    async def take(self, payload: dict[str, Any], *, takes_answer: bool) -> str | None:
        self.taken.append(payload["n"])
        async with self._news:
            self._news.notify_all()
        await self.at_work.wait()
        answer = self.answers.get(payload["n"], '{"text": "ja"}' if takes_answer else "")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def has(self, count: int) -> None:
        """Wait until this many payloads came in."""
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(lambda: len(self.taken) >= count)


@dataclass
class House:
    """A line to a Slack on this machine."""

    slack: FakeSlack
    line: SocketMode
    desk: Desk
    time: Time

    async def asks(self, n: str) -> dict[str, Any]:
        return await self.slack.sockets.ask("interactive", {"n": n})


@pytest.fixture
async def house(slack: FakeSlack) -> AsyncIterator[House]:
    desk, time = Desk(), Time()
    line = SocketMode(Api(slack.app_token, slack.url), desk.take, wait=time.wait, clock=time, silence=BRIEF)
    yield House(slack, line, desk, time)
    desk.at_work.set()
    await line.stop()
    assert slack.sockets.links == []


@pytest.fixture
async def open_house(house: House) -> House:
    await house.line.start()
    return house


# Envelopes


async def test_an_envelope_is_taken_and_acknowledged_with_the_answer(open_house) -> None:
    assert await open_house.asks("1") == {"text": "ja"}
    assert open_house.desk.taken == ["1"]


async def test_where_slack_takes_no_answer_the_acknowledgement_has_none(open_house) -> None:
    assert await open_house.slack.sockets.ask("events_api", {"n": "1"}, takes_answer=False) == {}


async def test_where_slack_takes_no_answer_the_asker_hears_it_another_way(slack, core) -> None:
    core.replies.append(Say(HELP))
    command = slash_form(slack, NOOR, "help", channel=HALL, command="/knelpunt")
    async with standing(by_socket(slack, core), slack):
        assert await slack.sockets.ask("slash_commands", command, takes_answer=False) == {}
    assert [whisper.words for whisper in slack.private[NOOR]] == ["Typ /knelpunt en je tekst."]


async def test_nothing_is_acknowledged_before_it_is_taken_and_nobody_waits_for_somebody_else(open_house) -> None:
    open_house.desk.at_work.clear()
    first, second = (open_house.slack.sockets.sent("interactive", {"n": n}) for n in "12")
    await open_house.desk.has(2)
    assert not first.done()
    assert not second.done()
    open_house.desk.at_work.set()
    assert [await first, await second] == [{"text": "ja"}] * 2


@pytest.mark.parametrize("fault", [None, RuntimeError("BSN 123456782 of Noor")])
async def test_what_could_not_be_taken_is_not_acknowledged_as_if_it_were(open_house, fault) -> None:
    open_house.desk.answers["1"] = fault
    with capture_logs() as logs:
        first = open_house.slack.sockets.sent("interactive", {"n": "1"})
        assert await open_house.asks("2") == {"text": "ja"}
    assert not first.done()
    assert all(set(entry) <= ALLOWED | {"exc_info", "log_level"} for entry in logs)


@pytest.mark.parametrize("kind", ["events_api", "something_new"])
async def test_a_kind_nobody_knows_is_acknowledged_and_left(slack, core, kind) -> None:
    async with standing(by_socket(slack, core), slack):
        assert await slack.sockets.ask(kind, {"type": "event_callback", "team_id": slack.team}) == {}
    assert core.asked == []


@pytest.mark.parametrize(
    "frame",
    ["", "x", "[]", '{"type":"hello"', '{"type":"new"}', '{"n":' * 30_000, "x" * 300_000, b"\x00\xff"],
    ids=["empty", "word", "list", "half", "unknown", "deep", "large", "binary"],
)
async def test_a_frame_nobody_understands_harms_nothing(open_house, frame) -> None:
    await open_house.slack.sockets.say(frame)
    assert await open_house.asks("1") == {"text": "ja"}
    assert (open_house.desk.taken, open_house.slack.sockets.made) == (["1"], 1)


async def test_a_frame_beyond_all_measure_ends_the_connection_and_another_is_made(open_house) -> None:
    with suppress(ConnectionError):  # we hang up while it is still being said
        await open_house.slack.sockets.say("x" * (LARGEST_FRAME + 1))
    await open_house.slack.sockets.until(lambda: open_house.slack.sockets.made == 2)
    assert await open_house.asks("1") == {"text": "ja"}


async def test_pings_of_slack_are_answered(open_house) -> None:
    await open_house.slack.sockets.links[0].ping(b"n1")
    await open_house.slack.sockets.until(lambda: b"n1" in open_house.slack.sockets.pongs)


# The end of a connection, and the next


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_connection_is_renewed_before_it_goes_and_what_is_inside_is_acknowledged_on_it(
    open_house, reason
) -> None:
    sockets = open_house.slack.sockets
    open_house.time.now += STEADY + 1
    open_house.desk.at_work.clear()
    inside = sockets.sent("interactive", {"n": "1"})
    await sockets.leave(reason)
    await sockets.until(lambda: sockets.made == 2)
    assert len(sockets.links) == 2, "the old one stays until the new one is greeted"
    open_house.desk.at_work.set()
    assert await inside == {"text": "ja"}
    await sockets.until(lambda: len(sockets.links) == 1)
    assert await open_house.asks("2") == {"text": "ja"}
    assert open_house.desk.taken == ["1", "2"], "nothing had to be sent again"
    assert open_house.time.waited == []


@pytest.mark.parametrize("ends", ["close", "cut"])
async def test_what_was_not_acknowledged_on_a_lost_connection_is_answered_on_the_next(open_house, ends) -> None:
    sockets = open_house.slack.sockets
    open_house.time.now += STEADY + 1
    open_house.desk.at_work.clear()
    inside = sockets.sent("interactive", {"n": "1"})
    await open_house.desk.has(1)
    await sockets.close() if ends == "close" else sockets.cut()
    await sockets.until(lambda: sockets.made == 2)
    open_house.desk.at_work.set()
    assert await inside == {"text": "ja"}
    assert open_house.desk.taken == ["1", "1"]
    assert open_house.time.waited == [], "a connection that lasted is replaced at once"


async def test_a_silent_connection_is_noticed_reported_and_replaced(open_house) -> None:
    sockets = open_house.slack.sockets
    sockets.mute = True
    with capture_logs() as logs:
        waiting = sockets.sent("interactive", {"n": "1"})
        await sockets.until(lambda: sockets.made == 2)
        assert await waiting == {"text": "ja"}
    assert {"event": "the line to Slack is lost", "reason": "silent", "log_level": "warning"} in logs
    assert sockets.pings, "it was asked for a sign of life first"


def test_from_silence_to_the_next_connection_takes_less_than_a_minute() -> None:
    rounded_up = 2  # aiohttp sets such timers at whole seconds
    assert SILENCE * 1.5 + rounded_up + GREETING + CLOSING + 10 + 10 < 60, "ten for the address and ten to connect"
    assert LONGEST_PAUSE < 60


async def test_a_quiet_connection_that_answers_is_left_alone(open_house) -> None:
    sockets = open_house.slack.sockets
    await sockets.until(lambda: sockets.pings >= 3)
    assert sockets.made == 1


@pytest.mark.parametrize(
    ("greeting", "reason"),
    [
        ("", "no_hello"),
        ('{"type":"new"}', "no_hello"),
        ('{"type":"disconnect","reason":"too_many_websockets"}', "too_many_websockets"),
    ],
)
async def test_a_connection_without_a_greeting_is_not_used(house, greeting, reason) -> None:
    house.slack.sockets.greeting = [greeting]
    with capture_logs() as logs:
        await house.line.start()
    assert [(entry["event"], entry["reason"]) for entry in logs] == [("no line to Slack", reason)]
    await house.slack.sockets.until(lambda: house.slack.sockets.made == 2)
    assert await house.asks("1") == {"text": "ja"}
    assert len(house.time.waited) == len(house.slack.sockets.links) == 1


# Patience


async def test_attempts_come_slower_and_slower_never_all_at_the_same_moment(open_house) -> None:
    open_house.slack.fail("apps.connections.open", Fail.BROKEN, times=8)
    open_house.time.now += STEADY + 1
    await open_house.slack.sockets.close()
    await open_house.slack.sockets.until(lambda: open_house.slack.sockets.made == 2)
    limits = [1, 2, 4, 8, 16, 30, 30, 30]
    waited = open_house.time.waited
    assert len(waited) == len(limits)
    assert all(limit / 2 <= pause <= limit for limit, pause in zip(limits, waited, strict=True))
    assert len({pause / limit for limit, pause in zip(limits, waited, strict=True)}) == len(limits)


async def test_after_days_without_slack_it_is_still_tried(open_house) -> None:
    open_house.line._failures = 10_000
    await open_house.slack.sockets.close()
    await open_house.slack.sockets.until(lambda: open_house.slack.sockets.made == 2)
    assert LONGEST_PAUSE / 2 <= open_house.time.waited[0] <= LONGEST_PAUSE


async def test_when_slack_says_how_long_to_wait_that_counts(open_house) -> None:
    open_house.slack.fail("apps.connections.open", Fail.RATE)
    sockets = open_house.slack.sockets
    await sockets.close()
    await sockets.until(lambda: sockets.made == 2)
    assert open_house.time.waited[-1] == 7
    await open_house.asks("1")
    await sockets.close()
    await sockets.until(lambda: sockets.made == 3)
    assert open_house.time.waited[-1] < 7, "once"


async def test_a_connection_that_is_lost_again_and_again_is_not_asked_for_all_the_time(open_house) -> None:
    sockets = open_house.slack.sockets
    for number in range(2, 6):
        await sockets.close()
        await sockets.until(lambda number=number: sockets.made == number)
        await open_house.asks("1")
    assert all(limit / 2 <= pause <= limit for limit, pause in zip([1, 2, 4, 8], open_house.time.waited, strict=True))
    open_house.time.now += STEADY + 1
    await sockets.close()
    await sockets.until(lambda: sockets.made == 6)
    assert len(open_house.time.waited) == 4, "the last one had proved itself"


@pytest.mark.parametrize("how", ["token_revoked", "ratelimited", Fail.HTML, Fail.RESET, Fail.BROKEN_JSON, Fail.TEXT])
async def test_whatever_refuses_a_connection_later_is_tried_again_and_reported(open_house, how) -> None:
    open_house.slack.fail("apps.connections.open", how, times=2)
    with capture_logs() as logs:
        await open_house.slack.sockets.close()
        await open_house.slack.sockets.until(lambda: open_house.slack.sockets.made == 2)
    assert [entry["event"] for entry in logs].count("no line to Slack") == 2
    assert all(set(entry) <= ALLOWED | {"log_level"} for entry in logs)
    assert await open_house.asks("1") == {"text": "ja"}


# Starting and stopping


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type", "missing_scope"])
async def test_a_refused_app_token_stops_the_start(house, code) -> None:
    house.slack.fail("apps.connections.open", code)
    with pytest.raises(SystemExit, match=rf"Slack refuses REGIOLIJN_SLACK_APP_TOKEN \({code}\)"):
        await house.line.start()


async def test_a_slack_that_is_away_for_a_moment_does_not_stop_the_start(house) -> None:
    house.slack.fail("apps.connections.open", Fail.BROKEN)
    await house.line.start()
    assert not house.line.hears()
    await house.slack.sockets.until(lambda: house.slack.sockets.made == 1)
    assert await house.asks("1") == {"text": "ja"}
    assert house.line.hears()


@pytest.mark.parametrize("address", ["ws://slack.example/link", "https://slack.example/link", "", "None"])
async def test_over_the_internet_only_an_encrypted_connection_is_made(address) -> None:
    api = Api("xapp-1", "https://slack.example/api/")
    await api.open()
    with pytest.raises(TryLater, match="no_address"):
        await api.connect(address, silence=SILENCE)
    await api.close()


async def test_a_stop_answers_what_is_inside_and_takes_nothing_more(open_house) -> None:
    sockets = open_house.slack.sockets
    open_house.desk.at_work.clear()
    inside = sockets.sent("interactive", {"n": "1"})
    await open_house.desk.has(1)
    async with asyncio.timeout(60):
        stopping = asyncio.create_task(open_house.line.stop())
        while open_house.line.hears():
            await asyncio.wait({stopping}, timeout=0.01)
        late = sockets.sent("interactive", {"n": "2"})
        open_house.desk.at_work.set()
        await stopping
        assert await inside == {"text": "ja"}
    assert not late.done()
    assert open_house.desk.taken == ["1"]


async def test_a_stop_in_the_middle_of_an_outage_does_not_wait_for_its_end(slack) -> None:
    waiting = asyncio.Event()

    async def wait(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    line = SocketMode(Api(slack.app_token, slack.url), Desk().take, wait=wait)
    slack.fail("apps.connections.open", Fail.BROKEN)
    await line.start()
    await waiting.wait()
    await line.stop()


async def test_readiness_and_health_say_whether_people_are_heard(slack, core) -> None:
    async def wait(seconds: float) -> None:
        await asyncio.Event().wait()

    slack.fail("apps.connections.open", Fail.BROKEN)
    deaf, hearing = by_socket(slack, core, wait=wait), by_socket(slack, core)
    async with standing(deaf, slack) as people:
        assert await _said(people, "readyz") == (503, {"ready": False})
        assert await _said(people, "healthz") == (200, {"ok": True, "deaf": ["slack"], "refused": {}})
    async with standing(hearing, slack) as people:
        assert await _said(people, "readyz") == (200, {"ready": True})
        assert await _said(people, "healthz") == (200, {"ok": True, "deaf": [], "refused": {}})


async def _said(people: SlackPeople, path: str) -> tuple[int, Any]:
    async with people.session.get(f"{people.url}/{path}") as answer:
        return answer.status, await answer.json()
