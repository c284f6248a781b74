"""What was corrected in what was suggested: by filers out of their filings, by directorates out of what they sent on."""

from __future__ import annotations

from sqlalchemy import Connection, Text, cast, or_, select

from bot.corrections import MARK, Correction, read_back, sent_on
from bot.signals import Step
from bot.store.tables import events


def corrections(connection: Connection) -> list[Correction]:
    """Every correction that was ever made, the first one first."""
    its = events.c
    by_filer = (its.step == Step.FILE.value) & cast(its.facts, Text).contains(f'"{MARK}')
    by_directorate = its.step == Step.REROUTE.value
    made = select(its.step, its.facts).where(or_(by_filer, by_directorate)).order_by(its.at, its.signal_id)
    found = connection.execute(made).all()
    return [each for step, facts in found for each in ([sent_on(facts)] if step == Step.REROUTE else read_back(facts))]
