"""The column types that make both databases give back what was put in."""

from __future__ import annotations

from datetime import UTC, datetime

import pydantic_core
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, TypeDecorator


def aware(moment: datetime) -> datetime:
    """The same moment; raises ValueError if it does not say in which zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment in the store needs a time zone")
    return moment


class Utc(TypeDecorator[datetime]):
    """An aware moment in, the same aware moment out, in UTC (SQLite itself knows no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """A moment without a zone is a mistake, not a guess."""
        return None if value is None else aware(value).astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What SQLite gives back is UTC without saying so."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def to_json(value: object) -> str:
    """Five times as fast as the standard library, which shows at seven columns a signal."""
    return pydantic_core.to_json(value).decode()


Json = JSON(none_as_null=True)
Id = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER PRIMARY KEY counts up by itself there
