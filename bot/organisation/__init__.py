"""The organisation file, read and checked: who takes part, what goes where, and when the clock speaks."""

from bot.organisation.clock import Clock, Rungs
from bot.organisation.model import Directorate, Organisation, Override, Region, SubRegion, Theme
from bot.organisation.people import Away, Person, Role
from bot.organisation.reading import FaultyOrganisation, read_organisation
from bot.organisation.same import Same
from bot.organisation.successors import Section, Successors

__all__ = [
    "Away",
    "Clock",
    "Directorate",
    "FaultyOrganisation",
    "Organisation",
    "Override",
    "Person",
    "Region",
    "Role",
    "Rungs",
    "Same",
    "Section",
    "SubRegion",
    "Successors",
    "Theme",
    "read_organisation",
]
