"""On Monday the teams read what moved: once, in their own channel, what came back to the region first."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.wires import Shown

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
FRAUD = "Zuid-Limburg: de subsidie van DUS-I komt te laat voor de flexpool in de wijk."
PLATFORMS = pytest.mark.parametrize("chat", ["slack", "playground", "teams"], indirect=True)

ANYWHERE = pytest.mark.parametrize("chat", ["playground"], indirect=True)
"""For what is the same wherever it is read: a Monday is a hundred messages."""

MONDAY = "2026-11-09 09:00"


async def digests(chat: Chat, channel: str) -> list[Shown]:
    """The weekly digests that stand in a channel."""
    return [card for card in await chat.cards(channel) if "Weekoverzicht" in card.words]


async def told(chat: Chat) -> None:
    """K-2026-0001 was filed, claimed, solved and told within the week."""
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(kind="explanation", text="De stage telt gewoon mee.", landed="explanation", structural="yes")
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(whom="de regiotafel arbeidsmarkt", on="2026-11-02", verdict="helped")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_directorate_reads_on_monday_what_it_brought_back_and_what_is_new(chat: Chat):
    await chat.weekly()
    await told(chat)
    await chat.noor.files(FRAUD, lead="MEVA")
    await chat.at(MONDAY)
    (digest,) = await digests(chat, "dir-meva")
    for words in (
        "Weekoverzicht MEVA, week 45",
        "2 t/m 8 november 2026",
        "1 teruggekoppeld, 2 nieuw, 1 opgepakt, 1 opgelost",
        "K-2026-0001 uit Zuid-Limburg: De stage telt gewoon mee. De regio: “Dit helpt”",
        "K-2026-0002 uit Zuid-Limburg: de subsidie van DUS-I",
        "Vergeleken met week 44",
        "2 (2 meer)",
        "In week 45: 2 nieuw en 1 teruggekoppeld.",
    ):
        assert words in digest.words, digest.words
    assert digest.words.index("Teruggekoppeld en gesloten") < digest.words.index("Nieuw: 2")
    (region,) = await digests(chat, "regio-zuid-limburg")
    assert "Weekoverzicht Zuid-Limburg, week 45" in region.words


@ANYWHERE
async def test_where_nothing_moved_one_line_is_enough(chat: Chat):
    await chat.weekly()
    await chat.at(MONDAY)
    (digest,) = await digests(chat, "dir-meva")
    assert "(2 t/m 8 november 2026). Er bewoog niets. Er staat niets open." in digest.words
    assert "Vergeleken" not in digest.words


@ANYWHERE
async def test_what_is_late_is_told_every_week_until_it_is_not(chat: Chat):
    await chat.weekly()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-16 09:00")
    digest = (await digests(chat, "dir-meva"))[-1]
    assert "Te laat: 1" in digest.words
    assert "K-2026-0001 uit Zuid-Limburg: negen werkdagen niet opgepakt" in digest.words


@ANYWHERE
async def test_a_digest_comes_once_also_after_a_restart_and_a_week_later_again(chat: Chat):
    await chat.weekly()
    await chat.at(MONDAY)
    await chat.restarts()
    await chat.weekly()
    await chat.at("2026-11-09 09:03")
    assert len(await digests(chat, "dir-meva")) == 1
    await chat.at("2026-11-16 09:00")
    assert ["week 45" in card.words for card in await digests(chat, "dir-meva")] == [True, False]


@ANYWHERE
async def test_after_two_weeks_of_standing_still_each_week_is_told_once(chat: Chat):
    await chat.weekly()
    await chat.stands_still_until("2026-11-18 14:00")
    weeks = [card.words.partition("week ")[2][:2] for card in await digests(chat, "dir-meva")]
    assert weeks == ["45", "46"]


@PLATFORMS
async def test_a_liaison_reads_what_the_region_still_has_to_hear(chat: Chat):
    await chat.weekly()
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.sends(step="De school bellen", on="2026-11-11")
    await chat.noor.files(FRAUD, lead="MEVA")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0002")
    await chat.ruben.presses("Opgelost", on="K-2026-0002")
    await chat.ruben.sends(kind="explanation", text="Het mag.", landed="explanation", structural="no")
    await chat.at(MONDAY)
    await chat.noor.reads("Jouw week 45", "Vertel dit nog aan je regio: 1", "K-2026-0002", "Dit veranderde: 1")
    await chat.ruben.reads("Jouw week 45", "Dit heb je voor deze week gepland: 1", "De school bellen", "11 november")


@ANYWHERE
async def test_a_fixer_reads_what_came_of_it_and_what_is_asked_of_them(chat: Chat):
    await chat.weekly()
    await told(chat)
    await chat.at("2026-11-04 10:00")
    await chat.noor.files(FRAUD, lead="MEVA")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0002")
    await chat.at(MONDAY)
    await chat.ruben.reads(
        "Jouw week 45",
        "1 knelpunt wacht op een tussenstand van jou, 1 knelpunt kreeg een antwoord.",
        "K-2026-0002 uit Zuid-Limburg: twee werkdagen zonder tussenstand",
        "K-2026-0001 uit Zuid-Limburg: De stage telt gewoon mee. De regio: “Dit helpt”",
    )


@ANYWHERE
async def test_who_has_nothing_to_read_gets_no_message(chat: Chat):
    await chat.weekly()
    await chat.so_far()
    await chat.at(MONDAY)
    assert [where for where, _ in await chat.news() if not where.startswith("#")] == []


@PLATFORMS
async def test_the_regiocommissaris_reads_what_stalls_and_sees_where(chat: Chat):
    await chat.weekly()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-16 09:00")
    marijke = chat.person("marijke-oldenhof")
    await marijke.reads(
        "Jouw week 46", "Dit ligt stil: 1", "negen werkdagen niet opgepakt", "iets open", "Zuid-Limburg"
    )


@PLATFORMS
async def test_the_week_so_far_is_told_privately_where_it_is_asked(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.types("/knelpunt weekbericht", channel="dir-meva")
    await chat.ruben.hears("MEVA: deze week tot nu toe (week 45)")
    await chat.noor.types("/knelpunt weekbericht")
    await chat.noor.hears("Jouw week tot nu toe (week 45)")
    await chat.noor.types("/knelpunt weekbericht zeeland")
    await chat.noor.hears("Zeeland: deze week tot nu toe (week 45)")
    assert not [where for where, _ in await chat.news() if where.startswith("#")]


@ANYWHERE
async def test_the_week_before_can_be_asked_for(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 10:00")
    await chat.noor.types("/knelpunt weekbericht MEVA vorige week")
    chat.noor.is_told("2 t/m 8 november 2026")
    await chat.noor.types("/knelpunt weekbericht vorige week")
    chat.noor.is_told("Jouw week 45")


@ANYWHERE
async def test_a_name_that_nobody_has_is_told_so(chat: Chat):
    await chat.noor.types("/knelpunt weekbericht Belgie")
    chat.noor.is_told("Ik ken geen directie of regio die Belgie heet.")


@ANYWHERE
async def test_what_is_confidential_is_counted_and_not_told_whatever_happened_to_it(chat: Chat):
    await chat.weekly()
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    await chat.noor.sends()
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.at("2026-11-16 09:00")
    for channel in ("dir-meva", "regio-zuid-limburg"):
        first, second = await digests(chat, channel)
        assert "1 nieuw, 1 opgepakt" in first.words
        assert "1 vertrouwelijk knelpunt telt mee" in second.words
        assert not [word for word in ("K-2026-0001", "personeelstekort") if word in first.words + second.words]


@ANYWHERE
async def test_who_only_reads_along_elsewhere_is_shown_nobody_elses_week(chat: Chat):
    await chat.noor.files(STAGE)
    hendrik = chat.person("hendrik-postma")
    await hendrik.types("/knelpunt weekbericht MEVA")
    hendrik.is_told("MEVA")
    assert "K-2026-0001" not in "".join(shown.words for shown in chat.wire.whispered(hendrik.person))
    await chat.person("annelies-brouwer").types("/knelpunt weekbericht MEVA")
    chat.person("annelies-brouwer").is_told("K-2026-0001")


@ANYWHERE
async def test_what_a_liaison_did_themselves_is_no_news_of_their_own_week(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt escaleer K-2026-0001 Mag de school hier zelf over beslissen?")
    await chat.noor.types("/knelpunt weekbericht")
    (said, *_) = [each.words for each in chat.wire.whispered(chat.noor.person) if "Jouw week" in each.words]
    assert "Dit veranderde" not in said
