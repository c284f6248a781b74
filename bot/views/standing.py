"""What a signal waits for, or how it ended: said on its card and on the receipt alike."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Fact
from bot.signals import REGION, Event, Signal, State, Step
from bot.views.sight import Sight


def how_it_stands(sight: Sight) -> tuple[Fact, ...]:
    """Nothing for what simply runs."""
    signal, words = sight.signal, sight.words
    match signal.state:
        case State.CLAIMED if signal.next_step:
            return (Fact(words.text("fact.next_step"), (_next_step(sight),)),)
        case State.WAITING if signal.waits_until:
            party = words.text("fact.waits.region") if signal.waits_for == REGION else sight.party(signal.waits_for)
            waits = words.text("fact.waits.until", party=party, day=words.day(signal.waits_until))
            return (Fact(words.text("fact.waits"), (waits,)),)
        case State.SOLVED | State.CLOSED if signal.outcome:
            solved = Fact(words.text("fact.outcome"), (signal.outcome.text,))
            lesson = signal.outcome.lesson
            learnt = (Fact(words.text("fact.lesson"), (lesson,)),) if lesson else ()
            if signal.state is State.SOLVED or signal.told is None:
                return (solved, *learnt)
            return (solved, *learnt, Fact(words.text("fact.verdict"), (words.text(f"verdict.{signal.told.verdict}"),)))
        case State.DECLINED if signal.end_reason:
            why = Fact(words.text("fact.declined"), (signal.end_reason,))
            return (why, Fact(words.text("fact.decider"), (sight.decider,))) if sight.decider else (why,)
        case _:
            return ()


def decider_of(signal: Signal, timeline: Sequence[Event]) -> str:
    """Who decided that it cannot be, as it was typed; empty for whatever was not declined."""
    if signal.state is not State.DECLINED:
        return ""
    return next((event.facts["decider"] for event in reversed(timeline) if event.step is Step.DECLINE), "")


def _next_step(sight: Sight) -> str:
    signal, words = sight.signal, sight.words
    if signal.next_step_on is None:
        return signal.next_step
    return words.text("fact.next_step.by", step=signal.next_step, day=words.day(signal.next_step_on))
