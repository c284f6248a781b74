"""Numbers that an organisation keeps somebody by: patient, client and policy numbers, passports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.reading import Reading, Span

_NUMBER = r"[ .\-]{0,2}(?:nummers?|nrs?|no|id|code|kenmerk)?\b(?: \([a-z]{2,8}\))?[ .:=#(]{0,4}(?:(?:nummers?|nrs?|no|met|is|was|luidt|van|de|het|deze|dit|mevrouw|mevr|meneer|clienten?|patienten?|verzekerde|zijn|haar|onze|mijn)\b[ .:=#(]{0,3}){0,5}"
_CODE = r"((?=[a-z0-9\-./ ]{0,12}[0-9])[a-z]{0,5}[\-./ ]?[0-9][0-9a-z\-./]{2,20}(?: [0-9]{2,6}){0,3})"
_OWN = re.compile(r"[kb]-(?:19|20)[0-9]{2}-[0-9]{4}")
"""Regiolijn's own numbers."""

_PATIENT = re.compile(
    r"\b(?:patient(?:en)?|client(?:en)?|bewoners?|pt|pat|zorgdossier|patientdossier|patientendossier|clientdossier|epd|ecd|mdn|mrn|hix|ciz|zorgvragers?|deelnemers?)"
    + _NUMBER
    + _CODE
)
_FILE = re.compile(
    r"\b(?:[a-z]{0,12}-?)?(?:dossier|zaak|casus|melding|meldings|indicatie|indicatiebesluit|besluit|beschikking|registratie|inschrijf|opname|behandel|machtiging|aanvraag|kenmerk)"
    + _NUMBER
    + _CODE
)
_POLICY = re.compile(
    r"\b(?:polis|verzekerden?|verzekerings|relatie|klant|zorgpas|zorgpolis|lidmaatschaps?|verzekeringspolis)"
    + _NUMBER
    + _CODE
)
_DOCUMENT = re.compile(
    r"\b(?:paspoort|reisdocument|id-?kaart|id-?bewijs|identiteitskaart|identiteitsbewijs|legitimatiebewijs|rijbewijs|verblijfsdocument|verblijfsvergunning|verblijfspas|vreemdelingendocument|vreemdelingen|w-?document|v-?nummer|v-?nr|documentnummer|vluchtelingenpaspoort)"
    + _NUMBER
    + _CODE
)
_COLLECTIVE = re.compile(
    r"collecti|gemeentepolis|zakelijk|beroeps|aansprakelijk|stichting|leverancier|bedrijf|instelling"
)
_SHORTEST = 4
_NEAR = 60


def papers(reading: Reading) -> Iterator[Span]:
    """Where such numbers stand; a file or a policy of nobody in particular may pass."""
    for match in _DOCUMENT.finditer(reading.low):
        yield from _number(match, "IDDOCUMENT", 3)
    for match in _POLICY.finditer(reading.low):
        if not _COLLECTIVE.search(reading.low, max(0, match.start() - _NEAR), match.end() + _NEAR):
            yield from _number(match, "POLISNUMMER", 6)
    for match in _PATIENT.finditer(reading.low):
        yield from _number(match, "PATIENTNUMMER", _SHORTEST + ("n" not in match[0].partition("t")[2]))
    for match in _FILE.finditer(reading.low):
        if reading.has("clients", match.start(1), match.end(1), _NEAR, _NEAR):
            yield from _number(match, "PATIENTNUMMER", _SHORTEST)


def _number(match: re.Match[str], type_: str, shortest: int) -> Iterator[Span]:
    code = match[1].rstrip("-./ ")
    if sum(character.isdigit() for character in code) >= shortest and not _OWN.fullmatch(code):
        yield Span(match.start(1), match.start(1) + len(code), type_)  # type: ignore[arg-type]
