"""What filers corrected in what was suggested to them, out of the events of their filings."""

from __future__ import annotations

from sqlalchemy import Connection, Text, cast, select

from bot.corrections import MARK, Correction, read_back
from bot.signals import Step
from bot.store.tables import events


def corrections(connection: Connection) -> list[Correction]:
    """Every correction that was ever made, the first one first."""
    its = events.c
    corrected = cast(its.facts, Text).contains(f'"{MARK}')
    filed = select(its.facts).where(its.step == Step.FILE.value, corrected).order_by(its.at, its.signal_id)
    return [correction for facts in connection.scalars(filed) for correction in read_back(facts)]
