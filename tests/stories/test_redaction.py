"""What slipped in is taken out: from the cards, the threads, the messages and the disk; the timeline says that it was."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.side import Somebody

NAME = "Adelheid Vonk"
STAGE = f"Zuid-Limburg: het personeelstekort in de VVT groeit sinds {NAME} vertrok."
NUMBER = "K-2026-0001"
BY_WHOM = "femke-dijkgraaf"


async def files_with_a_name(chat: Chat) -> None:
    """Whatever the guard asks about names, the filer lets it stand."""
    await chat.noor.types(f"/knelpunt {STAGE}")
    while chat.noor.has_form:
        await chat.noor.sends()


async def says(somebody: Somebody, **answers: str) -> None:
    """Send in a form, and again as long as it is asked whether a name may stay."""
    await somebody.sends(**answers)
    while somebody.has_form:
        await somebody.sends()


async def takes_out(chat: Chat, passage: str = NAME, why: str = "Een naam hoort hier niet") -> None:
    admin = chat.person(BY_WHOM)
    await admin.types(f"/knelpunt verwijder {NUMBER}")
    await admin.sends(passage=passage, why=why)
    assert f"in {NUMBER}" in admin.form.words
    await admin.sends()


async def everywhere(chat: Chat) -> str:
    """Everything that stands anywhere now, but for what one person was answered."""
    return "\n".join([each.words for side in (chat, *chat.others) for each in await side.wire.shown()])


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_name_goes_from_card_thread_and_message_and_everybody_hears_that_something_went(chat: Chat):
    await files_with_a_name(chat)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await says(chat.ruben, step="Ik bel haar opvolger.")
    await chat.noor.presses("Reageer", on=NUMBER)
    await says(chat.noor, text=f"Dat {NAME.upper()} weg is, speelt mee.")
    await chat.ruben.reads("ADELHEID VONK")
    await takes_out(chat)
    chat.person(BY_WHOM).is_told(f"De woorden zijn weg uit {NUMBER} (2 keer)")
    shown = await everywhere(chat)
    assert NAME.casefold() not in shown.casefold()
    assert "groeit sinds [verwijderd] vertrok" in shown
    assert "Dat [verwijderd] weg is, speelt mee." in shown
    await chat.noor.reads(NUMBER, "woorden weggehaald", "Een naam hoort hier niet")
    assert await chat._store.check_chain((await chat.kept(NUMBER)).id) == []


async def test_nothing_of_it_is_left_on_disk_and_a_retry_does_not_bring_it_back(chat: Chat):
    await files_with_a_name(chat)
    await chat.ruben.types(f"/knelpunt toon {NUMBER}")
    await chat.noor.presses("Reageer", on=NUMBER)
    await says(chat.noor, text=f"{NAME} was er al.")
    await chat.noor.presses("Trek in", on=NUMBER)
    assert await chat.keeps("Adelheid")
    await takes_out(chat)
    assert not await chat.keeps("Adelheid")
    assert not await chat.keeps("adelheid")
    await chat.restarts()
    assert not await chat.keeps("Adelheid")
    await chat.ruben.types(f"/knelpunt toon {NUMBER}")
    chat.ruben.is_told("[verwijderd]")


async def test_what_was_asked_and_answered_long_ago_says_nothing_of_it_any_more(chat: Chat):
    await files_with_a_name(chat)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await says(chat.ruben, step="Bellen.")
    await chat.ruben.presses("Vraag de regio", on=NUMBER)
    await says(chat.ruben, text=f"Wie volgt {NAME} op?")
    await chat.noor.reads(NAME)
    await chat.noor.presses("Beantwoord", on=NUMBER)
    await says(chat.noor, text="Nog niemand.")
    await takes_out(chat)
    assert NAME not in await everywhere(chat)
    await chat.noor.reads("niet meer actueel")


async def test_words_that_do_not_stand_there_are_asked_for_again(chat: Chat):
    await files_with_a_name(chat)
    admin = chat.person(BY_WHOM)
    await admin.types(f"/knelpunt verwijder {NUMBER}")
    await admin.sends(passage="Adelheid Vonken", why="Een naam")
    assert "staan niet in" in admin.form.errors["passage"]
    assert admin.form.values["passage"] == "Adelheid Vonken"
    await admin.sends(passage="A.", why="")
    assert "te kort" in admin.form.errors["passage"]
    assert list(admin.form.errors) == ["passage", "why"]


async def test_only_an_admin_takes_words_out(chat: Chat):
    await files_with_a_name(chat)
    await chat.noor.types(f"/knelpunt verwijder {NUMBER}")
    chat.noor.is_told("Alleen een beheerder haalt woorden weg")
    assert not chat.noor.has_form


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_digest_loses_the_words_where_it_stands_and_nothing_else_of_it_changes(chat: Chat):
    await chat.weekly()
    await files_with_a_name(chat)
    await chat.at("2026-11-09 10:00")
    digest = (await chat.cards("dir-meva"))[-1]
    assert NAME in digest.words
    await chat.at("2026-11-13 10:00")  # and now it is late
    await takes_out(chat)
    (after,) = [each for each in await chat.cards("dir-meva") if "Weekoverzicht" in each.words]
    assert set(after.words.split()) - set(digest.words.split()) <= {"[verwijderd]", "bewerkt"}
    assert set(digest.words.split()) - set(after.words.split()) == set(NAME.split())
    assert NAME not in await everywhere(chat)
    assert "kunnen de woorden nog staan" not in chat.wire.whispered(chat.person(BY_WHOM).person)[-1].words


async def test_a_digest_of_which_nobody_knows_what_it_says_is_named(chat: Chat):
    await chat.weekly()
    await files_with_a_name(chat)
    await chat.at("2026-11-09 10:00")
    await chat.forgets_what_digests_say()
    await takes_out(chat)
    admin = chat.person(BY_WHOM)
    admin.is_told("Op deze plekken kunnen de woorden nog staan")
    admin.is_told("Macro-Economische Vraagstukken en Arbeidsmarkt")
