"""Help is a list one can run an eye over: what to type stands out, works as it stands there, and does not break in two."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bot.cards import Bold, Lines, Paragraph, plain
from bot.handlers import CONTENTS
from bot.organisation import Organisation
from bot.signals.numbered import plain_hyphens
from bot.texts import Words
from bot.views.as_text import as_text
from bot.views.help import help_card

PEOPLE = ["noor-habets", "ruben-alting", "marijke-oldenhof", "femke-dijkgraaf"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", PEOPLE)
def test_every_line_begins_with_what_to_type_and_nothing_to_type_stands_elsewhere(
    organisation: Organisation, key: str, language: str
) -> None:
    card = help_card(organisation.people[key], organisation, Words(language))
    lines = [line for block in card.blocks if isinstance(block, Lines) for line in block.lines]
    texts = [*lines, *(block.spans for block in card.blocks if isinstance(block, Paragraph))]
    assert len(lines) > 5
    assert all(isinstance(line[0], Bold) and line[0].text.startswith("/knelpunt ") for line in lines)
    assert not [span for spans in texts for span in spans if isinstance(span, str) and "/knelpunt" in span]
    typed = [span.text for line in lines for span in line if isinstance(span, Bold)]
    assert not [words for words in typed if re.search(r"\d-\d", words)]
    for words in typed:
        first = plain_hyphens(words).split()[1]
        assert first in CONTENTS.words or first in {"en", "and", "K-2026-0001"}, words


def test_whoever_may_read_no_knelpunt_is_not_told_how_to(organisation: Organisation) -> None:
    femke, noor = (help_card(organisation.people[key], organisation, Words("nl")) for key in (PEOPLE[3], PEOPLE[0]))
    for typed in ("/knelpunt lijst", "/knelpunt zoek", "/knelpunt K\u20112026"):
        assert typed in as_text(noor)
        assert typed not in as_text(femke)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_title_says_what_the_lines_below_it_are_for(organisation: Organisation, language: str) -> None:
    blocks = help_card(organisation.people["femke-dijkgraaf"], organisation, Words(language)).blocks
    titles = [plain(one.spans) for one, after in pairwise(blocks) if isinstance(after, Lines)]
    assert len(set(titles)) == len(titles) == 3
