"""What a digest says: late once the last promise has passed, a pattern from three regions on, never more than fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Card, Facts, Lines, Note, Paragraph, plain
from bot.conversation import Place
from bot.decisions import Decision, Kind
from bot.delivery import Receipt
from bot.pictures import Chart, TileMap
from bot.promises import promised
from bot.signals import HIGHEST_RUNG, Landed, Outcome, OutcomeKind, Signal, Told, Verdict
from bot.texts import words
from bot.views.digest import digest_card
from bot.views.digest_lines import MOST
from bot.views.own_digest import own_digest_card
from bot.views.region_map import short_names, tile_map
from bot.weekly import Counts, Digest, Late, OwnDigest, Pattern, RegionNow, late, patterns
from bot.weeks import Week
from tests.example import example

ORGANISATION = example()
DUTCH, ENGLISH = words("nl"), words("en")
WEEK = Week(2026, 47)
MONDAY = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
OUTCOME = Outcome(OutcomeKind.EXPLANATION, "De stage telt gewoon mee.", Landed.EXPLANATION, structural=True)


def filed(number: int = 1, region: str = "zuid-limburg", **about: object) -> Signal:
    signal = Signal.file(
        id=f"s{number}",
        number=f"K-2026-{number:04d}",
        text="Zuid-Limburg: de stage telt niet mee voor de BBL.",
        region=region,
        lead="MEVA",
        filer="noor-habets",
        urgency="midden",
        at=MONDAY,
    )
    return replace(signal, **about)  # type: ignore[arg-type]


def closed(number: int = 1) -> Signal:
    solved = filed(number).claim(by="ruben-alting", at=MONDAY).solve(by="ruben-alting", at=MONDAY, outcome=OUTCOME)
    return solved.tell(by="noor-habets", at=MONDAY, told=Told("de regiotafel", date(2026, 11, 9), Verdict.HELPED))


def said(card: Card) -> str:
    """Every word on a card, a line each."""
    lines = [card.summary]
    for block in card.blocks:
        match block:
            case Paragraph(spans) | Note(spans):
                lines.append(plain(spans))
            case Lines(listed):
                lines += map(plain, listed)
            case Facts(facts):
                lines += [f"{fact.label}: {plain(fact.value)}" for fact in facts]
            case Chart(takeaway=takeaway):
                lines.append(takeaway)
    return "\n".join(lines)


# Late


@pytest.mark.parametrize("step", ["filed", "claimed", "solved"])
def test_it_is_late_from_the_moment_its_last_promise_passes(step: str) -> None:
    signal = {
        "filed": filed(),
        "claimed": filed().claim(by="ruben-alting", at=MONDAY),
        "solved": filed().claim(by="ruben-alting", at=MONDAY).solve(by="ruben-alting", at=MONDAY, outcome=OUTCOME),
    }[step]
    last = max(promised(signal, MONDAY, ORGANISATION).values())
    assert late(signal, MONDAY, last - timedelta(seconds=1), ORGANISATION) is None
    found = late(signal, MONDAY, last, ORGANISATION)
    assert found is not None
    assert (found.why, found.days) == ({"filed": "unclaimed", "claimed": "silent", "solved": "untold"}[step], 5)


def test_what_waits_or_is_over_is_never_late() -> None:
    waits = filed().claim(by="ruben-alting", at=MONDAY)
    waits = waits.wait(by="ruben-alting", at=MONDAY, party="nza", until=date(2026, 12, 1))
    for signal in (waits, closed()):
        assert late(signal, MONDAY, MONDAY + timedelta(days=90), ORGANISATION) is None


def test_a_fixer_who_named_a_later_day_has_until_then() -> None:
    signal = filed().claim(by="ruben-alting", at=MONDAY)
    planned = signal.plan(by="ruben-alting", at=MONDAY, step="Bellen", on=date(2026, 11, 13), put_off=True)
    assert late(signal, MONDAY, datetime(2026, 11, 12, 12, tzinfo=UTC), ORGANISATION)
    assert late(planned, MONDAY, datetime(2026, 11, 12, 12, tzinfo=UTC), ORGANISATION) is None


# Patterns


def test_a_theme_in_three_regions_is_a_pattern_and_in_two_it_is_not() -> None:
    three = [("arbeidsmarkt", region) for region in ("twente", "zeeland", "arnhem", "twente")]
    assert patterns([*three, ("ggz", "twente"), ("ggz", "zeeland"), ("", "arnhem")]) == (
        Pattern("arbeidsmarkt", ("arnhem", "twente", "zeeland")),
    )


def test_a_pattern_names_five_regions_and_counts_the_others() -> None:
    many = tuple(list(ORGANISATION.regions)[:8])
    digest = Digest(
        week=WEEK, name="MEVA", course=((WEEK, Counts(filed=1)),), patterns=(Pattern("arbeidsmarkt", many),)
    )
    line = next(each for each in said(digest_card(digest, ORGANISATION, DUTCH)).splitlines() if "in 8 regio's" in each)
    assert line.startswith("Arbeidsmarkt en opleiden in 8 regio's: ")
    assert line.endswith(" en nog 3 regio's")


# The card of a place


def test_a_confidential_signal_is_counted_and_not_shown() -> None:
    digest = Digest(
        week=WEEK,
        name="MEVA",
        filed=tuple(map(filed, range(1, MOST + 3))),
        course=((WEEK, Counts(filed=MOST + 3, claimed=1)),),
        open=2,
        hidden=1,
        hidden_in={"filed": 1, "claimed": 1},
    )
    text = said(digest_card(digest, ORGANISATION, DUTCH))
    assert f"Nieuw: {MOST + 3}" in text
    assert "en nog 2" in text  # besides those that stand there and the one that may not
    assert "Opgepakt: 1" in text
    assert "en nog 1" not in text
    assert "1 vertrouwelijk knelpunt telt mee en staat hier niet." in text


@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_an_overfull_week_shows_the_first_of_each_list_and_counts_the_rest(language) -> None:
    many = tuple(filed(number, text="x" * 3000) for number in range(1, 60))
    waits = tuple(
        each.claim(by="ruben-alting", at=MONDAY).wait(
            by="ruben-alting", at=MONDAY, party="nza", until=date(2026, 12, 1)
        )
        for each in many
    )
    digest = Digest(
        week=WEEK,
        name="MEVA",
        told=tuple(map(closed, range(1, 40))),
        filed=many,
        claimed=many,
        waiting=waits,
        late=tuple(Late(each, "unclaimed", 7) for each in many),
        patterns=tuple(Pattern(theme, tuple(ORGANISATION.regions)) for theme in ORGANISATION.themes),
        course=tuple((WEEK.later(back), Counts(400, 300, 200, 100, 50, 25)) for back in range(-7, 1)),
        open=900,
        overdue=300,
    )
    card = digest_card(digest, ORGANISATION, language)
    lists = [block for block in card.blocks if isinstance(block, Lines)]
    assert len(lists) == 6
    assert all(len(block.lines) == MOST + 1 for block in lists)
    assert all(len(plain(line)) < 250 for block in lists for line in block.lines)
    assert ("en nog 294" if language is DUTCH else "and 294 more") in said(card)


def test_what_came_back_to_the_region_stands_first() -> None:
    digest = Digest(
        week=WEEK, name="MEVA", told=(closed(2),), filed=(filed(1),), course=((WEEK, Counts(filed=1, told=1)),)
    )
    text = said(digest_card(digest, ORGANISATION, DUTCH))
    assert text.index("K-2026-0002 uit Zuid-Limburg: De stage telt gewoon mee. De regio: “Dit helpt”") < text.index(
        "K-2026-0001 uit Zuid-Limburg: de stage telt niet mee"
    )


def test_a_number_leads_to_its_card() -> None:
    posted = {"s1": Receipt(Place("slack", "C0MEVA"), "171.1")}
    digest = Digest(week=WEEK, name="MEVA", filed=(filed(1),), course=((WEEK, Counts(filed=1)),), posted=posted)
    card = digest_card(digest, ORGANISATION, DUTCH)
    (lines,) = [block for block in card.blocks if isinstance(block, Lines)]
    assert [span.message for span in lines.lines[0] if not isinstance(span, str)] == ["171.1"]


def test_a_number_that_leads_nowhere_is_typed() -> None:
    listed = Digest(week=WEEK, name="MEVA", course=((WEEK, Counts(filed=1)),), filed=(filed(),))
    opens = "Een openen? Typ /knelpunt en het nummer, zoals /knelpunt K-2026-0001."
    assert opens in said(digest_card(listed, ORGANISATION, DUTCH))
    assert opens in said(own_digest_card(OwnDigest(week=WEEK, claims=(filed(),)), ORGANISATION, DUTCH))
    stands = {"s1": Receipt(Place("slack", "C7"), "1699.1")}
    assert opens not in said(digest_card(replace(listed, posted=stands), ORGANISATION, DUTCH))


def test_of_what_did_not_happen_nothing_is_counted() -> None:
    declined = Digest(week=WEEK, name="MEVA", course=((WEEK, Counts(declined=1, escalated=1)),), overdue=1)
    assert "week 47: 1 afgewezen, 1 te laat, 1 escalatie." in said(digest_card(declined, ORGANISATION, DUTCH))


def test_it_is_set_beside_the_week_before() -> None:
    course = ((WEEK.later(-1), Counts(filed=3, told=1)), (WEEK, Counts(filed=1, told=1, claimed=2)))
    text = said(digest_card(Digest(week=WEEK, name="MEVA", course=course), ORGANISATION, DUTCH))
    assert "Vergeleken met week 46" in text
    assert "Nieuw: 1 (2 minder)" in text
    assert "Teruggekoppeld: 1 (evenveel)" in text
    assert "Opgepakt: 2 (2 meer)" in text


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_no_directorate_and_no_person_is_set_beside_another(filed_now: int, told: int, escalated: int) -> None:
    """The counts are of this place alone; no other directorate is named, and nobody who did more or fewer."""
    course = ((WEEK, Counts(filed=filed_now, told=told, escalated=escalated)),)
    text = said(digest_card(Digest(week=WEEK, name="MEVA", course=course), ORGANISATION, DUTCH))
    others = [key for key in ORGANISATION.directorates if key != "MEVA" and len(key) > 1]
    assert not [key for key in others if f" {key} " in text]


# The card of a person


def test_who_has_nothing_to_read_has_an_empty_digest() -> None:
    assert OwnDigest(week=WEEK).is_empty
    assert not OwnDigest(week=WEEK, moved=(filed(),)).is_empty
    assert "Er wacht niets op jou" in said(own_digest_card(OwnDigest(week=WEEK), ORGANISATION, DUTCH))


def test_a_fixer_reads_first_what_is_asked_of_them_and_then_what_else_they_have() -> None:
    mine = OwnDigest(week=WEEK, claims=(filed(2),))
    assert "Dit heb je opgepakt: 1" in said(own_digest_card(mine, ORGANISATION, DUTCH))
    nudged = replace(mine, behind=(Late(filed(), "silent", 3),))
    card = said(own_digest_card(nudged, ORGANISATION, DUTCH))
    assert "1 knelpunt wacht op een tussenstand van jou." in card
    assert "niets dat nu op jou wacht" not in card
    assert "Laat weten hoe het staat: 1\nK-2026-0001 uit Zuid-Limburg: drie werkdagen zonder tussenstand" in card
    assert "Dit heb je ook opgepakt: 1" in card


def test_of_a_decision_whose_day_comes_near_it_says_which_day_that_is() -> None:
    room = Decision(
        number="B-2026-0021",
        signal_id="s1",
        kind=Kind.SANDBOX,
        region="zeeland",
        by="marijke-oldenhof",
        at=MONDAY,
        until=date(2027, 12, 31),
        fields={"evaluation": "2026-12-01", "limit": "tien", "condition": "geen", "legal": "yes"},
    )
    asked = replace(
        room,
        number="B-2026-0022",
        kind=Kind.ADDRESS,
        until=date(2026, 11, 18),
        fields={"party": "nza", "what": "Mag dit?"},
    )
    card = said(own_digest_card(OwnDigest(week=WEEK, ending=(room, asked)), ORGANISATION, DUTCH))
    assert "(experimenteerruimte, Zeeland): evaluatie op 1 december 2026, loopt tot en met 31 december 2027" in card
    assert "(partij aangesproken, Zeeland): NZa is gevraagd om voor 18 november 2026 te antwoorden" in card


def test_what_is_late_today_is_not_late_for_none_of_the_days() -> None:
    told = OwnDigest(week=WEEK, to_tell=(Late(filed(), "untold", 0),))
    card = said(own_digest_card(told, ORGANISATION, DUTCH))
    assert "K-2026-0001 uit Zuid-Limburg: opgelost, en nog niet teruggekoppeld" in card


def test_whoever_has_one_region_reads_its_name_and_needs_no_map() -> None:
    one = {"zeeland": RegionNow(open=2, stalled=1)}
    shown = tile_map(one, ORGANISATION, DUTCH, "deze week")
    assert (
        shown.summary == "In Zeeland staat iets open. In Zeeland ligt iets stil. Nergens is deze week teruggekoppeld."
    )
    both = tile_map(one | {"landelijk": RegionNow(told=1)}, ORGANISATION, ENGLISH, "this week")
    assert both.summary == (
        "Something is open in Zeeland. Something stalled in Zeeland. People were told this week in Heel Nederland."
    )
    own = OwnDigest(week=WEEK, claims=(filed(),), regions=one)
    assert not any(isinstance(block, TileMap) for block in own_digest_card(own, ORGANISATION, DUTCH).blocks)


def test_what_is_with_the_regiocommissaris_says_so() -> None:
    card = own_digest_card(OwnDigest(week=WEEK, moved=(filed(rung=HIGHEST_RUNG),)), ORGANISATION, DUTCH)
    assert "K-2026-0001 uit Zuid-Limburg: ligt bij de regiocommissaris" in said(card)


def test_every_region_has_its_own_short_name_and_its_own_tile() -> None:
    names = [region.name for region in ORGANISATION.regions.values()]
    short = short_names(names)
    assert len(set(short.values())) == len(names)
    assert all(1 <= len(each) <= 4 for each in short.values())
    regions = {key: RegionNow(open=1) for key in ORGANISATION.regions}
    shown = tile_map(regions, ORGANISATION, DUTCH, "deze week")
    assert len({(tile.col, tile.row) for tile in shown.tiles}) == len(names)
    assert shown.summary == (
        "In 31 van de 31 regio's staat iets open. Buiten de regio's staat iets open: Caribisch Nederland en Heel "
        "Nederland. Nergens ligt iets stil. Nergens is deze week teruggekoppeld."
    )


def test_what_is_only_outside_the_regions_is_told_by_name() -> None:
    regions = dict.fromkeys(ORGANISATION.regions, RegionNow())
    shown = tile_map(regions | {"landelijk": RegionNow(open=1, told=2)}, ORGANISATION, ENGLISH, "this week")
    assert shown.summary == (
        "None of the 31 regions has anything open. Outside the regions something is open: Heel Nederland. Nothing "
        "stalled anywhere. Outside the regions people were told this week: Heel Nederland."
    )


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=40))
def test_short_names_differ_whatever_the_regions_are_called(names: list[str]) -> None:
    short = short_names(names)
    assert len(set(short.values())) == len(names)
    assert all(len(each) <= 4 for each in short.values())


def test_only_what_is_closed_is_called_closed() -> None:
    again = closed(2).reopen(by="noor-habets", at=MONDAY, reason="Het speelt weer.")
    course = ((WEEK, Counts(told=2)),)
    for told, title in (((closed(),), "Teruggekoppeld en gesloten: 2"), ((closed(), again), "Teruggekoppeld: 2")):
        digest = Digest(week=WEEK, name="MEVA", told=told, course=course)
        assert title in said(digest_card(digest, ORGANISATION, DUTCH))
