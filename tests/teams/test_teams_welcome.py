"""The first words to whoever adds the app: once, in their chat with it."""

from __future__ import annotations

import asyncio

from bot.cards import Card, Heading
from bot.conversation import Say
from tests.teams.room import MEVA, NOOR, RUBEN


async def test_who_installs_the_app_reads_once_what_it_can_do(at) -> None:
    at.core.replies = [Say(Card("Wat kun je hier doen?", (Heading("Wat kun je hier doen?"),)))] * 2
    chat = at.teams.direct(NOOR)
    assert chat == []
    await at.people.installs(NOOR, "a:1" + NOOR)
    await at.people.installs(NOOR, "a:1" + NOOR)
    assert [post.words for post in at.teams.direct(NOOR)] == ["Wat kun je hier doen?"]
    (asked,) = at.core.asked
    assert (asked.words, asked.direct) == ("help", True)


async def test_who_adds_the_app_to_a_channel_hears_nothing_as_a_word_about_it_elsewhere_would_not_say_which(at) -> None:
    await at.people.installs(RUBEN, MEVA)
    assert at.teams.posted == []
    assert at.core.asked == []


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
