"""The page for the minister: everything that matters on it, and nothing that somebody typed is a mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions import Decision, Kind
from bot.signals import Event, Signal
from bot.texts import words
from bot.views.asking import LONGEST
from bot.views.brief import NEWEST, brief
from bot.views.sight import Sight
from tests.example import example

VWS = example()
AT = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)


def signal(text: str = "De stage telt niet mee.") -> Signal:
    return Signal.file(
        id="s1", number="K-2026-0147", text=text, region="zuid-limburg", lead="MEVA", filer="noor-habets", at=AT
    )


def page(why: str = "Mag dit?", of: Signal | None = None, *, language: str = "nl", earlier: bool = False) -> str:
    shown = of or signal()
    asked = Decision(
        number="B-2026-0022",
        signal_id="s1",
        kind=Kind.MINISTER,
        region="zuid-limburg",
        by="marijke-oldenhof",
        at=AT,
        until=date(2026, 12, 1),
        fields={"why": why},
    )
    before = replace(asked, number="B-2026-0021", kind=Kind.ADVICE, until=None, fields={"text": "Bel"})
    sight = Sight(
        signal=shown,
        role="reader",
        organisation=VWS,
        words=words(language),
        filed=shown.fresh[0],
        decisions=(before, asked) if earlier else (asked,),
    )
    return brief(sight, asked, shown.fresh)


def test_it_says_what_is_asked_what_it_is_about_and_what_happened() -> None:
    claimed = signal().claim(by="ruben-alting", at=AT).report(by="ruben-alting", at=AT, note="Het CIBG denkt mee.")
    told = page("Mag de school dit zelf?", claimed, earlier=True)
    assert told.splitlines()[0] == "# K-2026-0147 uit Zuid-Limburg"
    assert "> Mag de school dit zelf?" in told
    assert "> De stage telt niet mee." in told
    assert "- 2 november 2026: Ingediend door Noor Habets." in told
    assert "- 2 november 2026: Tussenstand van Ruben Alting (MEVA): Het CIBG denkt mee." in told
    assert "- B-2026-0021 advies, Zuid-Limburg" in told
    assert "B-2026-0022 agenda" not in told


def test_what_was_said_in_private_is_not_on_it() -> None:
    sparred = signal().spar(by="noor-habets", at=AT, text="Onder ons gezegd").see(by="marijke-oldenhof", at=AT)
    assert "Onder ons" not in page(of=sparred)


def test_it_stays_one_page() -> None:
    long = signal("woord " * 500).claim(by="ruben-alting", at=AT)
    for _ in range(40):
        long = long.report(by="ruben-alting", at=AT, note="Nog eens gebeld. " * 20)
    told = page("waarom " * 400, long)
    assert len(told) < LONGEST
    assert told.count("Tussenstand") == NEWEST


def test_it_is_there_in_english_too() -> None:
    assert "## What is the question?" in page(language="en")


@pytest.mark.parametrize(
    "typed",
    ["# kop", "- punt", "1. een", "* ster", "**vet**", "[klik](https://x)", "<b>", "`x`", "a | b", "&lt;", "=="],
)
def test_what_somebody_typed_stays_text(typed: str) -> None:
    line = next(line for line in page(typed).splitlines() if line.startswith("> "))
    assert line != f"> {typed}"
    assert line.replace("\\", "") == f"> {typed}"


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_it_has_the_same_lines_whatever_is_typed(typed: str) -> None:
    headings = [line for line in page(typed, signal(typed)).splitlines() if line.startswith("#")]
    assert headings == [line for line in page().splitlines() if line.startswith("#")]
    assert len(page(typed, signal(typed)).splitlines()) == len(page().splitlines())


def test_an_escalation_says_to_whom_and_what_was_asked() -> None:
    called = signal().escalate(by="noor-habets", at=AT, rung=3, to="marijke-oldenhof", reason="Mag dit?")
    by_clock = signal().escalate(by="clock", at=AT, rung=3, to="marijke-oldenhof", kind="unclaimed_commissioner")
    assert "Voorgelegd aan regiocommissaris Marijke Oldenhof. Vraag: Mag dit?" in page(of=called)
    assert "Voorgelegd aan regiocommissaris Marijke Oldenhof." in page(of=by_clock)


def test_events_are_told_on_the_day_they_were_where_the_organisation_is() -> None:
    late = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    event = Event(2, signal().claim(by="ruben-alting", at=late).fresh[-1].step, "ruben-alting", late)
    shown = replace(signal().claim(by="ruben-alting", at=late), fresh=(signal().fresh[0], event))
    assert "- 3 november 2026: " in page(of=shown)
