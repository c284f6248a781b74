"""Who says of a text that it is confidential says so in many ways, and none of them may be missed."""

from __future__ import annotations

import pytest

from bot.privacy.confidence import told

REST = "een bestuurder stapt op en de VVT valt om"


@pytest.mark.parametrize(
    "typed",
    [
        f"vertrouwelijk {REST}",
        f"Vertrouwelijk, {REST}",
        f"(vertrouwelijk) {REST}",
        f"VERTROUWELIJK: {REST}",
        f"*vertrouwelijk* {REST}",
        f"vertrouwlijk {REST}",
        f"vetrouwelijk - {REST}",
        f"dit is vertrouwelijk: {REST}",
        f"Let op, strikt vertrouwelijk. {REST}",
        f"this is confidential: {REST}",
        f"Confidental, {REST}",
    ],
)
def test_it_is_sealed_however_it_is_said(typed: str) -> None:
    assert told(typed) == (REST, True, False)


def test_what_stands_before_it_stays() -> None:
    assert told(f"Zuid-Limburg, vertrouwelijk: {REST}").text == f"Zuid-Limburg, {REST}"


@pytest.mark.parametrize(
    "typed",
    [f"{REST}, maar dat is nog vertrouwelijk", "Vertrouwelijke stukken komen niet aan.", "Houd dit vertrouwelijk aub"],
)
def test_where_it_may_be_meant_it_is_asked(typed: str) -> None:
    assert told(typed) == (typed, False, True)


@pytest.mark.parametrize("typed", ["Dit is niet vertrouwelijk: de stage telt niet.", "Het vertrouwen is weg.", "", "?"])
def test_what_says_nothing_of_it_is_left_alone(typed: str) -> None:
    assert told(typed) == (typed, False, False)
