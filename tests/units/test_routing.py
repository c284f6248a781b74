"""Words find their way: to a region, a theme and a directorate, and the filer can read why."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisation import Organisation
from bot.routing import MOST_LEADS, About, Suggestion, suggest
from tests.example import example

ROOT = Path(__file__).parents[2]
ORGANISATION = example()
PARAPHRASES = ROOT / "tests" / "data" / "paraphrases.jsonl"
CASES = [json.loads(line) for line in (ROOT / "tests" / "data" / "routing.jsonl").read_text().splitlines()]


def route(text: str, home: str = "utrecht", organisation: Organisation = ORGANISATION) -> Suggestion:
    return suggest(text, organisation, home_region=home)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_text_goes_where_its_words_point(case):
    found = route(case["text"], case["home"])

    assert (found.region, found.region_mention, found.lead) == (case["region"], case["mention"], case["lead"])


# Regions -------------------------------------------------------------------------------------------------------------


def test_the_first_region_is_meant_and_the_others_are_named_too():
    found = route("In Amsterdam, maar ook vanuit Almelo en Rotterdam, horen we van de tolk")

    assert found.region == "amsterdam"
    assert found.also_regions == ("twente", "rotterdam")


def test_a_name_of_two_places_is_asked_and_not_guessed():
    found = route("Bergen: geen huisarts meer", home="utrecht")

    assert found.region == ""
    assert found.region_choices == ("noord-holland-noord", "noord-en-midden-limburg")
    assert found.why("region").because == "ask"


@pytest.mark.parametrize(
    ("text", "home", "region"),
    [
        ("Bergen: geen huisarts meer", "noord-en-midden-limburg", "noord-en-midden-limburg"),
        ("Bergen (NH): geen huisarts meer", "utrecht", "noord-holland-noord"),
        ("Bergen, vlak bij Alkmaar, heeft geen huisarts meer", "utrecht", "noord-holland-noord"),
        ("Bergen op Zoom: geen huisarts meer", "utrecht", "west-brabant"),
    ],
)
def test_a_name_of_two_places_is_settled_by_what_is_known(text, home, region):
    found = route(text, home)

    assert found.region == region
    assert found.region_choices == ()


def test_an_area_in_two_regions_is_guessed_and_asked():
    assert route("Veenkoloniën: het projectgeld is op", home="utrecht").region == "groningen"
    assert route("Veenkoloniën: het projectgeld is op", home="drenthe").region == "drenthe"
    assert route("Veenkoloniën: het projectgeld is op").region_choices == ("groningen", "drenthe")


def test_a_sub_region_can_make_a_town_ask():
    known = tuple(each for each in ORGANISATION.sub_regions if each.name != "Hengelo (Gld)")
    without = ORGANISATION.model_copy(update={"sub_regions": known})

    assert route("Hengelo: patiëntenstop").region_choices == ("twente", "arnhem")
    assert route("Hengelo (Gld): patiëntenstop").region == "arnhem"
    assert route("Hengelo: patiëntenstop", organisation=without).region_choices == ()


def test_without_a_region_in_text_or_profile_the_filer_chooses():
    found = route("de apotheek is dicht", home="")

    assert found.region == ""
    assert found.why("region").because == "none"


def test_an_ordinary_word_is_a_place_only_with_its_capital():
    assert route("in Echt-Susteren en in Weert is geen plek").region_mention == "Echt-Susteren"
    assert route("gemeente Houten wil door").region_mention == "Houten"
    assert route("een houten noodgebouw").region_mention == ""


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Den Bosch: geen huisarts", "noordoost-brabant"),
        ("in Delfzijl en omgeving", "groningen"),
        ("wijkteam Leidsche Rijn", "utrecht"),
        ("Nieuw-Amsterdam zoekt een arts", "drenthe"),
        ("Sas van Gent zoekt een arts", "zeeland"),
        ("dieren in de zorg", ""),
        ("rijen voor de deur", ""),
    ],
)
def test_a_town_that_is_no_municipality_is_known_too(text, region):
    assert route(text, home="").region == region


def test_where_people_have_to_go_is_not_where_they_are():
    found = route("de kraamkamer is dicht, zwangeren moeten naar Zwolle", home="flevoland")

    assert (found.region, found.also_regions) == ("flevoland", ("zwolle",))
    assert route("zwangeren uit Urk moeten naar het Gooi", home="drenthe").region == "flevoland"
    assert route("zwangeren moeten naar Zwolle", home="").region == "zwolle"


@pytest.mark.parametrize("dash", ["-", " ", "\u2011", "\u2013", "/"])
def test_a_double_name_may_be_joined_in_any_way(dash):
    assert route(f"noordoost{dash}brabant vraagt hulp").region == "noordoost-brabant"


# Directorates --------------------------------------------------------------------------------------------------------


def test_the_reason_says_what_made_the_theme_and_the_lead():
    found = route("verpleegkundigen met een buitenlands diploma wachten negen maanden")

    assert found.why("theme").facts == {"theme": "Arbeidsmarkt en opleiden", "word": "buitenlands diploma"}
    assert found.why("lead").key == "reason.lead.theme"
    assert found.why("lead").facts == {"lead": "MEVA", "theme": "Arbeidsmarkt en opleiden"}


def test_words_that_told_together_are_all_named():
    found = route("tekort aan huisartsen in Best")

    assert found.why("theme").facts == {"theme": "Eerstelijnszorg", "word": "tekort … huisartsen"}


def test_an_exception_is_told_with_its_word():
    found = route("zittend ziekenvervoer naar de dialyse is opgezegd")

    assert found.lead == "Z"
    assert found.why("lead").because == "exception"
    assert "DMO" in found.co


def test_a_directorate_called_by_its_full_name_hears_it():
    assert route("kan Patiënt en Zorgordening hiernaar kijken").lead == "PZo"


def test_nothing_recognised_goes_to_the_fallback_and_says_so():
    found = route("dit past nergens bij")

    assert (found.lead, found.leads_ranked, found.themes, found.co) == ("IZA", ("IZA",), (), ())
    assert found.why("lead").because == "fallback"


def test_words_are_known_by_their_endings_and_in_compounds():
    assert route("te weinig wijkverpleegkundigen").themes == route("te weinig wijkverpleegkundige").themes != ()
    assert "eerstelijn" in route("huisartsenpraktijken zonder opvolger").themes
    assert "kwetsbare_ouderen" in route("jongdementie").themes


def test_a_short_abbreviation_needs_its_capitals():
    assert "digitale_zorg" in route("AI in de spreekkamer").themes
    assert "digitale_zorg" not in route("ai in de spreekkamer").themes


def test_een_is_no_plural_of_the_letter_e():
    assert route("een consult").themes != route("e-consult").themes == ("digitale_zorg",)


def test_two_words_with_one_stem_are_two_words():
    assert route("de ouderen").themes == ("kwetsbare_ouderen",)
    assert "kwetsbare_ouderen" not in route("de ouders").themes
    assert route("alle colleges").themes == ("mandaat_governance",)
    assert route("alle collega's").themes == ("arbeidsmarkt",)


def test_the_longest_words_count_where_they_overlap():
    assert route("de huisartsenpost is dicht").themes == ("acute_zorg",)
    assert route("welzijn op recept").lead == "DMO"


@pytest.mark.parametrize("typed", ["daklozen", "dakloos", "dakloze", "DAKLOZE"])
def test_a_word_is_known_however_it_bends(typed):
    assert route(f"{typed} in de stad").themes == ("beschermd_wonen_opvang",)


def test_words_that_tell_together_need_one_sentence_and_no_order():
    together = route("de raad van bestuur wil het ziekenhuis in mei sluiten")

    assert "ziekenhuis + sluit" in together.phrases
    assert "ziekenhuis + sluit" not in route("het ziekenhuis belde. Winkels sluiten").phrases
    assert route("sluiten, dat wil het ziekenhuis").lead == "CZ"


def test_who_takes_part_says_less_than_what_it_is_about():
    assert route("huisarts, apotheek en ziekenhuis missen een koppeling").lead == "DI"
    assert route("een woningcorporatie zit bij het casusoverleg, mag dat van de AVG").lead == "DI"


def test_what_comes_with_everything_gives_way():
    assert route("de formulieren voor het hospice").themes[0] == "palliatieve_zorg"
    assert route("weer formulieren").themes == ("regeldruk",)


def test_what_it_is_not_about_hardly_counts():
    assert route("dit gaat niet over jeugdzorg, maar over een rolstoel").lead == "GMT"
    assert route("welzijn op recept loopt prima, maar de koppeling met het EPD ontbreekt").lead == "DI"


def test_an_exception_needs_its_words_where_the_theme_is():
    assert route("patiënten gaan over de grens met spoed").lead == "CZ"
    assert route("patiënten gaan over de grens. De apotheek heeft een spoedje").lead == "Z"


def test_many_texts_in_other_words_find_their_way():
    texts = [json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
    homes = {"ZJCN": "caribisch-nederland"}
    found = [(each["lead"], route(each["text"], homes.get(each["lead"], ""))) for each in texts]

    assert sum(lead == guess.lead for lead, guess in found) >= 0.88 * len(texts)
    assert sum(lead in guess.leads_ranked[:3] for lead, guess in found) >= 0.97 * len(texts)


def test_the_story_that_everybody_knows_goes_to_the_labour_market():
    found = route(
        "Zuid-Limburg: ziekenhuizen en VVT willen verpleegkundigen uit Aken inzetten, maar erkenning van het Duitse "
        "diploma duurt negen maanden. Twee kandidaten zijn afgehaakt. Mag de regio iemand alvast onder supervisie "
        "laten werken?"
    )

    assert (found.region, found.themes[0], found.lead, found.urgency) == (
        "zuid-limburg",
        "arbeidsmarkt",
        "MEVA",
        "midden",
    )
    assert "IZ" in found.co


def test_laws_are_read_or_follow_from_the_lead():
    assert route("cliënt gaat van wmo naar wlz").care_systems == ("wmo2015", "wlz")
    assert route("gezinshuis zoekt plek").care_systems == ("jeugdwet",)


# Urgency and kind ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("vandaag is er geen ambulance meer", "acuut"),
        ("aanbieder stopt per 1 maart", "hoog"),
        ("de deadline is half november", "hoog"),
        ("geen groot knelpunt, wel jammer van de formulieren", "laag"),
        ("de apotheek levert laat", "midden"),
        ("mogen wij dat geld ook volgend jaar besteden?", "laag"),
        ("wie nu belt krijgt niemand te pakken", "hoog"),
    ],
)
def test_how_pressing_it_is_follows_from_the_words(text, urgency):
    assert route(text).urgency == urgency


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("graag uitleg over de grondslag", "uitlegvraag"),
        ("mag een gemeente dit zelf betalen?", "uitlegvraag"),
        ("kan de regiocommissaris meekijken", "procesverzoek"),
        ("wij hebben iets dat werkt", "praktijkvoorbeeld"),
        ("de koppeling met het EPD ontbreekt", "knelpunt"),
    ],
)
def test_the_kind_follows_from_the_words(text, kind):
    assert route(text).kind == kind


# Properties ----------------------------------------------------------------------------------------------------------

names = [name for region in ORGANISATION.regions.values() for name in (region.name, *region.municipalities)]
keywords = [keyword for theme in ORGANISATION.themes.values() for keyword in theme.keywords]
texts = st.one_of(st.text(), st.lists(st.sampled_from([*names, *keywords, ": ", ". ", "\n"])).map(" ".join))


@given(texts, st.sampled_from(["", *ORGANISATION.regions]))
def test_every_text_has_a_way_and_a_reason_for_each_choice(text, home):
    found = route(text, home)

    assert found.lead == found.leads_ranked[0]
    assert len(set(found.leads_ranked)) == len(found.leads_ranked) <= MOST_LEADS
    assert all(ORGANISATION.directorates[key].routable for key in (*found.leads_ranked, *found.co))
    assert found.lead not in found.co
    assert found.region in ORGANISATION.regions or (found.region == "" and (found.region_choices or not home))
    assert found.region not in found.also_regions
    assert found.region_mention in text
    assert [reason.about for reason in found.reasons] == list(get_args(About))


@given(st.sampled_from(names), st.sampled_from(["a, {}.", "uit {} komt dit", "({})"]))
def test_every_region_and_municipality_is_known_by_its_name(name, sentence):
    found = route(sentence.format(name), home="")

    assert found.region or found.region_choices


def test_two_organisations_do_not_mix():
    other = ORGANISATION.model_copy(update={"routing_fallback": "FEZ"})

    assert [route("niets", organisation=o).lead for o in (ORGANISATION, other, ORGANISATION)] == ["IZA", "FEZ", "IZA"]


@pytest.mark.parametrize(
    "piece",
    [
        "Bergen ",
        "a",
        "huisarts en ",
        "mag een ",
        "zegt ",
        "Noord-",
        "1-1-",
        "zuid limburg. ",
        "é",
        "per 1 ",
        "kosten en baten, gaat niet om ",
    ],
)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(piece):
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        return min(_timed(text) for _ in range(3))

    seconds(100)  # the index is made once
    assert seconds(40_000) < 12 * seconds(10_000) + 0.01


def _timed(text: str) -> float:
    start = time.thread_time()
    route(text)
    return time.thread_time() - start
