"""Which directorate or region a conversation belongs to: anybody may ask, an admin may change it, the file wins."""

from __future__ import annotations

from bot.answers import pack_card
from bot.conversation import Command, Place, Refusal, Reply, Say
from bot.organisation import Directorate, Organisation
from bot.organisation.naming import Entry, entry_at, entry_called
from bot.rights import may_bind
from bot.store.bindings import Binding, Bound
from bot.store.outbox import Order
from bot.store.work import Work
from bot.texts import Fact, words
from bot.views.help import nearest_card
from bot.views.plain import plain_card

TEST = "binding"
"""The view of the test message: when it cannot be delivered, whoever bound the channel hears it."""


async def here(command: Command, work: Work) -> Reply:
    """What this conversation belongs to, and who said so."""
    if command.words:
        return Say(nearest_card(work.text("word.here"), command.words, work.words))
    place = _channel(command, work)
    if entry := _owner(place, work.file):
        return _said("here.file", work, entry=_called(entry))
    entry, binding = _owner(place, work.organisation), await work.bindings.at(place)
    if entry is None or binding is None:
        return _said("here.nothing", work)
    by = work.organisation.person(binding.by)
    who = by.name if by else work.text("person.unknown")
    return _said("here.bound", work, entry=_called(entry), who=who, day=work.words.moment(binding.at))


async def bind(command: Command, work: Work) -> Reply:
    """From now on what is for this directorate or region comes here, and a test message says so at once."""
    _permit(work)
    place = _channel(command, work)
    entry = entry_called(command.words, work.file)
    if entry is None:
        raise _refusal("refused.bind.unknown", work, typed=command.words)
    if owner := _owner(place, work.file):
        raise _refusal("refused.bind.file", work, entry=_called(owner))
    if place.platform in entry.channels:
        raise _refusal("refused.bind.elsewhere", work, entry=_called(entry))
    section: Bound = "directorates" if isinstance(entry, Directorate) else "regions"
    work.bindings.bind(Binding(place, section, entry.key, work.actor.key, work.now))
    language = entry.language if isinstance(entry, Directorate) else work.organisation.language
    test = plain_card("binding.test", words(language, work.organisation.zone), entry=_called(entry))
    work.order(Order(key=f"{TEST}:{command.key}", to=place, view=TEST, payload=pack_card(test)))
    return _said("bound", work, entry=_called(entry))


async def release(command: Command, work: Work) -> Reply:
    """Nothing new comes here any more."""
    _permit(work)
    place = _channel(command, work)
    if owner := _owner(place, work.file):
        raise _refusal("refused.bind.file", work, entry=_called(owner))
    binding, entry = await work.bindings.at(place), _owner(place, work.organisation)
    if binding is None or not binding.key:
        raise _refusal("here.nothing", work)
    work.bindings.bind(Binding(place, binding.section, "", work.actor.key, work.now))
    return _said("released", work, entry=_called(entry) if entry else binding.key)


def _permit(work: Work) -> None:
    if not may_bind(work.actor, work.organisation):
        admins = ", ".join(person.name for person in work.organisation.admins())
        raise _refusal("refused.bind.right", work, admins=admins)


def _channel(command: Command, work: Work) -> Place:
    """A conversation with others in it: nobody's own direct messages belong to a directorate."""
    if command.place is None or command.direct:
        raise _refusal("refused.bind.direct", work)
    return command.place


def _owner(place: Place, organisation: Organisation) -> Entry | None:
    return entry_at(place.platform, place.address, organisation)


def _called(entry: Entry) -> str:
    return entry.key if isinstance(entry, Directorate) else entry.name


def _said(key: str, work: Work, **facts: Fact) -> Say:
    return Say(plain_card(key, work.words, **facts))


def _refusal(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
