"""Cards and forms of anything that can be typed, for the properties that every one of them must have on every platform."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.cards import (
    Block,
    Bold,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Confirm,
    DateField,
    Fact,
    Facts,
    Form,
    Heading,
    Lines,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    Paragraph,
    Posted,
    Quote,
    TextField,
)
from bot.pictures import Chart, Series, Tile, TileMap
from tests.pictured import CHART, MAP

MARKED = (
    "<at>Bas</at>", "<b>vet</b>", "&lt;at&gt;", "&#42;", "[klik](https://kwaad.nl)", "![x](https://x.nl/a.png)",
    "**vet** _schuin_ ~~weg~~ `code`", "# kop", "- punt", "1. een", "> citaat", "| a | b |", "---", "a\nb\n===", "www.kwaad.nl",
    "https://kwaad.nl", "{{DATE(2017-02-14T06:08:39Z, SHORT)}}", "{{{{TIME(2017-02-14T06:08:39Z)}}}}", "{{text.value}}", "${naam}",
    "\\*", ":)", "(y)", "<!channel>", "<!here|x>", "<@U123>", "<http://x.nl|klik>", "*vet* _schuin_ ~weg~ `code` ```x```",
    "&lt;!channel&gt;", "&", ":smile:", "javascript:alert(1)", "https://x.nl/" + "a" * 4000, "<script>alert(1)</script>",
)  # fmt: skip
"""What some platform reads as more than words."""

NASTY = (
    *MARKED,
    "", " ", "\n", "\u200b", "\u202eomgekeerd", "\u2066x", "a\u0301" * 300, "\u0301" * 5000, "👩‍👩‍👧‍👦" * 600, "🇳🇱" * 2000,
    "👍🏽" * 3000, "\ud800", "x\udfff", "\x00\x07", "é" * 40_000, "a" * 40_000, "\n" * 4000, '"\\' * 5000, "ــــ مرحبا",
    "a b" * 2000, "\u200d" * 3000, "1" * 75 + "👍",
)  # fmt: skip

nasty = st.integers(0, len(NASTY) - 1).map(NASTY.__getitem__)
texts = st.text(max_size=60) | nasty | st.text(st.characters(codec=None), max_size=20)
urls = st.sampled_from(["https://x.nl", "https://x.nl/a b", "http://x.nl", "javascript:x", "https://"]) | texts
posted = st.builds(
    Posted,
    texts,
    st.sampled_from(["slack", "teams"]),
    st.sampled_from(["19:meva@thread.tacv2", "19:meva@thread.v2", "a:1noor", "C0MEVA"]) | texts,
    st.sampled_from(["1762074840000", "1762074840.000100"]) | texts,
)
spans = st.lists(
    texts
    | st.builds(Bold, texts)
    | st.builds(Link, texts, urls)
    | st.builds(Mention, texts, st.sampled_from(["slack", "teams", ""]), texts)
    | st.builds(Moment, texts, st.just("2026-11-02T10:14:00Z"))
    | posted,
    max_size=4,
).map(tuple)
actions = st.sampled_from(["claim", "hand_back", "plan", "note", "edit", "withdraw", "not_ours"])
confirms = st.none() | st.builds(Confirm, texts, texts, texts, texts)
buttons = st.builds(
    Button, texts, actions, st.sampled_from(["plain", "primary", "danger"]), confirms, opens=st.booleans()
)
rows = st.builds(Buttons, st.lists(buttons, max_size=8).map(tuple))
numbers = st.lists(st.integers(-5, 10**12), max_size=22).map(tuple)
charts = st.builds(
    Chart,
    texts,
    st.lists(texts, max_size=22).map(tuple),
    st.lists(st.builds(Series, texts, numbers), max_size=14).map(tuple),
    texts,
)


def crowded(*names: str) -> TileMap:
    """A map of these regions, with something to see on each of them."""
    tiles = (
        Tile(name, f"R{at}", at % 6, at // 6, open=at + 1, stalled=at % 3, told=at % 5) for at, name in enumerate(names)
    )
    return TileMap(" ".join(names)[:300], tuple(tiles), MAP.legend, " ".join(names)[:3000])


MAPS = (MAP, TileMap("", (), MAP.legend, ""), crowded(*["Noord-Holland Noord en Flevoland"] * 31), crowded(*NASTY[-31:]),
        *(crowded(words) for words in MARKED))  # fmt: skip
"""Painted once each, as painting takes longer than everything else that is done for a card."""

bodies: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, spans),
    st.builds(Quote, texts),
    st.builds(Facts, st.lists(st.builds(Fact, texts, spans), max_size=4).map(tuple)),
    st.builds(Facts, st.integers(0, 45).map(lambda count: (Fact("é" * 80, ("x" * 300,)),) * count)),
    st.builds(Note, spans),
    st.builds(Lines, st.lists(spans, max_size=8).map(tuple)),
    st.builds(Lines, st.integers(0, 80).map(lambda count: (("é" * 250, Bold("b")),) * count)),
    charts,
    st.sampled_from([CHART, *MAPS]),
)
blocks = st.builds(Heading, texts) | bodies
handles = st.sampled_from(["", "handle-1"])
marks = st.just("…") | texts
cards = st.builds(
    lambda summary, first, row, last, **rest: Card(summary, (*first, row, *last), **rest),
    texts, st.lists(blocks, max_size=6), rows, st.lists(bodies, max_size=2), handle=handles, shortened=marks,
)  # fmt: skip

options = st.lists(st.builds(Option, st.text(max_size=200), texts), max_size=4).map(tuple)  # keys are ours
many_options = st.integers(0, 700).map(lambda count: tuple(Option(f"m{n}", f"Gemeente é {n}") for n in range(count)))
fields = st.lists(
    st.one_of(
        st.builds(TextField, st.sampled_from(["text", "reason", "step"]), texts, texts, texts, st.sampled_from(["one", "many"]),
                  st.booleans(), st.integers(-1, 9000)),
        st.builds(ChoiceField, st.sampled_from(["region", "to"]), texts, options | many_options, texts | st.just("m300"), texts,
                  st.booleans()),
        st.builds(DateField, st.just("on"), texts, st.none() | st.dates(date(1900, 1, 1)), texts, st.booleans()),
    ),
    max_size=6, unique_by=lambda field: field.key,
).map(tuple)  # fmt: skip
forms = st.builds(
    Form, texts, texts, texts, st.just("file_signal"), st.just("handle-1"), fields, st.lists(blocks, max_size=3).map(tuple),
    missing=st.sampled_from(["", "Vul hier iets in."]) | texts,
)  # fmt: skip
errors = st.dictionaries(st.sampled_from(["text", "reason", "region", "on", "elsewhere"]), texts)
