"""In whose language and time zone somebody reads."""

from __future__ import annotations

import pytest

from bot.organisation import Organisation
from bot.texts import words_for


@pytest.mark.parametrize(
    ("person", "language", "spoken"),
    [
        ("noor-habets", "en", "en"),
        ("noor-habets", "en-GB", "en"),
        ("noor-habets", "", "nl"),
        ("noor-habets", "de", "nl"),
        ("ingrid-lammers", "nl", "en"),  # so it stands in the organisation file
        ("ingrid-lammers", "", "en"),
    ],
)
def test_the_file_then_their_chat_then_the_organisation(
    organisation: Organisation, person: str, language: str, spoken: str
) -> None:
    assert words_for(organisation, organisation.people[person], language).language == spoken


def test_an_english_organisation_speaks_english_to_whoever_speaks_neither(organisation: Organisation) -> None:
    english = organisation.model_copy(update={"language": "en"})
    assert words_for(english, None, "de").language == "en"
    assert words_for(english, None, "nl").language == "nl"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "\0"])
def test_a_zone_that_is_none_is_the_organisations(organisation: Organisation, zone: str) -> None:
    assert words_for(organisation, None, "nl", zone).zone.key == "Europe/Amsterdam"
