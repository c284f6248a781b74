"""Connecting: without an app nobody is believed, but for a stand-in on this machine that says so itself."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from adapters import Room, web
from adapters.teams import connect
from bot.cards import Card, Paragraph
from bot.conversation import Say
from bot.settings import Settings
from tests.fake_teams import fake_teams
from tests.teams.memory import Shelf
from tests.teams.room import NOOR, Script
from tests.teams_people import TeamsPeople

APP = {
    "teams_app_id": "5f7b1d9e-0000-4000-8000-00000000b001",
    "teams_app_password": SecretStr("a client secret"),
    "teams_tenant_id": "5f7b1d9e-0000-4000-8000-00000000a001",
}
STAND_IN = "http://localhost:56150/_connector"


def room(core: Script, **given: Any) -> Room:
    settings = Settings.model_construct(**{**Settings.model_construct().__dict__, **given})
    return connect(settings, core.answer, Shelf())


@pytest.mark.parametrize("missing", APP)
@pytest.mark.parametrize("empty", [None, ""])
def test_what_is_missing_is_one_sentence(missing: str, empty: str | None) -> None:
    given = {**APP, missing: SecretStr(empty) if empty is not None and missing == "teams_app_password" else empty}
    with pytest.raises(SystemExit, match=f"REGIOLIJN_{missing.upper()} is missing"):
        room(Script(), **given)


def test_beside_a_stand_in_half_an_app_is_still_half() -> None:
    with pytest.raises(SystemExit, match="REGIOLIJN_TEAMS_APP_PASSWORD is missing"):
        room(Script(), **{**APP, "teams_app_password": None, "teams_stand_in": STAND_IN})


def test_a_stand_in_is_not_believed_where_others_can_speak_to_us() -> None:
    with pytest.raises(SystemExit, match="needs REGIOLIJN_HOST to be this machine"):
        room(Script(), teams_stand_in=STAND_IN, host="0.0.0.0")  # noqa: S104


def test_a_check_takes_no_questions_from_whoever_serves() -> None:
    settings = Settings(teams_stand_in=STAND_IN)
    assert connect(settings, Script().answer, Shelf(), hearing=False).routes == ()
    assert len(connect(settings, Script().answer, Shelf()).routes) == 1


async def test_with_a_stand_in_no_token_is_asked_for_and_none_is_sent() -> None:
    core = Script(replies=[Say(Card("Welkom.", (Paragraph(("Welkom.",)),)))])

    async def well() -> dict[str, object]:
        return {"ok": True}

    async def ready() -> bool:
        return True

    async with fake_teams() as teams, aiohttp.ClientSession() as session:
        teams.add_user(NOOR, "Noor Habets")
        teams.tokens = [""]  # it takes what comes without one, and nothing else
        standing = room(core, teams_stand_in=teams.service_url, teams_tenant_id=teams.tenant)
        app = web.application([standing], health=well, ready=ready)
        async with web.open_door(app, [standing], "127.0.0.1", 0) as port:
            json = {"Content-Type": "application/json"}
            people = TeamsPeople(teams, f"http://127.0.0.1:{port}", session, lambda: json)
            assert (await people.types(NOOR, "help")).status == 200
            browser = TeamsPeople(teams, people.url, session, lambda: {**json, "Origin": "http://elsewhere.example"})
            assert (await browser.types(NOOR, "help")).status == 403
        assert [post.words for post in teams.direct(NOOR)] == ["Welkom."]
        assert teams.called("token") == []
    assert len(core.asked) == 1
