"""Word for somebody who never spoke to Regiolijn: it goes to whoever has their e-mail address, if that is really them."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.fake_slack import Fail

STAGE = "Zuid-Limburg: de stage telt niet mee voor de BBL."
LOST = "K-2026-0001 kwam niet aan bij MEVA"
BRAM = "UBRAMHOOGLAND"

ON_SLACK = pytest.mark.parametrize("chat", ["slack"], indirect=True)


async def heard(chat: Chat) -> set[str]:
    """Which admins read that a card was lost."""
    return {each.where for each in await chat.wire.shown() if LOST in each.words and not each.where.startswith("#")}


async def given_up(chat: Chat) -> list[tuple[str, str]]:
    return [(each.view, each.reason) for each in await chat._store.desk.listed() if each.state == "undeliverable"]


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_an_admin_who_never_spoke_hears_what_was_lost(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    assert await heard(chat) == {"Femke Dijkgraaf", "Bram Hoogland"}


async def test_an_account_is_theirs_once_they_speak_from_it_and_not_before(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    people = chat._house.work().people
    assert await people.accounts_of("bram-hoogland") == []
    await chat.person("bram-hoogland").types("/knelpunt help")
    assert len(await people.accounts_of("bram-hoogland")) == 1


@ON_SLACK
@pytest.mark.parametrize(
    "about",
    [
        {"is_restricted": True},
        {"deleted": True},
        {"is_bot": True},
        {"is_stranger": True},
        {"team_id": "T0ELSEWHERE"},
        {"is_email_confirmed": False},
    ],
)
async def test_whoever_is_not_certainly_theirs_reads_nothing(chat: Chat, about: dict[str, object]):
    chat.wire.fake.users[BRAM] |= about
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    assert await heard(chat) == {"Femke Dijkgraaf"}
    assert ("undelivered", "no account") in await given_up(chat)


@ON_SLACK
async def test_an_address_that_nobody_has_is_written_down_as_lost(chat: Chat):
    del chat.wire.fake.users[BRAM]
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    assert ("undelivered", "no account") in await given_up(chat)


@ON_SLACK
@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.HTML, "missing_scope"])
async def test_when_slack_does_not_say_who_has_an_address_it_is_asked_again(chat: Chat, how: str):
    chat.wire.fake.fail("users.lookupByEmail", how, times=3)
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 10:20")
    assert await heard(chat) == {"Femke Dijkgraaf", "Bram Hoogland"}
    assert ("undelivered", "no account") not in await given_up(chat)


async def test_it_is_said_in_the_language_the_organisation_file_gives_them(chat: Chat):
    bram = chat.organisation.people["bram-hoogland"].model_copy(update={"language": "en"})
    chat.organisation = chat.organisation.model_copy(
        update={"people": {**chat.organisation.people, "bram-hoogland": bram}}
    )
    await chat.restarts()
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.person("bram-hoogland").reads("K-2026-0001 did not reach MEVA")
