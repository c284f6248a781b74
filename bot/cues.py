"""Dutch turns of phrase that betray how pressing a signal is and what kind of signal it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTH = r"(?:jan|feb|mrt|maart|apr|mei|juni|juli|aug|sep|okt|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{1,2}}[/-]\d{{1,2}}|\d{{1,2}} ?{_MONTH})"

_SPAN = r"(?:weken|wkn|maanden|mnd|jaar|jr)"

USUAL, CALM = "midden", "laag"
"""The urgency where nothing tells, and that of what can wait."""


def _any(*cues: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues)})\b")


URGENCY: Sequence[tuple[str, re.Pattern[str]]] = (
    # Care or safety falls away now.
    (
        "acuut",
        _any(
            *("vandaag", "vannacht", "vanavond", r"gister(?:en|avond)?", r"morgen(?:avond|ochtend)?", "dit weekend"),
            *("acuut", "per direct", "met spoed", "onmiddellijk", "direct nodig", "kan niet wachten", "ligt plat"),
            *(
                "niet meer veilig",
                "onveilig",
                r"levensgevaar\w*",
                r"levensbedreigend\w*",
                r"noodsituaties?",
                "noodkreet",
            ),
            *(
                r"crisiswachtlijst\w*",
                "niet rond gekregen",
                r"binnen (?:24|48|72) uur",
                r"binnen enkele (?:uren|dagen)",
            ),
        ),
    ),
    # Somebody says that it is not.
    (
        CALM,
        _any(
            *("geen (?:groot |echt )?(?:knelpunt|probleem)", "geen (?:haast|spoed)", "niet (?:urgent|dringend)"),
            *("ter (?:info|informatie|kennisname)", "klopt dat", "benieuwd", "nieuwsgierig", "hoe doen andere"),
            *("zit er nog", "loopt prima", "draaien goed", "mag dat uit", "wie reageert", "is dit een", "graag delen"),
            *("irritant", "onhandig", "vraagje", "suggestie", "verbeterpunt", "zou handig zijn"),
        ),
    ),
    # A hard date, or harm that shows.
    (
        "hoog",
        _any(
            *(rf"(?:per|op|v[oó][oó]r) {_DAY}", r"(?:deze|volgende|vorige) (?:week|wk|maand)", "deadline", "te laat"),
            *("lo(?:pen|opt) af", "opgezegd", r"zeg(?:t|gen) [^.!?\n]{0,30} op", "terug uit", r"trek(?:t|ken) zich"),
            *(r"dreig\w*", "in gevaar", "val(?:t|len) om", "weggevallen", "wegvallen", "bijna mis", "op straat"),
            *("tempo", "haast", "snel nodig", "geen stand", r"wachttijd\w*", "geblokkeerd", "noodklok", r"failliet\w*"),
            *("faillissement", "surseance", r"weiger(?:t|en|ing|ingen)", "niet nagekomen", "moet(?:en)? (?:dicht|weg)"),
            *(
                rf"\d{{1,3}} {_SPAN} (?:thuis|wachtlijst|wachten)",
                r"wachten > ?\d{1,3}",
                r"zitten (?:soms )?\d{1,3} weken",
            ),
        ),
    ),
)
"""In this order: the first that is found counts. The keys are the organisation's urgencies."""

KIND: Sequence[tuple[str, re.Pattern[str]]] = (
    ("procesverzoek", _any(r"(?:regio)?commissaris", r"bemiddel\w*", "wil aanschuiven", "bij het overleg zijn")),
    ("praktijkvoorbeeld", _any("iets dat werkt", "werkt goed", "goed voorbeeld", "dit delen", "graag delen")),
    (
        "uitlegvraag",
        _any(
            *(
                "uitleg",
                "duiding",
                "klopt dat",
                "klopt het dat",
                "wie heeft gelijk",
                "hoe doen andere",
                "maar een vraag",
            ),
            *(r"mag (?:dat|dit|een|je|ik|ons|onze|de gemeente)(?=[^.!?\n]{0,60}\?)", "wie reageert", "zit er nog"),
            *(r"(?:krijgt|wordt|is) [^.!?\n]{0,80} (?:te laat|uitgesteld|later geld)", "vraag is", "duidelijkheid"),
        ),
    ),
)
"""In this order: the first that is found counts. The keys are the organisation's kinds."""


def first_cue(text: str, cues: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, str] | None:
    """What the text betrays and the words that do so, to the letter; None where it betrays nothing."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a rare letter grew: keep the words to the letter
        lowered = text
    for key, pattern in cues:
        if found := pattern.search(lowered):
            return key, text[found.start() : found.end()]
    return None
