"""What two texts have in common: what they are about, in whatever words, and never where it is."""

from __future__ import annotations

from time import process_time

import pytest

from bot.concepts import spoken_of
from bot.likeness import MOST, extent, in_words, made_with, marks, rarity, weight
from bot.recognise import words
from bot.routing import suggest
from tests.example import example

ORGANISATION = example()


def in_common(one: str, other: str) -> set[str]:
    return set(marks(one, ORGANISATION)) & set(marks(other, ORGANISATION))


@pytest.mark.parametrize(
    ("one", "other", "matter"),
    [
        ("Patiënten liggen op een verkeerd bed, ik bedoel een verkeerde bed.", "Uitbehandeld, maar blijven liggen.", "outflow"),
        ("Wij moeten alles dubbel verantwoorden.", "Elke gemeente een eigen uitvraag.", "accounting"),
        ("De gemeente wijst naar de verzekeraar.", "Niemand betaalt het.", "who_pays"),
    ],
)  # fmt: skip
def test_the_same_matter_in_other_words_is_a_mark_of_both(one: str, other: str, matter: str):
    assert f"matter:{matter}" in in_common(one, other)


def test_a_place_is_no_mark():
    assert not in_common("Breda: het loopt vast.", "In Breda gaat iets anders mis.")


def test_a_word_that_everybody_uses_is_no_mark():
    assert not in_common(
        "Wij willen dat het nu sneller gaat in de regio.", "Zij willen het ook sneller, elke week weer."
    )


def test_the_pieces_of_a_phrase_may_stand_apart_but_all_must_be_there():
    assert "matter:interpreter" in spoken_of(words("Niemand spreekt hier; tolkkosten zijn voor ons."))
    apart = spoken_of(words("De opvang zit vol: wie een woning zoekt kan door de uitstroom naar niemand."))
    assert "matter:sheltered_living" in apart
    assert "matter:sheltered_living" not in spoken_of(words("De uitstroom stokt."))


def test_a_number_is_no_other_number():
    assert "matter:dispatch" in spoken_of(words("112 neemt niet op."))
    assert "matter:dispatch" not in spoken_of(words("Twaalf gesprekken, 12 dus."))


def test_the_words_that_say_it_are_known_by_their_numbers():
    said = spoken_of(words("De apotheek in ons dorp is 's nachts dicht."))
    assert said["matter:night_pharmacy"] == {1, 7}


def test_with_other_themes_marks_would_be_others():
    assert made_with(ORGANISATION) == made_with(ORGANISATION.model_copy(update={"people": {}}))
    assert made_with(ORGANISATION) != made_with(ORGANISATION.model_copy(update={"themes": {}}))


def test_a_long_text_has_no_more_marks_than_a_few_sentences():
    assert len(marks(" ".join(f"woord{number}x" for number in range(5000)), ORGANISATION)) == MOST


def test_twice_the_text_takes_about_twice_the_time():
    def taken(times: int) -> float:
        text = " ".join(f"Zeeland: de tolk van woord{number} in Breda is weg." for number in range(times))
        start = process_time()
        marks(text, ORGANISATION)
        return process_time() - start

    assert min(taken(1200 + extra) for extra in range(3)) < 4 * min(taken(600 + extra) for extra in range(3))


def test_what_a_text_is_about_weighs_more_than_where_and_a_bare_word_least():
    assert weight("matter:interpreter") > weight("scene:night") > weight("turn:waiting") > weight("tolk") > 0


def test_a_mark_that_few_have_tells_more_but_never_all():
    assert rarity(0, 100) > rarity(50, 100)
    assert rarity(1, 10_000_000) == rarity(2, 10_000_000)


def test_a_text_with_more_to_it_must_have_more_in_common():
    assert extent(["matter:interpreter"]) < extent(["matter:interpreter", "matter:night"])


def test_the_words_that_made_it_alike_are_told_as_they_were_typed():
    text = "Tilburg: Tolken worden niet betaald."
    assert in_words(text, {"matter:interpreter"}, ORGANISATION) == ("Tolken",)


def test_the_themes_among_the_marks_are_those_that_are_suggested():
    text = "Tilburg: de stage telt niet mee voor de BBL en de wijkverpleging krijgt de nachten niet rond."
    themes = suggest(text, ORGANISATION, home_region="").themes
    assert themes
    assert [mark for mark in marks(text, ORGANISATION) if mark.startswith("theme:")] == [
        f"theme:{key}" for key in themes
    ]
