"""A digest on Slack: lists that lose their last lines and say so, a chart, a map, and links to the cards."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.render import faces, message
from bot.cards import Bold, Button, Buttons, Card, Heading, Lines, Note, Paragraph, Posted
from bot.pictures import Chart, Series
from tests.blockkit import message_faults
from tests.pictured import CHART, MAP
from tests.slack.drawn import FILE, HOME, drawn_in_full, long_chart, long_map, rich, text


def kinds(drawn: dict[str, Any]) -> list[str]:
    return [block["type"] for block in drawn["blocks"]]


def test_a_list_is_a_list() -> None:
    drawn = message(Card("Week 47", (Lines((("Bedden", Bold(" open")), ("",), ("Stage",))),)))["blocks"]
    items = [
        rich("rich_text_section", *line)["elements"][0]
        for line in ([text("Bedden"), text(" open", bold=True)], [text("Stage")])
    ]
    assert drawn == [
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}]}
    ]


def test_an_overfull_digest_keeps_the_first_lines_of_every_section_and_says_so() -> None:
    sections = [
        part
        for section in range(8)
        for part in (Heading(f"Deel {section}"), Lines(tuple((f"{section}.{line} " + "é" * 200,) for line in range(8))))
    ]
    card = Card("Week 47", (*sections, CHART, long_map(31), Buttons((Button("Meer", "more"),))), shortened="(ingekort)")
    drawn = drawn_in_full(card)
    assert message_faults(drawn) == []
    assert kinds(drawn).count("header") == 8
    assert kinds(drawn)[-1] == "actions"
    assert {"data_visualization", "image"} < set(kinds(drawn))
    lists = [block["elements"] for block in drawn["blocks"] if "rich_text_list" in str(block)]
    assert len(lists) == 8
    assert [shown[1]["elements"] for shown in lists] == [[text("…")]] * 7 + [[text("(ingekort)")]], "it says so once"
    lengths = [len(shown[0]["elements"]) for shown in lists]
    assert min(lengths) >= 2
    assert max(lengths) - min(lengths) <= 1, "none gives up its second line for another's third"


def test_a_long_list_goes_on_in_a_second_block() -> None:
    lines = tuple((f"{at:02} " + "é" * 200,) for at in range(30))
    drawn = message(Card("x", (Lines(lines),)))["blocks"]
    assert len(drawn) == 3
    shown = [item["elements"][0]["text"][:2] for block in drawn for item in block["elements"][0]["elements"]]
    assert shown == [f"{at:02}" for at in range(30)]


def test_a_chart_is_drawn_by_slack_with_its_takeaway_below() -> None:
    bars, said = message(Card("x", (CHART,)))["blocks"]

    def week(counts: list[int]) -> list[dict[str, Any]]:
        return [{"label": f"week {44 + at}", "value": count} for at, count in enumerate(counts)]

    assert bars == {
        "type": "data_visualization",
        "title": "Nieuw en teruggekoppeld, per week",
        "chart": {
            "type": "bar",
            "series": [
                {"name": "Nieuw", "data": week([3, 0, 5, 2])},
                {"name": "Teruggekoppeld", "data": week([1, 2, 2, 4])},
            ],
            "axis_config": {"categories": ["week 44", "week 45", "week 46", "week 47"]},
        },
    }
    assert said == rich("rich_text_section", text(CHART.takeaway))


def test_a_chart_of_too_many_weeks_shows_the_last_and_says_so() -> None:
    bars, said = message(Card("x", (long_chart(25, 2),), shortened="(ingekort)"))["blocks"]
    assert bars["chart"]["axis_config"]["categories"][0] == "week 5"
    assert said == rich("rich_text_section", text("Meer. (ingekort)"))


@pytest.mark.parametrize(
    "chart",
    [
        Chart("Titel", ("week 1", "week 1"), (Series("Nieuw", (1, 2)),), "Meer."),
        Chart(
            "Titel",
            ("week 1",),
            (Series("Een heel lange naam, a", (1,)), Series("Een heel lange naam, b", (1,))),
            "Meer.",
        ),
        Chart("Titel", ("week 1",), (Series("Nieuw", (1, 2)),), "Meer."),
        Chart("Titel", (), (), "Meer."),
    ],
)
def test_a_chart_that_slack_could_not_draw_is_words(chart: Chart) -> None:
    drawn = message(Card("x", (chart,)))["blocks"]
    assert drawn == [rich("rich_text_section", text("Titel", bold=True), text("\n"), text("Meer."))]


def test_a_third_chart_is_words() -> None:
    assert kinds(message(Card("x", (CHART,) * 3))).count("data_visualization") == 2


def test_a_map_is_a_picture_what_it_shows_and_a_table() -> None:
    picture, said, table = drawn_in_full(Card("x", (MAP,)))["blocks"]
    assert picture["slack_file"] == {"id": FILE}
    assert picture["alt_text"] == MAP.summary
    assert said == rich("rich_text_section", text(MAP.summary))
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["Regio", "Open", "Stilgevallen", "Teruggekoppeld"],
        ["Groningen", "4", "1", "2"],
        ["Zuid-Limburg", "0", "0", "3"],
    ]


def test_without_its_picture_a_map_says_what_it_is() -> None:
    said, table = message(Card("x", (MAP,)))["blocks"]
    assert said == rich("rich_text_section", text("Waar speelt het?", bold=True), text("\n"), text(MAP.summary))
    assert table["type"] == "table"


def test_the_other_face_of_a_card_has_no_picture_at_all() -> None:
    pictured, worded = faces(Card("x", (CHART, MAP)), files={MAP: FILE})
    assert kinds(pictured) == ["data_visualization", "rich_text", "image", "rich_text", "table"]
    assert kinds(worded) == ["rich_text", "rich_text", "rich_text"]
    assert worded["blocks"][-1] == rich(
        "rich_text_section",
        text(
            "Groningen: 4 open, 1 stilgevallen, 2 teruggekoppeld\nZuid-Limburg: 0 open, 0 stilgevallen, 3 teruggekoppeld"
        ),
    )


def test_a_card_without_pictures_has_one_face() -> None:
    assert len(faces(Card("x", (Paragraph(("Niets nieuws.",)), Lines((("Bedden",),)))))) == 1


STANDS = Posted("K-2026-0001", "slack", "C0MEVA", "1762074840.000100")


def test_words_about_a_message_lead_to_it() -> None:
    shown = {"type": "link", "url": "https://vws.slack.com/archives/C0MEVA/p1762074840000100", "text": "K-2026-0001"}
    for part in (Paragraph((STANDS,)), Note((STANDS,))):
        assert message(Card("x", (part,)), home=HOME)["blocks"] == [rich("rich_text_section", shown)]


@pytest.mark.parametrize(
    ("home", "posted"),
    [
        ("", STANDS),
        ("http://vws.slack.com/", STANDS),
        ("https://vws.slack.com.evil.example/", STANDS),
        ("https://vws.slack.com/x?", STANDS),
        (HOME, Posted("K-2026-0001", "teams", "C0MEVA", "1762074840.000100")),
        (HOME, Posted("K-2026-0001", "slack", "C0MEVA/../x", "1762074840.000100")),
        (HOME, Posted("K-2026-0001", "slack", "C0MEVA", "1762074840.000100?x")),
        (HOME, Posted("K-2026-0001", "slack", "C0MEVA", "1762074840")),
    ],
)
def test_where_a_message_does_not_stand_on_slack_they_are_just_words(home: str, posted: Posted) -> None:
    drawn = message(Card("x", (Paragraph((posted,)),)), home=home)["blocks"]
    assert drawn == [rich("rich_text_section", text("K-2026-0001"))]
