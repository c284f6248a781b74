"""Making a message fit: what Slack would refuse as too much loses its least weighty lines, and says so."""

from __future__ import annotations

import json
from typing import Any

import pydantic_core

from adapters.slack.pieces import SECTION, Json, context, length
from adapters.slack.wording import ELLIPSIS, units

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
LONGEST_MESSAGE = 12_000
"""Of all blocks as JSON together: Slack refused messages from about 13,200, containers counted."""

LONGEST_LIST = SECTION - 200
"""Units of text, with room for what is said below the list."""

PICTURES = ("table", "data_visualization", "image")
"""Their point stands beside them in words, so they go before any words do."""
BODIES = ("rich_text", "context")

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def fits(blocks: list[Json], most: int) -> bool:
    """Whether Slack takes all of them."""
    return len(whole(blocks)) <= most and (_is_small(blocks) or _size(blocks) <= LONGEST_MESSAGE)


def fit(blocks: list[Json], most: int, mark: str) -> list[Json]:
    """As many blocks as Slack takes; the mark stands where something was left out.

    The longest lists lose their last lines first, so that each keeps its beginning. Then pictures go, then the last bodies.
    """
    if fits(blocks, most):
        return whole(blocks)
    blocks = _shorter(blocks, mark)
    if not fits(blocks, most):
        blocks = _fewer(blocks, most, mark)
    return whole(blocks)[:most]


def bullets(lines: list[list[Json]], mark: str = "") -> Json:
    """A list of these lines, each of elements of rich text; the mark below it where more lines were there."""
    items = [{"type": "rich_text_section", "elements": line} for line in lines]
    parts: list[Json] = [{"type": "rich_text_list", "style": "bullet", "elements": items}]
    if mark:
        parts.append({"type": "rich_text_section", "elements": [{"type": "text", "text": mark}]})
    return {"type": "rich_text", "elements": parts}


def _shorter(blocks: list[Json], mark: str) -> list[Json]:
    """The same with lists of fewer lines, as few fewer as needed; every list keeps its first line.

    What the mark says is said once, below the last of them; the others end in an ellipsis.
    """
    lists = {at: [item["elements"] for item in items] for at, block in enumerate(blocks) if (items := _items(block))}
    shorter: dict[int, Json] = {}
    size = _size(blocks)
    while size > LONGEST_MESSAGE and any(len(lines) > 1 for lines in lists.values()):
        at = max(lists, key=lambda index: (len(lists[index]), index))
        lists[at] = lists[at][:-1]
        size -= _size(shorter.get(at, blocks[at]))
        shorter[at] = bullets(lists[at], mark)
        size += _size(shorter[at])
    for at in sorted(shorter)[:-1]:
        shorter[at] = bullets(lists[at], ELLIPSIS)
    return [shorter.get(at, block) for at, block in enumerate(blocks)]


def _fewer(blocks: list[Json], most: int, mark: str) -> list[Json]:
    """Without the pictures, and without the last bodies, as far as needed."""
    bodies = [at for at, block in enumerate(blocks) if block["type"] in BODIES]
    spare = bodies + [at for at, block in enumerate(blocks) if block["type"] in PICTURES]
    count, size = len(whole(blocks)) + 1, _size([*blocks, context(mark)])  # the mark takes a block as well
    dropped: set[int] = set()
    while spare and (count > most or size > LONGEST_MESSAGE):
        last = spare.pop()
        dropped.add(last)
        count, size = count - len(whole([blocks[last]])), size - _size(blocks[last])
    at = min(dropped, default=-1)
    return [
        context(mark) if index == at else block for index, block in enumerate(blocks) if index not in dropped - {at}
    ]


def whole(blocks: list[Json]) -> list[Json]:
    """The same, with a list that is too long for one block in several, one below the other."""
    return [piece for block in blocks for piece in (_split(block) if _items(block) else [block])]


def _split(block: Json) -> list[Json]:
    parts: list[list[list[Json]]] = [[]]
    room = LONGEST_LIST
    for item in _items(block):
        room -= length(item["elements"])
        if room < 0:
            parts.append([])
            room = LONGEST_LIST - length(item["elements"])
        parts[-1].append(item["elements"])
    drawn = [bullets(part) for part in parts]
    drawn[-1]["elements"] += block["elements"][1:]
    return drawn


def _items(block: Json) -> list[Json]:
    first: Any = block["elements"][0] if block["type"] == "rich_text" else {}
    items: list[Json] = first["elements"] if first.get("type") == "rich_text_list" else []
    return items


def _is_small(blocks: list[Json]) -> bool:
    """Whether they fit by far, as nearly always; told in a fifth of the time.

    These bytes have no space behind a comma or colon, and no character takes fewer of them than units.
    """
    return 2 * len(pydantic_core.to_json(blocks)) <= LONGEST_MESSAGE


def _size(part: Json | list[Json]) -> int:
    return units(_ENCODE(part))
