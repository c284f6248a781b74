"""Where a text would go and why: region, themes, directorates, urgency and kind, suggested from words and profile.

Pure: the reasons are keys of the texts with their facts; the words a person reads are found elsewhere. A text is never
refused: what nobody recognises goes to the organisation's `routing_fallback`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.cues import CALM, CAN_WAIT, KIND, URGENCY, USUAL, first_cue
from bot.evidence import (
    Reading,
    Weighing,
    Weight,
    directorate_phrases,
    directorates_of_regions,
    system_phrases,
    theme_phrases,
)
from bot.organisation import Organisation, Same
from bot.overrides import Overrides, Owner
from bot.places import Mention, Places
from bot.recognise import Phrases

MOST_LEADS = 5
MOST_THEMES = 3

About = Literal["region", "theme", "lead", "urgency", "kind"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen; `facts` are names as people know them, ready to be filled in."""

    about: About
    because: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of this reason in the texts."""
        return f"reason.{self.about}.{self.because}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the words and the profile suggest. All are keys of the organisation, the likeliest first.

    `region` is "" where nothing tells; `region_choices` holds regions where the filer must say which one is meant.
    `region_mention` is what was typed for the region, to the letter, or "".
    """

    region: str
    region_mention: str
    also_regions: tuple[str, ...]
    region_choices: tuple[str, ...]
    themes: tuple[str, ...]
    care_systems: tuple[str, ...]
    lead: str
    co: tuple[str, ...]
    leads_ranked: tuple[str, ...]  # the lead first, at most five
    urgency: str
    kind: str
    phrases: tuple[str, ...]  # of the organisation file, that spoke for the lead; the most telling first
    reasons: tuple[Reason, ...]  # exactly one for every `About`

    def why(self, about: About) -> Reason:
        """The reason for one of the choices."""
        return next(reason for reason in self.reasons if reason.about == about)


def suggest(text: str, organisation: Organisation, *, home_region: str) -> Suggestion:
    """Suggest a route for any text; `home_region` is the filer's own region, "" where there is none."""
    return _router(Same(organisation)).suggest(text, home_region)


def themes_of(text: str, organisation: Organisation) -> tuple[str, ...]:
    """The themes that `suggest` gives, and nothing else of it: for less than half the time, or none right after it."""
    return _router(Same(organisation)).themes(text)


@lru_cache(maxsize=4)
def _router(same: Same) -> _Router:
    return _Router(same.organisation)


_MOST_CO = 4
_MOST_PHRASES = 5
_CO = 0.1  # what a theme says for a directorate that reads along, as a part of what it says for its lead
_AGAIN = 0.2  # what a further theme says for a lead that has a stronger one
_FAINT = 0.35  # a theme that weighs less than this part of the first is not meant
_JUST_ASKED = 16  # texts that are remembered for a moment: a filing asks for its route, and then for its themes


class _Router:
    """One organisation, indexed: made once, asked often."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._routable = frozenset(directorate.key for directorate in organisation.routable())
        self._places = Places(organisation)
        self._themes = Weighing(theme_phrases(organisation))
        self._directorates = Weighing(directorate_phrases(organisation))
        self._systems = Phrases(system_phrases(organisation))
        self._overrides = Overrides(organisation)
        self._for_region = directorates_of_regions(organisation)
        self._kinds = tuple(cue for cue in KIND if cue[0] in organisation.kinds)
        self._weighed = lru_cache(maxsize=_JUST_ASKED)(self._read_and_weighed)

    def themes(self, text: str) -> tuple[str, ...]:
        return _meant_themes(self._weighed(text)[1])

    def _read_and_weighed(self, text: str) -> tuple[Reading, Mapping[str, Weight]]:
        reading = Reading(text)
        return reading, self._themes.weigh(reading)

    def suggest(self, text: str, home: str) -> Suggestion:
        reading, weights = self._weighed(text)
        region = self._region(reading, home)
        themes = _meant_themes(weights)
        owners = self._overrides.owners(reading, weights)
        named = self._directorates.weigh(reading)
        leads, lead_reason = self._leads(region.region, weights, owners, named)
        kind, kind_reason = self._kind(text)
        urgency, urgency_reason = _urgency(text, kind_reason if kind in CAN_WAIT else None)
        theme_reason = Reason("theme", "none")
        if themes:
            label = self._organisation.themes[themes[0]].label
            theme_reason = Reason("theme", "word", {"theme": label, "word": weights[themes[0]].word})
        return Suggestion(
            region=region.region,
            region_mention=region.mention,
            also_regions=region.also,
            region_choices=region.choices,
            themes=themes,
            care_systems=self._care_systems(reading, leads[0]),
            lead=leads[0],
            co=self._co(themes, owners, leads[0]),
            leads_ranked=leads,
            urgency=urgency,
            kind=kind,
            phrases=_spoken_for(leads[0], weights, owners, named),
            reasons=(region.reason, theme_reason, lead_reason, urgency_reason, kind_reason),
        )

    def _region(self, reading: Reading, home: str) -> _Region:
        """A region in the text wins over the profile; the first one named is the one meant.

        Where people have to go is not where they are: that counts only where nothing else is known.
        """
        mentions = sorted(self._places.find(reading.text, reading.words), key=lambda mention: mention.towards)
        known = home in self._organisation.regions
        if not mentions or (known and mentions[0].towards):
            also = tuple(dict.fromkeys(key for each in mentions if (key := _meant(each, (), home)) not in {home, ""}))
            return _Region(home if known else "", "", also, (), Reason("region", "home" if known else "none"))
        first, *others = mentions
        region = _meant(first, others, home)
        named = dict.fromkeys(_meant(mention, (), home) for mention in others)
        also = tuple(key for key in named if key not in {region, ""})
        mention = reading.text[first.start : first.end]
        if not first.place.open or (first.place.equal and region):
            return _Region(region, mention, also, (), Reason("region", "text", {"mention": mention}))
        names = " / ".join(self._organisation.regions[key].name for key in first.place.regions)
        reason = Reason("region", "ask", {"mention": mention, "choices": names})
        return _Region(region, mention, also, first.place.regions, reason)

    def _leads(
        self,
        region: str,
        weights: Mapping[str, Weight],
        owners: Mapping[str, Owner],
        named: Mapping[str, Weight],
    ) -> tuple[tuple[str, ...], Reason]:
        """The directorates it may belong to, best first, and why the first one; the fallback where nothing tells."""
        totals: dict[str, float] = defaultdict(float)
        for theme, weight in weights.items():  # the strongest first
            lead = owners[theme].lead
            totals[lead] += weight.total * (_AGAIN if totals[lead] else 1.0)
        for theme, weight in weights.items():
            for key in self._organisation.themes[theme].co:
                totals[key] += _CO * weight.total
        for key, weight in named.items():
            totals[key] += weight.total
        ranked = _ranked({key: total for key, total in totals.items() if key in self._routable}, MOST_LEADS)
        if special := self._for_region.get(region):
            names = {"lead": special, "region": self._organisation.regions[region].name}
            leads = (special, *(key for key in ranked if key != special))[:MOST_LEADS]
            return leads, Reason("lead", "region", names)
        if not ranked:
            fallback = self._organisation.routing_fallback
            return (fallback,), Reason("lead", "fallback", {"lead": fallback})
        return ranked, self._lead_reason(ranked[0], weights, owners, named)

    def _lead_reason(
        self,
        lead: str,
        weights: Mapping[str, Weight],
        owners: Mapping[str, Owner],
        named: Mapping[str, Weight],
    ) -> Reason:
        """The strongest theme of this lead tells why; else the words that belong to it."""
        own = [theme for theme in weights if owners[theme].lead == lead]
        if not own and lead in named:
            return Reason("lead", "word", {"lead": lead, "word": named[lead].word})
        theme = max(own or weights, key=lambda key: weights[key].total)
        facts = {"lead": lead, "theme": self._organisation.themes[theme].label}
        if word := owners[theme].word if own else "":
            return Reason("lead", "exception", facts | {"word": word})
        return Reason("lead", "theme", facts)

    def _co(self, themes: Sequence[str], owners: Mapping[str, Owner], lead: str) -> tuple[str, ...]:
        """Who reads along: whom the main theme names, and whose the other themes are, or would have been."""
        keys: dict[str, None] = {}
        for key in themes:
            theme, owner = self._organisation.themes[key], owners[key]
            if key == themes[0]:
                keys |= dict.fromkeys((theme.lead, *theme.co))
            elif owner.word and owner.lead == lead:  # an exception: its usual readers still want to know
                keys |= dict.fromkeys(theme.co[:1])
            keys[owner.lead] = None
        return tuple(key for key in keys if key != lead and key in self._routable)[:_MOST_CO]

    def _care_systems(self, reading: Reading, lead: str) -> tuple[str, ...]:
        """The laws that are named; where none is, those that the lead looks after."""
        named = tuple(dict.fromkeys(hit.meaning for hit in self._systems.find(reading.words)))
        systems = self._organisation.care_systems.values()
        return named or tuple(system.key for system in systems if system.core and lead in system.stewards)

    def _kind(self, text: str) -> tuple[str, Reason]:
        cue = first_cue(text, self._kinds)
        if cue is None:
            key = next(iter(self._organisation.kinds))
            return key, Reason("kind", "usual", {"kind": self._organisation.kinds[key].label})
        key, word = cue
        return key, Reason("kind", "word", {"kind": self._organisation.kinds[key].label, "word": word})


class _Region(NamedTuple):
    region: str
    mention: str
    also: tuple[str, ...]
    choices: tuple[str, ...]
    reason: Reason


def _meant(mention: Mention, others: Sequence[Mention], home: str) -> str:
    """The region that a mention stands for; of equal ones what the profile or another mention points at, else ""."""
    place = mention.place
    if home in place.regions:
        return home
    if not place.equal:
        return place.regions[0]
    near = (key for other in others for key in other.place.regions)
    return next((key for key in near if key in place.regions), "")


def _meant_themes(weights: Mapping[str, Weight]) -> tuple[str, ...]:
    """The strongest themes; one that is hardly heard beside the first is not meant."""
    strongest = max((weight.total for weight in weights.values()), default=0.0)
    return tuple(key for key, weight in weights.items() if weight.total >= _FAINT * strongest)[:MOST_THEMES]


def _spoken_for(
    lead: str, weights: Mapping[str, Weight], owners: Mapping[str, Owner], named: Mapping[str, Weight]
) -> tuple[str, ...]:
    phrases = [phrase for theme, weight in weights.items() if owners[theme].lead == lead for phrase in weight.phrases]
    phrases += named[lead].phrases if lead in named else ()
    return tuple(dict.fromkeys(phrases))[:_MOST_PHRASES]


def _urgency(text: str, can_wait: Reason | None) -> tuple[str, Reason]:
    """What the words say; else what the kind says, where that `can_wait`."""
    cue = first_cue(text, URGENCY)
    if cue is None and can_wait and "word" in can_wait.facts:
        cue = CALM, can_wait.facts["word"]
    if cue is None:
        return USUAL, Reason("urgency", "usual")
    key, word = cue
    return key, Reason("urgency", "calm" if key == CALM else "press", {"word": word})


def _ranked(totals: Mapping[str, float], most: int) -> tuple[str, ...]:
    return tuple(sorted(totals, key=lambda key: -totals[key])[:most])
