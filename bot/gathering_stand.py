"""Reads together how everything stands that somebody oversees, or one region, theme or agreement of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.gathering import lateness
from bot.organisation import Organisation
from bot.rights import Oversight, may_read
from bot.signals import HIGHEST_RUNG, OPEN, Signal
from bot.standing import (
    CALLS,
    PERIOD,
    Numbers,
    Piece,
    Standing,
    ages,
    awaited_since,
    doubled,
    grouped,
    numbers_of,
    pressing,
    total,
)
from bot.standing_words import By, Narrowed
from bot.store import readers
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: everything overseen, or the one thing it is narrowed to."""

    overseen: Oversight
    narrowed: Narrowed | None
    organisation: Organisation

    def piece(self, theme: str, regions: Iterable[str], lead: str, numbers: Numbers) -> Piece | None:
        """Under the keys of today; None for what is not looked at."""
        organisation = self.organisation
        now = dict.fromkeys(each.key for key in regions if (each := organisation.region(key)))
        directorate, about = organisation.directorate(lead), organisation.theme(theme)
        is_led = directorate is not None and directorate.key in self.overseen.directorates
        seen = tuple(key for key in now if is_led or key in self.overseen.regions)
        piece = Piece(about.key if about else "", seen, numbers)
        return piece if (seen or is_led) and self._holds(piece) else None

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it can be: a directorate has signals everywhere."""
        return tuple(self.organisation.regions) if self.overseen.directorates else self.overseen.regions

    @property
    def is_of_one_region(self) -> bool:
        """Whether a map would show one tile."""
        return self.narrowed is not None and self.narrowed.by == "region"

    def groups(self, piece: Piece, by: By) -> Sequence[str]:
        """What it counts for."""
        if by == "region":
            return piece.regions
        theme = self.organisation.themes.get(piece.theme)
        if by == "theme" or theme is None:
            return (piece.theme,)
        return tuple(key for key in theme.agreements if key in self.organisation.agreements)

    def _holds(self, piece: Piece) -> bool:
        return self.narrowed is None or self.narrowed.key in self.groups(piece, self.narrowed.by)


async def standing_of(scope: Scope, by: By | None, lanes: Sequence[str], work: Work) -> Standing:
    """How it stands now; `lanes` are the conversations in which its reader can follow a link."""
    signals, pieces = await _not_over(scope, work)
    late = {each.signal.id: each for each in await lateness(signals, work)}
    pieces = [_counted(piece, signal, late=signal.id in late) for piece, signal in zip(pieces, signals, strict=True)]
    pieces += await _told(scope, work)
    readable = [signal for signal in signals if may_read(work.actor, signal, work.organisation)]
    pressed = pressing(readable, late, await _awaited(readable, work), work.now)

    def groups(piece: Piece) -> Sequence[str]:
        return scope.groups(piece, by) if by else ()

    return Standing(
        whole=total(pieces),
        by=by,
        name=scope.narrowed.name if scope.narrowed else "",
        groups=grouped(pieces, groups) if by else {},
        doubled=doubled(pieces, groups),
        regions={} if scope.is_of_one_region else _by_region(scope, pieces),
        ages=ages(signals, work.now),
        pressing=pressed,
        posted=await work.posted_at([each.signal.id for each in pressed], lanes),
    )


def _by_region(scope: Scope, pieces: Iterable[Piece]) -> dict[str, Numbers]:
    """Every region where it can be, also those where nothing is."""
    return dict.fromkeys(scope.regions, Numbers()) | grouped(pieces, lambda piece: piece.regions)


async def _not_over(scope: Scope, work: Work) -> tuple[list[Signal], list[Piece]]:
    """The signals that are looked at, and each of them as a piece."""
    ever, overseen = work.organisation.successors.ever, scope.overseen
    regions = [old for key in overseen.regions for old in ever("regions", key)]
    leads = [old for key in overseen.directorates for old in ever("directorates", key)]
    found = await work.signals.not_over(region=regions) if regions else []
    found += await work.signals.not_over(lead=leads) if leads else []
    signals = {signal.id: work.organisation.current(signal) for signal in found}
    theirs = {
        key: piece
        for key, signal in signals.items()
        if (piece := scope.piece(next(iter(signal.themes), ""), signal.regions, signal.lead, Numbers()))
    }
    return [signals[key] for key in theirs], list(theirs.values())


def _counted(piece: Piece, signal: Signal, *, late: bool) -> Piece:
    return piece._replace(numbers=numbers_of(signal, late=late))


async def _told(scope: Scope, work: Work) -> list[Piece]:
    """What was told in the period, in each region where it was: of a bundle that may be some of them."""
    ever, overseen = work.organisation.successors.ever, scope.overseen
    of = [readers.region(old) for key in overseen.regions for old in ever("regions", key)]
    of += [readers.directorate(old) for key in overseen.directorates for old in ever("directorates", key)]
    tallies = await work.moves.told(of, work.now - PERIOD, work.now + timedelta.resolution)
    told = (
        scope.piece(each.theme, (each.region, *each.also_regions), each.lead, Numbers(told=each.count))
        for each in tallies
    )
    return [piece for piece in told if piece]


async def _awaited(signals: Iterable[Signal], work: Work) -> dict[str, datetime]:
    """Since when each of these waits for a decision; nothing of what waits for none."""
    called = [signal.id for signal in signals if signal.rung >= HIGHEST_RUNG and signal.state in OPEN]
    steps = await work.signals.steps(called, CALLS)
    return {key: since for key, events in steps.items() if (since := awaited_since(events))}
