"""Slack from end to end: `regiolijn serve` as it is run, and a Slack that nobody here wrote, which keeps to the scopes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from rich.console import Console
from ruamel.yaml import YAML

from adapters.slack.api import Api
from adapters.slack.deliver import Slack
from bot import outbox_desk
from bot.cards import Card, Heading
from bot.conversation import Place
from bot.delivery import Delivery
from bot.examples import VWS
from tests.e2e.serving import address, on_slack, running, settings, until
from tests.e2e.stand_ins.slack import EmulatedSlack, Signed, emulated_slack
from tests.pictured import CHART, MAP
from tests.slack_workspace import Window

pytestmark = pytest.mark.e2e

MANIFEST = YAML(typ="safe").load(Path(__file__).parents[2] / "manifests/slack.yaml")
SCOPES = MANIFEST["oauth_config"]["scopes"]["bot"]
PEOPLE = {
    "noor": "noor.habets@example.nl",
    "lonneke": "lonneke.wisse@example.nl",
    "ruben": "ruben.alting@example.nl",
}
CHANNELS = set(re.findall(r"playground: ([a-z-]+)", (VWS / "organisation.yaml").read_text(encoding="utf-8")))
NUMBER = re.compile(r"K-\d{4}-0001")
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


class House:
    """Regiolijn at work in a workspace."""

    def __init__(self, slack: EmulatedSlack, folder: Path) -> None:
        self.slack = slack
        self.noor, self.ruben = slack.people["noor"], slack.people["ruben"]
        self.general, self.meva = slack.channels["general"], slack.channels["dir-meva"]
        self.settings = settings(
            database_url=f"sqlite:///{folder / 'regiolijn.db'}",
            organisation=on_slack(folder, lambda name: slack.channels[name]),
            slack_bot_token=slack.token,
            slack_signing_secret=slack.secret,
            slack_api_url=slack.url,
        )

    @asynccontextmanager
    async def serves(self) -> AsyncIterator[Signed]:
        """`regiolijn serve`, and the people who reach it."""
        async with running("serve", self.settings) as ready, aiohttp.ClientSession() as session:
            yield Signed(self.slack, address(ready), session)

    async def outbox(self) -> list[dict[str, str]]:
        """What `regiolijn outbox --json` shows."""
        shown = io.StringIO()
        await outbox_desk.listed(self.settings["REGIOLIJN_DATABASE_URL"], Console(file=shown), machine=True)
        return json.loads(shown.getvalue())


@asynccontextmanager
async def house(folder: Path, *, without: str = "") -> AsyncIterator[House]:
    """A workspace in which the app was installed by its manifest, perhaps `without` one of its scopes."""
    scopes = [scope for scope in SCOPES if scope != without]
    async with emulated_slack(folder, PEOPLE, CHANNELS, scopes) as slack:
        yield House(slack, folder)


def field(window: Window, question: str) -> dict[str, object]:
    """The block in which a question stands."""
    return next(block for block in window.view["blocks"] if block.get("element", {}).get("action_id") == question)


async def test_from_the_command_to_the_receipt_that_says_who_took_it_on(tmp_path: Path):
    async with house(tmp_path) as here, here.serves() as people:
        slack, noor, ruben, meva = here.slack, here.noor, here.ruben, here.meva

        await people.slash(noor, channel=here.general)
        [form] = slack.views[noor]
        await people.submit(noor, {"text": ""})
        assert form.errors == {field(form, "text")["block_id"]: "Vul hier iets in."}
        assert (slack.seen(ruben, meva), slack.direct(noor)) == ([], [])

        await people.submit(noor, {"text": STAGE})
        assert slack.views[noor] == []
        await until(lambda: slack.seen(ruben, meva) and slack.direct(noor))
        [card], [receipt] = slack.seen(ruben, meva), slack.direct(noor)
        number = NUMBER.search(card.text)
        assert number is not None
        assert STAGE in card.words
        assert number[0] in receipt.words
        assert "opgepakt" not in receipt.words

        await people.press(ruben, "Ik pak dit op", card)
        assert field(slack.views[ruben][-1], "step"), "the form for the next step stands on his screen"
        await until(lambda: len(slack.direct(noor)) == 2 and slack.thread(ruben, card))
        [claimed], [changed, news] = slack.seen(ruben, meva), slack.direct(noor)
        assert (claimed.ts, changed.ts) == (card.ts, receipt.ts), "edited where they stood"
        assert "opgepakt" in claimed.words
        assert "opgepakt door Ruben Alting" in changed.words
        assert f"Ruben Alting (MEVA) heeft {number[0]} opgepakt" in news.words
        assert [reply.text for reply in slack.thread(ruben, card)] == [
            f"{number[0]} opgepakt door Ruben Alting (MEVA)."
        ]
        assert slack.refused == []


async def test_what_is_alike_stands_in_the_next_window_and_whoever_joins_it_has_its_receipt(tmp_path: Path):
    async with house(tmp_path) as here, here.serves() as people:
        slack, lonneke = here.slack, here.slack.people["lonneke"]
        await people.slash(here.noor, STAGE, channel=here.general)
        await people.submit(here.noor)
        await until(lambda: slack.direct(here.noor))
        await people.slash(lonneke, STAGE.replace("Zuid-Limburg", "Zeeland"), channel=here.general)
        await people.submit(lonneke)
        choice = field(slack.views[lonneke][-1], "choice")["element"]
        joining, anew = choice["options"]
        assert choice["initial_option"] == anew
        await people.submit(lonneke, {"choice": joining["value"]})
        await until(lambda: slack.direct(lonneke))
        [receipt] = slack.direct(lonneke)
        assert "Jullie knelpunt K-" in receipt.words
        assert "Zuid-Limburg en 1 andere regio" in receipt.words
        assert slack.refused == []


async def test_what_a_colleague_wrote_becomes_a_knelpunt_that_can_be_asked_after_in_the_direct_messages(tmp_path: Path):
    async with house(tmp_path) as here, here.serves() as people:
        slack, noor = here.slack, here.noor
        message = slack.says(here.ruben, here.general, STAGE)
        await people.message_action(noor, message)
        assert field(slack.views[noor][-1], "text")["element"]["initial_value"] == STAGE
        await people.submit(noor)
        await until(lambda: slack.seen(here.ruben, here.meva) and slack.direct(noor))
        assert STAGE in slack.seen(here.ruben, here.meva)[0].words

        [receipt] = slack.direct(noor)
        await people.slash(noor, "lijst mijn", channel=receipt.channel)
        assert NUMBER.search(slack.private[noor][-1].words)
        assert slack.refused == []


async def test_a_form_that_slack_does_not_open_waits_in_the_direct_messages_with_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with house(tmp_path) as here, here.serves() as people:
        slack, noor = here.slack, here.noor
        with monkeypatch.context() as late:
            late.setattr(slack, "trigger", lambda user: "1795315136.551412.trg84332f330")
            await people.slash(noor, STAGE, channel=here.general)
        await until(lambda: slack.direct(noor))
        assert slack.refused == [("views.open", "invalid_trigger_id"), ("chat.postEphemeral", "user_not_in_channel")]
        [offer] = slack.direct(noor)
        await people.press(noor, "Open formulier", offer)
        assert field(slack.views[noor][-1], "text")["element"]["initial_value"] == STAGE


@pytest.mark.parametrize(("scope", "cards"), [("chat:write", 0), ("im:write", 1)])
async def test_without_a_scope_to_send_the_outbox_says_what_is_missing(tmp_path: Path, scope: str, cards: int):
    async with house(tmp_path, without=scope) as here:
        async with here.serves() as people:
            await people.slash(here.noor, STAGE, channel=here.general)
            await people.submit(here.noor)
            await until(lambda: here.slack.refused and len(here.slack.seen(here.ruben, here.meva)) == cards)
        assert here.slack.direct(here.noor) == []
        lost = {each["reason"] for each in await here.outbox() if each["state"] == "undeliverable"}
        assert "missing_scope" in lost


@pytest.mark.parametrize(
    ("scope", "told"),
    [("users:read", "Regiolijn kan nu niet zien wie je bent"), ("users:read.email", "Regiolijn kent je nog niet.")],
)
async def test_without_a_scope_to_know_people_nobody_comes_in_and_who_asks_is_told(
    tmp_path: Path, scope: str, told: str
):
    async with house(tmp_path, without=scope) as here, here.serves() as people:
        await people.slash(here.noor, STAGE, channel=here.general)
        [answer] = here.slack.private[here.noor]
        assert answer.text.startswith(told)
        assert here.slack.views[here.noor] == []


@pytest.mark.parametrize(("without", "refused"), [("", []), ("files:write", ["missing_scope"])])
async def test_a_map_is_uploaded_and_shown_and_without_the_scope_the_message_arrives_all_the_same(
    tmp_path: Path, without: str, refused: list[str]
):
    async with house(tmp_path, without=without) as here:
        api = Api(here.slack.token, here.slack.url)
        await api.open()
        api.scopes = frozenset({"files:write"})  # the stand-in does not say which there are
        week = Card("Week 47", (Heading("Week 47"), CHART, MAP))
        await Slack(api, {here.slack.team}).deliver(Delivery("k1", Place("slack", here.meva), week))
        await api.close()
        [message] = here.slack.seen(here.ruben, here.meva)
        assert MAP.summary in message.words
        assert [why for _, why in here.slack.refused] == refused
        shown = [block["slack_file"]["id"] for block in message.blocks if block["type"] == "image"]
        assert len(shown) == 1 - len(refused)
