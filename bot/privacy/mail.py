"""E-mail addresses: somebody's own, somebody's at work, or a mailbox of an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.finding import Advice
from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Span

_ADDRESS = re.compile(
    r"(?<![a-z0-9._%+\-])([a-z0-9._%+\-]{1,64})"
    r"(?: {0,2}[\[({] {0,2}(?:at|apenstaart|apenstaartje) {0,2}[\])}] {0,2}|@| @ (?=[a-z0-9\-]{1,63}\.[a-z]{2}))"
    r"([a-z0-9\-]{1,63}(?:(?:\.| ?[\[({]dot[\])}] ?| ?[\[({]punt[\])}] ?)[a-z0-9\-]{1,63}){1,4})"
)
_SPELT = re.compile(
    r"(?<![a-z0-9._%+\-])([a-z0-9._%+\-]{1,64}(?: punt [a-z0-9\-]{1,40}){0,3}) (?:at|apenstaartje) "
    r"([a-z0-9\-]{1,63}(?:\.| punt )(?:com|nl|net|eu|be|de|org))\b"
)
_SIGN = re.compile(r"@|apenstaart|\bat\b")
_PARTS = re.compile(r"[^a-z]+")
_ENDS = re.compile(r"\.| punt | ?[\[({](?:dot|punt)[\])}] ?")
_OF_ORGANISATION = re.compile(
    r"praktijk|apothe|stichting|vereniging|kliniek|zorggroep|huisarts|thuiszorg|gemeente|wijkteam|buurthuis|dorpshuis"
    r"|bestuur"
)
"""What a mailbox of an organisation may be written together with."""

_AT_HOME = re.compile(r"\b(?:thuis|prive|privemail|priveadres|prive-adres|persoonlijke? (?:mail|adres|e-mail\w*))\b")
_BEFORE, _AFTER = 50, 30


def addresses_of_mail(reading: Reading) -> Iterator[Span]:
    """Those that reach a person."""
    if _SIGN.search(reading.low) is None:
        return
    for match in (*_ADDRESS.finditer(reading.low), *_SPELT.finditer(reading.low)):
        advice = _advice(reading, match.start(), match.end(), match[1], _ENDS.split(match[2]))
        if advice != "allow":
            yield Span(match.start(), match.end(), "EMAIL", advice)


def _advice(reading: Reading, start: int, end: int, box: str, domain: list[str]) -> Advice:
    parts = [part for part in _PARTS.split(box) if part]
    is_private = any(lexicon("mail").is_whole(label) for label in domain[:-1])
    is_family = domain[0].startswith(("familie", "fam-"))
    if _is_function(box, parts) and not is_family:
        return "allow"
    if is_private or is_family or _is_of_somebody_at_home(reading, start, end):
        return "block"
    return "warn" if _is_personal(parts) else "allow"


def _is_function(box: str, parts: list[str]) -> bool:
    boxes, organisations = lexicon("mailboxes"), lexicon("organisations")
    is_name = len(parts) > 1 and (len(parts[0]) == 1 or lexicon("first_names").is_whole(parts[0]))
    listed = organisations.is_whole if is_name else organisations.has  # `b.kamphof`
    if boxes.is_whole(box) or any(boxes.is_whole(part) or listed(part) for part in parts):
        return True
    return _OF_ORGANISATION.search(box) is not None


def _is_of_somebody_at_home(reading: Reading, start: int, end: int) -> bool:
    if _AT_HOME.search(reading.low, max(0, start - _BEFORE), start):
        return True
    person = reading.nearest("clients", start, end, _BEFORE, _AFTER)
    work = [reading.nearest(name, start, end, _BEFORE, _AFTER) for name in ("functions", "offices")]
    return person is not None and all(near is None or person < near for near in work)


def _is_personal(parts: list[str]) -> bool:
    """A first name, a family name, or several words of which none is a function."""
    if len(parts) > 1:
        return True
    name = parts[0] if parts else ""
    return lexicon("first_names").is_whole(name) or any(
        lexicon("surnames").is_whole(name[length:]) for length in (0, 1, 2)
    )
