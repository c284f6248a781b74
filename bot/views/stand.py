"""How things stand: the numbers, what most needs a decision, and where it is; per region, theme or agreement if asked."""

from __future__ import annotations

from typing import assert_never

from bot.cards import Block, Bold, Card, Fact, Facts, Heading, Lines, Note, Paragraph, Spans
from bot.organisation import Organisation
from bot.pictures import Chart, Series
from bot.standing import Pressing, Standing
from bot.texts import Words
from bot.views.digest_lines import Teller
from bot.views.region_map import tile_map
from bot.views.regions import regions_of
from bot.views.stand_groups import group_chart, group_lines, region_lines, said
from bot.weekly import Late, RegionNow

Blocks = tuple[Block, ...]

OLD = 2
"""From this age on it is told that something has been open for long: more than four weeks."""


def stand_card(standing: Standing, organisation: Organisation, words: Words) -> Card:
    """One line when there is nothing."""
    title = _title(standing, words)
    if not any(standing.whole):
        point = words.text("stand.empty")
        return Card(f"{title}: {point}", (Heading(title), Paragraph((point,))), language=words.language)
    first, last = _around(standing, organisation, words)
    blocks = (
        Heading(title),
        *first,
        Facts(tuple(Fact(words.text(f"stand.{name}"), (str(n),)) for name, n in standing.whole._asdict().items())),
        *_pressing(standing, Teller(organisation, words, standing.posted), words),
        *last,
    )
    point = words.text("digest.point", list=said(standing.whole, words))
    shortened = words.text("digest.shortened")
    return Card(f"{title}: {point}", blocks, language=words.language, shortened=shortened)


def _around(standing: Standing, organisation: Organisation, words: Words) -> tuple[Blocks, Blocks]:
    """What comes before the numbers, and what comes after what is pressing."""
    match standing.by:
        case None:
            return (), (*_ages(standing, words), *_places(standing, organisation, words))
        case "region":
            return _places(standing, organisation, words), region_lines(standing, organisation, words)
        case "theme" | "agreement" as by:
            return group_chart(by, standing, organisation, words), group_lines(by, standing, organisation, words)
        case _:
            assert_never(standing.by)


def _title(standing: Standing, words: Words) -> str:
    if standing.name:
        return words.text("stand.title.of", name=standing.name)
    return words.text(f"stand.title.{standing.by}" if standing.by else "stand.title")


def _pressing(standing: Standing, teller: Teller, words: Words) -> Blocks:
    if not standing.pressing:
        return ()
    lines = tuple(_line(each, teller, words) for each in standing.pressing)
    title = Paragraph((Bold(words.text("stand.pressing")),))
    return (title, Lines(lines), Note(words.spans("stand.how", number=standing.pressing[0].signal.number)))


def _line(item: Pressing, teller: Teller, words: Words) -> Spans:
    if item.why in ("unclaimed", "silent"):
        line = teller.late(Late(item.signal, item.why, item.days))
    else:
        line = words.spans(
            f"stand.line.{item.why}",
            number=teller.number(item.signal),
            region=regions_of(item.signal, teller.organisation, words),
            urgency=_urgency(item.signal.urgency, teller.organisation),
            day=words.short_day(item.since),
        )
    return words.spans("stand.awaited", line=line) if item.awaited else line


def _urgency(key: str, organisation: Organisation) -> str:
    return next((each.label.lower() for each in organisation.urgencies.values() if each.key == key), key)


def _places(standing: Standing, organisation: Organisation, words: Words) -> Blocks:
    """Where it is; nothing of one region, which is no map."""
    now = {
        key: RegionNow(open=numbers.open, stalled=numbers.called_in, told=numbers.told)
        for key, numbers in standing.regions.items()
        if key in organisation.regions
    }
    if len(now) < 2 or not any(each.open or each.told for each in now.values()):
        return ()
    return (tile_map(now, organisation, words, words.text("map.period.four_weeks")),)


def _ages(standing: Standing, words: Words) -> Blocks:
    """How long it has been open; nothing where nothing is."""
    if not standing.whole.open:
        return ()
    series = tuple(Series(words.text(f"state.{state}"), counts) for state, counts in standing.ages.items())
    labels = tuple(words.text(f"stand.age.{number}") for number in range(len(series[0].values)))
    old = sum(sum(each.values[OLD:]) for each in series)
    takeaway = words.text("stand.ages.takeaway", number=old, all=standing.whole.open)
    return (Chart(words.text("stand.ages"), labels, series, takeaway),)
