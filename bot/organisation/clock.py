"""When things happen by themselves: the ladder and the settings of the clock."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bot.organisation.values import ClockTime, Count, Entry, Wait, Weekday, Yes, Zone


class Rungs(Entry):
    """When an unclaimed signal speaks up, in working days after filing.

    The reminder in the channel may instead come after a number of working hours.
    """

    reminder: Count = 0
    reminder_hours: Count = 0
    head: Count
    commissioner: Count

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.reminder and self.reminder_hours:
            raise PydanticCustomError("one_reminder", "either days or hours")
        if not self.reminder and not self.reminder_hours:
            raise PydanticCustomError("no_reminder", "days or hours, one at least")
        if not self.reminder <= self.head <= self.commissioner:
            raise PydanticCustomError("upwards", "every rung later than the one before")
        return self


class SpeakingHours(Entry):
    """Between these times the clock may send messages."""

    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start >= self.end:
            raise PydanticCustomError("forward", "the start before the end")
        return self


class DigestMoment(Entry):
    """When the weekly digest comes; on a free day, the next working day."""

    weekday: Weekday
    at: ClockTime


class Clock(Entry):
    """The settings of everything that happens by itself."""

    zone: Zone
    good_friday_off: Yes
    speaking_hours: SpeakingHours
    rungs_at: ClockTime  # local time of reminders and escalations
    counting: Literal["day", "minute"] = "day"  # minute: a working day later is the same time on the next one
    digest: DigestMoment
    longest_wait: Wait = 183  # days that a signal may wait for somebody else at a time

    @model_validator(mode="after")
    def _speaks_when_it_may(self) -> Self:
        if not all(self.speaking_hours.start <= at < self.speaking_hours.end for at in (self.rungs_at, self.digest.at)):
            raise PydanticCustomError("quiet", "within the speaking hours")
        return self
