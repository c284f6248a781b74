"""Reads YAML into plain values that remember their line, and notes what is wrong with the writing of it.

Built from the parser's events on a stack of its own, so that deep nesting, anchors and tags can only be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from bot.organisation.syntax import explained

Where = tuple[str | int, ...]
"""A place in the file: names and positions from the top, like ("people", "noor-habets", "emails", 0)."""

DEEPEST = 10
"""Levels of nesting; the fullest organisation needs six."""

_SECTION = re.compile(r"^(?=[A-Za-z_][\w-]*:(?:\s|$))", re.MULTILINE)
_WHOLE = re.compile(r"^[-+]?[0-9]{1,18}$")
_BROKEN = re.compile(r"^[-+]?[0-9]{0,18}\.[0-9]{1,18}$")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Fault:
    """Something wrong on a line, and in the same sentence how to mend it."""

    line: int
    what: str


@dataclass(slots=True)
class Page:
    """What stands in the file: mappings, lists and scalars, the line of each, and the faults found so far."""

    data: object = None
    lines: dict[Where, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # sections whose writing broke off

    def line(self, where: Where) -> int:
        """The line of this place, or of the nearest thing around it; 1 when there is nothing."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def fault(self, where: Where, what: str) -> None:
        """Notes a fault at a place."""
        self.faults.append(Fault(self.line(where), what))


class _Unreadable(Exception):
    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.fault = Fault(line, what)


def read_page(text: str) -> Page:
    """The whole text, or, where its writing breaks off, every section that can be read on its own."""
    page = Page()
    try:
        page.data = _build(text, page, offset=0)
    except _Unreadable as broken:
        starts = [found.start() for found in _SECTION.finditer(text)]
        if not starts:
            return Page(faults=[broken.fault])
        return _by_section(text, starts, broken.fault)
    return page


def _by_section(text: str, starts: list[int], whole: Fault) -> Page:
    page, data = Page(), dict[str, object]()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        name = text[start:end].partition(":")[0]
        try:
            section = _build(text[start:end], page, offset=text.count("\n", 0, start))
        except _Unreadable as broken:
            page.faults.append(broken.fault)
            page.unread.add(name)
            continue
        if name in data:
            page.faults.append(_twice(text.count("\n", 0, start) + 1, name, page.lines[(name,)]))
        elif isinstance(section, dict):
            data |= section
    if not page.unread:  # each part reads well, but not together
        page.faults.append(whole)
    page.data = data
    return page


def _twice(line: int, key: str, first: int) -> Fault:
    return Fault(line, f"‘{key}’ staat er twee keer, ook al op regel {first}; haal er een weg of geef een andere naam")


def _events(text: str, offset: int) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        line, what = explained(error)
        raise _Unreadable(line + offset, what) from error
    except YAMLError as error:  # a character that no text file has
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        what = "hier staat een teken dat niet in een tekstbestand hoort; haal het weg of typ de regel opnieuw"
        raise _Unreadable(line + offset, what) from error


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the name whose value comes next."""

    into: dict[str, object] | list[object]
    where: Where
    key: str | None = None

    def add(self, value: object) -> None:
        if isinstance(self.into, list):
            self.into.append(value)
        elif self.key is not None:
            self.into.setdefault(self.key, value)
            self.key = None

    def here(self) -> Where:
        step = len(self.into) if isinstance(self.into, list) else self.key
        return self.where if step is None else (*self.where, step)


def _build(text: str, page: Page, offset: int) -> object:
    root = _Open([], ())
    stack = [root]
    for event in _events(text, offset):
        line = event.start_mark.line + 1 + offset
        top = stack[-1]
        if isinstance(event, CollectionEndEvent):
            stack.pop()
            continue
        if isinstance(event, DocumentStartEvent) and root.into:
            raise _Unreadable(line, "hier begint een tweede document; haal de regel met --- weg")
        if not isinstance(event, ScalarEvent | CollectionStartEvent | AliasEvent):
            continue
        _refuse_tricks(event, line)
        if isinstance(top.into, dict) and top.key is None:
            top.key = _key(event, top, page, line)
            continue
        where = () if top is root else top.here()
        page.lines.setdefault(where, line)
        if isinstance(event, ScalarEvent):
            top.add(_value(event))
            continue
        if len(stack) > DEEPEST:
            raise _Unreadable(line, "hier staat te veel in elkaar; maak het plat, zoals in het voorbeeld")
        inner = _Open({} if isinstance(event, MappingStartEvent) else [], where)
        top.add(inner.into)
        stack.append(inner)
    return root.into[0] if root.into else None  # type: ignore[index]


def _refuse_tricks(event: NodeEvent, line: int) -> None:
    if isinstance(event, AliasEvent) or event.anchor:
        raise _Unreadable(
            line, "verwijzingen met & en * horen hier niet; schrijf de waarde voluit of zet haar tussen ''"
        )
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.ctag:
        raise _Unreadable(line, "labels met een uitroepteken horen hier niet; haal het weg of zet de tekst tussen ''")


def _key(event: Event, top: _Open, page: Page, line: int) -> str:
    if not isinstance(event, ScalarEvent):
        raise _Unreadable(
            line, "een naam voor de dubbele punt is altijd een woord; haal de haken of het vraagteken weg"
        )
    where = (*top.where, event.value)
    if event.value in top.into:
        page.faults.append(_twice(line, event.value, page.lines[where]))
    page.lines.setdefault(where, line)
    return str(event.value)


def _value(event: ScalarEvent) -> object:
    text: str = event.value
    if not event.implicit[0]:  # quoted: text, whatever it looks like
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _BROKEN.match(text) else text
