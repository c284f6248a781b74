"""Whatever happens to a request, it has one effect and one answer, and nothing that was typed is lost."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import core, serving
from bot.cards import Quote
from bot.conversation import Account, Command, Correct, Done, Open, Press, Reply, Say, Submission, Unopened
from bot.handlers import CONTENTS, follow_up
from bot.organisation import Organisation
from bot.store.work import Work
from tests.faults.ministry import (
    HOUR,
    NOOR,
    RUBEN,
    STAGE,
    Ministry,
    crowded,
    fixer,
    hasty,
    on_slack,
    people,
    read_only,
    said,
    server_away,
    slow,
)
from tests.faults.platform import Trouble, UnreliablePlatform

BSN = "948102731"
WAIT = "Een ogenblik, je hoort het zo."


async def signals(ministry: Ministry) -> int:
    [(count,)] = await ministry.rows("SELECT count(*) FROM signals")
    return count


async def remembered(ministry: Ministry) -> list[str]:
    """The requests that will get their answer again."""
    return [key for (key,) in await ministry.rows("SELECT key FROM seen")]


# Once


async def test_a_form_that_comes_in_ten_times_at_once_counts_once_and_every_answer_is_the_same(ministry: Ministry):
    replies = await asyncio.gather(*(ministry.core.answer(ministry.form()) for _ in range(10)))
    assert replies == [Done()] * 10
    assert await signals(ministry) == 1


async def test_a_press_that_comes_in_again_gets_the_same_words_and_does_nothing(ministry: Ministry):
    await ministry.files()
    await ministry.presses("claim")
    press = ministry.press("hand_back")
    first = await ministry.core.answer(press)
    await ministry.core.answer(ministry.press("claim", by=fixer(1)))
    assert await ministry.core.answer(press) == first
    assert "teruggegeven" in said(first)
    assert await ministry.rows("SELECT fixer FROM signals") == [("fixer-1",)]


async def test_a_claim_that_comes_in_again_does_not_open_the_form_twice(ministry: Ministry):
    await ministry.files()
    press = ministry.press("claim")
    assert isinstance(await ministry.core.answer(press), Open)
    assert await ministry.core.answer(press) == Done()


async def test_a_retry_while_the_first_is_still_running_waits_for_it_and_has_no_effect(ministry: Ministry):
    async with slow(ministry.store):
        first = asyncio.ensure_future(ministry.core.answer(ministry.form()))
        await asyncio.sleep(0)
        again = asyncio.ensure_future(ministry.core.answer(ministry.form()))
        await asyncio.sleep(0.05)
    assert await first == await again == Done()
    assert await signals(ministry) == 1


async def test_what_has_no_effect_is_not_remembered(ministry: Ministry):
    help_ = Command("c1", RUBEN, "/knelpunt", "help")
    refused = Command("c2", RUBEN, "knelpunt", STAGE)
    opened = Command("c3", NOOR, "knelpunt", STAGE)
    corrected = ministry.form(lead="NERGENS")
    masked = ministry.form(text=f"BSN {BSN} wacht op een stage")
    asked = ((help_, "say"), (refused, "say"), (opened, "open"), (corrected, "correct"), (masked, "open"))
    for request, kind in asked:
        assert (await ministry.core.answer(request)).kind == kind
        assert (await ministry.core.answer(request)).kind == kind
    assert await remembered(ministry) == []


async def test_somebodys_very_first_command_opens_a_form_and_so_does_its_retry(ministry: Ministry):
    first = Command("c1", NOOR, "knelpunt", "")
    for _ in range(2):
        reply = await ministry.core.answer(first)
        assert isinstance(reply, Open)
    assert await ministry.rows("SELECT person FROM accounts") == [("noor-habets",)]
    assert await remembered(ministry) == []


async def test_a_form_corrected_and_sent_again_is_filed(ministry: Ministry):
    wrong = ministry.form(lead="NERGENS")
    reply = await ministry.core.answer(wrong)
    assert isinstance(reply, Correct)
    right = replace(wrong, values={**wrong.values, "lead": "MEVA"})
    assert await ministry.core.answer(right) == Done()
    assert await signals(ministry) == 1


# Races


async def test_who_keeps_losing_hears_it_when_our_patience_ends_and_keeps_the_text(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(core, "PATIENCE", 0.2)
    await ministry.store._runner.write(
        lambda connection: connection.exec_driver_sql(
            "CREATE TRIGGER lost BEFORE INSERT ON signals BEGIN SELECT RAISE(IGNORE); END"
        )
    )
    back = itertools.count()
    ministry.begin(real=lambda: ministry.clock.real - HOUR * next(back))
    started = asyncio.get_running_loop().time()
    reply = await ministry.core.answer(ministry.form())
    assert asyncio.get_running_loop().time() - started >= 0.2
    assert "Het is even te druk." in said(reply)
    assert STAGE in said(reply)
    assert await remembered(ministry) == []


@pytest.mark.parametrize("reads", range(1, 5))
async def test_who_is_overtaken_while_we_read_hears_who_won(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch, reads: int
):
    await ministry.files()
    second = ministry.press("claim", by=fixer(1))
    read, so_far = ministry.store._runner.read, itertools.count(1)

    async def overtaken(job: Callable[[Any], Any]) -> Any:
        found = await read(job)
        if next(so_far) == reads:
            assert isinstance(await ministry.presses("claim"), Open)
        return found

    monkeypatch.setattr(ministry.store._runner, "read", overtaken)
    assert "K-2026-0001 is al opgepakt door Ruben Alting (MEVA)." in said(await ministry.core.answer(second))


@pytest.mark.postgres
async def test_thirty_presses_on_three_processes_have_one_winner(several: list[Ministry]):
    await several[0].files()
    press = several[0].press("claim")
    presses = [replace(press, by=fixer(number % 10)) for number in range(30)]
    replies = await asyncio.gather(*(several[n % 3].core.answer(each) for n, each in enumerate(presses)))
    opened = [reply for reply in replies if isinstance(reply, Open)]
    assert len(opened) == 1
    [(winner,)] = await several[0].rows("SELECT fixer FROM signals")
    losers = [said(reply) for reply in replies if not isinstance(reply, Open | Done)]
    assert all(f"K-2026-0001 is al opgepakt door {winner} (MEVA)." in words for words in losers)
    assert len(losers) == 27
    assert await several[0].rows("SELECT count(*) FROM events WHERE step = 'claim'") == [(1,)]


# Late


async def answered_late(ministry: Ministry, *requests: Submission | Press | Command | Unopened) -> list[Reply]:
    """These requests, on a disk that takes its time; then everything that follows."""
    with hasty():
        async with slow(ministry.store):
            replies = await asyncio.gather(*map(ministry.core.answer, requests))
    await ministry.core.finish()
    await ministry.settles()
    return replies


async def test_who_has_to_wait_hears_so_and_then_privately_once_how_it_went(ministry: Ministry):
    await ministry.files()
    await ministry.presses("claim")
    press = ministry.press("hand_back")
    replies = await answered_late(ministry, press, press)
    assert [said(reply).splitlines()[0] for reply in replies] == [WAIT, WAIT]
    (answer,) = ministry.reads(RUBEN)
    assert "Je hebt K-2026-0001 teruggegeven." in answer


async def test_a_form_that_is_simply_filed_late_needs_no_second_word(ministry: Ministry):
    await answered_late(ministry, ministry.form())
    (receipt,) = ministry.reads(NOOR)
    assert "K-2026-0001 staat bij MEVA" in receipt


async def test_a_form_that_comes_too_late_to_open_follows_as_a_draft_without_personal_data(ministry: Ministry):
    text = f"Zuid-Limburg: BSN {BSN} wacht negen maanden op een stage."
    await answered_late(ministry, Command("c1", NOOR, "knelpunt", text))
    (draft,) = ministry.platform.stands("dm-noor-habets")
    assert "Het formulier ging niet open. Je tekst is bewaard." in draft.words
    assert "BSN [BSN] wacht negen maanden" in draft.words
    assert draft.buttons == ("reopen_form",)
    assert await ministry.keeps_nothing_of(BSN)
    reply = await ministry.core.answer(Press(NOOR, "reopen_form", draft.handle))
    assert isinstance(reply, Open)
    assert "BSN [BSN] wacht negen maanden" in {field.value for field in reply.form.fields if field.key == "text"}.pop()


async def test_a_form_corrected_late_twice_loses_neither_text(ministry: Ministry):
    first = ministry.form(text="Zuid-Limburg: de stage telt niet mee.", lead="NERGENS")
    await answered_late(ministry, first, first)
    await answered_late(ministry, replace(first, values={**first.values, "text": "Zuid-Limburg: het duurt lang."}))
    drafts = ministry.reads(NOOR)
    assert ["de stage telt niet mee" in draft for draft in drafts] == [True, False]
    assert ["het duurt lang" in draft for draft in drafts] == [False, True]


async def test_a_form_masked_late_twice_loses_neither_text_and_keeps_no_personal_data(ministry: Ministry):
    first = ministry.form(text=f"Zuid-Limburg: BSN {BSN} wacht op een stage.")
    await answered_late(ministry, first, first)
    second = replace(first, values={**first.values, "text": f"Zuid-Limburg: cliënt {BSN} wacht nog steeds."})
    await answered_late(ministry, second)
    drafts = ministry.reads(NOOR)
    assert ["wacht op een stage" in draft for draft in drafts] == [True, False]
    assert ["wacht nog steeds" in draft for draft in drafts] == [False, True]
    assert await ministry.keeps_nothing_of(BSN)


async def test_a_refusal_that_comes_late_keeps_the_text_but_no_personal_data(ministry: Ministry):
    by_a_fixer = ministry.form(text=f"Zuid-Limburg: BSN {BSN} wacht op een stage.", by=RUBEN)
    await answered_late(ministry, by_a_fixer)
    (answer,) = ministry.reads(RUBEN)
    assert "Alleen een regio-liaison kan een knelpunt melden" in answer
    assert "BSN [BSN] wacht op een stage." in answer
    assert await ministry.keeps_nothing_of(BSN)


async def test_a_form_that_could_not_open_is_kept_without_personal_data(ministry: Ministry):
    opened = await ministry.core.answer(Command("c1", NOOR, "knelpunt", f"Zuid-Limburg: BSN {BSN} wacht op een stage."))
    assert isinstance(opened, Open)
    kept = await ministry.core.answer(Unopened("c1:unopened", NOOR, opened.form))
    assert "BSN [BSN] wacht op een stage." in said(kept)
    assert await ministry.keeps_nothing_of(BSN)


async def test_a_late_answer_waits_for_a_store_that_is_away(ministry: Ministry):
    with hasty():
        async with read_only(ministry.store):
            async with slow(ministry.store):
                reply = await ministry.core.answer(ministry.form(by=RUBEN))
            await asyncio.sleep(0.8)
    assert WAIT in said(reply)
    await ministry.core.finish()
    await ministry.settles()
    assert len(ministry.reads(RUBEN)) == 1


# Rights, in the transaction


async def test_a_role_taken_away_between_opening_and_pressing_counts(ministry: Ministry):
    await ministry.files()
    press = ministry.press("claim")
    ministry.begin(organisation=_without_role(ministry.house.organisation, "ruben-alting"))
    reply = await ministry.core.answer(press)
    assert "is voor een opgavefikser van MEVA" in said(reply)
    assert await ministry.rows("SELECT fixer, version FROM signals") == [("", 1)]


async def test_a_liaison_who_left_files_nothing_with_a_form_still_open(ministry: Ministry):
    await ministry.core.answer(Command("c1", NOOR, "knelpunt", ""))
    people = {key: each for key, each in ministry.house.organisation.people.items() if key != "noor-habets"}
    ministry.begin(organisation=ministry.house.organisation.model_copy(update={"people": people}))
    reply = await ministry.core.answer(ministry.form())
    assert "Regiolijn kent je nog niet." in said(reply)
    assert STAGE in said(reply)
    assert await signals(ministry) == 0


async def test_an_account_that_changes_hands_between_reading_and_writing_does_nothing(ministry: Ministry):
    await ministry.files()
    await ministry.core.answer(Command("c1", RUBEN, "knelpunt", "help"))

    async def claimed_while_an_admin_changes_the_match(press: Press, work: Work) -> Reply:
        await ministry.store._runner.write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE accounts SET person = 'bas-terpstra' WHERE person = 'ruben-alting'"
            )
        )
        return await follow_up.claim(press, work)

    meanwhile = {**CONTENTS.presses, "claim": claimed_while_an_admin_changes_the_match}
    ministry.begin(contents=replace(CONTENTS, presses=meanwhile))
    reply = await ministry.presses("claim")
    assert "Je e-mailadres hoort nu bij iemand anders dan eerst." in said(reply)
    assert await ministry.rows("SELECT fixer, version FROM signals") == [("", 1)]
    assert len(await remembered(ministry)) == 1


def _without_role(organisation: Organisation, key: str) -> Organisation:
    person = organisation.people[key].model_copy(update={"roles": ("reader",)})
    return organisation.model_copy(update={"people": {**organisation.people, key: person}})


# The store or the platform away


async def test_what_was_typed_before_this_lies_behind_the_form_which_opens_again_when_the_store_is_back(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(core, "PATIENCE", 0.2)
    await ministry.files()
    lonneke, text = Account("slack", "T1", "lonneke-wisse"), STAGE.replace("Zuid-Limburg", "Zeeland")
    asked = await ministry.core.answer(ministry.form(text, "2", by=lonneke))
    assert isinstance(asked, Open)
    assert asked.form.action == "seen_before"
    chosen = Submission(lonneke, "seen_before", asked.form.handle, {"choice": "new"})
    async with read_only(ministry.store):
        failed = await ministry.core.answer(chosen)
    assert "Wat je typte is bewaard." in said(failed)
    assert isinstance(failed, Say)
    again = await ministry.core.answer(Press(lonneke, "choose_again", failed.card.handle))
    assert isinstance(again, Open)
    assert Quote(text) in again.form.intro
    assert await ministry.core.answer(replace(chosen, handle=again.form.handle)) == Done()
    assert await ministry.core.answer(chosen) == Done()
    assert await signals(ministry) == 2


async def test_a_store_that_is_away_is_said_and_the_text_is_given_back(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(core, "PATIENCE", 0.2)
    opened = await ministry.core.answer(Command("c1", NOOR, "knelpunt", STAGE))
    assert isinstance(opened, Open)
    async with read_only(ministry.store):
        requests = (ministry.form(), Unopened("c1:unopened", NOOR, opened.form))
        for reply in await asyncio.gather(*map(ministry.core.answer, requests)):
            assert "Het is even te druk." in said(reply)
            assert STAGE in said(reply)
    assert await ministry.core.answer(ministry.form()) == Done()
    assert await signals(ministry) == 1


async def test_a_store_that_is_away_for_a_moment_is_noticed_by_nobody(ministry: Ministry):
    async with read_only(ministry.store):
        filing = asyncio.ensure_future(ministry.core.answer(ministry.form()))
        await asyncio.sleep(0.3)
    assert await filing == Done()
    assert await signals(ministry) == 1


@pytest.mark.postgres
async def test_a_database_that_restarts_is_noticed_by_nobody(several: list[Ministry]):
    async with server_away(several[0].store):
        filing = asyncio.ensure_future(several[0].core.answer(several[0].form()))
        await asyncio.sleep(0.3)
    assert await filing == Done()
    assert await signals(several[0]) == 1


async def test_a_platform_that_does_not_say_who_somebody_is_gets_a_kind_sentence_and_nothing_is_kept(
    ministry: Ministry,
):
    ministry.platform.silent = True
    for request in (ministry.form(), Command("c1", NOOR, "knelpunt", STAGE)):
        reply = await ministry.core.answer(request)
        assert "Je chat geeft even geen antwoord. Er is niets opgeslagen." in said(reply)
        assert STAGE in said(reply)
    assert await ministry.keeps_nothing_of("noor")


async def test_a_platform_that_is_not_connected_is_a_sentence_too(ministry: Ministry):
    reply = await ministry.core.answer(Command("c1", Account("teams", "T1", "noor"), "knelpunt", "help"))
    assert "Er ging iets mis bij ons." in said(reply)


# The end


async def test_a_clean_stop_loses_no_answer(ministry: Ministry):
    with hasty():
        async with slow(ministry.store):
            filing = asyncio.ensure_future(ministry.core.answer(ministry.form()))
            late = asyncio.ensure_future(ministry.core.answer(Command("c1", NOOR, "knelpunt", STAGE)))
            await asyncio.sleep(0.3)
            finishing = asyncio.ensure_future(ministry.core.finish())
            await asyncio.sleep(0)
            assert not finishing.done()
    await finishing
    assert WAIT in said(await filing)
    assert WAIT in said(await late)
    ministry.begin()
    await ministry.settles(timedelta(minutes=1))
    assert await signals(ministry) == 1
    draft, receipt = sorted(ministry.reads(NOOR))
    assert "Je tekst is bewaard" in draft
    assert "K-2026-0001 staat bij MEVA" in receipt


async def test_a_process_that_is_told_to_stop_finishes_what_it_began_and_the_next_one_goes_on(
    organisation: Organisation, tmp_path: Path
):
    url, larger = f"sqlite:///{tmp_path / 'regiolijn.db'}", crowded(organisation)
    platform = UnreliablePlatform(serving.real, people(larger))
    platform.will(Trouble.HANGS, to="dir-meva")
    values = {"text": STAGE, "region": "zuid-limburg", "lead": "MEVA"}
    async with serving.serving(url, on_slack(larger), migrate=True) as line:
        line.platforms["slack"] = platform
        async with serving.working(line):
            assert await line.core.answer(Submission(NOOR, "file_signal", "n.1", values)) == Done()
            await platform.hanging.wait()
            answering = asyncio.ensure_future(line.core.answer(Submission(NOOR, "file_signal", "n.2", values)))
            await asyncio.sleep(0)
            platform.released.set()
    assert await answering == Done()
    assert len(platform.stands("dir-meva")) == 1
    async with serving.serving(url, on_slack(larger)) as line, serving.working(line):
        line.platforms["slack"] = platform
        async with asyncio.timeout(180):
            while len(platform.stands()) < 6:  # noqa: ASYNC110 - what people see is what counts
                await asyncio.sleep(0.05)
    assert len(platform.stands("dir-meva")) == 2
    assert platform.complaints == []
