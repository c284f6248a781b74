"""The organisation file, read and checked: who takes part, what goes where, and when the clock speaks."""

from bot.organisation.model import (
    Clock,
    Directorate,
    Organisation,
    Person,
    Region,
    Role,
    Rungs,
    SubRegion,
    Theme,
)
from bot.organisation.reading import FaultyOrganisation, read_organisation

__all__ = [
    "Clock",
    "Directorate",
    "FaultyOrganisation",
    "Organisation",
    "Person",
    "Region",
    "Role",
    "Rungs",
    "SubRegion",
    "Theme",
    "read_organisation",
]
