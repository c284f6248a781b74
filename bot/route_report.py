"""`regiolijn route --report`: where a suggestion was corrected, by filers or by directorates, and which words to mend."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bot.corrections import About, Correction, Who
from bot.organisation import Organisation
from bot.store import open_to_look

_MOST_PHRASES = 8
_NOTHING = "nothing recognised"


@dataclass(frozen=True, slots=True)
class Row:
    """One suggestion that was corrected into one choice, how often, and the words that spoke for it, commonest first."""

    by: Who
    about: About
    suggested: str
    chosen: str
    count: int
    phrases: tuple[tuple[str, int], ...]


async def report(url: str, organisation: Organisation, console: Console, *, machine: bool) -> None:
    """Show what was corrected, the commonest first; `machine` gives one JSON array. Raises what `open_store` raises."""
    store = await open_to_look(url)
    try:
        rows = grouped(await store.corrections())
    finally:
        await store.close()
    if machine:
        console.out(json.dumps([_facts(row) for row in rows], ensure_ascii=False, indent=2), highlight=False)
    elif rows:
        console.print(_table(rows, organisation))
        console.print("Mend the keywords and hints of these themes in the organisation file, and look again.")
    else:
        console.print("Nobody chose anything else than was suggested, and nothing was sent on.")


def grouped(corrections: Iterable[Correction]) -> list[Row]:
    """What was suggested and chosen instead, the commonest first."""
    counts: Counter[tuple[Who, About, str, str]] = Counter()
    spoke: dict[tuple[Who, About, str, str], Counter[str]] = defaultdict(Counter)
    for each in corrections:
        same = each.by, each.about, each.suggested, each.chosen
        counts[same] += 1
        spoke[same].update(each.phrases)
    return [
        Row(*same, count, tuple(spoke[same].most_common(_MOST_PHRASES)))
        for same, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    ]


def _table(rows: Sequence[Row], organisation: Organisation) -> Table:
    times = sum(row.count for row in rows)
    table = Table(title=f"{times} {'choice' if times == 1 else 'choices'} corrected")
    for column in ("times", "by", "what", "suggested", "chosen instead", "words that spoke for the suggestion"):
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(
            str(row.count),
            row.by,
            row.about,
            _named(row.about, row.suggested, organisation),
            _named(row.about, row.chosen, organisation),
            ", ".join(f"{phrase} ({count})" if count > 1 else phrase for phrase, count in row.phrases),
        )
    return table


def _named(about: About, key: str, organisation: Organisation) -> str:
    """As people know it; a key that has left the file stays as it is."""
    match about:
        case "theme" if key in organisation.themes:
            return organisation.themes[key].label
        case "region" if key in organisation.regions:
            return organisation.regions[key].name
    return key or _NOTHING


def _facts(row: Row) -> dict[str, object]:
    return {
        "by": row.by,
        "about": row.about,
        "suggested": row.suggested or None,
        "chosen": row.chosen,
        "count": row.count,
        "words": dict(row.phrases),
    }
