"""A form says what it asks, and nothing that a client brings along beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.decisions import Kind
from bot.signals import Signal
from bot.texts import words
from bot.views.asking import answers, faults, filled
from bot.views.deciding import decision_form
from tests.example import example

VWS = example()
FILED = Signal.file(
    id="s1",
    number="K-2026-0147",
    text="De stage telt niet mee",
    region="zuid-limburg",
    lead="MEVA",
    filer="noor-habets",
    at=datetime(2026, 11, 2, 9, 14, tzinfo=UTC),
)
MANDATE = decision_form(Kind.MANDATE, FILED, "h", ["zuid-limburg"], VWS, words("nl"))
TWO_REGIONS = decision_form(Kind.MANDATE, FILED, "h", ["zuid-limburg", "zeeland"], VWS, words("nl"))


def test_what_was_not_asked_is_not_answered() -> None:
    brought = {"what": " Zelf beslissen ", "until": "2026-12-01", "region": "groningen", "by": "noor-habets"}
    assert answers(filled(MANDATE, brought)) == {"what": "Zelf beslissen", "until": "2026-12-01"}


def test_a_choice_that_is_not_on_the_form_is_none() -> None:
    form = filled(TWO_REGIONS, {"what": "Zelf beslissen", "until": "2026-12-01", "region": "groningen"})
    assert "region" not in answers(form)
    assert set(faults(form, words("nl"))) == {"region"}
