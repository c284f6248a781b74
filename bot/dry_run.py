"""Where texts would go, without storing anything: one text for people, or a JSON object a line for programs.

In: `id` (text, whole number or absent), `text`, `liaison_region` (key, may be absent). Out, in the same order: `id`,
`region`, `region_mention`, `also_regions`, `themes`, `stelsels`, `lead_directorate`, `co_directorates`,
`leads_ranked`, `urgency`, `kind` and `reasons`; `region` and `region_mention` are null where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Protocol, TextIO

from bot.organisation import Organisation
from bot.routing import About, Suggestion, suggest
from bot.texts import words

LONGEST_TEXT = 100_000
"""Bytes of a text in UTF-8."""

_LONGEST_LINE = 8 * LONGEST_TEXT
"""Bytes of a line: every character of the text may be escaped as \\uXXXX, and then some."""


class Say(Protocol):
    """Finds the words for a key of the texts."""

    def __call__(self, key: str, **facts: str) -> str:
        """The sentence under `key` with the facts filled in."""


class NotRouted(ValueError):
    """Nothing that can be routed; the message is a finished sentence."""


def route_lines(
    organisation: Organisation, lines_in: BinaryIO, out: TextIO, err: TextIO, *, say: Say | None = None
) -> int:
    """Answer every valid line on `out` and report every other by its number on `err`; 1 if there was one, else 0."""
    speak = say or _dutch(organisation)
    status = 0
    for number, line in enumerate(_lines(lines_in), start=1):
        if line is not None and not line.strip():
            continue
        try:
            answer = _answer(organisation, line, speak)
        except _Faulty as fault:
            err.write(speak(f"route.line.{fault}", number=str(number)) + "\n")
            status = 1
        else:
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def route_one(organisation: Organisation, text: str, liaison_region: str = "", *, say: Say | None = None) -> str:
    """Where this text would go, as lines for people; raises NotRouted for an unknown region or a text that is too long."""
    speak = say or _dutch(organisation)
    if liaison_region and liaison_region not in organisation.regions:
        example = next(iter(organisation.regions))
        raise NotRouted(speak("route.refused.region", region=liaison_region, example=example))
    if len(text.encode(errors="replace")) > LONGEST_TEXT:
        raise NotRouted(speak("route.refused.long"))
    return "\n".join(_told(organisation, suggest(text, organisation, home_region=liaison_region), speak))


def _dutch(organisation: Organisation) -> Say:
    return words("nl", organisation.zone).text


class _Faulty(Exception):
    """A line cannot be answered; its text is the last part of the key of the sentence that says why."""


def _lines(lines_in: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one too long to hold, so that no input can fill the memory."""
    while line := lines_in.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines_in.readline(_LONGEST_LINE)
        yield None


def _answer(organisation: Organisation, line: bytes | None, say: Say) -> dict[str, object]:
    if line is None:
        raise _Faulty("long")
    given = _object(line)
    identity, text, region = given.get("id"), given.get("text"), given.get("liaison_region")
    if not isinstance(identity, str | int | None) or isinstance(identity, bool) or not _whole(identity):
        raise _Faulty("id")
    if not isinstance(text, str) or not _whole(text):
        raise _Faulty("text")
    if len(text.encode()) > LONGEST_TEXT:
        raise _Faulty("long")
    if not isinstance(region, str | None) or (region and region not in organisation.regions):
        raise _Faulty("region")
    guess = suggest(text, organisation, home_region=region or "")
    return {
        "id": identity,
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


def _object(line: bytes) -> Mapping[str, object]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _Faulty("utf8") from None
    except (ValueError, RecursionError):
        raise _Faulty("json") from None
    if not isinstance(given, dict):
        raise _Faulty("object")
    return given


def _whole(value: str | int | None) -> bool:
    """Whether a text can be written down again: JSON can escape half a character."""
    return not isinstance(value, str) or not any("\ud800" <= sign <= "\udfff" for sign in value)


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
