"""Each adapter as the contract sees it: how payloads are read, how cards look, and its platform with somebody on it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from adapters.playground.receive import read
from adapters.playground.receive import receive as received_in_playground
from adapters.playground.render import render_card, render_form, render_reply
from adapters.slack.api import Api
from adapters.slack.deliver import Slack
from adapters.slack.forms import corrections, modal
from adapters.slack.receive import receive as received_in_slack
from adapters.slack.render import message
from adapters.teams.api import Api as Connector
from adapters.teams.credential import Credential
from adapters.teams.deliver import Teams
from adapters.teams.forms import asked
from adapters.teams.pace import Pace
from adapters.teams.receive import receive as received_in_teams
from adapters.teams.references import References
from adapters.teams.render import message as teams_message
from bot.cards import Card, Form
from bot.conversation import Account, Correct, Place, Request
from bot.delivery import Platform
from tests.contract.playground_world import LIMBURG, World, opened
from tests.fake_slack import fake_slack
from tests.fake_teams import fake_teams
from tests.teams.memory import Shelf

PAYLOADS = Path(__file__).parent / "payloads"


@dataclass(frozen=True)
class Town:
    """A platform with one member and one channel; `nobody` and `nowhere` do not exist there."""

    platform: Platform
    noor: Account
    nobody: Account
    channel: Place
    nowhere: Place


@dataclass(frozen=True)
class Adapter:
    """What is sent for a card, a form or a correction is given as text, escapes taken away."""

    name: str
    received: Callable[[str], Request | None]
    card: Callable[[Card], str]
    form: Callable[[Form], str]
    correction: Callable[[Correct], str]
    town: Callable[[Path], AbstractAsyncContextManager[Town]]
    looks_up: bool = True  # whether people can be found by e-mail address
    cancels: bool = True  # whether a form shows its word for giving up; elsewhere the platform has its own way


def _sent(platform: str, scenario: str) -> dict[str, object]:
    payload: dict[str, object] = json.loads((PAYLOADS / platform / f"{scenario}.json").read_text(encoding="utf-8"))
    return payload


def _text(payload: object) -> str:
    return json.dumps(payload, ensure_ascii=False)


@asynccontextmanager
async def _slack_town(folder: Path) -> AsyncIterator[Town]:
    async with fake_slack() as slack:
        slack.add_user("U0NOOR", "Noor Habets", "noor@vws.example")
        slack.scopes.add("channels:read")  # without it a channel cannot be looked at
        slack.add_channel("C0MEVA")
        api = Api(slack.token, slack.url)
        await api.open()
        yield Town(
            Slack(api, {slack.team}),
            Account("slack", slack.team, "U0NOOR"),
            Account("slack", slack.team, "U0NOBODY"),
            Place("slack", "C0MEVA"),
            Place("slack", "C0GONE"),
        )
        await api.close()


@asynccontextmanager
async def _playground_town(folder: Path) -> AsyncIterator[Town]:
    async with opened(World(), folder / "chat.db") as (room, _):
        yield Town(
            room.platform,
            Account("playground", "demo", "noor"),
            Account("playground", "demo", "nobody"),
            LIMBURG,
            Place("playground", "weg"),
        )


def _received_in_teams(scenario: str) -> Request | None:
    sent = _sent("teams", {"submission": "submission_in_dialog"}.get(scenario, scenario))
    return received_in_teams(sent, bot="8a6e0c54-1f0d-4b7c-9a55-2d7f6b3e91c0")


@asynccontextmanager
async def _teams_town(folder: Path) -> AsyncIterator[Town]:
    async with fake_teams() as teams:
        noor = teams.add_user("5f7b1d9e-0000-4000-8000-000000000001", "Noor Habets", "noor@vws.example")
        teams.add_channel("19:meva@thread.tacv2")
        api = Connector(Credential(teams.app_id, teams.secret, teams.tenant, teams.login_url), teams.service_url)
        await api.open()
        yield Town(
            Teams(api, References(Shelf(), teams.tenant, teams.service_url), Pace(), teams.tenant),
            Account("teams", teams.tenant, noor),
            Account("teams", teams.tenant, "5f7b1d9e-0000-4000-8000-0000000000ff"),
            Place("teams", "19:meva@thread.tacv2"),
            Place("teams", "19:gone@thread.tacv2"),
        )
        await api.close()


SLACK = Adapter(
    "slack",
    lambda scenario: received_in_slack(_sent("slack", scenario)),
    lambda card: _text(message(card)),
    lambda form: _text(modal(form)),
    lambda correct: _text(corrections(correct.errors, {field.key: field.key for field in correct.form.fields})),
    _slack_town,
)
PLAYGROUND = Adapter(
    "playground",
    lambda scenario: received_in_playground(read(_sent("playground", scenario)), text="Wie kent dit?"),
    lambda card: unescape(render_card(card)),
    lambda form: unescape(render_form(form, "form-1")),
    lambda correct: unescape(render_reply(correct, "form-1", "nl")["html"]),
    _playground_town,
)
TEAMS = Adapter(
    "teams",
    _received_in_teams,
    lambda card: _text(teams_message(card)),
    lambda form: _text(asked(form, inline=True)),
    lambda correct: _text(asked(correct.form, errors=correct.errors, inline=True)),
    _teams_town,
    looks_up=False,
    cancels=False,
)
ADAPTERS = {adapter.name: adapter for adapter in (SLACK, PLAYGROUND, TEAMS)}
