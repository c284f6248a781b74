"""How everything stands, for who oversees it: asked in a word, answered privately, and nothing changes."""

from __future__ import annotations

from bot.conversation import Command, Refusal, Reply, Say
from bot.gathering import lanes_of
from bot.gathering_stand import Scope, standing_of
from bot.organisation import Directorate
from bot.organisation.naming import entry_called
from bot.rights import Oversight, oversees
from bot.standing_words import Asked, Narrowed, like, narrowed, read
from bot.store.work import Work
from bot.texts import Fact
from bot.views.plain import plain_card
from bot.views.stand import stand_card


async def ask(command: Command, work: Work) -> Reply:
    """`/knelpunt stand`, `stand regio`, `stand thema arbeidsmarkt`, `stand Zeeland`."""
    overseen = oversees(work.actor, work.organisation)
    if not any(overseen):
        raise _refused("refused.stand.right", work)
    asked = read(command.words)
    if led := _directorate(asked, work):
        if led.key not in overseen.directorates:
            raise _refused("refused.stand.directorate", work, name=led.key)
        overseen, asked = Oversight(directorates=(led.key,)), Asked(None, "")
    only = _meant(asked, work) if asked.name else None
    scope = Scope(overseen, only, work.organisation)
    if only and only.by == "region" and only.key not in scope.regions:
        raise _refused("refused.stand.region", work, name=only.name)
    by = asked.by if only is None else "theme" if only.by == "agreement" else None
    lanes = lanes_of(command.by, work.actor, work.organisation)
    standing = await standing_of(scope, by, lanes, work)
    return Say(stand_card(standing, work.organisation, work.words))


def _directorate(asked: Asked, work: Work) -> Directorate | None:
    """The directorate that is named, if nothing else is called so."""
    if not asked.name or narrowed(asked, work.organisation):
        return None
    entry = entry_called(asked.name, work.organisation)
    return entry if isinstance(entry, Directorate) else None


def _meant(asked: Asked, work: Work) -> Narrowed:
    """Named under another word than its own it is still meant."""
    anything = asked._replace(by=None)
    found = narrowed(asked, work.organisation) or narrowed(anything, work.organisation)
    if found:
        return found
    if names := like(asked, work.organisation) or like(anything, work.organisation):
        raise _refused("refused.stand.like", work, typed=asked.name, names=work.words.any_of(names))
    raise _refused("refused.stand.name", work, typed=asked.name)


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
