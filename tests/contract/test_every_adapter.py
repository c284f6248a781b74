"""What every platform's adapter must do alike; a new one joins by one entry in `every_adapter`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cards import (
    Bold,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Confirm,
    DateField,
    Fact,
    Facts,
    Form,
    Heading,
    Lines,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    Paragraph,
    Posted,
    Quote,
    TextField,
)
from bot.conversation import Account, Command, Correct, MessageAction, Place, Press, Request, Submission
from bot.delivery import Delivery, Undeliverable, Unsearchable
from tests.contract.every_adapter import ADAPTERS, Adapter, Town
from tests.pictured import CHART, MAP

ANSWERS = {
    "text": "Loon < € 15 & 9 maanden", "region": "zuid-limburg", "urgency": "", "on": "2026-11-10", "party": "",
}  # fmt: skip

SCENARIOS: dict[str, Request] = {
    "command": Command("", Account("", "", ""), "knelpunt", ""),
    "command_with_text": Command(
        "", Account("", "", ""), "knelpunt", "Zuid-Limburg: loon < € 15 & erkenning duurt 9 maanden"
    ),
    "press": Press(Account("", "", ""), "claim", "h-1"),
    "submission": Submission(Account("", "", ""), "file_signal", "h-2", ANSWERS),
    "message_action": MessageAction("", Account("", "", ""), "knelpunt", ""),
}

EVERYTHING = Card(
    "De kern in een regel",
    (
        Heading("Kop"),
        Paragraph(
            ("Woorden ", Bold("vet"), " ", Link("brief", "https://brief.example/1"), " ", Mention("Ruben Alting"))
        ),
        Paragraph((Moment("di 10 november 09.00", "2026-11-10T08:00:00+00:00"),)),
        Quote("Wat <iemand> typte & meer"),
        Facts((Fact("Stand", (Bold("uitgezet"),)), Fact("Directie", ("MEVA",)))),
        Lines(((Posted("K-2026-0001", "elsewhere", "there", "1"), " wacht al lang"), ("Nog een regel",))),
        CHART,
        MAP,
        Note(("Kleine letters",)),
        Buttons(
            (
                Button("Ik pak dit op", "claim", "primary"),
                Button("Trek in", "withdraw", "danger", Confirm("Zeker weten?", "Dit kan niet terug.", "Ja", "Nee")),
            )
        ),
    ),
    handle="h-1",
)
WORDS = (
    "Kop", "Woorden ", "vet", "brief", "https://brief.example/1", "Ruben Alting", "di 10 november 09.00",
    "Wat <iemand> typte & meer", "Stand", "uitgezet", "Directie", "MEVA", "K-2026-0001", " wacht al lang", "Nog een regel", CHART.title, "week 44",
    "Teruggekoppeld", CHART.takeaway, MAP.summary, "Groningen", "Zuid-Limburg", "Kleine letters", "Ik pak dit op", "Trek in",
    "Zeker weten?", "Dit kan niet terug.", "claim", "withdraw", "h-1",
)  # fmt: skip

FORM = Form(
    "Knelpunt melden",
    "Melden",
    "Annuleren",
    "file_signal",
    "h-2",
    (
        TextField("text", "Wat speelt er?", "Al getypt", "Zonder namen", "many"),
        TextField("whom", "Namens wie?", required=False),
        ChoiceField("region", "Regio", (Option("a", "Arnhem"), Option("z", "Zeeland")), "z", "Uit je tekst"),
        DateField("on", "Voor welke dag?", date(2026, 11, 10), "Mag leeg", required=False),
    ),
    (Note(("Lees dit eerst",)),),
)
QUESTIONS = (
    "Knelpunt melden", "Melden", "Annuleren", "file_signal", "h-2", "Wat speelt er?", "Al getypt", "Zonder namen",
    "Namens wie?", "Regio", "Arnhem", "Zeeland", "Uit je tekst", "Voor welke dag?", "2026-11-10", "Lees dit eerst",
)  # fmt: skip


@pytest.fixture(params=list(ADAPTERS))
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return ADAPTERS[request.param]


@pytest.fixture
async def town(adapter: Adapter, tmp_path: Path) -> AsyncIterator[Town]:
    async with adapter.town(tmp_path) as town:
        yield town


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_same_scenario_on_disk_is_the_same_request(adapter: Adapter, scenario: str) -> None:
    request = adapter.received(scenario)
    assert request is not None
    assert request.by.platform == adapter.name
    bare = replace(request, by=Account("", "", ""), place=None)
    match bare:
        case MessageAction():
            bare = replace(bare, key="", text="", link="")
        case Command():  # `direct` is where it was asked, like the place; not every platform lets one type a new line
            bare = replace(bare, key="", direct=False, words=" ".join(bare.words.split()))
        case Submission():  # some platforms send an empty answer along, some do not
            bare = replace(bare, values={**dict.fromkeys(ANSWERS, ""), **bare.values})
    assert bare == SCENARIOS[scenario]


def test_every_block_and_span_is_shown(adapter: Adapter) -> None:
    shown = adapter.card(EVERYTHING)
    assert [word for word in WORDS if word not in shown] == []


def test_every_field_is_asked_with_what_was_typed_and_chosen(adapter: Adapter) -> None:
    asked = adapter.form(FORM)
    assert [word for word in QUESTIONS if word not in asked] == ([] if adapter.cancels else [FORM.cancel])


def test_every_correction_is_shown(adapter: Adapter) -> None:
    shown = adapter.correction(Correct(FORM, {"text": "Vul hier iets in.", "on": "Deze dag is voorbij."}))
    assert "Vul hier iets in." in shown
    assert "Deze dag is voorbij." in shown


async def test_a_posted_message_is_edited_in_place_and_replied_under(town: Town) -> None:
    posted = await town.platform.deliver(Delivery("k1", town.channel, EVERYTHING))
    assert posted.place == town.channel
    edited = await town.platform.deliver(Delivery("k2", town.channel, Card("Opgepakt"), edits=posted))
    assert edited == posted
    reply = await town.platform.deliver(Delivery("k3", town.channel, Card("Door Ruben"), under=posted))
    assert reply != posted
    assert reply.place == town.channel


async def test_a_direct_message_can_be_edited_where_it_stands(town: Town) -> None:
    receipt = await town.platform.deliver(Delivery("k1", town.noor, Card("Je knelpunt")))
    assert await town.platform.deliver(Delivery("k2", town.noor, Card("Opgepakt"), edits=receipt)) == receipt
    assert receipt.place != town.channel


async def test_what_does_not_exist_is_undeliverable(town: Town) -> None:
    for to in (town.nowhere, town.nobody):
        with pytest.raises(Undeliverable):
            await town.platform.deliver(Delivery(f"k-{to}", to, Card("Hallo")))


async def test_a_member_is_known_by_name_and_address_and_somebody_unknown_is_gone(town: Town) -> None:
    noor = await town.platform.profile(town.noor)
    assert (noor.standing, noor.name, noor.email) == ("member", "Noor Habets", "noor@vws.example")
    assert (await town.platform.profile(town.nobody)).standing == "gone"


async def test_a_member_is_found_by_address_or_nobody_is(adapter: Adapter, town: Town) -> None:
    """A platform that cannot look anybody up finds nobody; one that can writes to whom it found."""
    found = await town.platform.account_of("Noor@VWS.example")
    assert (found is not None) == adapter.looks_up
    if found:
        assert (await town.platform.profile(found)).name == "Noor Habets"
        assert await town.platform.deliver(Delivery("k1", found, Card("Hallo")))
    assert await town.platform.account_of("niemand@vws.example") is None
    assert await town.platform.account_of("") is None


async def test_what_was_never_sent_is_not_found(town: Town) -> None:
    with suppress(Unsearchable):  # where nobody may look, that is the answer
        assert await town.platform.find(Delivery("never", town.channel, Card("Hallo"))) is None


async def test_a_place_that_is_not_there_is_a_fault_with_its_mend(town: Town) -> None:
    faults = await town.platform.check([town.nowhere])
    assert faults
    assert all(fault.what and fault.mend for fault in faults)


async def test_addresses_survive_the_store(town: Town) -> None:
    """A receipt read back from the database edits the same message."""
    posted = await town.platform.deliver(Delivery("k1", town.channel, Card("Een")))
    kept = replace(posted, place=Place(posted.place.platform, str(posted.place.address)), message=str(posted.message))
    assert await town.platform.deliver(Delivery("k2", town.channel, Card("Twee"), edits=kept)) == posted
