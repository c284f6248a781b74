"""A list of knelpunten: of a region, a directorate, a theme or a status, what is late, or what is the asker's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Literal

from bot.conversation import Command, Press, Refusal, Reply, Say
from bot.gathering import lanes_of, lateness
from bot.gathering_own import scope_of
from bot.organisation import Directorate, Role
from bot.organisation.naming import entries_in, taken_apart
from bot.rights import may_read, reads_none
from bot.routing import themes_of
from bot.signals import OPEN, Signal, State
from bot.standing_words import Asked, like, narrowed
from bot.store.listing import PAGE, Filter
from bot.store.work import Work
from bot.texts import LANGUAGES, words
from bot.views.listing import list_card
from bot.views.plain import plain_card

Whose = Literal["", "mine", "regions", "led", "read"]
"""Whose list it is; the end of the key of its title."""

BETWEEN = frozenset(["van", "in", "uit", "bij", "de", "het", "en", "graag", "knelpunten", "of", "the", "and", "from"])
"""Words that narrow nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list, of whom, and whether only what is late."""

    filter: Filter
    whose: Whose = ""
    late: bool = False


async def list_(command: Command, work: Work) -> Reply:
    """`lijst`, `lijst zuid-limburg opgepakt`, `lijst te laat`, `lijst arbeidsmarkt`."""
    wanted = _wanted(command.words, work)
    if wanted is None:
        typed, organisation = command.words.strip(), work.organisation
        if names := like(Asked("region", typed), organisation) or like(Asked("theme", typed), organisation):
            nearest = work.words.any_of(names)
            raise Refusal(plain_card("refused.list.like", work.words, typed=typed, names=nearest))
        raise Refusal(plain_card("refused.list", work.words, typed=command.words))
    return await _page(wanted, 0, command, work)


async def more(press: Press, work: Work) -> Reply:
    """The next page of the list under the button."""
    handle = await work.handles.resolve(press.handle)
    kept = json.loads(handle.payload) if handle is not None and handle.kind == "list" else {}
    asked = kept.get("wanted")  # a list of an earlier version has none
    if asked is None:
        raise Refusal(plain_card("refused.expired", work.words))
    state = State(asked["filter"]["state"]) if asked["filter"]["state"] else None
    wanted = Wanted(Filter(**{**asked["filter"], "state": state}), asked["whose"], asked["late"])
    return await _page(wanted, kept["skip"], press, work)


async def _page(wanted: Wanted, skip: int, asked: Command | Press, work: Work) -> Reply:
    found = await _late(wanted.filter, skip, work) if wanted.late else await work.signals.listed(wanted.filter, skip)
    readable = [
        work.organisation.current(signal) for signal in found[:PAGE] if may_read(work.actor, signal, work.organisation)
    ]
    if not readable and reads_none(work.actor, work.organisation):
        return Say(plain_card("list.admin", work.words))
    rest = json.dumps({"wanted": asdict(wanted), "skip": skip + PAGE})
    handle = work.handles.issue("list", "", rest) if len(found) > PAGE else ""
    title = work.text("list.title.late" if wanted.late else f"list.title.{wanted.whose}".rstrip("."))
    lanes = lanes_of(asked.by, work.actor, work.organisation)
    posted = await work.posted_at([signal.id for signal in readable], lanes)
    return Say(list_card(title, readable, work.organisation, work.words, handle, posted))


async def _late(wanted: Filter, skip: int, work: Work) -> list[Signal]:
    """At most one page and one more of what is late, the longest first."""
    organisation, standing = work.organisation, list[Signal]()
    if wanted.mine:
        standing = await work.signals.not_over(person=wanted.mine)
    else:
        if wanted.leads:
            standing += await work.signals.not_over(lead=wanted.leads)
        if wanted.regions or not wanted.leads:
            standing += await work.signals.not_over(region=wanted.regions or tuple(organisation.regions))
    found = {signal.id: signal for signal in standing if _fits(signal, wanted)}
    late = await lateness([organisation.current(signal) for signal in found.values()], work)
    return [each.signal for each in late if may_read(work.actor, each.signal, organisation)][skip : skip + PAGE + 1]


def _fits(signal: Signal, wanted: Filter) -> bool:
    """Whether a signal as it is stored is one of these; whose it is was asked for already."""
    in_region = not {signal.region, *signal.also_regions}.isdisjoint(wanted.regions)
    of_lead = signal.lead in wanted.leads
    if wanted.either and not (in_region or of_lead):
        return False
    if not wanted.either and ((wanted.regions and not in_region) or (wanted.leads and not of_lead)):
        return False
    is_open = not wanted.open or signal.state in OPEN
    return is_open and wanted.state in (None, signal.state) and (not wanted.theme or wanted.theme in signal.themes)


def _wanted(asked: str, work: Work) -> Wanted | None:
    """What the words ask for together; None when one of them means nothing here."""
    ever = work.organisation.successors.ever
    named, rest = entries_in(asked, work.organisation)
    said, unknown = taken_apart(rest, _narrowing())
    theme = _theme(" ".join(word for word in unknown if word not in BETWEEN), work)
    if theme is None:
        return None
    is_of_all = bool(named) or bool(theme) or "all" in said
    wanted = Wanted(Filter()) if is_of_all and "mine" not in said else _own(work)
    kept = replace(wanted.filter, theme=theme)
    for entry in named:
        if isinstance(entry, Directorate):
            kept = replace(kept, leads=(*kept.leads, *ever("directorates", entry.key)))
        else:
            kept = replace(kept, regions=(*kept.regions, *ever("regions", entry.key)))
    for each in said:
        if isinstance(each, State):
            kept = replace(kept, state=each, open=False)
    kept = replace(kept, open=kept.open or "open" in said)
    return Wanted(kept, wanted.whose, late="late" in said)


def _own(work: Work) -> Wanted:
    """What each role looks for first: their own work, what stalls in their regions, what lies at their directorate."""
    organisation = work.organisation
    ever, person = organisation.successors.ever, work.actor
    if person.may_be(Role.LIAISON) or person.may_be(Role.FIXER):
        return Wanted(Filter(mine=ever("people", person.key)), "mine")
    if person.may_be(Role.COMMISSIONER):
        regions = _every(ever("regions", key) for key in scope_of(person, organisation))
        return Wanted(Filter(regions=regions, open=True, urgent=True), "regions")
    led = [each.key for each in organisation.directorates.values() if each.head == person.key]
    if led:
        leads = _every(ever("directorates", key) for key in led)
        return Wanted(Filter(leads=leads, open=True, urgent=True), "led")
    regions = _every(ever("regions", key) for key in person.regions)
    leads = _every(ever("directorates", key) for key in person.directorates)
    return Wanted(Filter(regions=regions, leads=leads, either=True, open=True), "read")


def _every(keys: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(key for each in keys for key in each)


def _theme(typed: str, work: Work) -> str | None:
    """By its name or a part of it, else by a word that tells of it; empty for no words, None for words of no theme."""
    if not typed:
        return ""
    if found := narrowed(Asked("theme", typed), work.organisation):
        return found.key
    return next(iter(themes_of(typed, work.organisation)), None)


@cache
def _narrowing() -> Mapping[str, State | Literal["mine", "open", "late", "all"]]:
    """The words for a state and for the rest, in every language: who reads one may type the other."""
    each = [words(language) for language in LANGUAGES]
    kinds: tuple[Literal["mine", "open", "late", "all"], ...] = ("mine", "open", "late", "all")
    return {one.text(f"list.{kind}"): kind for one in each for kind in kinds} | {
        one.text(f"state.{state}"): state for one in each for state in State
    }
