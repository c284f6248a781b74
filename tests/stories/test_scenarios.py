"""The ministry's own acceptance scenarios, played step by step as their files say: every moment, recipient and silence."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.signals import Signal
from bot.weeks import week_of
from bot.worktime import add_working_days, local_day
from tests.chat import Chat
from tests.scenarios import Scenario, Step, autumn, day, people_told, scenario, spoken, stated
from tests.side import Somebody

PLATFORMS = pytest.mark.parametrize("chat", ["slack", "playground", "teams"], indirect=True)

ELSEWHERE = r"Voorstel:|is al opgepakt"
"""Words that are no message yet (a form), or are looked at where they are said."""

MONDAY = "2026-11-23 09:00"
"""The moment of scenario A's weekly digest."""

RELATED = {
    98: (
        "lonneke-wisse",
        "Zeeland: verpleegkundigen uit België wachten maanden op erkenning van hun diploma en op het BIG.",
    ),
    122: (
        "daan-roosen",
        "Noord- en Midden-Limburg: Duitse verpleegkundigen haken af, erkenning diploma en BIG-registratie duurt.",
    ),
}
"""What two other regions had filed before scenario A begins; both wait for somebody else until after it ends."""

Play = Callable[[Chat, Somebody, re.Match[str], Scenario], Awaitable[None]]

ROOM = (
    r"Geeft experimenteerruimte\. Velden: grens = (?P<limit>[^;]+); .*tot = (?P<until>[\d-]+); "
    r"voorwaarde = (?P<condition>[^;]+); evaluatie = (?P<evaluation>[\d-]+); juridische toets.* = ja\."
)


async def _asks(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.types(said[0])


async def _confirms(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.sends(urgency=told.urgency)
    if who.has_form:  # it looks like what two other regions have; the file says that it is new
        await who.sends(choice="new")


async def _files(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    region = told.region or who.person.regions[0]
    await who.types("/knelpunt Er is een gat tussen de oude subsidie en de nieuwe uitkering.")
    await who.sends(region=region, lead=told.lead or "DI", urgency=told.urgency)


async def _claims(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Ik pak dit op", on=told.number)


async def _claims_too_late(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    """On a screen that still shows the card as it was; the answer is read as it is given."""
    fixer = chat.organisation.people[(await chat.kept(told.number)).fixer]
    answered = await chat.presses_late(who.person, "claim", told.number)
    assert f"{told.number} is al opgepakt door {fixer.name} (MEVA)." in answered


async def _reacts(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Reageer", on=told.number)
    await who.sends(text=(said.groupdict().get("text") or "Nog een aanvulling uit de regio.").strip())


async def _solves(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Opgelost", on=told.number)
    await who.sends(kind="arrangement", text=said["what"], landed="letter", structural="no")


async def _tells(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Teruggekoppeld", on=told.number)
    await who.sends(whom="de regiotafel", on=chat.now().date().isoformat(), verdict="helped")


async def _is_away(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.types(f"/knelpunt afwezig t/m {said['until']} vervanger {said['deputy']}")


async def _assigns(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    fixer = next(person for person in chat.organisation.people.values() if person.name == said["fixer"])
    await who.presses("Wijs toe", on=told.number)
    await who.sends(to=fixer.key)


async def _waits(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Wacht op een ander", on=told.number)
    await who.sends(party=said["party"].lower().replace("-", ""), until=said["until"])


async def _gives_room(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Besluit", on=told.number)
    await who.presses("Geef experimenteerruimte", on=f"Besluit over {told.number}")
    await who.sends(
        limit=said["limit"],
        until=said["until"],
        condition=said["condition"],
        evaluation=said["evaluation"],
        legal="yes",
    )


async def _shares(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Deel de oplossing", on=told.number)


async def _recognises(chat: Chat, who: Somebody, said: re.Match[str], told: Scenario) -> None:
    await who.presses("Herkenbaar bij ons", on=told.number)


ACTIONS: tuple[tuple[str, Play], ...] = (
    (r"/knelpunt .+", _asks),
    (r"Bevestigt.*", _confirms),
    (r"Dient .*in.*", _files),
    (r"Klikt 'Ik pak dit op' \(tweede poging\)", _claims_too_late),
    (r"Klikt 'Ik pak dit op'", _claims),
    (r"Reageert met de knop: (?P<text>.+)", _reacts),
    (r"Voegt .*aanvulling toe.*", _reacts),
    (r"Meldt oplossing[,(\s]+(?P<what>[^)]+)\)?", _solves),
    (r"Klikt Teruggekoppeld.*", _tells),
    (r"Zet (?P<deputy>.+) als vervanger aan \(afwezig t/m (?P<until>.+)\)", _is_away),
    (r"Wijst (?P<fixer>.+) toe", _assigns),
    (r"Zet op wachten op derde, (?P<party>[^,]+), tot (?P<until>\S+)", _waits),
    (ROOM, _gives_room),
    (r"Deelt met beide regio's", _shares),
    (r"Klikt Herkenbaar bij ons", _recognises),
)


@PLATFORMS
async def test_scenario_a_zuid_limburg_gets_room(chat: Chat):
    await chat.stands_still_until("2026-10-12 10:00")
    for number, (liaison, words) in RELATED.items():
        await chat.numbers_from("K", 2026, number)
        await chat.person(liaison).files(words, lead="MEVA", urgency="midden")
        await chat.ruben.presses("Ik pak dit op", on=f"K-2026-{number:04d}")
        await chat.ruben.presses("Wacht op een ander", on=f"K-2026-{number:04d}")
        await chat.ruben.sends(party="nza", until="2027-02-01")
    await chat.numbers_from("K", 2026, 147)
    await chat.numbers_from("B", 2026, 21)
    told = scenario("A")
    await play(replace(told, steps=told.steps[:-1]), chat)
    assert {each.region for each in await chat.decisions("K-2026-0147")} == {"zuid-limburg"}
    assert await chat.decisions("K-2026-0098") == ()  # a decision does not go along with what is shared
    await chat.weekly()
    await chat.at(MONDAY)
    (digest,) = [card for card in await chat.cards("dir-meva") if "Weekoverzicht MEVA, week 47" in card.words]
    assert told.steps[-1].at == MONDAY
    for words in told.steps[-1].expect["messages"][0]["text_contains"]:
        assert words in digest.words


@PLATFORMS
async def test_scenario_b_from_christmas_to_kings_day(chat: Chat):
    await chat.numbers_from("K", 2026, 188)
    await play(scenario("B"), chat)


@PLATFORMS
async def test_scenario_c_the_clock_is_put_forward(chat: Chat):
    await chat.numbers_from("K", 2027, 31)
    told = scenario("C")
    await chat.stands_still_until("2027-03-22 09:00")
    await chat.weekly()
    await play(Scenario(told.name, "K-2027-0031", "flevoland", "DI", "midden", told.steps), chat)
    assert len([each for each in await chat.cards("dir-di") if "Weekoverzicht DI, week 12" in each.words]) == 1


@PLATFORMS
async def test_scenario_c_the_clock_is_put_back(chat: Chat):
    """Twice half past two in one night, and both belong to the week that ends; the digest comes at nine, once."""
    first, second, digest = autumn("C")
    await chat.numbers_from("K", 2027, 170)
    await chat.stands_still_until("2027-10-30 12:00")
    await chat.weekly()
    sara = next(p for p in chat.organisation.people.values() if p.name == "Sara Middelkoop")
    for told in (first, second):
        await chat.stands_still_until(told.at)
        assert chat.now() == datetime.fromisoformat(told.expect["utc"])
        await Somebody(chat, sara).files("De koppeling tussen het EPD en het LSP valt weg.", lead="DI")
        assert str(week_of(chat.now(), chat.organisation.zone)) == told.expect["week"]
    await chat.at("2027-11-01 08:59")
    assert not [card for card in await chat.cards("dir-di") if "Weekoverzicht" in card.words]
    await chat.at(digest.at)
    assert chat.now() == datetime.fromisoformat(digest.expect["utc"])
    await chat.restarts()
    await chat.weekly()
    await chat.at("2027-11-01 09:03")
    (shown,) = [card for card in await chat.cards("dir-di") if "Weekoverzicht DI, week 43" in card.words]
    for number in digest.expect["contains"]:
        assert number in shown.words


async def play(told: Scenario, chat: Chat) -> None:
    """Every step at its moment; between two steps nobody is spoken to."""
    for person in chat.organisation.people.values():  # everybody has used it before
        await Somebody(chat, person).types("/knelpunt help")
    await chat.so_far()
    for step in told.steps:
        await chat.at(step.at)
        if not step.is_clock:
            silence = spoken(await chat.news())
            assert silence == [], f"before {step.at}: {silence}"
            await act(step, told, chat)
        news = await chat.news()
        check(step, news, chat)
        await stands(step, told, chat)


async def act(step: Step, told: Scenario, chat: Chat) -> None:
    """What the file says somebody does, as they would do it."""
    who = next(person for person in chat.organisation.people.values() if person.name == step.actor)
    for pattern, how in ACTIONS:
        if said := re.fullmatch(pattern, step.action, re.DOTALL):
            return await how(chat, Somebody(chat, who), said, told)
    raise AssertionError(f"nobody knows how to play: {step.action}")


def check(step: Step, news: list[tuple[str, str]], chat: Chat) -> None:
    """Every expected message reached whom it should with its facts, and nobody else was spoken to."""
    wanted = [each for each in step.messages if not re.search(ELSEWHERE, each.text)]
    for expected in wanted:
        missing = stated(expected, news, chat.organisation)
        assert not missing, f"{step.at}, {expected.to}: nothing states {missing}; there is {news}"
    if "messages" not in step.expect or (step.is_silent and not step.is_clock):
        return  # what somebody says reaches the other owner; that the clock does not move is seen at its next moment
    given_to = str(step.expect.get("claimed_by", ""))  # whoever is assigned hears so as well
    may_hear = {each.to for each in wanted} | {step.actor, given_to}
    assert people_told(spoken(news), chat.organisation) <= may_hear, f"{step.at}: {news}"
    if step.is_silent:
        assert spoken(news) == [], f"{step.at}: {news}"


async def stands(step: Step, told: Scenario, chat: Chat) -> None:
    """What the file says of the signal itself."""
    signal = await chat.signal(told.number)
    expect = step.expect
    if "state" in expect:
        assert (signal.state.value if signal else None) == expect["state"], step.at
    if signal is None:
        return
    if "claimed_by" in expect:
        assert chat.organisation.people[signal.fixer].name == expect["claimed_by"]
    if "escalated" in expect:
        assert (signal.rung == 3) is expect["escalated"], step.at
    if "waits_for" in expect:
        assert signal.waits_for == expect["waits_for"]
    if "shared_with" in expect:
        shared = [event for event in await chat.timeline(told.number) if event.step == "share"]
        assert [event.facts["regions"].split(",") for event in shared] == [expect["shared_with"]]
    for number, to in expect.get("related", {}).items():
        assert (await chat.kept(number)).related == (signal.id,), to
    if "week" in expect:
        assert str(week_of(chat.now(), chat.organisation.zone)) == expect["week"]
        assert signal.version == 2 + (expect.get("order") is not None), step.at
        assert chat.now() == datetime.fromisoformat(expect["utc"])
    if "deadline_claim" in expect:
        last = add_working_days(local_day(signal.filed_at, chat.organisation.clock), 5, chat.organisation.clock)
        assert last == day(expect["deadline_claim"])
    if "feedback_business_days" in expect:
        assert working_days(signal, chat) == expect["feedback_business_days"]


def working_days(signal: Signal, chat: Chat) -> int:
    """From the solution until the region was told."""
    clock = chat.organisation.clock
    assert signal.solved_at is not None
    assert signal.ended_at is not None
    start, end = local_day(signal.solved_at, clock), local_day(signal.ended_at, clock)
    return next(count for count in range(100) if add_working_days(start, count, clock) >= end)
