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


# Care or safety falls away now, or within days.
_ACUTE = _any(
    *(
        "vandaag",
        "vannacht",
        "vanavond",
        "komende nacht",
        "morgen(?:avond|ochtend|vroeg)?",
        "dit weekend",
        "acuut",
        "per direct",
    ),
    *("met spoed", "onmiddellijk", "direct nodig", "kan niet wachten", "ligt plat", "noodkreet", r"noodsituaties?"),
    *("niet meer veilig", "onveilig", r"levensgevaar\w*", r"levensbedreigend\w*", r"crisiswachtlijst\w*"),
    *("niet rond gekregen", r"binnen (?:24|48|72) uur", r"binnen enkele (?:uren|dagen)"),
)

# Somebody says that it is not pressing.
_CALM = _any(
    *("geen (?:groot |echt )?(?:knelpunt|probleem)", "geen (?:haast|spoed)", "niet (?:urgent|dringend)", "klein leed"),
    *("ter (?:info|informatie|kennisname)", "klopt dat", "benieuwd", "nieuwsgierig", "hoe doen andere"),
    *("zit er nog", "loopt prima", "draaien goed", "mag dat uit", "wie reageert", "is dit een", "graag delen"),
    *("irritant", "onhandig", "vraagje", "suggestie", "verbeterpunt", "zou handig zijn", "gerucht", "verzoek"),
)

# A hard date, or something that ends.
_DATED = _any(
    *(rf"(?:per|op|v[oó][oó]r|tot) {_DAY}", r"(?:deze|volgende|vorige|elke) (?:week|wk|maand)", "deadline", "te laat"),
    *(
        "lo(?:pen|opt) af",
        "opgezegd",
        r"zeg(?:t|gen) (?:\w+ )?(?:contract|huur|overeenkomst|samenwerking)\w* op",
        "terug uit",
        r"trek(?:t|ken) zich",
    ),
    *(r"dreig\w*", "in gevaar", "val(?:t|len) om", "weggevallen", "wegvallen", "geen stand", r"gister(?:en|avond)?"),
    *("tempo", "haast", "snel nodig", "noodklok", r"failliet\w*", "faillissement", "surseance", "weekend"),
    *(
        "niet nagekomen",
        "moet(?:en)? (?:dicht|weg)",
        r"\d{1,2}e keer",
        "(?:derde|vierde|zoveelste) keer",
        "steeds vaker",
    ),
)

# Harm that shows: people who get nothing, wait too long, or are worse off.
_HARM = _any(
    *("bijna mis", "ging (?:er )?[^.!?]{0,20} mis", r"overle(?:den|ed)", "gestorven", "op straat", r"ongeluk\w*"),
    *(
        r"verergert|verslechter\w*",
        r"suïcid\w*",
        r"bedreig\w*",
        r"mishandel\w*",
        "uitgeput",
        "(?:kas|potje?) (?:is )?leeg",
        r"reanimatie\w*",
    ),
    *("geblokkeerd", r"(?:ge)?weiger(?:t|en|d|de|ing|ingen)?", "afgewezen", "niet te (?:krijgen|vinden)"),
    *(r"ne(?:emt|men) (?:hier )?geen", r"krijg(?:t|en) (?:\w+ ){0,3}(?:niemand|nergens)", "niemand (?:meer|te)"),
    *(
        r"geen (?:\w+ )?(?:plek|behandelplek|arts|dokter|zuster|hulp|bed|bedden|opvang|aanbod)",
        r"geen (?:\w+ ){1,2}meer",
    ),
    *(r"wachttijd\w*", r"wachten > ?\d{1,3}", r"zitten (?:soms )?\d{1,3} weken"),
    rf"\d{{1,3}} {_SPAN} (?:thuis|wachtlijst|wachten)",
)

_SHARED = _any(
    *("iets dat werkt", "werkt goed", "goed voorbeeld", "mooi voorbeeld", "dit delen", "graag delen", "komen kijken"),
    *(r"goud(?:en)? (?:vondst|greep)", "ter inspiratie", "aanrader", "goed nieuws", "tip voor", "kunnen overnemen"),
)

_TO_BE_THERE = _any(
    *(
        r"(?:regio)?commissaris",
        r"bemiddel(?:en|t|aars?|ing)",
        "wil aanschuiven",
        "bij het overleg zijn",
        r"\w*voorzitter",
        "verkenner",
    ),
    *(r"(?:kom|komen|komt) (?:jullie|iemand|vws) [^.!?\n]{0,40}(?:langs|kijken|praten)", r"werkbezoek\w*"),
    *(
        r"iemand (?:van vws|van het ministerie|met gezag) [^.!?\n]{0,60}(?:erbij|aan tafel|langs|mee|aanschui)\w*",
        "gesprek met de (?:minister|staatssecretaris|dg)",
    ),
)

_ASKED = _any(
    *("uitleg", "duiding", r"klopt (?:dat|het|dit)", "wie heeft gelijk", "hoe doen andere", "maar een vraag"),
    *(r"mag (?:dat|dit|een|je|ik|ons|onze|de gemeente)(?=[^.!?\n]{0,90}\?)", "wie reageert", "zit er nog"),
    *(
        r"mogen (?:we|wij|ze|zij)(?=[^.!?\n]{0,150}\?)",
        r"(?<=[:.?!] )(?:geldt|mogen|moeten?|telt|valt)(?=[^.!?\n]{5,150}\?)",
        r"mag (?:[a-z]+ )?[a-z\-]*geld(?=[^.!?\n]{5,150}\?)",
        "gerucht",
    ),
    *(
        r"kan dat (?:uit|of|wel|zomaar|halverwege)(?=[^.!?\n]{0,90}\?)",
        r"wel of niet(?=[^.!?\n]{0,40}\?)",
        "korte vraag",
    ),
    *(
        r"is er (?:ergens )?een (?:potje|pot|modelantwoord|lijstje|handreiking|overzicht|model|voorbeeld)",
        r"mag wel(?=\?)",
    ),
    *(r"wat is de (?:planning|stand van zaken|status)", r"vraag van (?:de|een|onze) \w+(?= ?:)", "of is er ruimte"),
    *(r"wat (?:geldt|mag|is (?:nou |nu |eigenlijk |hier )*(?:de regel|de status|toegestaan|waar))", "weet iemand"),
    *(r"(?:hoe|wat) zit (?:dat|dit|het) (?=[^.!?\n]{0,60}\?)", r"hoe zit het", "vooraf zekerheid", "wie weet"),
    *(r"is (?:dat|dit|het) (?:toegestaan|verplicht|waar|de bedoeling|wettelijk)", r"wanneer (?:komt|horen|weten)"),
    *(
        r"(?:krijgt|wordt|is) [^.!?\n]{0,80} (?:te laat|uitgesteld|later geld)",
        "(?<!geen )vraag is",
        "vraagje",
        "duidelijkheid",
    ),
)

URGENCY: Sequence[tuple[str, re.Pattern[str]]] = (
    ("acuut", _ACUTE),
    (CALM, _CALM),
    ("hoog", _DATED),
    ("hoog", _HARM),
)
"""In this order: the first that is found counts. The keys are the organisation's urgencies."""

CAN_WAIT = frozenset({"uitlegvraag", "praktijkvoorbeeld"})
"""Kinds that are calm where nothing else tells: who only asks or shows something."""

KIND: Sequence[tuple[str, re.Pattern[str]]] = (
    ("procesverzoek", _TO_BE_THERE),
    ("praktijkvoorbeeld", _SHARED),
    ("uitlegvraag", _ASKED),
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
