"""Where somebody lives: street and number, or postcode and number, unless an organisation is housed there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.finding import Advice
from bot.privacy.lexicon import lexicon
from bot.privacy.nearby import is_named
from bot.privacy.ordinary import is_ordinary
from bot.privacy.reading import Reading, Span

_SURE = (
    "straat|str\\.|laan|weg|plein|kade|gracht|singel|dreef|steeg|plantsoen|wal|pad|dijk|boulevard|hof|park|strjitte"
    "|dyk|leane|loane|buorren|paed|straatje|laantje|weggetje|pleintje|dijkje|paadje|steegje|hofje"
)
"""What streets end in, and little else."""

_ALSO = (
    "erf|kamp|akker|veld|markt|haven|ring|baan|brink|meent|es|wei|weide|vaart|dam|poort|horst|gaarde|rede|oord|zijde"
    "|kant|hoek|hoeve|rode|heuvel|berg|bos|schans|vest|veste|bolwerk|werf|tuin|esplanade|allee|rijn|mors|wijk|dorp"
    "|eind|einde|stede|land|burg|donk|lo|terp|stee|hout|ven|beemd|meer|plaats|passage|stoep|sluis|brug|diep"
)
"""What streets end in, and much else: only with a postcode or a town behind it."""

_UNIT = (
    r"(?:jaar|jaren|maand|maanden|mnd|weken|wkn|week|dag|dagen|uur|mensen|clienten|patienten|bewoners|kinderen|ouderen"
    r"|inwoners|personen|gezinnen|euro|km|kilometer|keer|procent|plekken|bedden|huizen|praktijken|gemeenten|locaties"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
_NUMBERED = r",? (?:nr\.? ?|nummer |huisnummer )?"
_HOUSE = (
    r"[0-9]{1,5}(?: ?-? ?(?!in|te|is|en|op|de|nu|al|om|ze|of|mw|dd|jr)[a-z]{1,2}(?![\w'])| ?-?(?:bis|hs|huis|zwart"
    r"|rood|i{1,3}|iv|vi?)\b)?(?:[ ]?[-/] ?[0-9]{1,4}(?![0-9])(?:hg|hs|huis|[a-z]\b)?)?"
)
_POSTCODE = r"[1-9][0-9]{3} ?(?!s[ads]\b)[a-z]{2}\b"
_NO_MORE = rf"(?![\w%€]|[.,:][0-9]|-[a-z0-9]{{2}})(?! ?{_UNIT})"

_STREET = re.compile(rf"(?<![\w'\-])([\w'\-]{{0,40}}?(?:{_SURE}|{_ALSO})){_NUMBERED}({_HOUSE}){_NO_MORE}")
_PLACED = re.compile(rf"(?<![\w'.\-])[\w'\-]{{3,40}}{_NUMBERED}{_HOUSE},? {{0,2}}({_POSTCODE})")
_BY_POSTCODE = re.compile(rf"(?<![0-9\-])({_POSTCODE}){_NUMBERED}[0-9]{{1,5}}(?: ?[a-z]\b)?{_NO_MORE}")
_AT_HOME = re.compile(
    r"\b(?:woont|wonen|wonend|wonende|woonde|woonachtig|verblijft|logeert|ingeschreven|thuisadres|huisadres"
    r"|woonadres)\b"
    r"[ :]{0,2}(?:is |zijn |staat )?"
    r"(?:(?:op|aan|in|bij|te|het|de|adres|zelfstandig|tijdelijk|momenteel|nog|nu|samen|alleen|thuis|een"
    r"|caravan,) ){0,4}"
    rf"((?:[\w'.\-]{{1,30}} ){{0,4}}?[\w'.\-]{{2,40}}){_NUMBERED}({_HOUSE}){_NO_MORE}"
)
_NUMBER_FIRST = re.compile(
    rf"\b(?:nummer|nr\.?|huisnummer) ({_HOUSE}) (?:in|aan|van|op) (?:de |het )?([\w'\-]{{0,40}}(?:{_SURE}))\b"
)
"""`op nummer 14 in de Tulpstraat`."""

_LIVING = re.compile(r"\b(?:woont|wonen|wonend|wonende|woonachtig|thuisadres|huisadres|woonadres)\b|\bthuis: ?$")
_REST = re.compile(rf",? ?{_POSTCODE}")
_TOWN = re.compile(r",?(?: \(| te)? ((?:'s-|Den |De |Het |Sint |St\. |Nieuw |Oud |Bergen op )?[A-Z][\w'\-]+)")
_APART = re.compile(
    rf"(?<![0-9\-])({_POSTCODE})[a-z ,]{{1,20}}(?:huisnummer|nummer|nr)\.? [0-9]{{1,5}}(?: ?[a-z]\b)?{_NO_MORE}"
)
"""`postcode is 9331 BC en huisnummer 14`."""

_TOLD = re.compile(
    rf"(?<![\w'\-])([\w'\-]{{0,40}}?(?:{_SURE}|{_ALSO}))(?: (?:in|te) [\w'\-]{{2,30}}(?: [\w'\-]{{2,30}})?)?,? (?:en )?"
    r"(?:huisnummer|nummer|nr\.?) (?:is )?([a-z]{2,14}tig|[a-z]{2,8}tien|een|twee|drie|vier|vijf|zes|zeven|acht|negen"
    r"|tien|elf|twaalf|[0-9]{1,4}[a-z]?)\b"
)
"""`op de Molendijk in Zuidland, huisnummer drieënzeventig`."""

_LODGING = re.compile(
    r"\b(?:zit|zat|verblijft|logeert|slaapt|staat|bivakkeert) (?:nu |tijdelijk |weer |nog )?(?:in|op) (?:een |de )?$"
)
_SOMEBODY = re.compile(r"[^.;!?\n]{0,30}\b(?:man|vrouw|jongen|meisje|echtpaar|gezin|iemand)\b")
_IN_TOWN = re.compile(r"(?: in| in het| in de) [A-Z']")
"""Then it is an address, though the town is none of it."""

_IN_A_TOWN = re.compile(rf"(?<![\w'.\-])([A-Z][\w'\-]{{3,30}})(?: nr\.?)? ({_HOUSE})(, | te | )([A-Z][\w'\-]+)")
"""A word, a number and a town: an address where somebody lives there."""

_NAMED = re.compile(
    r"(?: \(|, )((?:[A-Z][\w'.\-]{1,30} ){0,3}[A-Z][\w'.\-]{2,30} [0-9]{1,4}[a-z]?(?:, | te "
    r"| )(?:[1-9][0-9]{3} ?[A-Z]{2},? )?[A-Z][\w'\-]+)"
)
"""A street and a town, right behind something else."""

_PITCH = re.compile(
    r"(?<![\w'\-])((?:camping|vakantiepark|recreatiepark|bungalowpark|woonwagenkamp|woonwagencentrum|jachthaven|haven"
    r"|azc|flat)"
    r"(?: [A-Z][\w'\-]+){1,4},? (?:plek|plaats|nr\.?|nummer|huisje|kavel|ligplaats|unit|kamer|chalet|standplaats"
    r"|appartement)"
    r" ?[A-Z]?[0-9]{1,4}[a-z]?(?:, [A-Z][\w'\-]+)?)"
)
"""Where somebody lives who has no street."""

_SURE_END = re.compile(rf"(?:{_SURE})$")
_SEVERAL = re.compile(r"(?<![\w'.\-])([A-Z][\w.]{1,14}) (?:(?:van|de|der|den|het) ){0,2}$")
"""The first word of a street's name of several, right before its last."""

_DIRECTIONS = frozenset({"noord", "zuid", "oost", "west"})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BEFORE, _AFTER = 80, 50


def homes(reading: Reading) -> Iterator[Span]:
    """Addresses, none over another."""
    taken = 0
    found = [span for finder in _FINDERS for span in finder(reading)]
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if span.start >= taken:
            yield span
            taken = span.end


def _lived_in(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: somebody lives there."""
    for match in _AT_HOME.finditer(reading.low):
        if _is_street(reading.seen[match.start(1) : match.end(1)], match[1]):
            yield Span(match.start(1), _upto(reading, match.end(2)), "ADRES")


def _is_street(typed: str, low: str) -> bool:
    """Whether these words name a street: capitals and particles, or an end that says so."""
    if _SURE_END.search(low) and " " not in low:
        return True
    words = [word for word in typed.split(" ") if not lexicon("particles").is_whole(word)]
    return bool(words) and (low in _DIRECTIONS or not _is_place(low)) and all(word[0].isupper() for word in words)


def _is_place(low: str) -> bool:
    """`Tilburg 3`: so many in a place, and no house."""
    return any(lexicon(name).is_whole(low) for name in ("municipalities", "large_places"))


def _streets(reading: Reading) -> Iterator[Span]:
    for match in _NUMBER_FIRST.finditer(reading.low):
        if reading.seen[match.start(2)].isupper():
            yield from _judged(reading, match.start(1), match.end(2))
    for match in _STREET.finditer(reading.low):
        end = _upto(reading, match.end(2))
        placed = end > match.end(2) or _IN_TOWN.match(reading.seen, end) is not None
        if _is_place(match[1]) or not (
            placed or (reading.seen[match.start()].isupper() and _SURE_END.search(match[1]))
        ):
            continue
        yield from _judged(reading, _first(reading, match.start()), end, placed=placed)


def _before_postcode(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: a number and a postcode stand behind it."""
    for match in _PLACED.finditer(reading.low):
        if reading.seen[match.start()].isupper() and reading.seen[match.end() - 2 : match.end()].isupper():
            yield from _judged(reading, _first(reading, match.start()), _upto(reading, match.end()))


def _postcodes(reading: Reading) -> Iterator[Span]:
    for match in (*_BY_POSTCODE.finditer(reading.low), *_APART.finditer(reading.low)):
        may_be_year = _YEAR.match(match[1]) is not None and not _is_living(reading, match.start())
        if reading.seen[match.end(1) - 2 : match.end(1)].isupper() and not may_be_year:
            yield from _judged(reading, match.start(), match.end())


def _behind_names(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: a name, or `bij mevrouw thuis`, stands before it and a town behind it."""
    for match in _NAMED.finditer(reading.seen):
        if reading.low.endswith(" thuis", 0, match.start()):
            yield Span(match.start(1), match.end(1), "ADRES")
        elif is_named(reading, match.start()):
            yield from _judged(reading, match.start(1), match.end(1))


def _told(reading: Reading) -> Iterator[Span]:
    """The street, then the town, then the number, in words or figures."""
    for match in _TOLD.finditer(reading.low):
        if reading.seen[match.start()].isupper():
            yield from _judged(reading, match.start(), match.end())


def _pitches(reading: Reading) -> Iterator[Span]:
    """`camping De Zandkuil plek 37`, where somebody is told of."""
    for match in _PITCH.finditer(reading.seen):
        is_lodging = _LODGING.search(reading.low, max(0, match.start() - 40), match.start()) is not None
        is_told = is_lodging or _is_living(reading, match.start())
        if is_told or reading.has("clients", match.start(), match.end(), _BEFORE, _AFTER):
            yield Span(match.start(), match.end(), "ADRES")


def _in_towns(reading: Reading) -> Iterator[Span]:
    """Whatever the street is called: a number and a known town stand behind it, and somebody right there."""
    for match in _IN_A_TOWN.finditer(reading.seen):
        low = reading.low[match.start(1) : match.end(1)]
        is_known = match[3] == " te " or _is_place(reading.low[match.start(4) : match.end(4)])
        if (
            is_known
            and not is_ordinary(low, 4)
            and not reading.has("premises", match.start(), match.end(), _BEFORE, _AFTER)
        ):
            is_home = _is_living(reading, match.start()) or reading.has(
                "clients", match.start(), match.end(), _BEFORE, _AFTER
            )
            if is_home:
                yield Span(match.start(), match.end(), "ADRES")


def _judged(reading: Reading, start: int, end: int, *, placed: bool = True) -> Iterator[Span]:
    if (advice := _whose(reading, start, end, placed=placed)) != "allow":
        yield Span(start, end, "ADRES", advice)


def _whose(reading: Reading, start: int, end: int, *, placed: bool) -> Advice:
    """An organisation's where one is named nearer than a person; somebody's where it is a whole address."""
    if reading.low.startswith(("postbus", "antwoordnummer"), start):
        return "allow"
    person = reading.nearest("clients", start, end, _BEFORE, 0)
    work = reading.nearest("premises", start, end, _BEFORE, 0)
    if _is_living(reading, start) or (person is not None and (work is None or person < work)):
        return "block"
    if work is not None or reading.has("premises", start, end, 0, _AFTER):
        return "allow"
    if _SOMEBODY.match(reading.low, end):
        return "block"
    return "block" if placed or reading.has("clients", start, end, 0, _AFTER) else "warn"


def _is_living(reading: Reading, start: int) -> bool:
    return _LIVING.search(reading.low, max(0, start - 50), start) is not None


def _first(reading: Reading, start: int) -> int:
    """Where the name of the street begins: `Lange Nieuwstraat`, `Burgemeester Reigerstraat`, `Jan van Goyenkade`."""
    before = _SEVERAL.search(reading.seen, max(0, start - 40), start)
    if before and lexicon("street_beginnings").is_whole(reading.low[before.start(1) : before.end(1)].rstrip(".")):
        return before.start(1)
    return start


def _upto(reading: Reading, end: int) -> int:
    """Where the address ends: its postcode and town belong to it."""
    rest = _REST.match(reading.low, end)
    after = rest.end() if rest else end
    town = _TOWN.match(reading.seen, after)
    return town.end(1) if town else after


_FINDERS = (_lived_in, _streets, _before_postcode, _postcodes, _behind_names, _told, _in_towns, _pitches)
