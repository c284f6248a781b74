"""How things stand, counted: no signal is lost or made up, and what waits longest for a decision comes first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Lines, plain
from bot.organisation import Away, Organisation
from bot.pictures import Chart
from bot.rights import Oversight, oversees
from bot.signals import Event, Signal, Step
from bot.standing import Numbers, Piece, Standing, ages, awaited_since, doubled, grouped, pressing, total
from bot.standing_words import Asked, Narrowed, is_meant, like, narrowed, read
from bot.texts import words
from bot.views.stand import stand_card
from bot.views.stand_groups import LABEL
from bot.weekly import Late
from tests.contract.store_words import a_signal

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

REGIONS = st.lists(st.sampled_from(["zeeland", "utrecht", "friesland"]), unique=True).map(tuple)
NUMBERS = st.builds(Numbers, *[st.integers(0, 9)] * 5)
PIECES = st.lists(st.builds(Piece, st.sampled_from(["", "ggz", "grens"]), REGIONS, NUMBERS), max_size=20)


@given(PIECES)
def test_what_is_of_one_group_or_none_adds_up_to_the_whole(pieces: list[Piece]) -> None:
    themes = grouped(pieces, lambda piece: (piece.theme,))
    assert total(Piece("", (), numbers) for numbers in themes.values()) == total(pieces)


@given(PIECES)
def test_what_is_of_several_regions_counts_once_in_each_and_once_in_the_whole(pieces: list[Piece]) -> None:
    regions = grouped(pieces, lambda piece: piece.regions)
    more = [Piece("", (), piece.numbers) for piece in pieces for _ in piece.regions[1:]]
    assert total(Piece("", (), numbers) for numbers in regions.values()) == total([*pieces, *more])
    assert (doubled(pieces, lambda piece: piece.regions) == 0) == (
        not any(piece.numbers.open + piece.numbers.untold for piece in pieces if len(piece.regions) > 1)
    )


def signal(number: int, **also: object) -> Signal:
    return a_signal(f"s{number}", f"K-2026-{number:04d}", at=NOW - 20 * DAY, **also)


def test_what_waits_longest_for_a_decision_comes_first_then_what_is_late_then_urgency_then_how_wide_it_is() -> None:
    wide = signal(1, also_regions=("zeeland", "utrecht"))
    wider = signal(2, also_regions=("zeeland", "utrecht", "friesland"))
    urgent, acute = signal(3, urgency="hoog"), signal(4, urgency="acuut")
    late, later, asked, awaited = (signal(number) for number in (5, 6, 7, 8))
    behind = {each.id: Late(each, "unclaimed", days) for each, days in ((late, 7), (later, 9), (asked, 6))}
    since = {asked.id: NOW - DAY, awaited.id: NOW - 2 * DAY}
    everything = [wide, wider, urgent, acute, late, later, asked, awaited, signal(9)]
    found = pressing(everything, behind, since, NOW)
    assert [(each.signal.number[-1], each.why, each.awaited) for each in found] == [
        ("8", "called_in", True),
        ("7", "unclaimed", True),
        ("6", "unclaimed", False),
        ("5", "unclaimed", False),
        ("4", "urgent", False),
    ]
    rest = [each.signal.number[-1] for each in pressing([wide, wider, urgent, signal(9)], {}, {}, NOW)]
    assert rest == ["3", "2", "1"], "what is neither late nor urgent nor wide needs nobody"


def test_a_decision_is_awaited_from_the_first_call_that_nobody_answered() -> None:
    def event(step: Step, day: int, **facts: str) -> Event:
        return Event(day, step, "clock", NOW + day * DAY, facts)

    head, called, again = (event(Step.ESCALATE, day, rung=rung) for day, rung in ((1, "2"), (2, "3"), (5, "3")))
    decided, assigned = event(Step.DECIDE, 3), event(Step.ASSIGN, 4)
    assert awaited_since([head]) is None
    assert awaited_since([head, called, again]) == called.at
    assert awaited_since([called, decided, assigned]) is None
    assert awaited_since([called, decided, assigned, again]) == again.at


def test_an_open_signal_is_of_one_age() -> None:
    filed = [a_signal(f"s{days}", "K", at=NOW - timedelta(days=days)) for days in (0, 6, 7, 27, 28, 83, 84, 900)]
    taken_on = filed[0].claim(by="ruben-alting", at=NOW)
    counted = ages([*filed, taken_on, filed[0].withdraw(by="noor-habets", at=NOW)], NOW)
    assert list(counted.values()) == [(2, 2, 2, 2), (1, 0, 0, 0), (0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked(None, "")),
        ("Regio's", Asked("region", "")),
        ("akkoord IZA", Asked("agreement", "IZA")),
        ("theme  Zorg en wonen", Asked("theme", "Zorg en wonen")),
        ("Noord- en Midden-Limburg", Asked(None, "Noord- en Midden-Limburg")),
    ],
)
def test_a_word_to_count_by_and_a_name_to_narrow_to(typed: str, asked: Asked) -> None:
    assert read(typed) == asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("akkoord Wonen, Ondersteuning en Zorg voor Ouderen", True),
        ("regio noord- en midden-limburg", True),
        ("thema concentratie en spreiding ziekenhuiszorg", True),
        ("regio Zeeland heeft geen antwoord", False),
        ("regio Zeeland: de wachtlijst groeit elke week", False),
        ("van zaken in Zeeland is slecht", False),
        ("regio Zeeland heeft al maanden geen antwoord op de vraag", False),
    ],
)
def test_a_longer_text_is_only_a_command_when_it_is_no_sentence(typed: str, meant: bool) -> None:
    assert is_meant(typed) is meant


@pytest.mark.parametrize(
    ("typed", "by", "key"),
    [
        ("Zeeland", "region", "zeeland"),
        ("iza", "agreement", "iza"),
        ("akkoord integraal zorgakkoord", "agreement", "iza"),
        ("thema arbeidsmarkt", "theme", "arbeidsmarkt"),
        ("Arbeidsmarkt en opleiden", "theme", "arbeidsmarkt"),
        ("thema wijkverpl", "theme", "wijkverpleging"),
    ],
)
def test_a_name_is_known_by_its_key_its_letters_or_a_part_that_only_it_has(
    organisation: Organisation, typed: str, by: str, key: str
) -> None:
    found = narrowed(read(typed), organisation)
    assert isinstance(found, Narrowed)
    assert (found.by, found.key) == (by, key)


def test_a_name_that_several_have_or_that_is_nearly_one_is_asked_back(organisation: Organisation) -> None:
    assert narrowed(read("thema zorg"), organisation) is None
    assert len(like(read("thema zorg"), organisation)) == 3
    assert like(read("Zeelnad"), organisation) == ("Zeeland",)
    assert like(read("paars"), organisation) == ()


def test_who_oversees_what_is_who_the_file_says_and_who_stands_in_today(organisation: Organisation) -> None:
    people = organisation.people
    everywhere = tuple(organisation.regions)
    assert oversees(people["marijke-oldenhof"], organisation) == Oversight(everywhere, ())
    assert oversees(people["annelies-brouwer"], organisation) == Oversight((), ("MEVA",))
    for key in ("noor-habets", "ruben-alting", "femke-dijkgraaf", "lieke-admiraal"):
        assert not any(oversees(people[key], organisation)), key
    away = {"marijke-oldenhof": Away(until=NOW.date(), deputy="noor-habets")}
    without = organisation.model_copy(update={"away": away})
    assert oversees(people["noor-habets"], without) == Oversight(everywhere, ())
    left = people["marijke-oldenhof"].model_copy(update={"key": "weg"})
    assert oversees(left, organisation) == Oversight((), ())


def test_every_agreement_that_a_theme_of_the_example_falls_under_is_there(organisation: Organisation) -> None:
    named = {key for theme in organisation.themes.values() for key in theme.agreements}
    assert named <= organisation.agreements.keys()
    assert {"iza", "azwa", "hlo", "gala", "taz", "haj"} <= named


def test_where_nothing_is_open_there_is_no_chart_and_what_is_of_none_comes_last(organisation: Organisation) -> None:
    told, some, none = Numbers(told=2), Numbers(open=2), Numbers(open=3)
    empty = stand_card(Standing(whole=told, by="agreement", groups={"iza": told}), organisation, words("nl"))
    assert not [block for block in empty.blocks if block.kind == "chart"]
    whole = some.plus(none)
    groups = {"": none, "arbeidsmarkt": some, "ggz": Numbers(open=1)}
    card = stand_card(Standing(whole=whole, by="theme", groups=groups), organisation, words("nl"))
    (chart,) = (block for block in card.blocks if isinstance(block, Chart))
    assert chart.labels == ("Arbeidsmarkt en opl…", "Ggz-wachttijden en…")
    assert all(len(label) <= LABEL for label in chart.labels)
    *_, lines = (block for block in card.blocks if isinstance(block, Lines))
    assert [plain(line).partition(":")[0] for line in lines.lines][-1] == "Zonder thema"
