"""What is confidential is read by those who work on it: channels show its number, its directorate and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.cards import Card
from bot.decisions import Decision, Kind
from bot.organisation import Organisation
from bot.signals import Event, Landed, Outcome, OutcomeKind, Signal, State, Step, Told, Verdict
from bot.texts import words
from bot.views import DRAWN
from bot.views.sight import Role, Sight
from tests.chat import EVERYWHERE, Chat
from tests.contract.store_words import NOW

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, want een bestuurder stapt op."
NUMBER = "K-2026-0001"
WORDS = ("personeelstekort", "bestuurder", "Zuid-Limburg", "Noor Habets")


async def in_channels(chat: Chat) -> str:
    """Everything that stands in any channel now, threads included."""
    sides = [chat, *chat.others]
    shown = [each for side in sides for each in await side.wire.shown() if each.where.startswith("#")]
    return "\n".join(each.words for each in shown)


async def says_nothing_of_it(chat: Chat) -> None:
    said = await in_channels(chat)
    assert NUMBER in said
    assert [word for word in WORDS if word in said] == []


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_filed_as_confidential_it_shows_a_number_and_whoever_takes_it_on_reads_it_privately(chat: Chat):
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    assert "Vertrouwelijk: in kanalen staan straks alleen" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", f"{NUMBER} (vertrouwelijk)", "uitgezet", "MEVA")
    await chat.noor.reads(NUMBER, STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting (MEVA)")
    await chat.ruben.reads(f"{NUMBER} uit Zuid-Limburg is vertrouwelijk", STAGE)
    await says_nothing_of_it(chat)


@pytest.mark.parametrize("said", ["vertrouwlijk", "(Vertrouwelijk)", "dit is vertrouwelijk:", "Confidential,"])
async def test_it_is_confidential_however_that_is_typed(chat: Chat, said: str):
    await chat.noor.types(f"/knelpunt {said} {STAGE}")
    assert "Vertrouwelijk: in kanalen staan straks alleen" in chat.noor.form.words
    assert chat.noor.form.values["text"] == STAGE
    await chat.noor.sends()
    await says_nothing_of_it(chat)


async def test_a_form_without_words_says_how_and_what_begins_so_in_it_is_confidential(chat: Chat):
    await chat.noor.types("/knelpunt")
    assert "Begin met “vertrouwelijk” als alleen wie eraan werkt je tekst mag lezen" in chat.noor.form.words
    await chat.noor.sends(text=f"Vertrouwelijk: {STAGE}")
    await chat.channel_shows("dir-meva", f"{NUMBER} (vertrouwelijk)")
    await chat.noor.reads(NUMBER, STAGE)
    await says_nothing_of_it(chat)


async def test_it_may_be_chosen_in_the_form_of_a_message_too(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.", lead="FEZ")
    await chat.noor.chooses("knelpunt", on=NUMBER)
    await chat.noor.sends(text=f"vertrouwelijk {STAGE}", lead="MEVA")
    assert (await chat.kept("K-2026-0002")).confidential


async def test_whoever_wrote_the_word_is_asked_once_before_anything_stands_in_a_channel(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE} Dat is nog vertrouwelijk")
    await chat.noor.sends()
    await chat.exactly()
    assert "In je tekst staat dat iets vertrouwelijk is" in chat.noor.form.words
    await chat.noor.sends(readers="few")
    chat.noor.sees_no_form()
    await chat.noor.reads(NUMBER, STAGE)
    await says_nothing_of_it(chat)


async def test_what_is_said_to_be_for_everybody_is_filed_as_ever(chat: Chat):
    await chat.noor.types("/knelpunt Zuid-Limburg: vertrouwelijke stukken komen te laat bij de ziekenhuizen.")
    await chat.noor.sends()
    await chat.noor.sends(readers="all")
    assert not (await chat.kept(NUMBER)).confidential


async def test_no_channel_of_a_region_has_a_card_that_would_tell_which_region_it_is(chat: Chat):
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    await chat.noor.sends()
    assert await chat.cards("regio-zuid-limburg") == []


async def test_its_whole_life_is_told_without_a_word_of_it(chat: Chat):
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    await chat.noor.sends()
    await chat.at("2026-11-11 10:00")  # reminded, its head told, its commissaris called in
    await chat.person("marijke-oldenhof").reads(NUMBER, "bestuurder")
    await chat.noor.presses("Reageer", on=NUMBER)
    await chat.noor.sends(text="De bestuurder is ziek.")
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.ruben.sends(step="Ik bel de bestuurder.")
    await chat.ruben.presses("Opgelost", on=NUMBER)
    await chat.ruben.sends(
        kind="arrangement", text="Een andere bestuurder.", landed="letter", structural="no", reason="", to_adapt=""
    )
    await chat.noor.reads("Een andere bestuurder.")
    await says_nothing_of_it(chat)


async def test_no_digest_tells_of_it_and_it_counts_all_the_same(chat: Chat):
    await chat.weekly()
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    await chat.noor.sends()
    await chat.ruben.types("/knelpunt weekbericht meva")
    chat.ruben.is_told("1 vertrouwelijk knelpunt telt mee")
    await chat.at("2026-11-09 10:00")
    await chat.channel_shows("dir-meva", "1 vertrouwelijk knelpunt telt mee")
    said = await in_channels(chat)
    assert "personeelstekort" not in said
    assert "bestuurder" not in said


async def test_a_digest_says_once_that_it_leaves_something_out(chat: Chat):
    await chat.noor.types(f"/knelpunt vertrouwelijk {STAGE}")
    await chat.noor.sends()
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.", lead="MEVA")
    await chat.ruben.types("/knelpunt weekbericht meva")
    chat.ruben.is_told("Nieuw: 2")
    chat.ruben.is_told("1 vertrouwelijk knelpunt telt mee")
    assert "en nog" not in chat.wire.whispered(chat.ruben.person)[-1].words


async def test_nobody_is_told_that_theirs_is_like_one_that_was_sealed(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.presses("Maak vertrouwelijk", on=NUMBER)
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types(f"/knelpunt {STAGE.replace('Zuid-Limburg', 'Zeeland')}")
    await lonneke.sends()
    lonneke.sees_no_form()
    assert not (await chat.kept("K-2026-0002")).confidential


async def test_what_was_open_to_all_is_sealed_everywhere_at_once(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.channel_shows("dir-meva", STAGE)
    await chat.channel_shows("regio-zuid-limburg", STAGE)
    await chat.noor.presses("Maak vertrouwelijk", on=NUMBER)
    chat.noor.is_told(f"{NUMBER} is nu vertrouwelijk")
    await says_nothing_of_it(chat)
    await chat.noor.reads(NUMBER, STAGE)


async def test_lines_that_stood_under_its_card_lose_their_words_too(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.noor.presses("Reageer", on=NUMBER)
    await chat.noor.sends(text="De bestuurder belde.")
    assert "De bestuurder belde." in await in_channels(chat)
    await chat.ruben.presses("Maak vertrouwelijk", on=NUMBER)
    await chat.noor.reads(f"Ruben Alting (MEVA) heeft {NUMBER} vertrouwelijk gemaakt")
    await says_nothing_of_it(chat)


async def test_only_who_works_on_it_may_seal_it_or_look_at_it(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.presses("Maak vertrouwelijk", on=NUMBER)
    await chat.bas.types(f"/knelpunt toon {NUMBER}")
    chat.bas.is_told(NUMBER)
    await chat.bas.types("/knelpunt lijst meva")
    chat.bas.is_told("Er staat niets in deze lijst")


CANARY = "kanarie"
FULL = Signal(
    id="s1",
    number=NUMBER,
    text=CANARY,
    region=CANARY,
    lead="MEVA",
    filer=CANARY,
    filed_at=NOW,
    co_filers=(CANARY,),
    region_mention=CANARY,
    also_regions=(CANARY, "zeeland"),
    themes=(CANARY,),
    co=("IZ",),
    on_behalf_of=CANARY,
    link=f"https://{CANARY}.example",
    confidential=True,
    fixer="ruben-alting",
    claimed_at=NOW,
    next_step=CANARY,
    next_step_on=date(2026, 12, 1),
    waits_for=CANARY,
    waits_until=date(2026, 12, 1),
    question=CANARY,
    outcome=Outcome(OutcomeKind.OTHER, CANARY, Landed.NOTHING, structural=False, reason=CANARY, to_adapt=CANARY),
    told=Told(CANARY, date(2026, 11, 5), Verdict.HALF),
    end_reason=CANARY,
    missed=("MEVA",),
    related=(CANARY,),
)
FACTS = dict.fromkeys(("text", "reason", "note", "whom", "to", "question", "next_step", "regions", "region"), CANARY)
DECIDED = Decision(
    number="B-2026-0001",
    signal_id="s1",
    kind=Kind.MANDATE,
    region=CANARY,
    by=CANARY,
    at=NOW,
    until=date(2026, 12, 1),
    fields={"what": CANARY},
)
HAPPENED = [
    Event(2, Step.NOTE, CANARY, NOW, FACTS),
    Event(2, Step.WAIT, CANARY, NOW, FACTS | {"for": "region", "until": "2026-12-01"}),
    Event(2, Step.DECIDE, CANARY, NOW, FACTS | {"decision": DECIDED.number, "kind": "mandate"}),
    Event(2, Step.ESCALATE, CANARY, NOW, FACTS | {"kind": "unclaimed", "rung": "3"}),
]


@pytest.mark.parametrize("view", DRAWN)
def test_no_view_says_a_word_of_it_to_whoever_may_not_read_it(view: str, organisation: Organisation) -> None:
    roles: tuple[Role, ...] = ("lead", "co", "region", "triage", "filer", "reader")
    for event in HAPPENED:
        for state in State:
            for role in roles:
                said = repr(drawn(view, replace(FULL, state=state), role, event, organisation))
                assert NUMBER in said
                assert CANARY not in said, (event.step, state, role)
                assert "Zeeland" not in said


def drawn(view: str, signal: Signal, role: Role, event: Event, organisation: Organisation) -> Card:
    return DRAWN[view](
        Sight(
            signal=signal,
            role=role,
            organisation=organisation,
            words=words("nl"),
            filed=Event(1, Step.FILE, CANARY, NOW, {"because": "reason.lead.chosen", "like": CANARY, **FACTS}),
            event=event,
            via="slack",
            planned={"unclaimed_commissioner": NOW, "silent_commissioner": NOW},
            since=NOW,
            decisions=(DECIDED,),
        )
    )
