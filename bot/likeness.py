"""What a text is about, as marks that two texts can have in common: its stems, and the themes, laws and parties in it.

Made here and stored, so that both databases and every process compare the same.
"""

from __future__ import annotations

from functools import lru_cache

from bot.organisation import Organisation, Same
from bot.recognise import Phrases, words
from bot.routing import suggest
from bot.stems import stems

MOST = 120
"""Marks of one text: what comes after so many tells little more, and a long text must not be like everything."""

SHORTEST = 3
"""Letters; shorter stems say nothing."""

_SPELLED = """
    aan al alle alleen als andere bij binnen dan dat de deze die dit door een eens en er ga gaan geen graag haar had hebben
    heeft het hier hij hoe hoor hun iedereen iemand iets ik in is ja jaar je kan komen komt kunnen maar maand mag mee meer
    men met mij mogen moet moeten na naar niemand niet niets nog nu of om omdat onder ons onze ook op over regio samen sinds
    sneller sommige staat te tegen tijd toch toe tot tussen uit van vanaf vanuit veel verder via volgende voor vorige waar
    wat week weken welke werd wie wij wil willen wordt worden zal ze zegt zeggen zelf zich zij zijn zo zonder zou
"""
_UNTELLING = frozenset(stem for word in _SPELLED.split() for stem in stems(word))


def marks(text: str, organisation: Organisation) -> tuple[str, ...]:
    """Each once, in the order in which the text has them; what we know of it first."""
    return tuple(dict.fromkeys((*_known(text, organisation), *_said(text))))[:MOST]


def _said(text: str) -> tuple[str, ...]:
    found = stems(text)
    return tuple(each for each in found if len(each) >= SHORTEST and each not in _UNTELLING and not each.isdigit())


def _known(text: str, organisation: Organisation) -> tuple[str, ...]:
    suggestion = suggest(text, organisation, home_region="")
    parties = _parties(Same(organisation)).find(words(text))
    return (
        *(f"theme:{key}" for key in suggestion.themes),
        *(f"system:{key}" for key in suggestion.care_systems),
        *(f"party:{hit.meaning}" for hit in parties),
    )


@lru_cache(maxsize=4)
def _parties(same: Same) -> Phrases[str]:
    parties = same.organisation.parties.values()
    return Phrases((name, party.key) for party in parties for name in (party.abbreviation, party.name) if name)
