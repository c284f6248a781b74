"""How things stand part by part: a line for each region, theme or agreement, and a chart of the fullest ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.cards import Block, Bold, Lines, Note, Paragraph
from bot.organisation import Organisation
from bot.pictures import Chart, Series
from bot.standing import Numbers, Standing
from bot.standing_words import By
from bot.texts import Words

MOST = 10
"""Themes and agreements that are told; the others are counted."""

LABEL = 20
"""Characters below a bar."""


def said(numbers: Numbers, words: Words) -> str:
    """`3 open, 1 te laat`: whatever there is."""
    counts = numbers._asdict().items()
    return ", ".join(words.text(f"stand.part.{name}", number=count) for name, count in counts if count)


def region_lines(standing: Standing, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    """By name: what the map above does not say, and everything of what has no known region."""
    names = _names("region", standing, organisation, words)
    beside = {key: _beside_map(key, numbers) for key, numbers in standing.groups.items()}
    told = [key for key in _by_name(names) if any(beside[key])]
    return (*_lines("region", told, beside, names, words), *_doubled("region", standing, words))


def group_lines(by: By, standing: Standing, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    """Of themes or agreements, by how many are open; what is of none comes last."""
    names = _names(by, standing, organisation, words)
    told = [key for key in _by_count(standing, names) if any(standing.groups[key])]
    named, none = [key for key in told if key], [key for key in told if not key]
    shown = [*named[:MOST], *none]
    return (*_lines(by, shown, standing.groups, names, words, len(told) - len(shown)), *_doubled(by, standing, words))


def group_chart(by: By, standing: Standing, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    """Open and told by theme or agreement; nothing where nothing is open that is of one."""
    names = _names(by, standing, organisation, words)
    keys = [key for key in _by_count(standing, names) if key][:MOST]
    if not keys or not standing.groups[keys[0]].open:
        return ()
    series = tuple(
        Series(words.text(f"map.{name}"), tuple(getattr(standing.groups[key], name) for key in keys))
        for name in ("open", "told")
    )
    first = standing.groups[keys[0]].open
    takeaway = words.text("stand.chart.takeaway", name=names[keys[0]], number=first, all=standing.whole.open)
    return (Chart(words.text(f"stand.chart.{by}"), _labels(names[key] for key in keys), series, takeaway),)


def _names(by: By, standing: Standing, organisation: Organisation, words: Words) -> Mapping[str, str]:
    called = {
        "region": {key: region.name for key, region in organisation.regions.items()},
        "theme": {key: theme.label for key, theme in organisation.themes.items()},
        "agreement": {key: each.abbreviation or each.name for key, each in organisation.agreements.items()},
    }[by]
    return {key: called[key] if key else words.text(f"stand.none.{by}") for key in standing.groups}


def _by_name(names: Mapping[str, str]) -> list[str]:
    return sorted(names, key=lambda key: (not key, names[key].casefold()))


def _by_count(standing: Standing, names: Mapping[str, str]) -> list[str]:
    return sorted(_by_name(names), key=lambda key: (not key, -standing.groups[key].open))


def _beside_map(key: str, numbers: Numbers) -> Numbers:
    return Numbers(late=numbers.late, untold=numbers.untold) if key else numbers


def _lines(
    by: By, keys: list[str], groups: Mapping[str, Numbers], names: Mapping[str, str], words: Words, more: int = 0
) -> tuple[Block, ...]:
    """`more` are not among the keys."""
    lines = [words.spans("stand.line", name=Bold(names[key]), numbers=said(groups[key], words)) for key in keys]
    if more:
        lines.append((words.count(f"stand.more.{by}", more),))
    return (Paragraph((Bold(words.text(f"stand.lines.{by}")),)), Lines(tuple(lines))) if lines else ()


def _doubled(by: By, standing: Standing, words: Words) -> tuple[Block, ...]:
    return (Note((words.count(f"stand.doubled.{by}", standing.doubled),)),) if standing.doubled else ()


def _labels(names: Iterable[str]) -> tuple[str, ...]:
    """Short enough for a bar, no two the same."""
    labels: list[str] = []
    for name in names:
        label = name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip(' -')}…"
        labels.append(label if label not in labels else f"{label[: LABEL - 3]} {len(labels) + 1}")
    return tuple(labels)
