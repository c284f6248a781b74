"""`regiolijn check`, as it is typed: a fault is one sentence with the step that mends it."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import Result

from bot.conversation import Account, Place
from bot.examples import VWS
from bot.organisation import read_organisation
from bot.settings import PREFIX
from bot.store import open_store, tables
from bot.store.bindings import Binding
from tests.commands import regiolijn
from tests.contract.store_words import NOW, filed
from tests.fake_slack import Fail, FakeSlack, fake_slack

KEYWORDS = re.compile(r"(keywords:\s*\[[^,\]]+)[^\]]*\]")
"""Of a theme, the first one apart: nothing that is checked here hangs on the others, and they take long to read."""

ANOTHER = "Name the right account in the organisation file, or let somebody else take this role."


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FakeSlack]:
    """A workspace in which all is well, and settings and an organisation file that fit it."""
    async with fake_slack() as fake:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            monkeypatch.delenv(name)
        text = (VWS / "organisation.yaml").read_text(encoding="utf-8")
        text = re.sub(KEYWORDS, r"\1]", text)
        text = re.sub(r"^( +|decision_)channels: \{playground: ([\w-]+)\}", _on_slack, text, flags=re.MULTILINE)
        text = text.replace("roles: [admin]\n", "roles: [admin]\n    accounts: {slack: U0FEMKE}\n")
        (tmp_path / "organisation.yaml").write_text(text, encoding="utf-8")
        for channel in re.findall(r"slack: (C\w+)\}", text):
            fake.add_channel(channel)
        fake.add_user("U0FEMKE", "Femke Dijkgraaf", "femke.dijkgraaf@example.nl")
        fake.scopes.add("channels:read")
        for name, value in {
            "ORGANISATION": str(tmp_path / "organisation.yaml"),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'regiolijn.db'}",
            "SLACK_BOT_TOKEN": fake.token,
            "SLACK_APP_TOKEN": fake.app_token,
            "SLACK_API_URL": fake.url,
        }.items():
            monkeypatch.setenv(f"{PREFIX}{name}", value)
        yield fake


def _on_slack(found: re.Match[str]) -> str:
    return f"{found[1]}channels: {{playground: {found[2]}, slack: {_channel(found[2])}}}"


def _channel(name: str) -> str:
    return "C" + name.upper().replace("-", "")


async def checked(*words: str) -> Result:
    return await asyncio.to_thread(regiolijn, "check", *words)


async def faults() -> list[str]:
    result = await checked("--json")
    report = json.loads(result.stdout)
    assert (report["ok"], result.exit_code) == ((False, 1) if report["faults"] else (True, 0))
    return [" ".join(filter(None, fault.values())) for fault in report["faults"]]


async def test_when_all_is_well_it_says_just_that(slack: FakeSlack):
    result = await checked()
    assert (result.stdout, result.exit_code) == ("Everything is well.\n", 0)


async def test_nobody_comes_in_by_a_check(slack: FakeSlack):
    assert await faults() == []
    assert slack.called("apps.connections.open"), "Slack is asked whether it would give a line"
    assert slack.sockets.made == 0


@pytest.mark.parametrize("code", ["not_allowed_token_type", "missing_scope", "invalid_auth", "socket_mode_disabled"])
async def test_an_app_token_that_slack_refuses_is_one_fault(slack: FakeSlack, code: str):
    slack.fail("apps.connections.open", code)
    (fault,) = await faults()
    assert fault.startswith(f"slack Slack refuses the app token ({code}). Switch Socket Mode on")


async def test_a_line_that_slack_does_not_promise_is_to_be_asked_again(slack: FakeSlack):
    slack.fail("apps.connections.open", Fail.RATE)
    (fault,) = await faults()
    assert fault == "slack Slack did not say whether the app token works (ratelimited). Try again later."


async def test_over_http_there_is_no_app_token_to_ask_about(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(f"{PREFIX}SLACK_APP_TOKEN")
    monkeypatch.setenv(f"{PREFIX}SLACK_SIGNING_SECRET", slack.secret)
    assert await faults() == []
    assert slack.called("apps.connections.open") == []


async def test_a_check_leaves_no_database_behind(slack: FakeSlack, tmp_path: Path):
    assert await faults() == []
    assert [name for name in os.listdir(tmp_path) if name.startswith("regiolijn.db")] == []  # noqa: PTH208


async def test_each_fault_is_a_sentence_with_the_step_that_mends_it(slack: FakeSlack):
    slack.channels["CDIRMEVA"]["is_archived"] = True
    slack.channels["CDIRIZA"]["is_member"] = False
    slack.scopes.discard("im:write")
    slack.users["U0FEMKE"]["deleted"] = True
    result = await checked()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "slack: The bot lacks the scope im:write. Add it to the app from manifests/slack.yaml and install it again.",
        "slack: Channel CDIRMEVA is archived. Restore it, or name another in the organisation file.",
        "slack: The bot is not in channel CDIRIZA. Invite the bot there with /invite @Regiolijn.",
        f"slack: Femke Dijkgraaf cannot be reached: the account is switched off or unknown there. {ANOTHER}",
        "4 faults.",
    ]


async def test_a_token_that_slack_refuses_is_one_fault(slack: FakeSlack):
    slack.fail("auth.test", "invalid_auth")
    (fault,) = await faults()
    assert fault.startswith("slack Slack refuses REGIOLIJN_SLACK_BOT_TOKEN (invalid_auth): install the app again")


async def test_beside_a_platform_that_refuses_the_others_are_looked_at_and_nobody_is_blamed(
    slack: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(f"{PREFIX}TEAMS_STAND_IN", "http://127.0.0.1:1")
    path = tmp_path / "organisation.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("slack: CDIRCZ}", "slack: CDIRCZ, teams: dir-cz}"), encoding="utf-8")
    await spoken(slack, tmp_path, "gijs-elderink")
    slack.fail("auth.test", "invalid_auth")
    refused, unknown = await faults()
    assert refused.startswith("slack Slack refuses REGIOLIJN_SLACK_BOT_TOKEN (invalid_auth)")
    assert unknown == "teams Teams did not say whether dir-cz is well (unreachable). Try again later."


async def test_a_platform_that_does_not_say_is_to_be_asked_again(slack: FakeSlack):
    slack.fail("users.info", Fail.BROKEN)
    (fault,) = await faults()
    assert fault.startswith("slack It is not known whether Femke Dijkgraaf can be reached")
    assert fault.endswith("Try again later.")


async def test_settings_that_do_not_fit_are_told_all_at_once(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(f"{PREFIX}PORT", "http")
    monkeypatch.setenv(f"{PREFIX}LOCALE", "fr")
    assert await faults() == [
        "settings REGIOLIJN_PORT must be a whole number from 0 to 65535.",
        "settings REGIOLIJN_LOCALE must be nl or en.",
    ]


async def test_a_fault_in_the_organisation_file_is_named_with_its_line(slack: FakeSlack, tmp_path: Path):
    path = tmp_path / "organisation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("routing_fallback: IZA", "routing_fallback: ZZZ"))
    (fault,) = await faults()
    assert fault.startswith(f"organisation {path}, regel ")


async def spoken(slack: FakeSlack, tmp_path: Path, *silent: str) -> None:
    """Everybody is on Slack and spoke once, these apart; and a channel was bound that is not there."""
    path = tmp_path / "organisation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(", slack: CDIRCZ}", "}"), encoding="utf-8")
    organisation = read_organisation(path)
    store = await open_store(f"sqlite:///{tmp_path / 'regiolijn.db'}", migrate=True)
    for number, person in enumerate(organisation.people.values()):
        work = store.work(now=NOW, organisation=organisation)
        account = Account("slack", slack.team, slack.add_user(f"U0{number}", person.name, person.emails[0]))
        if person.key not in silent:
            work.people.remember(account, person.key, person.emails[0])
        work.bindings.bind(Binding(Place("slack", "C0BOUND"), "directorates", "CZ", "femke-dijkgraaf", NOW))
        await work.commit()
    await store.close()


async def test_with_the_database_at_hand_it_knows_what_was_bound(slack: FakeSlack, tmp_path: Path):
    await spoken(slack, tmp_path)
    (bound,) = await faults()
    assert bound.startswith("slack Slack does not show channel C0BOUND (channel_not_found). Check the id.")


async def test_whoever_never_spoke_is_found_by_address_or_cannot_be_reached(slack: FakeSlack, tmp_path: Path):
    await spoken(slack, tmp_path, "marijke-oldenhof", "gijs-elderink")
    for user in slack.users.values():
        user["is_restricted"] = user["profile"]["email"] == "marijke.oldenhof@example.nl"
    _, marijke = await faults()
    assert marijke == (
        "people Marijke Oldenhof cannot be reached: no account is known, or has their address. Let them type "
        "/knelpunt help once, or name their account in the organisation file, under accounts."
    )
    assert [call["email"] for call in slack.called("users.lookupByEmail")] == [
        "marijke.oldenhof@example.nl",
        "gijs.elderink@example.nl",
    ]


async def test_whoever_only_spoke_on_a_platform_that_is_off_cannot_be_reached(slack: FakeSlack, tmp_path: Path):
    await spoken(slack, tmp_path, "gijs-elderink")
    store = await open_store(f"sqlite:///{tmp_path / 'regiolijn.db'}")
    work = store.work(now=NOW, organisation=read_organisation(tmp_path / "organisation.yaml"))
    work.people.remember(Account("teams", "tenant", "gijs"), "gijs-elderink", "gijs.elderink@example.nl")
    await work.commit()
    await store.close()
    _, gijs = await faults()
    assert gijs.startswith("people Gijs Elderink cannot be reached: their account is on teams, which is off. Switch")


async def test_whether_somebody_can_be_found_may_have_to_be_asked_again(slack: FakeSlack, tmp_path: Path):
    await spoken(slack, tmp_path, "gijs-elderink")
    slack.fail("users.lookupByEmail", Fail.RATE)
    _, gijs = await faults()
    assert gijs == "people It is not known whether Gijs Elderink can be reached (ratelimited). Try again later."


async def test_beside_a_server_on_sqlite_it_checks_what_it_can(slack: FakeSlack, tmp_path: Path):
    running = await open_store(f"sqlite:///{tmp_path / 'regiolijn.db'}", migrate=True)
    try:
        assert await faults() == []
    finally:
        await running.close()


async def test_a_timeline_changed_by_hand_is_a_fault_also_beside_a_server_on_sqlite(slack: FakeSlack, tmp_path: Path):
    running = await open_store(f"sqlite:///{tmp_path / 'regiolijn.db'}", migrate=True)
    try:
        await filed(running, read_organisation(tmp_path / "organisation.yaml"))
        by_hand = update(tables.events).values(facts={"text": "Al opgelost"})
        await running._runner.write(lambda connection: connection.execute(by_hand))
        (fault,) = await faults()
        assert fault == (
            "database Signal K-2026-0001, event 1: its content was changed. Compare it with a backup and restore it: "
            "docs/operations.md, under A timeline that does not hold."
        )
    finally:
        await running.close()


async def test_a_directorate_without_head_or_channel_is_named(slack: FakeSlack, tmp_path: Path):
    await spoken(slack, tmp_path)
    file = tmp_path / "organisation.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("    head: wim-verhage\n    channels: {playground: dir-dmo, slack: CDIRDMO}\n") == 1
    text = text.replace("    head: wim-verhage\n    channels: {playground: dir-dmo, slack: CDIRDMO}\n", "")
    file.write_text(text, encoding="utf-8")
    assert [fault for fault in await faults() if fault.startswith("organisation")] == [
        (
            "organisation DMO has no head: what nobody takes on goes to the regiocommissaris a rung sooner. "
            "Name one in the organisation file, under head."
        ),
        (
            "organisation DMO has no channel: triage gets its signals. "
            "Name one in the organisation file, or type /knelpunt koppel DMO in its channel."
        ),
    ]
