"""Where texts would go, without storing anything: one text for people, or a JSON object a line for programs.

In: `id` (text, whole number or absent), `text`, `liaison_region` (key, may be absent). Out, in the same order: `id`,
`region`, `region_mention`, `also_regions`, `themes`, `stelsels`, `lead_directorate`, `co_directorates`,
`leads_ranked`, `urgency`, `kind` and `reasons`; `region` and `region_mention` are null where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO, TextIO

from bot.json_lines import Faulty, Say, answer_lines, is_too_long
from bot.organisation import Organisation
from bot.routing import About, Suggestion, suggest
from bot.texts import words


class NotRouted(ValueError):
    """Nothing that can be routed; the message is a finished sentence."""


def route_lines(
    organisation: Organisation, lines_in: BinaryIO, out: TextIO, err: TextIO, *, say: Say | None = None
) -> int:
    """Answer every valid line on `out` and report every other by its number on `err`; 1 if there was one, else 0."""
    speak = say or _dutch(organisation)
    answer = partial(_answer, organisation, speak)
    return answer_lines(lines_in, out, err, answer, speak, shape="route.line.object")


def route_one(organisation: Organisation, text: str, liaison_region: str = "", *, say: Say | None = None) -> str:
    """Where this text would go, as lines for people; raises NotRouted for an unknown region or a text that is too long."""
    speak = say or _dutch(organisation)
    if liaison_region and liaison_region not in organisation.regions:
        example = next(iter(organisation.regions))
        raise NotRouted(speak("route.refused.region", region=liaison_region, example=example))
    if is_too_long(text):
        raise NotRouted(speak("route.refused.long"))
    return "\n".join(_told(organisation, suggest(text, organisation, home_region=liaison_region), speak))


def _dutch(organisation: Organisation) -> Say:
    return words("nl", organisation.zone).text


def _answer(organisation: Organisation, say: Say, text: str, given: Mapping[str, object]) -> Mapping[str, object]:
    region = given.get("liaison_region")
    if not isinstance(region, str | None) or (region and region not in organisation.regions):
        raise Faulty("route.line.region")
    guess = suggest(text, organisation, home_region=region or "")
    return {
        "region": guess.region or None,
        "region_mention": guess.region_mention or None,
        "also_regions": guess.also_regions,
        "themes": guess.themes,
        "stelsels": guess.care_systems,
        "lead_directorate": guess.lead,
        "co_directorates": guess.co,
        "leads_ranked": guess.leads_ranked,
        "urgency": guess.urgency,
        "kind": guess.kind,
        "reasons": [say(reason.key, **reason.facts) for reason in guess.reasons],
    }


def _told(organisation: Organisation, guess: Suggestion, say: Say) -> Iterator[str]:
    def why(about: About) -> str:
        reason = guess.why(about)
        return say(reason.key, **reason.facts)

    unknown = say("route.unknown")
    urgency = next(level.label for level in organisation.urgencies.values() if level.key == guess.urgency)
    region = organisation.regions[guess.region].name if guess.region else unknown
    themes = ", ".join(organisation.themes[key].label for key in guess.themes) or unknown
    yield say("route.region", region=region, reason=why("region"))
    yield say("route.themes", themes=themes, reason=why("theme"))
    yield say("route.lead", lead=f"{guess.lead}, {organisation.directorates[guess.lead].name}", reason=why("lead"))
    if guess.co:
        yield say("route.co", co=", ".join(guess.co))
    yield say("route.urgency", urgency=urgency, reason=why("urgency"))
    yield say("route.kind", kind=organisation.kinds[guess.kind].label, reason=why("kind"))
