"""What is found in a text and what may be done with it: the words this package answers in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Advice = Literal["block", "warn", "allow"]

Type = Literal[
    "BSN",
    "NAAM",
    "GEBOORTEDATUM",
    "GEZONDHEID",
    "TELEFOON",
    "EMAIL",
    "ADRES",
    "IBAN",
    "KENTEKEN",
    "PATIENTNUMMER",
    "POLISNUMMER",
    "IDDOCUMENT",
    "INDIRECT",
    "ANONIEM",
]

_MASKS: dict[Type, str] = {
    "EMAIL": "E-MAIL",
    "PATIENTNUMMER": "PATIËNTNUMMER",
    "IDDOCUMENT": "DOCUMENTNUMMER",
    "INDIRECT": "OMSCHRIJVING",
}
"""What stands in a masked text, where the name of the type is no word that people use."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: `text[start:end] == value`, counted in Unicode characters.

    `advice` is what it asks for by itself: "block" must go, "warn" may stay if the writer says so, "allow" is only
    told along (a diagnosis names nobody once the name is gone).
    """

    type: Type
    start: int
    end: int
    value: str
    advice: Advice = "block"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be done with a text; `masked` is the text to propose instead, in which nothing asks for a block."""

    advice: Advice
    findings: tuple[Finding, ...]
    masked: str

    def seen(self, advice: Advice) -> tuple[str, ...]:
        """The words that ask for this, each once, as they were typed."""
        return tuple(dict.fromkeys(finding.value for finding in self.findings if finding.advice == advice))


def masked(text: str, findings: Sequence[Finding]) -> str:
    """The text with what must go replaced by what it is; `findings` in order, none over another."""
    parts, after = [], 0
    for finding in findings:
        if finding.advice == "block":
            parts += [text[after : finding.start], f"[{_MASKS.get(finding.type, finding.type)}]"]
            after = finding.end
    return "".join([*parts, text[after:]])
