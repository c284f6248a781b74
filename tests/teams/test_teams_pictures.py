"""Lists, charts and maps on Teams: drawn where it can draw, in words for everybody, and first to go when a card is full."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.answers import told
from adapters.teams.client import Client
from adapters.teams.render import card, message
from adapters.teams.way import Way
from bot.cards import Block, Bold, Button, Buttons, Card, Heading, Lines, Note, Paragraph, Posted
from bot.pictures import Chart, Series
from bot.pictures.png import map_png
from tests.adaptive import message_faults, parts, weight
from tests.anything import crowded
from tests.pictured import CHART, MAP
from tests.teams_messages import readable

Json = dict[str, Any]

TENANT = "7d5d8e2c-1a2b-4c3d-9e8f-0123456789ab"
CHANNEL = "19:3997a8734ee5432bb9cdedb7c432ae7d@thread.tacv2"
SENTENCE = ("K-2026-0147 Zuid-Limburg: de erkenning van een Duits diploma duurt negen maanden, " * 3)[:200]
COUNTRY = replace(
    crowded(*(f"Noord- en Midden-Nederland {number}" for number in range(31))), title=MAP.title, summary=MAP.summary
)


def body(*blocks: Block, **rest: Any) -> list[Json]:
    content: list[Json] = card(Card("Punt", blocks, **rest))["body"]
    return content


def words(body: list[Json]) -> str:
    return "\n".join(readable(body))


# Lists


def test_every_line_is_read_out_by_itself_with_its_bullet_apart_from_what_was_typed() -> None:
    first, second = body(Lines((("Zorg\nkantoor ", Bold("belt")), ("- *wacht*",))))
    assert [run["text"] for run in first["inlines"]] == ["• ", "Zorg kantoor ", "belt"]
    assert [run["text"] for run in second["inlines"]] == ["• ", "- *wacht*"]
    assert body(Lines(((" ",), ()))) == body(), "nothing to see is no line"


def test_a_list_that_is_too_long_loses_its_last_lines_and_says_so_under_its_title() -> None:
    long = Lines(tuple((f"{number} {SENTENCE}",) for number in range(200)))
    shown = body(
        Heading("Week 47"), Paragraph((Bold("Nieuw (200)"),)), long, Note(("Alles: lijst",)), shortened="Ingekort."
    )
    said = words(shown).split("\n")
    kept = [line for line in said if line.startswith("• ")]
    assert [line.split()[1] for line in kept] == [str(number) for number in range(len(kept))]
    assert said[:2] + said[-2:] == ["Week 47", "Nieuw (200)", "Ingekort.", "Alles: lijst"]
    assert len(kept) > 60


# Charts


def test_a_chart_is_the_one_of_teams_with_its_numbers_in_words_where_that_is_not_known() -> None:
    title, drawn, takeaway = body(CHART)
    assert words([title]) == drawn["title"] == CHART.title
    assert (drawn["type"], drawn["xAxisTitle"]) == ("Chart.VerticalBar.Grouped", "week")
    new, told = drawn["data"]
    assert new["legend"] == "Nieuw"
    assert new["values"][2] == {"x": "46", "y": 5}
    assert new.get("color") != told.get("color")
    assert words([drawn["fallback"]]).split("\n") == [
        "Nieuw: 3 (week 44), 0 (week 45), 5 (week 46), 2 (week 47)",
        "Teruggekoppeld: 1 (week 44), 2 (week 45), 2 (week 46), 4 (week 47)",
    ]
    assert words([takeaway]) == CHART.takeaway


def test_labels_that_begin_otherwise_stay_whole() -> None:
    drawn = body(replace(CHART, labels=("Zvw", "Wlz", "Wmo", "Jeugd")))[1]
    assert [bar["x"] for bar in drawn["data"][0]["values"]] == ["Zvw", "Wlz", "Wmo", "Jeugd"]
    assert "xAxisTitle" not in drawn


def test_a_chart_without_anything_to_draw_is_its_words() -> None:
    said = f"{CHART.title}\n{CHART.takeaway}"
    assert words(body(replace(CHART, series=()))) == words(body(replace(CHART, labels=()))) == said


def test_a_chart_that_is_too_full_shows_what_can_be_overseen_and_says_so() -> None:
    full = Chart("Vol", tuple(map(str, range(30))), (Series("Nieuw", tuple(range(30))),) * 15, "Te veel om te zien.")
    _, drawn, *said = body(full, shortened="Ingekort.")
    assert (len(drawn["data"]), len(drawn["data"][0]["values"])) == (4, 20)
    assert words(said) == "Ingekort.\nTe veel om te zien."


# Maps


def test_a_map_is_a_picture_with_words_and_the_same_numbers_in_a_table() -> None:
    title, picture, summary, table = body(MAP)
    assert words([title]) == MAP.title
    assert picture["altText"] == MAP.summary == words([summary])
    assert base64.b64decode(picture["url"].removeprefix("data:image/png;base64,")) == map_png(MAP)
    assert [" | ".join(readable(row)).replace("\N{NO-BREAK SPACE}", " ") for row in table["rows"]] == [
        "Regio | Open, Stilgevallen, Teruggekoppeld",
        "Groningen | Open 4, Stilgevallen 1, Teruggekoppeld 2",
        "Zuid-Limburg | Teruggekoppeld 3",
    ]
    assert words([table["fallback"]]).replace("\N{NO-BREAK SPACE}", " ").split("\n") == [
        "Groningen: Open 4, Stilgevallen 1, Teruggekoppeld 2",
        "Zuid-Limburg: Teruggekoppeld 3",
    ]


def test_a_map_of_all_regions_with_a_chart_and_five_lines_fits_whole() -> None:
    stand = (Heading("Stand"), CHART, COUNTRY, Lines(((SENTENCE,),) * 5))
    shown = body(*stand, shortened="Ingekort.")
    assert "Ingekort." not in words(shown)
    (table,) = (part for part in shown if part["type"] == "Table")
    assert len(table["rows"]) == 32


@pytest.mark.parametrize(
    ("lines", "kept"),
    [(30, {"rows", "picture", "chart"}), (52, {"picture", "chart"}), (70, {"chart"}), (90, set())],
)
def test_the_last_rows_go_first_then_the_picture_then_the_chart_and_their_words_stay(
    lines: int, kept: set[str]
) -> None:
    listed = Lines(tuple((f"{number} {SENTENCE}",) for number in range(lines)))
    card = Card("Punt", (Heading("Week 47"), listed, CHART, COUNTRY), shortened="Ingekort.")
    shown = message(card)["attachments"][0]["content"]["body"]
    names = {"Table": "rows", "Image": "picture", "Chart.VerticalBar.Grouped": "chart"}
    assert {names[part["type"]] for part in shown if part["type"] in names} == kept
    assert "Ingekort." in words(shown)
    assert CHART.takeaway in words(shown)
    assert COUNTRY.summary in words(shown)


def test_a_chart_for_which_there_is_no_room_is_missed_aloud() -> None:
    almost = Lines(tuple((f"{number} {SENTENCE}",) for number in range(80)))
    said = words(body(almost, CHART, shortened="Ingekort.")).split("\n")
    assert said[80:] == [CHART.title, "Ingekort.", CHART.takeaway]


def overfull() -> Card:
    """Eight lists of eight long lines that all lead somewhere, a chart and a map of every region."""
    number = Posted("K-2026-0147", "teams", CHANNEL, "1762074840000")
    section = (Paragraph((Bold("Nieuw (8)"),)), Lines(((number, f" {SENTENCE}"),) * 8))
    row = Buttons((Button("Toon mijn lijst", "list", "primary"),))
    return Card("Week 47", (Heading("Week 47"), *section * 8, CHART, COUNTRY, row), "card-1", shortened="Ingekort.")


def test_an_overfull_digest_keeps_its_head_its_titles_its_points_and_its_button() -> None:
    sent = message(overfull(), Client(tenant=TENANT))
    shown = sent["attachments"][0]["content"]["body"]
    assert message_faults(sent) == []
    assert weight(sent) > 24_000, "as much as fits"
    assert (shown[0]["text"], shown[-1]["actions"][0]["title"]) == ("Week 47", "Toon mijn lijst")
    said = words(shown)
    assert said.count("Nieuw (8)") == 8
    assert said.count("Ingekort.") == 2, "where the lines end, and where the table would be"
    assert CHART.takeaway in said


# Links to messages


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (
            CHANNEL,
            f"19%3A3997a8734ee5432bb9cdedb7c432ae7d%40thread.tacv2/1762074840000?tenantId={TENANT}&parentMessageId=1762074840000",
        ),
        (
            "19:c6d70e39@thread.v2",
            "19%3Ac6d70e39%40thread.v2/1762074840000?context=%7B%22contextType%22%3A%22chat%22%7D",
        ),
    ],
)
def test_a_message_on_teams_can_be_opened(address: str, leads_to: str) -> None:
    posted = Posted("K-2026-0147", "teams", address, "1762074840000")
    for block in (Paragraph((posted,)), Note((posted,)), Lines(((posted,),))):
        links = [
            part for part in parts(card(Card("x", (block,)), Client(tenant=TENANT))) if part["type"] == "Action.OpenUrl"
        ]
        assert [link["url"] for link in links] == [f"https://teams.microsoft.com/l/message/{leads_to}"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        Posted("K-2026-0147", "slack", CHANNEL, "1762074840000"),
        Posted("K-2026-0147", "teams", "a:1noor", "1762074840000"),
        Posted("K-2026-0147", "teams", "19:x/../y@thread.tacv2", "1762074840000"),
        Posted("K-2026-0147", "teams", CHANNEL, "1762074840000?x=1"),
        Posted("K-2026-0147", "teams", CHANNEL, ""),
    ],
)
def test_what_is_no_message_of_teams_is_words(elsewhere: Posted) -> None:
    shown = card(Card("x", (Paragraph((elsewhere,)),)), Client(tenant=TENANT))["body"]
    assert shown == [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "K-2026-0147"}]}]


def test_without_a_tenant_nothing_is_linked() -> None:
    assert "OpenUrl" not in str(card(Card("x", (Paragraph((Posted("K", "teams", CHANNEL, "1"),)),))))


def test_a_card_told_in_words_says_its_lines_and_what_its_pictures_show() -> None:
    said = told(Card("x", (Heading("Stand"), Lines((("een",), ("twee",))), CHART, MAP)), Way("opening", CHANNEL, False))
    assert said == {
        "task": {"type": "message", "value": "\n\n".join(["Stand", "een", "twee", CHART.takeaway, MAP.summary])}
    }
