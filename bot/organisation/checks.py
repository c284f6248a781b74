"""Whether the parts of the file fit together: every reference has a target, every name one owner, every job somebody.

Works on the page itself, so that these faults are told together with those in the shape of the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import get_args

from bot.organisation.model import Organisation
from bot.organisation.page import Page, Where
from bot.organisation.people import Role
from bot.organisation.successors import Section
from bot.organisation.values import Platform, UrgencyKey
from bot.organisation.wording import NOUNS, mended, said

REFERENCES: tuple[tuple[str, str], ...] = (
    # where a key stands, * being any entry -> the section that must have it
    ("contact", "people"),
    ("routing_fallback", "directorates"),
    ("regions.*.kind", "region_kinds"),
    ("regions.*.neighbours.*", "regions"),
    ("sub_regions.*.parents.*", "regions"),
    ("iza_regions.*.parents.*", "regions"),
    ("ggd_regions.*.overlaps.*", "regions"),
    ("directorates.*.dg", "directorates_general"),
    ("directorates.*.head", "people"),
    ("themes.*.lead", "directorates"),
    ("themes.*.co.*", "directorates"),
    ("themes.*.route_overrides.*.lead", "directorates"),
    ("themes.*.external.*", "parties"),
    ("themes.*.external_ministries.*", "ministries"),
    ("themes.*.agreements.*", "agreements"),
    ("care_systems.*.stewards.*", "directorates"),
    ("people.*.regions.*", "regions"),
    ("people.*.directorates.*", "directorates"),
    ("people.*.deputy", "people"),
)
GET_SIGNALS = ("routing_fallback", "themes.*.lead", "themes.*.co.*", "themes.*.route_overrides.*.lead")
"""Where only a directorate will do that signals can go to."""

CHOOSE, ADD = "kies een van de twee", "zet achter een van de twee een directie of regio"
ONE_OWNER: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # what it is, how to mend it, and where it stands
    ("deze naam", CHOOSE, ("regions.*.name", "regions.*.aliases.*", "regions.*.municipalities.*")),
    ("deze naam", CHOOSE, ("sub_regions.*.name", "sub_regions.*.aliases.*")),
    ("deze naam", CHOOSE, ("directorates.*.name", "directorates.*.aliases.*")),
    ("deze naam", ADD, ("people.*.name",)),
    ("dit adres", CHOOSE, ("people.*.emails.*",)),
    *(("dit account", CHOOSE, (f"people.*.accounts.{platform}",)) for platform in get_args(Platform)),
    *(
        ("dit kanaal", CHOOSE, (f"directorates.*.channels.{platform}", f"decision_channels.{platform}"))
        for platform in get_args(Platform)
    ),
)
"""What may belong to one entry only: what it is called, and the places where it stands.

People as well: in a list, on a card and in a command their name is all that tells them apart.
"""

_SCOPES = ((Role.LIAISON, "regions", "regio"), (Role.FIXER, "directorates", "directie"))
_NEEDED = ((Role.ADMIN, "om kanalen te koppelen"), (Role.COMMISSIONER, "voor de hoogste trede van de ladder"))


def check(page: Page) -> None:
    """Notes every fault between the parts; sections that could not be read are left out of account."""
    _references(page)
    _successors(page)
    _owners(page)
    _ladder(page)
    _people(page)
    _deputies(page)
    _somebody(page)


def _found(page: Page, pattern: str) -> Iterator[tuple[Where, str]]:
    """Every text at a place like themes.*.lead; what has another shape is not for here."""
    places: list[tuple[Where, object]] = [((), page.data)]
    for step in pattern.split("."):
        places = [
            ((*where, name), inner) for where, value in places for name, inner in _inside(value) if step in ("*", name)
        ]
    yield from ((where, value) for where, value in places if isinstance(value, str) and value)


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _entries(page: Page, section: str) -> dict[str, dict[str, object]]:
    """The entries by key; one that has no fields is there all the same."""
    entries = page.data.get(section) if isinstance(page.data, dict) else None
    return {key: entry if isinstance(entry, dict) else {} for key, entry in _inside(entries) if isinstance(key, str)}


def _texts(entry: dict[str, object], field: str) -> list[str]:
    value = entry.get(field)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _references(page: Page) -> None:
    for pattern, section in REFERENCES:
        known = _entries(page, section)
        if section in page.unread or (not known and Organisation.model_fields[section].is_required()):
            continue  # one fault about the section itself is enough
        for where, key in _found(page, pattern):
            _refers(page, where, section, key, known, gets_signals=pattern in GET_SIGNALS)


def _refers(
    page: Page, where: Where, section: str, key: str, known: Mapping[str, dict[str, object]], *, gets_signals: bool
) -> None:
    if key not in known:
        mend = mended(key, known, "voeg die toe of kies een andere")
        page.fault(where, f"{said(where)}: {NOUNS[section]} ‘{key}’ is er niet; {mend}")
    elif gets_signals and known[key].get("routable") is False:
        mend = "kies een andere, of geef deze een kanaal en opgavefiksers met routable: true"
        page.fault(where, f"{said(where)}: naar directie ‘{key}’ gaan geen knelpunten; {mend}")


def _successors(page: Page) -> None:
    """Every line is about an entry that left and leads, by other lines perhaps, to one that is there."""
    for section in get_args(Section):
        known = _entries(page, section)
        lines = {str(where[-1]): (where, new) for where, new in _found(page, f"successors.{section}.*")}
        if section in page.unread or not known:
            continue
        for old, (where, new) in lines.items():
            if old in known:
                mend = f"haal deze regel weg, of de {NOUNS[section]} onder ‘{section}’"
                page.fault(where, f"{said(where)}: {NOUNS[section]} ‘{old}’ is er zelf nog; {mend}")
            elif new not in lines:
                _refers(page, where, section, new, known, gets_signals=section == "directorates")
        try:
            TopologicalSorter({old: (new,) for old, (_, new) in lines.items()}).prepare()
        except CycleError as cycle:
            where, _ = lines[cycle.args[1][0]]
            page.fault(where, f"{said(where)}: de opvolgers wijzen naar elkaar; noem er een die er nu is")


def _owners(page: Page) -> None:
    for what, mend, patterns in ONE_OWNER:
        first: dict[str, Where] = {}
        for pattern in patterns:
            for where, value in _found(page, pattern):
                owner = first.setdefault(value.strip().casefold(), where)
                if owner[:2] != where[:2]:
                    also = f"{said(owner[:2])} op regel {page.line(owner)}"
                    page.fault(where, f"{said(where)}: {what}, ‘{value}’, heeft ook {also}; {mend}")


def _ladder(page: Page) -> None:
    for section in ("urgencies", "ladder"):
        if section in page.unread or not _entries(page, section):
            continue
        for urgency in get_args(UrgencyKey):
            if urgency not in _entries(page, section):
                page.fault(
                    (section,), f"‘{section}’: de urgentie ‘{urgency}’ ontbreekt; voeg haar toe zoals in het voorbeeld"
                )


def _people(page: Page) -> None:
    people = _entries(page, "people")
    for key, person in people.items():
        where: Where = ("people", key)
        roles = _texts(person, "roles")
        if person.get("roles") == []:
            page.fault((*where, "roles"), f"{said(where)} heeft geen rol; kies uit {', '.join(Role)}")
        for role, field, noun in _SCOPES:
            if role in roles and not _texts(person, field):
                page.fault(where, f"{said(where)} is {role} zonder {noun}; vul ‘{field}’ in of haal de rol weg")


def _deputies(page: Page) -> None:
    people = _entries(page, "people")
    for where, deputy in _found(page, "people.*.deputy"):
        key = str(where[1])
        mine, theirs = _texts(people.get(key, {}), "roles"), _texts(people.get(deputy, {}), "roles")
        if deputy == key:
            page.fault(where, f"{said(where[:2])} kan zichzelf niet vervangen; noem een ander of haal de regel weg")
        elif deputy in people and mine and set(mine).isdisjoint(theirs):
            mend = "kies iemand met dezelfde rol of geef die rol erbij"
            page.fault(where, f"{said(where[:2])}: vervanger ‘{deputy}’ heeft geen van de rollen; {mend}")


def _somebody(page: Page) -> None:
    """Nobody left to do a job is a fault as well, as long as it is known who there is."""
    people = _entries(page, "people")
    if not people or "people" in page.unread:
        return
    for role, job in _NEEDED:
        if not any(role in _texts(person, "roles") for person in people.values()):
            page.fault(("people",), f"niemand heeft de rol {role}, {job}; geef die rol aan minstens een persoon")
    served = {
        directorate
        for person in people.values()
        if Role.FIXER in _texts(person, "roles")
        for directorate in _texts(person, "directorates")
    }
    for key, directorate in _entries(page, "directorates").items():
        if directorate.get("routable") is True and key not in served:
            where: Where = ("directorates", key)
            mend = "geef iemand de rol fixer voor deze directie of zet routable op false"
            page.fault(where, f"{said(where)} heeft niemand die een knelpunt kan oppakken; {mend}")
