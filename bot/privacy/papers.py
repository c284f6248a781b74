"""Numbers that an organisation keeps somebody by: patient, client and policy numbers, passports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.finding import Type
from bot.privacy.reading import Reading, Span

_FILLERS = (
    "nummers?|nrs?|no|met|is|was|luidt|van|de|het|deze|dit|mevrouw|mevr|meneer|clienten?|patienten?|verzekerde"
    "|zijn|haar|onze|mijn"
)
_BETWEEN = rf"(?: \([a-z]{{2,8}}\))?[ .:=#(]{{0,4}}(?:(?:{_FILLERS})\b[ .:=#(]{{0,3}}){{0,5}}"
"""What may stand between a word for a number and the number."""

_NUMBER = rf"[ .\-]{{0,2}}(?:nummers?|nrs?|no|id|code|kenmerk)\b{_BETWEEN}"
_MAYBE_NUMBER = rf"[ .\-]{{0,2}}(?:nummers?|nrs?|no|id|code|kenmerk)?\b{_BETWEEN}"
_CODE = r"((?=[a-z0-9\-./ ]{0,12}[0-9])[a-z]{0,5}[\-./ ]?[0-9][0-9a-z\-./]{2,20}(?: [0-9]{2,6}){0,3})"
_NO_WORD = "(?!is|op|om|in|te|en|nr|de|van|nu|no)"

_LONG = rf"({_NO_WORD}[a-z]{{0,3}}[ \-]?[0-9][0-9 .\-]{{4,14}}[0-9])(?![0-9])(?! ?(?:euro|mensen|clienten|keer|uur))"
_AFAR = rf"\b[^0-9;!?\n]{{0,45}}?[ (]{_LONG}"
_FURTHER = rf"\b[^0-9;!\n]{{0,45}}?[ (]{_LONG}"
"""Other words between what a number is called and the number: then it must be a long one. _FURTHER: a question too."""

_PATIENT = "patient|client|bewoner|zorgvrager"
_NUMBERED = re.compile(rf"\b(?:{_PATIENT}|deelnemer|pt|pat|ciz)(?:en|s)?{_NUMBER}{_CODE}")
_BARE = re.compile(
    r"\b(?:patient|client|bewoner|(?:zorg|patient|patienten|client)dossier|epd|ecd|mdn|mrn|hix)"
    rf"{_MAYBE_NUMBER}{_CODE}"
)
_PATIENT_AFAR = re.compile(rf"\b(?:{_PATIENT}|epd-?|ecd-?)(?:en|s)?-?(?:nummer|nr){_FURTHER}")

_DECISION = "indicatie(?:besluit)?|besluit|beschikking|machtiging|aanvraag|kenmerk"
_FILE = re.compile(
    rf"(?:doss(?:ier)?|zaak|casus|meldings?|{_DECISION}|registratie|inschrijf|opname|behandel){_MAYBE_NUMBER}{_CODE}"
)
_FILE_AFAR = re.compile(
    r"\b(?:dossier|zaak|casus|indicatie|beschikking)(?:nummer|nr)?\b[^0-9;!?\n]{0,30}?[ (]"
    rf"({_NO_WORD}[a-z]{{0,4}}[\-/]?[0-9][0-9a-z\-./]{{4,20}}[0-9a-z])\b"
)

_POLICY = re.compile(
    r"\b(?:(?:zorg|verzekerings)?polis|zorgverzekerings?|verzekerden?|verzekerings|relatie|klant|zorgpas"
    rf"|lidmaatschaps?){_MAYBE_NUMBER}{_CODE}"
)
_POLICY_AFAR = re.compile(rf"\b(?:polis|verzekerden?|verzekerings|relatie|klant|zorgpas)(?:nummer|nr){_AFAR}")

_PAPER = r"paspoort|id[ \-]?(?:kaart|bewijs)|identiteits(?:kaart|bewijs)|rijbewijs|verblijfs(?:document|pas)"
_DOCUMENT = re.compile(
    rf"\b(?:{_PAPER}|reisdocument|legitimatiebewijs|verblijfsvergunning|vreemdelingendocument|vreemdelingen|w-?document"
    rf"|v-?(?:nummer|nr)|documentnummer|id[ \-]?(?:nr|nummer)|vluchtelingenpaspoort){_MAYBE_NUMBER}{_CODE}"
)
_ID = rf"(?:{_PAPER}|legitimatie\w*|(?:ind-?|verblijfs|vreemdelingen|asiel)kaart|visum)"
_DOCUMENT_AFAR = re.compile(rf"\b(?:{_ID}|(?:reisdocument|document|v-?)(?:nummer|nr)){_AFAR}")
_DUTCH_ID = re.compile(rf"\b{_ID}\b[^;!?\n]{{0,45}}?[ (:]([a-z]{{2}}(?=[a-z]{{0,6}}[0-9])[a-z0-9]{{6}}[0-9])\b")
_V_NUMBER = re.compile(r"\bv-? ?([0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{4})(?![0-9])")
"""What the immigration service keeps somebody by, told by its shape: `V-271 884 9035`."""

_KEPT_BY = (
    "registratie|inschrijf|inschrijvings|behandel|opname|episode|consult|afspraak|recept|lab|monster|ponskaart|pons"
    "|ziekenhuis|sticker|zorg|zorgplan|ciz|indicatie|svb|cak|pgb|uwv|uitkerings|ind|coa|vreemdelingen|parket|skn"
    "|detentie|leerling|onderwijs|student|proefpersoon|deelnemers|pas|kaart|alarm|hulpmiddelen"
)
_TREATED = re.compile(
    rf"\b(?:(?:{_KEPT_BY})-?(?:nummer|nr|no|id)|[a-z]{{0,20}}(?:pas|kaart))\b\.?(?: [a-z]{{2,5}}){{0,3}}"
    r" [:#=(]{0,2} ?([a-z]{0,4}[\-/]?[0-9][0-9a-z\-./]{3,20}[0-9a-z](?: [0-9]{2,6}){0,3})\b"
)
"""Whatever else somebody is kept by; a number of care itself, or with a client near."""

_CARED = re.compile(
    r"\b(?:klant|intake|opgenomen|ggz|ziekenhuis|poli|kliniek|arts|huisarts|specialist|behandel"
    r"|hij|zij|ze|hem|haar|zijn|meneer|mevrouw|apotheek|medicijn|thuiszorg|zorgverlener|uitkering|asiel)"
)
_BY_YEAR = re.compile(r"(?:19|20)[0-9]{2}[\-/]")
"""A file that is counted by the year is rather of a matter."""

_NOBODYS = re.compile(r"\bniet van (?:een |de |onze )?(?:client|patient|bewoner|persoon|mens)")

_OF_MANY = re.compile(
    r"kamerbrief|kamerstuk|rapport|offerte|factuur|bestelling|subsidie|aanbesteding|contract|collecti|gemeentepolis"
    r"|zakelijk|beroeps|aansprakelijk|stichting|leverancier|bedrijf|instelling"
)
_OTHERWISE = re.compile(
    r"[kb]-(?:19|20)[0-9]{2}-[0-9]{4}"  # a number of Regiolijn's own
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,3}"  # a count
    r"|(?:19|20)[0-9]{2}(?:[\-/](?:19|20)?[0-9]{2})?"  # a year, or two
    r"|[0-9]{1,2}[\-./][0-9]{1,2}[\-./](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"  # a day
)
_NEAR = 60


def papers(reading: Reading) -> Iterator[Span]:
    """Where such numbers stand; a file or a policy of nobody in particular may pass."""
    for match in (
        *_DOCUMENT.finditer(reading.low),
        *_DOCUMENT_AFAR.finditer(reading.low),
        *_DUTCH_ID.finditer(reading.low),
        *_V_NUMBER.finditer(reading.low),
    ):
        if not _OF_MANY.search(reading.low, match.start(), match.start(1)):
            yield from _number(match, "IDDOCUMENT", digits=2, signs=6)
    for match in (*_POLICY.finditer(reading.low), *_POLICY_AFAR.finditer(reading.low)):
        if match[0].startswith("verzekerde") or not _is_of_many(reading, match):
            yield from _number(match, "POLISNUMMER", digits=6)
    for match in (*_NUMBERED.finditer(reading.low), *_PATIENT_AFAR.finditer(reading.low)):
        yield from _number(match, "PATIENTNUMMER", digits=4)
    for match in _BARE.finditer(reading.low):
        yield from _number(match, "PATIENTNUMMER", digits=5)
    for match in (*_FILE.finditer(reading.low), *_FILE_AFAR.finditer(reading.low), *_TREATED.finditer(reading.low)):
        if _is_somebodys(reading, match):
            yield from _number(match, "PATIENTNUMMER", digits=5)


def _is_of_many(reading: Reading, match: re.Match[str]) -> bool:
    return _OF_MANY.search(reading.low, max(0, match.start() - _NEAR), match.end() + _NEAR) is not None


def _is_somebodys(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a number that may be of anything is somebody's."""
    if _NOBODYS.search(reading.low, match.end(1), match.end(1) + _NEAR):
        return False
    if reading.has("clients", match.start(1), match.end(1), _NEAR, _NEAR):
        return True
    may_be_treated = match.re is _TREATED or (match[0].startswith("dos") and not _BY_YEAR.match(match[1]))
    is_treated = may_be_treated and not _is_of_many(reading, match)
    return is_treated and _CARED.search(reading.low, max(0, match.start() - _NEAR), match.end() + _NEAR) is not None


def _number(match: re.Match[str], kind: Type, *, digits: int, signs: int = 0) -> Iterator[Span]:
    """The number itself, where it has so many digits and signs and is not a count, a year or a day."""
    code = match[1].rstrip("-./ ")
    if len(code) < signs or sum(sign.isdigit() for sign in code) < digits or _OTHERWISE.fullmatch(code):
        return
    yield Span(match.start(1), match.start(1) + len(code), kind)
