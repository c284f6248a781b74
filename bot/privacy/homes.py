"""Where somebody lives: street and number, or postcode and number, unless an organisation is housed there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.finding import Advice
from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Span

_STREET_END = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dreef|steeg|plantsoen|wal|dijk|pad|hof|erf|kamp|akker|veld|park|markt|haven|ring|baan"
    r"|brink|meent|es|wei|weide|vaart|dam|poort|horst|gaarde|rede|oord|zijde|kant|hoek|hoeve|heuvel|berg|bos|schans|vest|veste|bolwerk|werf|tuin"
    r"|boulevard|esplanade|allee|rijn|mors|wijk|dorp|eind|einde|stede|land|burg|donk|lo|terp|stee|hout|ven|beemd|meer|plaats|passage|stoep|sluis|brug)"
)
_SURE_END = re.compile(
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dreef|steeg|plantsoen|wal|pad|dijk|boulevard|hof|park)$"
)
_HOUSE = r"[0-9]{1,5}(?: ?-? ?[a-z]{1,2}(?![\w'])| ?(?:bis|hs|huis|zwart|rood)\b)?(?:[ ]?[-/] ?[0-9]{1,4}(?![0-9]))?"
_POSTCODE = r"[1-9][0-9]{3} ?(?!s[ads]\b)[a-z]{2}\b"
_TOWN = r"(?:(?:,| te| in)? )(?:(?:te|in) )?"
_ADDRESS = re.compile(
    rf"(?<![\w'.\-])((?:[\w'.\-]{{1,24}} ){{0,4}}?)([\w'\-]{{2,40}}{_STREET_END}|[\w'\-]{{2,40}})(?:,? (?:nr\.? ?|nummer |no\.? ?|huisnummer )?)({_HOUSE})"
)
_STREET = re.compile(
    rf"(?<![\w'\-])[\w'\-]{{1,40}}?{_STREET_END},? (?:nr\.? ?|nummer |huisnummer )?({_HOUSE})(?![\w%€]|[.,:][0-9]|-[a-z])"
)
_LIVES = re.compile(
    r"\b(?:woont|wonen|wonend|wonende|woonde|woonachtig|verblijft|logeert|ingeschreven|thuisadres|huisadres|woonadres|prive-?adres|adres)\b"
    r"[ :]{0,2}(?:is |zijn |staat )?(?:(?:op|aan|in|bij|te|het|de|adres|zelfstandig|nog|nu|samen|alleen|thuis|een|caravan,) ){0,4}"
    rf"((?:[\w'.\-]{{1,30}} ){{0,4}}?[\w'.\-]{{2,40}},? (?:nr\.? ?|nummer )?{_HOUSE})(?![\w%€]|[.,:][0-9])(?! ?{{unit}})"
)
_UNIT = (
    r"(?:jaar|jaren|maand|maanden|mnd|weken|wkn|week|dag|dagen|uur|mensen|clienten|patienten|bewoners|kinderen|ouderen|inwoners|personen|gezinnen|euro|km|"
    r"kilometer|keer|procent|plekken|bedden|huizen|praktijken|gemeenten|locaties|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
_AT_HOME = re.compile(_LIVES.pattern.replace("{unit}", _UNIT))
_BY_POSTCODE = re.compile(
    rf"(?<![0-9\-])({_POSTCODE})(?:,? (?:nr\.? ?|nummer |huisnummer )?([0-9]{{1,5}}(?: ?[a-z]\b)?)(?![0-9%/]|[.,:][0-9]|-[0-9]{{2}}-))(?! ?{_UNIT})"
)
_PLACED = re.compile(rf"(?<![\w'.\-])[\w'\-]{{3,40}},? {_HOUSE},? {{0,2}}({_POSTCODE})")
_REST = re.compile(rf"(?:,? {{0,2}}{_POSTCODE})?")
_SEVERAL = re.compile(r"(?<![\w'.\-])([A-Z][\w.]{1,14}) (?:(?:van|de|der|den|het) ){0,2}$")
"""The first word of a street's name of several, right before its last."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BEFORE, _AFTER = 80, 50


def homes(reading: Reading) -> Iterator[Span]:
    """Addresses, none over another."""
    taken = 0
    found = [*_lived_in(reading), *_streets(reading), *_before_postcode(reading), *_postcodes(reading)]
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if span.start >= taken:
            yield span
            taken = span.end


def _lived_in(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: somebody lives there."""
    for match in _AT_HOME.finditer(reading.low):
        start = match.start(1)
        if reading.seen[start].isupper() or _SURE_END.search(match[1].rstrip("0123456789 ")):
            yield Span(start, _upto(reading, match.end(1)), "ADRES")


def _streets(reading: Reading) -> Iterator[Span]:
    for match in _STREET.finditer(reading.low):
        start, name = match.start(), reading.low[match.start() : match.start(1)].rstrip(", ")
        end = _upto(reading, match.end(1))
        placed = end > match.end(1)
        if _is_unit(reading, match.end(1)) or not (reading.seen[start].isupper() or placed):
            continue
        if not (placed or _SURE_END.search(name)):
            continue
        first = _first(reading, start)
        if (advice := _whose(reading, first, end, placed=placed)) != "allow":
            yield Span(first, end, "ADRES", advice)


def _before_postcode(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: a number and a postcode stand behind it."""
    for match in _PLACED.finditer(reading.low):
        if (
            not reading.seen[match.start()].isupper()
            or not reading.seen[match.start(1) : match.end()].rstrip()[-2:].isupper()
        ):
            continue
        start, end = _first(reading, match.start()), _upto(reading, match.end())
        if (advice := _whose(reading, start, end, placed=True)) != "allow":
            yield Span(start, end, "ADRES", advice)


def _postcodes(reading: Reading) -> Iterator[Span]:
    for match in _BY_POSTCODE.finditer(reading.low):
        typed = reading.seen[match.start() : match.end(1)]
        if _YEAR.match(match[1]) and not _is_living(reading, match.start()):
            continue
        if typed[-2:].isupper() and (advice := _whose(reading, match.start(), match.end(), placed=True)) != "allow":
            yield Span(match.start(), match.end(), "ADRES", advice)


def _whose(reading: Reading, start: int, end: int, *, placed: bool) -> Advice:
    """An organisation's where one is named nearer than a person; somebody's where it is a whole address."""
    person = reading.nearest("clients", start, end, _BEFORE, 0)
    work = reading.nearest("premises", start, end, _BEFORE, 0)
    if _is_living(reading, start) or (person is not None and (work is None or person < work)):
        return "block"
    if work is not None or reading.has("premises", start, end, 0, _AFTER):
        return "allow"
    return "block" if placed or reading.has("clients", start, end, 0, _AFTER) else "warn"


def _is_living(reading: Reading, start: int) -> bool:
    return (
        re.search(
            r"\b(?:woont|wonen|wonend|wonende|woonachtig|thuisadres|huisadres|woonadres)\b",
            reading.low[max(0, start - 50) : start],
        )
        is not None
    )


def _first(reading: Reading, start: int) -> int:
    """Where the name of the street begins: `Lange Nieuwstraat`, `Burgemeester Reigerstraat`, `Jan van Goyenkade`."""
    before = _SEVERAL.search(reading.seen, max(0, start - 40), start)
    if before and lexicon("street_beginnings").is_whole(reading.low[before.start(1) : before.end(1)].rstrip(".")):
        return before.start(1)
    return start


def _upto(reading: Reading, end: int) -> int:
    """Where the address ends: its postcode and town belong to it."""
    rest = re.compile(rf",? ?{_POSTCODE}").match(reading.low, end)
    after = rest.end() if rest else end
    town = re.compile(
        r",?(?: \(| te| in| in het| in de)? ((?:'s-|Den |De |Het |Sint |St\. |Nieuw |Oud |Bergen op )?[A-Z][\w'\-]+)"
    ).match(reading.seen, after)
    return town.end(1) if town else after


def _is_unit(reading: Reading, end: int) -> bool:
    return re.compile(rf" ?{_UNIT}").match(reading.low, end) is not None
