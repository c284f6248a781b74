"""A signal with three regions behind it is a bundle: its directorate hears so, and is offered one where there are three apart."""

from __future__ import annotations

from collections.abc import Sequence

from bot.signals import BUNDLE, Signal, Step
from bot.store.outbox import Order
from bot.store.places import where
from bot.store.work import Work


def widened(before: Signal, after: Signal, work: Work) -> None:
    """Says so in the lead's channels, once, when the third region comes."""
    if not before.is_bundle and after.is_bundle:
        _said("bundled", after, work)


def offered(signal: Signal, like: Sequence[Signal], work: Work) -> None:
    """Offers the lead directorate to make one of three, when that many regions have the same and nobody joined them."""
    if len(bundle_of(signal, like)) > 1 and len(_regions(signal, like)) >= BUNDLE:
        _said("bundle_offered", signal, work)


def bundle_of(signal: Signal, like: Sequence[Signal]) -> list[Signal]:
    """What would go on together: of the same directorate, and not over."""
    return [signal, *(each for each in like if each.lead == signal.lead and each.may(Step.MERGE))]


def _regions(signal: Signal, like: Sequence[Signal]) -> set[str]:
    return {region for each in bundle_of(signal, like) for region in each.regions}


def _said(view: str, signal: Signal, work: Work) -> None:
    for standing in where(signal, work.organisation):
        if standing.role in ("lead", "triage"):
            key = f"{view}:{signal.id}:{signal.version}:{standing.target}"
            work.order(Order(key, standing.place, view, signal.id, signal.version))
