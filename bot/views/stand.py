"""How things stand: the numbers, what most needs a decision, and where it is; per region, theme or agreement if asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.cards import Block, Bold, Card, Fact, Facts, Heading, Lines, Note, Paragraph, Spans
from bot.organisation import Organisation
from bot.pictures import Chart, Series
from bot.standing import Numbers, Pressing, Standing
from bot.standing_words import By
from bot.texts import Words
from bot.views.digest_lines import Teller
from bot.views.region_map import tile_map
from bot.views.regions import regions_of
from bot.weekly import Late, RegionNow

MOST = 10
"""Themes and agreements that are told; the others are counted."""

LABEL = 20
"""Characters below a bar."""

OLD = 2
"""From this age on it is told that something has been open for long: more than four weeks."""


def stand_card(standing: Standing, organisation: Organisation, words: Words) -> Card:
    """One line when there is nothing."""
    title = _title(standing, words)
    if not any(standing.whole):
        point = words.text("stand.empty")
        return Card(f"{title}: {point}", (Heading(title), Paragraph((point,))), language=words.language)
    blocks = [
        Heading(title),
        *(_places(standing, organisation, words) if standing.by == "region" else ()),
        *_parts(standing, organisation, words),
        Facts(tuple(Fact(words.text(f"stand.{name}"), (str(count),)) for name, count in _each(standing.whole))),
        *_pressing(standing, Teller(organisation, words, standing.posted), words),
        *(_ages(standing, words) if standing.by is None else ()),
        *(_places(standing, organisation, words) if standing.by is None else ()),
    ]
    point = words.text("digest.point", list=_said(standing.whole, words))
    shortened = words.text("digest.shortened")
    return Card(f"{title}: {point}", tuple(blocks), language=words.language, shortened=shortened)


def _title(standing: Standing, words: Words) -> str:
    if standing.name:
        return words.text("stand.title.of", name=standing.name)
    return words.text(f"stand.title.{standing.by}" if standing.by else "stand.title")


def _each(numbers: Numbers) -> Iterator[tuple[str, int]]:
    yield from numbers._asdict().items()


def _said(numbers: Numbers, words: Words) -> str:
    return ", ".join(words.text(f"stand.part.{name}", number=count) for name, count in _each(numbers) if count)


def _pressing(standing: Standing, teller: Teller, words: Words) -> tuple[Block, ...]:
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


def _places(standing: Standing, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    """Where it is; nothing of one region, which is no map."""
    now = {
        key: RegionNow(open=numbers.open, stalled=numbers.called_in, told=numbers.told)
        for key, numbers in standing.regions.items()
        if key in organisation.regions
    }
    if len(now) < 2 or not any(each.open or each.told for each in now.values()):
        return ()
    return (tile_map(now, organisation, words, words.text("map.period.four_weeks")),)


def _ages(standing: Standing, words: Words) -> tuple[Block, ...]:
    """How long it has been open; nothing where nothing is."""
    if not standing.whole.open:
        return ()
    series = tuple(Series(words.text(f"state.{state}"), counts) for state, counts in standing.ages.items())
    labels = tuple(words.text(f"stand.age.{number}") for number in range(len(series[0].values)))
    old = sum(sum(each.values[OLD:]) for each in series)
    takeaway = words.count("stand.ages.takeaway", old, all=standing.whole.open)
    return (Chart(words.text("stand.ages"), labels, series, takeaway),)


def _parts(standing: Standing, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    """A line for each region by its name, or for each theme or agreement with a chart, by how many are open."""
    if standing.by is None or not standing.groups:
        return ()
    names = _names(standing.by, standing.groups, organisation, words)
    by_name = sorted(standing.groups, key=lambda key: (not key, names[key].casefold()))
    if standing.by == "region":
        beside = {key: _beside_map(key, numbers, organisation) for key, numbers in standing.groups.items()}
        return (*_lines(standing.by, beside, by_name, names, words), *_doubled(standing, words))
    by_count = sorted(by_name, key=lambda key: (not key, -standing.groups[key].open))
    chart = _chart(standing, [key for key in by_count if key][:MOST], names, words)
    lines = _lines(standing.by, standing.groups, by_count, names, words, MOST)
    return (*chart, *lines, *_doubled(standing, words))


def _beside_map(key: str, numbers: Numbers, organisation: Organisation) -> Numbers:
    """What its tile does not say; everything of a region without one."""
    region = organisation.regions.get(key)
    return Numbers(late=numbers.late, untold=numbers.untold) if region and region.tile else numbers


def _names(by: By, groups: Mapping[str, Numbers], organisation: Organisation, words: Words) -> Mapping[str, str]:
    called = {
        "region": {key: region.name for key, region in organisation.regions.items()},
        "theme": {key: theme.label for key, theme in organisation.themes.items()},
        "agreement": {key: each.abbreviation or each.name for key, each in organisation.agreements.items()},
    }[by]
    return {key: called[key] if key else words.text(f"stand.none.{by}") for key in groups}


def _lines(
    by: By,
    groups: Mapping[str, Numbers],
    keys: list[str],
    names: Mapping[str, str],
    words: Words,
    most: int | None = None,
) -> tuple[Block, ...]:
    told = [key for key in keys if any(groups[key])]
    lines = [words.spans("stand.line", name=Bold(names[key]), numbers=_said(groups[key], words)) for key in told[:most]]
    if more := len(told) - len(lines):
        lines.append((words.count(f"stand.more.{by}", more),))
    return (Lines(tuple(lines)),) if lines else ()


def _doubled(standing: Standing, words: Words) -> tuple[Block, ...]:
    if not standing.doubled:
        return ()
    return (Note((words.count(f"stand.doubled.{standing.by}", standing.doubled),)),)


def _chart(standing: Standing, keys: list[str], names: Mapping[str, str], words: Words) -> tuple[Block, ...]:
    """Open and told by theme or agreement; nothing where all is of none."""
    if not keys:
        return ()
    first = standing.groups[keys[0]]
    return (
        Chart(
            title=words.text(f"stand.chart.{standing.by}"),
            labels=_labels([names[key] for key in keys]),
            series=tuple(
                Series(words.text(f"map.{name}"), tuple(getattr(standing.groups[key], name) for key in keys))
                for name in ("open", "told")
            ),
            takeaway=words.text(
                "stand.chart.takeaway", name=names[keys[0]], number=first.open, all=standing.whole.open
            ),
        ),
    )


def _labels(names: list[str]) -> tuple[str, ...]:
    """Short enough for a bar, no two the same."""
    labels: list[str] = []
    for name in names:
        label = name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip(' -')}…"
        labels.append(label if label not in labels else f"{label[: LABEL - 3]} {len(labels) + 1}")
    return tuple(labels)
