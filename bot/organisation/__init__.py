"""The organisation file, read and checked: who takes part, what goes where, and when the clock speaks."""

from bot.organisation.clock import Clock, Rungs
from bot.organisation.model import (
    Directorate,
    Organisation,
    Override,
    Person,
    Region,
    Role,
    SubRegion,
    Theme,
)
from bot.organisation.reading import FaultyOrganisation, read_organisation

__all__ = [
    "Clock",
    "Directorate",
    "FaultyOrganisation",
    "Organisation",
    "Override",
    "Person",
    "Region",
    "Role",
    "Rungs",
    "SubRegion",
    "Theme",
    "read_organisation",
]
