"""The example organisation, read once in a test process: that takes half a second, and everybody here wants it."""

from __future__ import annotations

from functools import cache

from bot.examples import VWS
from bot.organisation import Organisation, read_organisation


@cache
def example() -> Organisation:
    """The same object each time; nobody can change it."""
    return read_organisation(VWS / "organisation.yaml")
