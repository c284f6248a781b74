"""What filers chose instead of what was suggested is kept, and shown so that the words can be mended."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.corrections import Correction, noted, read_back
from bot.organisation import Organisation
from bot.route_report import Row, grouped, report
from bot.routing import suggest
from bot.store import Store, migrate
from tests.chat import Chat
from tests.commands import regiolijn
from tests.contract.store_words import filed

WAITING = "Zeeland: wachtlijst voor logeerzorg, mantelzorgers raken overbelast"


def corrected(
    organisation: Organisation, theme: str = "", lead: str = "DMO", region: str = "zeeland"
) -> list[Correction]:
    guess = suggest(WAITING, organisation, home_region="drenthe")
    return list(read_back(noted(guess, theme=theme, lead=lead, region=region)))


def test_what_was_left_as_it_was_suggested_is_no_correction(organisation: Organisation):
    assert corrected(organisation) == corrected(organisation, theme="mantelzorg_sociale_basis") == []


def test_a_correction_knows_the_words_that_spoke_for_the_suggestion(organisation: Organisation):
    theme, lead, region = corrected(organisation, theme="pgb", lead="DLZ", region="drenthe")

    assert (theme.about, theme.suggested, theme.chosen) == ("theme", "mantelzorg_sociale_basis", "pgb")
    assert (lead.about, lead.suggested, lead.chosen) == ("lead", "DMO", "DLZ")
    assert {"logeerzorg", "mantelzorg"} <= set(theme.phrases) == set(lead.phrases)
    assert region == Correction("region", "zeeland", "drenthe", ("Zeeland",))


def test_what_nobody_recognised_is_worth_a_keyword(organisation: Organisation):
    guess = suggest("de zolder lekt", organisation, home_region="drenthe")
    facts = noted(guess, theme="wonen_en_zorg", lead="DLZ", region="drenthe")

    assert [(each.suggested, each.chosen, each.phrases) for each in read_back(facts)] == [
        ("", "wonen_en_zorg", ()),
        (organisation.routing_fallback, "DLZ", ()),
    ]


def test_the_commonest_correction_comes_first():
    rare, often = Correction("lead", "CZ", "J", ("spoed",)), Correction("lead", "CZ", "DLZ", ("triage", "spoed"))
    other = Correction("lead", "CZ", "DLZ", ("spoed",))

    assert grouped([rare, often, other]) == [
        Row("filer", "lead", "CZ", "DLZ", 2, (("spoed", 2), ("triage", 1))),
        Row("filer", "lead", "CZ", "J", 1, (("spoed", 1),)),
    ]


def test_what_a_directorate_sent_on_is_counted_apart_from_what_a_filer_chose():
    chosen = Correction("lead", "CZ", "DLZ", ("spoed",))
    assert [row.by for row in grouped([chosen, replace(chosen, by="directorate")])] == ["directorate", "filer"]


async def test_what_a_filer_chose_stands_in_the_report(chat: Chat):
    await chat.noor.files("In Zuid-Limburg staan acht tussenbedden leeg.", lead="FEZ")

    shown, machine = io.StringIO(), io.StringIO()
    await report(chat._url, chat.organisation, Console(file=shown, width=200), machine=False)
    await report(chat._url, chat.organisation, Console(file=machine, width=200), machine=True)
    assert all(word in shown.getvalue() for word in ("1 choice corrected", "DLZ", "FEZ", "tussenbed"))
    [row] = json.loads(machine.getvalue())
    assert (row["about"], row["suggested"], row["chosen"], row["count"]) == ("lead", "DLZ", "FEZ", 1)
    assert "tussenbed" in row["words"]


async def test_what_a_directorate_sent_on_stands_in_the_report_under_its_own_name(chat: Chat):
    await chat.noor.files("In Zuid-Limburg staan acht tussenbedden leeg.", lead="FEZ")
    sent_on = chat.fixer_of("FEZ")
    await sent_on.presses("Niet van ons", on="K-2026-0001")
    await sent_on.sends(to="DLZ", reason="Dit gaat over de langdurige zorg.")
    await chat.fixer_of("DLZ").presses("Niet van ons", on="K-2026-0001")
    await chat.fixer_of("DLZ").sends(to="CZ", reason="Dit gaat over ziekenhuizen.")

    machine = io.StringIO()
    await report(chat._url, chat.organisation, Console(file=machine, width=200), machine=True)
    rows = {(row["by"], row["suggested"], row["chosen"]): row["words"] for row in json.loads(machine.getvalue())}
    assert set(rows) == {("filer", "DLZ", "FEZ"), ("directorate", "FEZ", "DLZ"), ("directorate", "DLZ", "CZ")}
    assert rows["directorate", "FEZ", "DLZ"] == {}  # no word spoke for it: a filer chose it
    assert "tussenbed" in rows["directorate", "DLZ", "CZ"]


async def test_only_filings_that_were_corrected_are_read(store: Store, organisation: Organisation):
    guess = suggest(WAITING, organisation, home_region="zeeland")
    await filed(store, organisation)
    await filed(
        store, organisation, id="s2", number="K-2", because=noted(guess, theme="", lead="DLZ", region="zeeland")
    )

    [found] = await store.corrections()
    assert (found.about, found.suggested, found.chosen) == ("lead", "DMO", "DLZ")


def test_as_it_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'regiolijn.db'}"
    monkeypatch.setenv("REGIOLIJN_DATABASE_URL", url)
    asyncio.run(migrate(url))

    assert (
        regiolijn("route", "--report").stdout
        == "Nobody chose anything else than was suggested, and nothing was sent on.\n"
    )
    assert json.loads(regiolijn("route", "--report", "--json").stdout) == []
    assert regiolijn("route", "--json").exit_code == 2
