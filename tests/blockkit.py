"""Offline checks of what would be sent to Slack: the SDK's own model, and the rules that no published tool checks.

Every function returns sentences; none means that Slack takes it. The rules are written from Slack's reference pages and
share nothing with the renderer, so that a mistake there cannot hide here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]

UNKNOWN_TO_THE_SDK = {"data_visualization"}
"""As of slack-sdk 3.47."""

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_SIZE = 13_200
WORDS = {"header", "rich_text", "context", "actions"}
PICTURES = {"data_visualization": 2, "table": 1}
"""Blocks of which a message may hold so many."""
TEXT_LIMITS = {"header": 150, "context": 2000, "label": 2000, "hint": 2000, "button": 75, "option": 75, "title": 24}
CONFIRM_LIMITS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}


def message_faults(message: Json) -> list[str]:
    """Of `text` and `blocks` together."""
    faults = []
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        faults.append("no text: notifications and screen readers have nothing")
    elif len(text) > 40_000:
        faults.append("text over 40,000")
    elif "<" in text or ">" in text:
        faults.append("text holds an unescaped mark")
    blocks = message.get("blocks", [])
    if len(json.dumps(blocks, ensure_ascii=False)) > MESSAGE_SIZE:
        faults.append(f"blocks over {MESSAGE_SIZE} together")
    kinds = Counter(block.get("type") for block in blocks)
    faults += [f"{kinds[kind]} of {kind}, at most {most}" for kind, most in PICTURES.items() if kinds[kind] > most]
    return [*faults, *block_faults(blocks, MESSAGE_BLOCKS, allowed=WORDS | {"image", *PICTURES})]


def view_faults(view: Json) -> list[str]:
    """Of a modal."""
    blocks = view.get("blocks", [])
    faults = block_faults(blocks, VIEW_BLOCKS, allowed=WORDS | {"input"})
    if not blocks:
        faults.append("a modal without blocks")
    if "title" not in view:
        faults.append("a modal without title")
    for part in ("title", "submit", "close"):
        if part in view:
            faults += _text_faults(view[part], TEXT_LIMITS["title"], part)
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        faults.append("input without submit")
    if len(view.get("private_metadata", "")) > 3000 or len(view.get("callback_id", "")) > 255:
        faults.append("private_metadata or callback_id too long")
    try:
        if View(**view).to_dict() != view:
            faults.append("the SDK's model of the view differs")
    except (SlackObjectFormationError, TypeError) as error:
        faults.append(f"the SDK refuses the view: {error}")
    return faults


def block_faults(blocks: Sequence[Json], most: int, allowed: set[str]) -> list[str]:
    """Of a list of blocks, however it is sent."""
    faults = [f"{len(blocks)} blocks, at most {most}"] if len(blocks) > most else []
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    faults += [f"block_id {name} {count} times" for name, count in ids.items() if count > 1]
    faults += [f"block_id of {len(name)} characters" for name in ids if not 0 < len(name) <= 255]
    for block in blocks:
        kind = str(block.get("type"))
        faults += [f"block type {kind}"] if kind not in allowed else []
        faults += _model_faults(json.dumps(block))
        faults += _BLOCKS.get(kind, lambda _: iter(()))(block)
    return faults


@lru_cache(maxsize=4096)
def _model_faults(written: str) -> tuple[str, ...]:
    """Of one block as JSON; cards are drawn again and again, and the SDK takes long to read one."""
    block = json.loads(written)
    if block.get("type") in UNKNOWN_TO_THE_SDK:
        return ()
    try:
        parsed = Block.parse(dict(block))
        if parsed is None or parsed.to_dict() != block:
            return (f"the SDK's model of {block.get('type')} differs",)
    except (SlackObjectFormationError, TypeError) as error:
        return (f"the SDK refuses {block.get('type')}: {error}",)
    return ()


def _header(block: Json) -> Iterator[str]:
    yield from _text_faults(block["text"], TEXT_LIMITS["header"], "header")


def _context(block: Json) -> Iterator[str]:
    if not 0 < len(block["elements"]) <= 10:
        yield "a context needs 1 to 10 elements"
    for element in block["elements"]:
        yield from _text_faults(element, TEXT_LIMITS["context"], "context")


def _actions(block: Json) -> Iterator[str]:
    elements = block["elements"]
    if not 0 < len(elements) <= 25:
        yield "actions need 1 to 25 elements"
    names = Counter(element["action_id"] for element in elements)
    yield from (f"action_id {name} {count} times" for name, count in names.items() if count > 1)
    for button in elements:
        yield from _text_faults(button["text"], TEXT_LIMITS["button"], "button")
        if not 0 < len(button["action_id"]) <= 255 or len(button.get("value", "")) > 2000:
            yield "action_id or value of a button too long or empty"
        if button.get("style", "primary") not in ("primary", "danger"):
            yield "an unknown style of button"
        for part, limit in CONFIRM_LIMITS.items() if "confirm" in button else ():
            yield from _text_faults(button["confirm"][part], limit, f"confirm {part}")


def _rich_text(block: Json) -> Iterator[str]:
    if not block["elements"]:
        yield "rich text without elements"
    sections = []
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            if part["style"] not in ("bullet", "ordered") or not part["elements"]:
                yield "a list of no known style, or without lines"
            sections += part["elements"]
        else:
            sections.append(part)
    for section in sections:
        if section["type"] not in ("rich_text_section", "rich_text_quote") or not section["elements"]:
            yield "an empty or unknown rich text section"
        yield from _element_faults(section["elements"])
    length = sum(len(element.get("text", "")) for section in sections for element in section["elements"])
    if length > 3000:
        yield f"rich text of {length}"


def _element_faults(elements: Sequence[Json]) -> Iterator[str]:
    for element in elements:
        if element["type"] not in ("text", "link", "user"):
            yield f"rich text element {element['type']}"
        if element["type"] == "link" and not element["url"].startswith("https://"):
            yield "a link that is not https"
        if element["type"] != "user" and not element["text"]:
            yield "empty text in rich text"


def _chart(block: Json) -> Iterator[str]:
    if set(block) - {"type", "title", "chart", "block_id"}:
        yield "a field that a chart does not have"
    yield from _bare_faults(block["title"], 50, "title of a chart")
    chart = block["chart"]
    if chart["type"] not in ("bar", "line", "area") or not 1 <= len(chart["series"]) <= 12:
        yield "a chart of another type, or without 1 to 12 series"
    categories = chart["axis_config"]["categories"]
    if not 1 <= len(categories) <= 20 or len(set(categories)) != len(categories):
        yield "1 to 20 categories, no two the same"
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) != len(names):
        yield "two series with one name"
    for name in (*names, *categories):
        yield from _bare_faults(name, 20, "name in a chart")
    for series in chart["series"]:
        if [point["label"] for point in series["data"]] != categories:
            yield "a series that has not one point for each category"
        if any(type(point["value"]) not in (int, float) for point in series["data"]):
            yield "a value that is no number"


def _table(block: Json) -> Iterator[str]:
    rows = block["rows"]
    if not 1 <= len(rows) <= 100 or not 1 <= len(rows[0]) <= 20 or {len(row) for row in rows} != {len(rows[0])}:
        yield "1 to 100 rows of 1 to 20 cells, all as long"
    if any(column.get("align", "left") not in ("left", "center", "right") for column in block["column_settings"]):
        yield "an unknown alignment"
    for cell in (cell for row in rows for cell in row):
        if cell["type"] != "raw_text":
            yield f"a cell of {cell['type']}"
        yield from _bare_faults(cell["text"], 2000, "cell of a table")


def _image(block: Json) -> Iterator[str]:
    if set(block["slack_file"]) != {"id"} or not re.fullmatch(r"F[A-Z0-9]{8,}", block["slack_file"]["id"]):
        yield "not the id of a file"
    yield from _bare_faults(block["alt_text"], 2000, "alt_text")
    yield from _text_faults(block["title"], 2000, "title of an image")


def _bare_faults(text: str, longest: int, where: str) -> Iterator[str]:
    if not text.strip():
        yield f"{where} is empty"
    if len(text) > longest:
        yield f"{where} of {len(text)} characters, at most {longest}"


def _input(block: Json) -> Iterator[str]:
    yield from _text_faults(block["label"], TEXT_LIMITS["label"], "label")
    if "hint" in block:
        yield from _text_faults(block["hint"], TEXT_LIMITS["hint"], "hint")
    element = block["element"]
    if not 0 < len(element.get("action_id", "")) <= 255:
        yield "an input needs an action_id"
    if element["type"] == "plain_text_input":
        longest = element.get("max_length", 3000)
        if not 1 <= longest <= 3000 or len(element.get("initial_value", "")) > longest:
            yield "max_length or initial_value of a text input"
    if element["type"] == "static_select":
        yield from _options(element)


def _options(element: Json) -> Iterator[str]:
    groups = element.get("option_groups", [element])
    if ("options" in element) == ("option_groups" in element) or len(groups) > 100:
        yield "either options or at most 100 groups of them"
    for group in groups:
        if not 0 < len(group["options"]) <= 100:
            yield f"{len(group['options'])} options"
        if group is not element:
            yield from _text_faults(group["label"], TEXT_LIMITS["option"], "label of a group")
    options = [option for group in groups for option in group["options"]]
    for option in options:
        yield from _text_faults(option["text"], TEXT_LIMITS["option"], "option")
        if not 0 < len(option["value"]) <= 150:
            yield "value of an option empty or over 150"
    values = Counter(option["value"] for option in options)
    yield from (f"option {value} {count} times" for value, count in values.items() if count > 1)
    if "initial_option" in element and element["initial_option"] not in options:
        yield "initial_option is not among the options"


def _text_faults(text: Json, longest: int, where: str) -> Iterator[str]:
    words = text.get("text", "")
    if text.get("type") != "plain_text":
        yield f"{where} is {text.get('type')}: what people typed could become markup"
    if not words.strip():
        yield f"{where} is empty"
    if len(words) > longest:
        yield f"{where} of {len(words)} characters, at most {longest}"
    if text.get("emoji") is not False:
        yield f"{where} turns :words: into pictures"


_BLOCKS = {
    "header": _header,
    "context": _context,
    "actions": _actions,
    "rich_text": _rich_text,
    "data_visualization": _chart,
    "table": _table,
    "image": _image,
    "input": _input,
}
