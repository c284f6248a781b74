"""Every word on a screen, in the reader's language, from the catalogues in `bot/texts/`."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.cards import Moment, Span, Spans, plain
from bot.organisation import Organisation, Person

LANGUAGES = ("nl", "en")
"""The first one is spoken to readers whose language is not here."""

CATALOGUES = Path(__file__).parent / "texts"

Fact = Span | Spans | int

_Template = tuple[tuple[str, str | None], ...]
"""Words, each followed by the name of the fact that comes next, or by nothing."""


class MissingText(KeyError):
    """A key that the catalogue does not have: a fault of ours, found by the tests."""


class Words:
    """The texts of one language, with moments in one time zone."""

    def __init__(self, language: str, zone: str = "Europe/Amsterdam") -> None:
        self.language = speakable(language)
        self.zone = ZoneInfo(zone)
        self._catalogue = _catalogue(self.language)
        self._known: dict[str, _Template] = {}

    def text(self, key: str, **facts: Fact) -> str:
        """The sentence under `key` with the facts filled in, as plain words."""
        return plain(self.spans(key, **facts))

    def spans(self, key: str, **facts: Fact) -> Spans:
        """The sentence under `key`; facts that are spans stay spans."""
        template = self._known.get(key)
        if template is None:
            template = self._known[key] = _parts(self._found(self._catalogue.gettext(key), key))
        return _filled(template, facts)

    def count(self, key: str, number: int, **facts: Fact) -> str:
        """The sentence under `key` for this many; `{number}` is the count."""
        found = self._found(self._catalogue.ngettext(key, f"{key}.many", number), key)
        return plain(_filled(_parts(found), {"number": number, **facts}))

    def any_of(self, choices: Sequence[str]) -> str:
        """Choices as people name them: `Arnhem, Twente of Zwolle`."""
        return format_list(list(choices), style="or", locale=self.language)

    def all_of(self, names: Sequence[str]) -> str:
        """Names as people list them: `Arnhem, Twente en Zwolle`."""
        return format_list(list(names), style="standard", locale=self.language)

    def moment(self, at: datetime) -> Moment:
        """A moment as people write it: `di 10 november om 09.00 uur`."""
        local = at.astimezone(self.zone)
        pattern = self.text("format.moment")
        return Moment(format_datetime(local, pattern, locale=self.language), at.isoformat())

    def day(self, day: date) -> str:
        """A day as people write it: `10 november 2026`."""
        return format_date(day, self.text("format.day"), locale=self.language)

    def days(self, first: date, last: date) -> str:
        """From a day until another as people write it, nothing twice: `2 t/m 8 november 2026`."""
        same = 0 if first.year != last.year else 1 if first.month != last.month else 2
        start = format_date(first, self.text(f"format.days.{same}"), locale=self.language)
        return self.text("format.days", first=start, last=self.day(last))

    def short_day(self, at: datetime) -> str:
        """The day of a moment that is not long ago: `10 november`."""
        return format_datetime(at.astimezone(self.zone), self.text("format.short_day"), locale=self.language)

    def weekday(self, at: datetime) -> str:
        """The day of a moment to come: `di 10 november`."""
        return format_datetime(at.astimezone(self.zone), self.text("format.weekday"), locale=self.language)

    def time(self, at: datetime) -> str:
        """The time of a moment: `09.00`."""
        return format_datetime(at.astimezone(self.zone), self.text("format.time"), locale=self.language)

    def _found(self, text: str, key: str) -> str:
        if text in {key, f"{key}.many"}:
            raise MissingText(key)
        return text


def speakable(language: str) -> str:
    """The language of ours nearest to `nl-BE`, `en_US` or nothing at all."""
    first = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return first if first in LANGUAGES else LANGUAGES[0]


@cache
def words(language: str, zone: str = "Europe/Amsterdam") -> Words:
    """The same `Words` for everybody who reads this language in this zone."""
    return Words(language, zone)


def words_for(organisation: Organisation, person: Person | None, language: str = "", zone: str = "") -> Words:
    """As the organisation file says of this reader, else as their chat is set, else as the organisation speaks."""
    chosen = person.language if person else None
    spoken = next((each for each in (chosen, language) if each and speakable(each) == each[:2].lower()), None)
    return words(spoken or organisation.language, zone if _exists(zone) else organisation.zone)


@cache
def _exists(zone: str) -> bool:
    """What a platform calls a time zone need not be one."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    with (CATALOGUES / f"{language}.po").open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _filled(template: _Template, facts: dict[str, Fact]) -> Spans:
    """Facts put in their places; neighbouring words joined, so that a sentence without spans is one string."""
    spans: list[Span] = []
    for literal, name in template:
        _append(spans, literal)
        if name is not None:
            fact = facts[name]
            for part in fact if isinstance(fact, tuple) else (fact,):
                _append(spans, str(part) if isinstance(part, int) else part)
    return tuple(spans)


@cache
def _parts(template: str) -> _Template:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(template))


def _append(spans: list[Span], span: Span) -> None:
    if isinstance(span, str) and spans and isinstance(spans[-1], str):
        spans[-1] += span
    elif span != "":
        spans.append(span)
