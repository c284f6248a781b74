"""Holds what stands on the page against the model, and says in plain words where it does not fit."""

from __future__ import annotations

import re
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.organisation.model import Organisation
from bot.organisation.page import Page, Where
from bot.organisation.values import Language
from bot.organisation.wording import mended, said

_FIELDS = "hier horen velden; zet op elke regel een naam, een dubbele punt en een waarde"
_MEND = {
    "string_type": "hier hoort tekst; zet de waarde tussen aanhalingstekens",
    "string_too_short": "hier hoort tekst; vul die in",
    "tuple_type": "hier hoort een lijst; schrijf [een, twee]",
    "too_short": "deze lijst is leeg; zet er minstens een waarde in",
    "bool_type": "hier hoort ja of nee; schrijf true of false",
    "int_type": "hier hoort een heel getal; schrijf bijvoorbeeld 3",
    "greater_than_equal": "dit getal is te klein; kies 0 of meer",
    "less_than_equal": "dit getal is te groot; kies hooguit 100",
    "clock_time": "hier hoort een tijd tussen aanhalingstekens; schrijf bijvoorbeeld '09:00'",
    "zone": "deze tijdzone bestaat niet; schrijf bijvoorbeeld Europe/Amsterdam",
    "email": "dit is geen e-mailadres; schrijf bijvoorbeeld naam@example.nl",
    "key": "hier hoort een sleutel van letters, cijfers en streepjes; haal spaties en andere tekens weg",
    "one_reminder": "de eerste herinnering komt na dagen of na uren; vul ‘reminder’ of ‘reminder_hours’ in, niet allebei",
    "no_reminder": "de eerste herinnering ontbreekt of staat op 0; vul ‘reminder’ (werkdagen) of ‘reminder_hours’ (uren) in, vanaf 1",
    "upwards": "elke trede komt op dezelfde dag als de vorige of later; maak de getallen oplopend",
    "forward": "het begin (start) ligt voor het einde (end); verbeter een van de twee",
    "quiet": "rungs_at en digest vallen binnen speaking_hours; verschuif de tijd of verruim de uren",
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
}
_SECTIONS = [name for name in Organisation.model_fields if name not in ("version", "away")]


def shaped(page: Page, version: str) -> Organisation | None:
    """The organisation, or None and every misfit noted on the page; sections that could not be read are not missed."""
    if not isinstance(page.data, dict) or page.data.keys().isdisjoint(_SECTIONS):
        if not page.faults:
            page.fault((), "dit is geen organisatiebestand; begin met het voorbeeld in bot/examples/vws")
        return None
    for name in page.data:
        if name not in _SECTIONS:
            page.fault((name,), f"‘{_short(name)}’ is geen bekend onderdeel; {mended(name, _SECTIONS)}")
    data = {name: _completed(name, page.data, page) for name in page.data if name in _SECTIONS}
    try:
        return Organisation.model_validate(data | {"version": version})
    except ValidationError as misfits:
        for misfit in misfits.errors(include_url=False):
            _note(misfit, page)
        return None


def _completed(section: str, data: dict[str, Any], page: Page) -> object:
    """Every entry knows its own key, and a directorate that names no language speaks the organisation's."""
    entry, entries = _inside(Organisation, section, "*"), data[section]
    if not (_has(entry, "key") and isinstance(entries, dict)):
        return entries
    spoken = data.get("language") if data.get("language") in get_args(Language) else "nl"
    given = {"language": spoken} if _has(entry, "language") and entry.model_fields["language"].is_required() else {}
    for key, fields in entries.items():
        if isinstance(fields, dict) and "key" in fields:
            where = (section, key, "key")
            page.fault(where, f"{said(where)}: de naam erboven is de sleutel al; haal deze regel weg")
    return {
        key: given | fields | {"key": key} if isinstance(fields, dict) else fields for key, fields in entries.items()
    }


def _inside(kind: Any, *steps: str | int) -> Any:  # noqa: ANN401 - a type form has no better name
    """The type that the model has for a place."""
    for step in steps:
        if _has(kind, str(step)):
            kind = kind.model_fields[step].annotation
        elif arguments := get_args(kind):  # dict[Key, X] or tuple[X, ...]
            kind = arguments[1] if get_origin(kind) is dict else arguments[0]
        if get_origin(kind) in (Union, UnionType):  # X | None
            kind = get_args(kind)[0]
    return kind


def _has(kind: object, field: str) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and field in kind.model_fields


def _short(word: object) -> str:
    return f"{str(word)[:40]}…" if len(str(word)) > 40 else str(word)


def _note(misfit: ErrorDetails, page: Page) -> None:
    where: Where = misfit["loc"]
    if where[-1] == "[key]":
        where = where[:-1]
    elif where[-1] == "key" or (misfit["type"] == "missing" and where[0] in page.unread):
        return  # the entry's own key has its own misfit; an unread section is not missing
    page.fault(where, _sentence(misfit, where))


def _sentence(misfit: ErrorDetails, where: Where) -> str:
    kind, value = misfit["type"], misfit["input"]
    if kind == "missing" and len(where) == 1:
        return f"het onderdeel ‘{where[0]}’ ontbreekt; voeg het toe zoals in bot/examples/vws"
    if kind == "missing":
        return f"{said(where[:-1])}: het veld ‘{where[-1]}’ ontbreekt; vul het in"
    if kind == "extra_forbidden":
        known = [name for name in _inside(Organisation, *where[:-1]).model_fields if name not in ("key", "version")]
        return f"{said(where[:-1])}: ‘{_short(where[-1])}’ is geen bekend veld; {mended(where[-1], known)}"
    if value is None:
        return f"{said(where)}: hier staat niets; vul het in, of haal de regel weg als het niet hoeft"
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']+)'", misfit.get("ctx", {}).get("expected", ""))
        return f"{said(where)}: ‘{_short(value)}’ kan hier niet; {mended(value, allowed)}"
    return f"{said(where)}: {_MEND.get(kind, 'deze waarde past hier niet; kijk hoe het voorbeeld het doet')}"
