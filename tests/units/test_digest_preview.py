"""`regiolijn digest --preview`: the digest as text, read and never sent, also while the server runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Bold, Button, Buttons, Card, Fact, Facts, Heading, Lines, Link, Note, Paragraph, Quote
from bot.digest_preview import Asked, NotShown, show
from bot.organisation import Organisation
from bot.pictures import Chart, Legend, Series, Tile, TileMap
from bot.store import Store, StoreError, open_store, open_to_look
from bot.views.as_text import WIDTH, as_text
from tests.commands import regiolijn
from tests.contract.store_words import NOW, filed

LATER = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday in week 47

CARD = Card(
    "Weekoverzicht",
    (
        Heading("Weekoverzicht MEVA, week 45"),
        Paragraph(("Eén ", Bold("nieuw"), " knelpunt, ", Link("hier", "https://example.nl"))),
        Lines((("K-2026-0001 uit Zuid-Limburg: " + "diploma " * 14,), ("en nog 2",))),
        Quote("De stage\x1b[2J telt\nniet mee"),
        Facts((Fact("Nieuw", ("2",)), Fact("Teruggekoppeld", ("1",)))),
        Chart(
            "Per week", ("week 44", "week 45"), (Series("Nieuw", (0, 4)), Series("Verteld", (1, 2))), "In week 45: 4."
        ),
        TileMap(
            "Waar?",
            (Tile("Zeeland", "Zee", 0, 1, 2, 1, 0), Tile("Utrecht", "Utr", 1, 1, 0, 0, 0)),
            Legend("Regio", "Open", "Stil", "Verteld"),
            "In 1 regio.",
        ),
        Buttons((Button("Meer", "more"),)),
        Note(("Alles zien?",)),
    ),
)

TEXT = f"""\
Weekoverzicht MEVA, week 45
===========================

Eén nieuw knelpunt, hier (https://example.nl)
- K-2026-0001 uit Zuid-Limburg: diploma diploma diploma diploma diploma diploma diploma diploma
  diploma diploma diploma diploma diploma diploma
- en nog 2

> De stage [2J telt
> niet mee

Nieuw           2
Teruggekoppeld  1

Per week
week 44  Nieuw    0
         Verteld  {"█" * 10} 1
week 45  Nieuw    {"█" * 40} 4
         Verteld  {"█" * 20} 2
In week 45: 4.

Waar?
In 1 regio.
Regio    Open  Stil  Verteld
Zeeland  2     1     0

[Meer]

Alles zien?
"""


def test_every_word_of_a_card_is_there_and_nothing_that_a_terminal_obeys() -> None:
    assert as_text(CARD) == TEXT


@given(st.text())
def test_whatever_was_typed_it_is_lines_that_fit(typed: str) -> None:
    shown = as_text(Card("", (Paragraph((typed,)), Quote(typed), Lines(((typed,),)))))
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    assert all(len(line) <= WIDTH for line in shown.splitlines())


async def shown(url: str, organisation: Organisation, asked: Asked, language: str = "nl") -> str:
    lines: list[str] = []
    await show(url, organisation, asked, language, LATER, lines.append)
    return "\n".join(lines)


async def test_a_digest_of_a_place_or_a_person_also_while_the_server_runs(
    store: Store, store_url: str, organisation: Organisation
) -> None:
    await filed(store, organisation)
    meva = await shown(store_url, organisation, Asked("meva", "2026-W45"))
    assert meva.startswith("Weekoverzicht MEVA, week 45\n")
    for words in ("K-2026-0001 uit Zuid-Limburg: Duitse diploma's", "elf werkdagen niet opgepakt", "as they are now"):
        assert words in meva
    assert "week 46" in await shown(store_url, organisation, Asked("Zuid-Limburg")), "whose digest came last"
    so_far = await shown(store_url, organisation, Asked("MEVA", so_far=True))
    assert "tot nu toe (week 47)" in so_far
    assert "as they are now" not in so_far
    assert "Your week 45" in await shown(store_url, organisation, Asked("noor-habets", "2026-W45"), "en")
    assert "not sent" in await shown(store_url, organisation, Asked("lonneke-wisse", "2026-W45"))


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (Asked("mevaa"), "There is no directorate, region or person called 'mevaa'; did you mean MEVA?"),
        (Asked("%%%"), "There is no directorate, region or person called '%%%'."),
        (Asked("meva", "2026-W54"), "'2026-W54' is no week: write one like 2026-W47, as ISO 8601 numbers them."),
        (Asked("meva", "2026-W48"), "There is no digest about 2026-W48: this week is 2026-W47."),
        (Asked("meva", "0001-W01"), "There is no digest about 0001-W01: this week is 2026-W47."),
        (
            Asked("meva", "2026-W45", so_far=True),
            "Name a week with --week, or ask for this one with --so-far: not both.",
        ),
    ],
)
async def test_what_cannot_be_shown_is_refused_in_a_sentence(
    asked: Asked, refusal: str, organisation: Organisation
) -> None:
    with pytest.raises(NotShown) as refused:
        await shown("sqlite:///nowhere.db", organisation, asked)
    assert str(refused.value) == refusal


def test_as_it_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGIOLIJN_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    for words, said in (
        ((), "Digests are sent by themselves; --preview shows one here"),
        (("--preview",), "Say whose digest with --place"),
        (("--preview", "--place", "paars"), "called 'paars'"),
        (("--preview", "--place", "meva", "--week", "45"), "'45' is no week"),
        (("--preview", "--place", "meva"), "none.db is not there: start `regiolijn serve` once"),
    ):
        refused = regiolijn("digest", *words)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert said in refused.stderr
    assert list(tmp_path.iterdir()) == [], "to look leaves nothing behind"


async def test_to_look_writes_nothing_and_sees_what_is_committed_meanwhile(
    tmp_path: Path, organisation: Organisation
) -> None:
    url = f"sqlite:///{tmp_path / 'regiolijn #1.db'}"
    store = await open_store(url, migrate=True)
    looking = await open_to_look(url)
    await filed(store, organisation)
    work = looking.work(now=NOW, organisation=organisation)
    assert await work.signals.by_number("K-2026-0001")
    with pytest.raises(StoreError, match="to look only"):
        await work.signals.new_number()
    await looking.close()
    await store.close()
    database = tmp_path / "regiolijn #1.db"
    after = database.read_bytes()
    alone = await open_to_look(url)
    assert await alone.work(now=NOW, organisation=organisation).signals.by_number("K-2026-0001")
    await alone.close()
    assert database.read_bytes() == after
    (tmp_path / "no.db").write_bytes(b"no database at all" * 99)
    with pytest.raises(StoreError, match="cannot be opened as a database"):
        await open_to_look(f"sqlite:///{tmp_path / 'no.db'}")
