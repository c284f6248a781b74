"""The regiocommissaris decides: under a number, for one region, told to whoever it concerns, remembered before it ends."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import objection
from bot.answers import pack_card
from bot.cards import Form, Note
from bot.conversation import Correct, Done, Open, Place, Press, Reply, Say, Submission
from bot.decisions import FRAME, LATER, Decision, Kind, lacking, reading_of, reminders
from bot.permission import permitted
from bot.rights import may
from bot.signals import Signal, Step
from bot.store.orders import Order
from bot.store.places import where
from bot.store.timers import Timer
from bot.store.work import Work
from bot.views.asking import answers, day_of, filled
from bot.views.brief import brief_card
from bot.views.deciding import decision_form, kinds_card
from bot.views.sight import Sight

ASKED_OF_FIXER = frozenset({Kind.MANDATE, Kind.ADVICE})
"""Decisions with which whoever works on it must do something; of the others they read in their channel."""


async def ask_decide(press: Press, work: Work) -> Reply:
    """Which decision."""
    signal = await permitted(press.subject, Step.DECIDE, work)
    return Say(kinds_card(signal, work.handles.issue("card", signal.id), work.words))


async def ask_kind(press: Press, work: Work) -> Reply:
    """What the decision says. The form remembers the newest decision its reader can know of."""
    signal = await permitted(press.subject, Step.DECIDE, work)
    kind = Kind(press.action.removeprefix("ask_"))
    handle = work.handles.issue(kind.value, signal.id, await _newest(signal, work))
    return Open(_form(kind, signal, handle, work))


async def decide(submission: Submission, work: Work) -> Reply:
    """Not progress, and the signal stays where it is. Somebody who was just first is named before it counts twice."""
    signal = await permitted(submission.subject, Step.DECIDE, work)
    kind = Kind(submission.action)
    form = filled(_form(kind, signal, submission.handle, work), submission.values)
    opened = await work.handles.resolve(submission.handle)
    known = opened.payload if opened else ""
    if wrong := _objection(kind, form, signal, known, work):
        return wrong
    if newer := await _newer(form, signal, known, work):
        return newer
    said = answers(form)
    decision = Decision(
        number=await work.decisions.new_number(),
        signal_id=signal.id,
        kind=kind,
        region=said.get("region") or _regions(signal, work)[0],
        by=work.actor.key,
        at=work.now,
        until=day_of(form, "until"),
        fields={key: value for key, value in said.items() if key not in ("until", "region")},
    )
    await _keep(decision, signal.decide(by=work.actor.key, at=work.now, number=decision.number, kind=kind.value), work)
    return Done()


async def remind(timer: Timer, work: Work) -> None:
    """Its end or its evaluation comes near: whoever decided it and everybody who has the signal hear so."""
    decision = await work.decisions.by_number(timer.subject)
    if decision is None:
        return
    signal, timeline = await work.signals.get(decision.signal_id), await work.signals.timeline(decision.signal_id)
    version = next(event.version for event in timeline if event.facts.get("decision") == decision.number)
    now = work.organisation.current(signal)
    there = [work.organisation.listener(person) for person in (decision.by, now.fixer, *now.filers) if person]
    for person in dict.fromkeys(there):
        await work.tell(person, timer.kind, signal, version)


async def _keep(decision: Decision, decided: Signal, work: Work) -> None:
    work.decisions.keep(decision)
    await work.signals.save(decided)
    await work.show(decided)
    for kind, at in reminders(decision, work.now, work.organisation.clock).items():
        work.timers.plan(kind, decision.number, at)
    work.timers.cancel(reading_of(decided.id, work.actor.key), LATER)
    await _announce(decision, decided, work)
    if decision.kind is Kind.MINISTER:
        await _brief(decision, decided, work)


async def _announce(decision: Decision, decided: Signal, work: Work) -> None:
    """In the channels of the lead, to the liaisons, among all decisions, and to the fixer where they must act on it."""
    organisation, version = work.organisation, decided.version
    role = "triage" if organisation.in_triage(organisation.current(decided)) else "lead"
    channels = [(standing.place, "decision") for standing in where(decided, organisation) if standing.role == role]
    channels += [(Place(*channel), "decision_listed") for channel in sorted(organisation.decision_channels.items())]
    for place, view in channels:
        key = f"{view}:{decided.id}:{version}:{place.platform}:{place.address}"
        work.order(Order(key, place, view, decided.id, version))
    working = (decided.fixer, *decided.joined) if decision.kind in ASKED_OF_FIXER else ()
    for person in dict.fromkeys((*decided.filers, *filter(None, working))):
        await work.tell(person, "decision_told", decided, version)


async def _brief(decision: Decision, decided: Signal, work: Work) -> None:
    """One page for the minister, privately to whoever decided it."""
    timeline = await work.signals.timeline(decided.id)
    sight = Sight(
        signal=work.organisation.current(decided),
        role="reader",
        organisation=work.organisation,
        words=work.words,
        filed=timeline[0],
        decisions=await work.decisions.about(decided.id),
        entitled=True,
    )
    if account := await work.account_of(work.actor.key):
        payload = pack_card(brief_card(sight, decision, timeline))
        work.order(Order(f"brief:{decision.number}", account, "answer", payload=payload))


def _form(kind: Kind, signal: Signal, handle: str, work: Work) -> Form:
    return decision_form(kind, signal, handle, _regions(signal, work), work.organisation, work.words)


def _regions(signal: Signal, work: Work) -> list[str]:
    """Of the regions behind the signal those that the actor decides about; the one it was filed for first."""
    alone = {key: replace(signal, region=key, also_regions=()) for key in signal.regions}
    return [key for key, each in alone.items() if may(work.actor, Step.DECIDE, each, work.organisation)]


def _objection(kind: Kind, form: Form, signal: Signal, known: str, work: Work) -> Reply | None:
    """What must be changed; without its frame there is no experimenteerruimte, and one sentence says so."""
    missing = lacking(kind, answers(form)) if kind is Kind.SANDBOX else ()
    unframed = {key: work.text("sandbox.refused") for key in [key for key in FRAME if key in missing][:1]}
    wrong = objection(form, signal, work, {**_late(form, work), **unframed}, known)
    return Correct(form, {**wrong.errors, **unframed}) if isinstance(wrong, Correct) else wrong


def _late(form: Form, work: Work) -> dict[str, str]:
    """What is wrong with the days: each lies ahead, and what is tried is looked back at before it ends."""
    days = {key: day for key in ("until", "evaluation") if (day := day_of(form, key))}
    late = {key: work.text("error.ahead") for key, day in days.items() if day <= work.today}
    if len(days) > 1 and days["evaluation"] > days["until"]:
        return {"evaluation": work.text("sandbox.evaluation.late")} | late
    return late


async def _newest(signal: Signal, work: Work) -> str:
    return next((each.number for each in reversed(await work.decisions.about(signal.id))), "")


async def _newer(form: Form, signal: Signal, known: str, work: Work) -> Reply | None:
    """The same form once more, below what was decided while it was open; None when nothing was."""
    decisions = await work.decisions.about(signal.id)
    if not decisions or decisions[-1].number == known:
        return None
    newest = decisions[-1]
    by = work.organisation.person(newest.by)
    note = work.words.spans(
        "decide.meanwhile",
        who=by.name if by else work.text("person.unknown"),
        decision=newest.number,
        kind=work.text(f"decision.{newest.kind}"),
    )
    handle = work.handles.issue(form.action, signal.id, newest.number)
    return Open(replace(form, handle=handle, intro=(Note(note), *form.intro)))
