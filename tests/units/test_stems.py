"""Words become alike whatever their ending, and compounds can be found by their parts."""

from __future__ import annotations

import time

import pytest

from bot.stems import parts, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huisarts", "Huisartsen"),
        ("ziekenhuis", "ziekenhuizen"),
        ("dakloze", "DAKLOOS"),
        ("bed", "bedden"),
        ("cliënt", "client's"),
        ("verpleegkundige", "verpleegkundigen"),
    ],
)
def test_endings_capitals_and_accents_do_not_matter(one, other):
    assert stems(one) == stems(other)[:1]


@pytest.mark.parametrize(
    ("compound", "made_of"),
    [
        ("wijkverpleegkundigen", ("wijk", "verpleegkundige")),
        ("arbeidsmarktproblematiek", ("arbeid", "markt", "problematiek")),
        ("huisartsenpraktijken", ("huisarts", "praktijk")),
        ("dialysevervoer", ("dialyse", "vervoer")),
        ("herstelacademie", ("herstel", "academie")),
        ("crisisbedden", ("crisis", "bed")),
        ("verpleeghuis", ()),
        ("vertrouwelijk", ()),
        ("", ()),
    ],
)
def test_a_compound_is_known_by_its_parts(compound, made_of):
    assert parts(compound) == made_of


def test_a_compound_shares_stems_with_its_words_apart():
    assert set(stems("tekort aan personeel")) & set(stems("personeelstekorten")) == set(stems("personeel tekort"))


def test_other_words_stay_apart():
    assert not set(stems("gezondheid gemeente vrijwilliger")) & set(stems("zon gemeen vrij"))


def test_a_text_four_times_as_long_takes_about_four_times_as_long():
    def seconds(many: int) -> float:
        text = " ".join(f"zorg{many}x{number}huizen" for number in range(many))
        start = time.thread_time()
        stems(text)
        return time.thread_time() - start

    seconds(10)
    assert seconds(800) < 12 * seconds(200) + 0.05
