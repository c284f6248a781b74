"""The values an entry of the organisation file is made of, each with what it refuses."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Yes = Annotated[bool, Strict()]
Wait = Annotated[int, Strict(), Field(ge=1, le=366)]
Count = Annotated[int, Strict(), Field(ge=0, le=100)]
Language = Literal["nl", "en"]
Platform = Literal["slack", "teams", "playground"]
Weekday = Literal["ma", "di", "wo", "do", "vr"]
UrgencyKey = Literal["acuut", "hoog", "midden", "laag"]


def _key(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise PydanticCustomError("key", "letters, digits, - and _")
    return value


def _email(value: str) -> str:
    address = value.strip().lower()
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", address):
        raise PydanticCustomError("email", "an e-mail address")
    return address


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as unknown:
        raise PydanticCustomError("zone", "an IANA time zone") from unknown
    return value


def _clock_time(value: object) -> object:
    """A bare 9.30 is a number to YAML and would count as seconds: only text is taken, with a colon or a point."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", value)):
        return time(int(found[1]), int(found[2]))
    raise PydanticCustomError("clock_time", "a time like 09:00")


Key = Annotated[str, AfterValidator(_key)]
Email = Annotated[str, AfterValidator(_email)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]


class Entry(BaseModel):
    """One entry of the organisation file: unknown fields are refused, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")
