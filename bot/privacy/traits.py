"""What makes somebody who is not named one person in a small place: an accident, a body, an age, a household, fame."""

from __future__ import annotations

import re

_EVENTS = (
    "verongeluk|verdronk|verdrink|omgekomen|omkwam|bliksem|ontploffing|explosie|overvallen|vermoord|neergestoken"
    "|neergeschoten|ontvoerd|aangereden|ongeluk|ongeval|steekpartij|in de krant|het nieuws|op tv|televisie"
    "|documentaire|viral|wereldkampioen|overval|gewond|overstroming|aanslag|schietpartij|overleefd|ramp|aanrijding"
    "|gaslek|instorting|door de brand|bij de brand|kampioen|olympisch|medaille|lintje|loterij|brandstichting"
    "|afgebrand|uitgebrand"
    "|(?:van het|van 't|v\\.?h\\.?) dak|van de trap|van de brug|onder de trein|onder een t|in de sloot|door een stier"
    "|door een paard|door een hond"
)
_COUNTS = "(?:zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|[7-9]|1[0-9])"
_TRAIT = re.compile(
    rf"\b(?:die|dat|wiens|wier|bij wie|van wie|wie)\b[^.;!?\n]{{0,70}}?\b(?:{_EVENTS})[a-z]*"
    r"|\b(?:die|dat)\b[^.;!?\n]{0,50}?\b(?:zijn|haar|beide|een) (?:been|benen|arm|armen|hand|oog|man|vrouw|kind|zoon"
    r"|dochter|gezin|ouders)"
    r" (?:verloor|kwijtraakte|heeft verloren|is verloren)"
    r"|\bbekend (?:van|uit|als)\b(?: [a-z]+){1,4}"
    r"|\bzonder (?:armen|benen|handen|ogen|neus|onderbenen|vingers|stembanden|tong)\b"
    r"|\bmet (?:een|1|maar een|slechts een) (?:arm|been|oog|hand|kunstbeen|kunstarm|kunsthart|glazen oog"
    r"|blindengeleidehond)\b"
    rf"|\b(?:met|van) {_COUNTS} (?:kinderen|dochters|zonen|zoons|pleegkinderen|katten|honden|paarden)\b"
    r"|\b(?:verdronken|verongelukte|vermoorde|omgekomen|vermiste|overreden|verbrande|neergestoken|doodgereden"
    r"|ontvoerde) (?:[a-z]+)"
    r"|\b(?:blindengeleidehond\w*|hulphond\w*|draagmoeder\w*|eenbenig\w*|eenarmig\w*|geadopteerd uit [a-z]+)\b"
)
_OLD = re.compile(r"1[0-2][0-9](?:-jarig|(?: jaar)?\b)")
_OF_HUNDRED = re.compile(r" van 1[01][0-9]\b(?! (?:euro|mensen|km|kilo))| \(1[01][0-9]\)")
_IS_ILL = re.compile(
    r"(?:,[^.,;\n]{1,30},)?,? (?:die )?(?:is|heeft|kreeg|krijgt|lijdt|werd|wordt|zit|ligt|kampt|had|raakte|was)\b"
)
_STATE = re.compile(
    r"(?: [a-z0-9]+){0,4} (?:opgenomen|overleden|verslaafd|dement|blind|doof|uitgezet|ontslagen|geopereerd|gevallen"
    r"|psychotisch)\b"
)
_SENTENCE = re.compile(r"[.!?;\n](?: |$)")
_REACH = 150


def unusual(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Where something stands that few people have or have lived through, between these places in one sentence."""
    ends = _SENTENCE.search(low, start, end)
    match = _TRAIT.search(low, start, ends.start() if ends else end)
    return match.span() if match else None


def is_very_old(low: str, start: int, end: int) -> bool:
    """Whether somebody of a hundred or more is meant by the words between these places."""
    return _OLD.match(low, start) is not None or _OF_HUNDRED.match(low, end) is not None


def is_said_ill(low: str, end: int) -> int | None:
    """Where the verb ends behind which an illness would be somebody's."""
    match = _IS_ILL.match(low, end)
    return match.end() if match else None


def is_in_a_state(low: str, verb: int) -> bool:
    """Whether the verb that ends here says what became of somebody."""
    return _STATE.match(low, verb) is not None
