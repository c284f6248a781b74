"""What a form makes: a signal where it was chosen or guessed to belong, its promises, and everybody who sees it."""

from __future__ import annotations

import secrets
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bot.corrections import noted
from bot.moving import moved
from bot.organisation import Organisation, Theme
from bot.routing import Suggestion, suggest
from bot.signals import Signal
from bot.store.work import Work


async def filed(
    values: Mapping[str, str],
    guess: Suggestion,
    link: str,
    work: Work,
    *,
    like: Sequence[Signal] = (),
    confidential: bool = False,
) -> Signal:
    """A new signal; `like` are those that its filer saw and found to be something else."""
    signal = replace(await _signal(values, guess, link, work, like), confidential=confidential)
    await moved(signal, work)
    return signal


def unknown(values: Mapping[str, str], organisation: Organisation) -> list[str]:
    """The fields in which something is chosen that the organisation file does not have, or no longer."""
    known: dict[str, Container[str]] = {
        "region": organisation.regions,
        "theme": organisation.themes,
        "urgency": organisation.urgencies,
        "lead": {directorate.key for directorate in organisation.routable()},
    }
    return [key for key, keys in known.items() if values.get(key) and values[key] not in keys]


def guess_of(text: str, work: Work) -> Suggestion:
    """What the words and the filer's own region suggest."""
    home = work.actor.regions[0] if work.actor.regions else ""
    return suggest(text, work.organisation, home_region=home)


async def _signal(
    values: Mapping[str, str], guess: Suggestion, link: str, work: Work, like: Sequence[Signal]
) -> Signal:
    theme = values.get("theme", "")
    themes = tuple(dict.fromkeys(key for key in (theme, *guess.themes) if key))
    by_theme = work.organisation.themes[theme] if theme and theme not in guess.themes[:1] else None
    lead = values.get("lead") or (by_theme.lead if by_theme else guess.lead)
    region = values.get("region") or guess.region
    return Signal.file(
        id=secrets.token_hex(8),
        number=await work.signals.new_number(),
        text=values["text"],
        region=region,
        region_mention=guess.region_mention,
        also_regions=guess.also_regions,
        themes=themes,
        kind=guess.kind,
        urgency=values.get("urgency") or guess.urgency,
        lead=lead,
        co=by_theme.co if by_theme else guess.co,
        filer=work.actor.key,
        on_behalf_of=values.get("on_behalf_of", ""),
        link=link,
        because=_because(lead, guess, by_theme)
        | noted(guess, theme=theme, lead=lead, region=region)
        | ({"like": " ".join(each.number for each in like)} if like else {}),
        at=work.now,
    )


def _because(lead: str, guess: Suggestion, by_theme: Theme | None) -> dict[str, str]:
    """The key of the reason in the texts, with its facts."""
    if by_theme is not None and lead == by_theme.lead:
        return {"because": "reason.lead.theme", "theme": by_theme.label}
    if lead == guess.lead:
        reason = guess.why("lead")
        return {**reason.facts, "because": reason.key}
    return {"because": "reason.lead.chosen"}
