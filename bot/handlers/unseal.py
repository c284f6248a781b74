"""What is confidential by mistake, or known by now, is opened again: by an admin, who reads first who will read it then."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from bot.answering import objection
from bot.conversation import Command, Open, Refusal, Reply, Say, Submission
from bot.moving import told
from bot.permission import found, possible
from bot.rights import may_unseal, readers
from bot.sealing import said_anew
from bot.sharing import look_soon
from bot.signals import Signal, State, Step
from bot.store.places import where
from bot.store.work import Work
from bot.unreached import called
from bot.views.asking import answers, filled
from bot.views.plain import plain_card
from bot.views.unsealing import UNSEAL, once_more, unseal_form


async def command(command: Command, work: Work) -> Reply:
    """`/knelpunt vrijgeven K-2026-0147`: the form says who will read it, and asks why."""
    _permit(work)
    number = next(iter(command.words.upper().split()), "")
    signal = await work.signals.by_number(number)
    if signal is None:
        raise Refusal(plain_card("refused.number" if number else "unseal.which", work.words, number=number))
    names, newcomers = await _will_read(_sealed(signal, work), work)
    handle = work.handles.issue(UNSEAL, signal.id, _mark(names, newcomers))
    return Open(unseal_form(signal, handle, names, len(newcomers), work.words))


async def unseal(submission: Submission, work: Work) -> Reply:
    """Every card and every line at once, and its owners hear why; asked anew if others would read it than the form said."""
    _permit(work)
    signal = _sealed(await found(submission.subject, work), work)
    names, newcomers = await _will_read(signal, work)
    mark = _mark(names, newcomers)
    form = unseal_form(signal, submission.handle, names, len(newcomers), work.words)
    form = filled(form, submission.values)
    handle = await work.handles.resolve(submission.handle)
    if handle is None or handle.payload != mark:
        return Open(once_more(form, work.handles.issue(UNSEAL, signal.id, mark), work.words))
    if wrong := objection(form, signal, work, payload=mark):
        return wrong
    opened = signal.unseal(by=work.actor.key, at=work.now, why=answers(form)["why"])
    await work.signals.save(opened)
    await work.show(opened)
    await told(opened, work)
    await said_anew(signal, work)
    if opened.state is State.CLOSED:
        look_soon(opened, work)
    return Say(plain_card("unseal.done", work.words, number=signal.number))


async def _will_read(signal: Signal, work: Work) -> tuple[list[str], list[str]]:
    """The channels in which it will stand, as people call them; and by key who may not read it now and may then."""
    opened = replace(signal, confidential=False)
    names = [await called(standing.place, work) for standing in where(opened, work.organisation)]
    now = readers(signal, work.organisation)
    return list(dict.fromkeys(names)), sorted(readers(opened, work.organisation) - now)


def _mark(names: list[str], newcomers: list[str]) -> str:
    """Another for other readers."""
    return sha256("\n".join([*names, "", *newcomers]).encode()).hexdigest()


def _sealed(signal: Signal, work: Work) -> Signal:
    if not signal.confidential:
        raise Refusal(plain_card("unseal.open", work.words, number=signal.number))
    return possible(signal, Step.UNSEAL, work)


def _permit(work: Work) -> None:
    if not may_unseal(work.actor, work.organisation):
        admins = ", ".join(each.name for each in work.organisation.admins())
        raise Refusal(plain_card("refused.unseal", work.words, admins=admins))
