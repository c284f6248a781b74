"""Offline checks of what would be sent to Teams: the published schema, and the rules that no published tool checks.

Every function returns sentences; none means that Teams takes it. The rules are written from the reference pages of
Adaptive Cards and Teams and share nothing with the renderer, so that a mistake there cannot hide here.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator

from tests.adaptive_pictures import bars, image, table
from tests.adaptive_words import MARKS, seen

Json = Mapping[str, Any]

LARGEST = 28 * 1024
ABREAST = 5  # Microsoft's own renderer drops what comes after
PUBLISHED: dict[str, Any] = json.loads((files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8"))
KNOWN = {name for name in PUBLISHED["definitions"] if not name.startswith(("Extendable", "ImplementationsOf"))}


def by_type(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, asking for the type first: trying all kinds of element for each one takes ten times as long."""
    definitions = schema["definitions"]
    chosen = {}
    for name, definition in definitions.items():
        refs = [part["allOf"][0]["$ref"] for part in definition.get("anyOf", []) if part.get("required") == ["type"]]
        if name.startswith("ImplementationsOf.") and len(refs) == len(definition["anyOf"]):
            kinds = {ref.rpartition("/")[2]: ref for ref in refs}
            cases = [
                {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": ref}} for kind, ref in kinds.items()
            ]
            chosen[name] = {"required": ["type"], "properties": {"type": {"enum": list(kinds)}}, "allOf": cases}
    return schema | {"definitions": definitions | chosen}


SCHEMA = Draft7Validator(by_type(PUBLISHED))
NOTES = {"default", "description", "examples", "features", "format", "version"}  # that refuse nothing


def properties(part: object) -> Iterator[tuple[str, Json]]:
    """Every property in a schema with what it says of it."""
    match part:
        case Mapping():
            named = part.get("properties", {})
            yield from ((name, said) for name, said in named.items() if isinstance(said, Mapping))
            for inner in part.values():
                yield from properties(inner)
        case list():
            for inner in part:
                yield from properties(inner)


_CHOSEN = {name for name, said in properties(PUBLISHED) if set(said) - NOTES - {"type"}}
FREE = {name for name, said in properties(PUBLISHED) if said.get("type") == "string"} - _CHOSEN
"""Properties of which the schema only says that they are texts, wherever they stand."""

CHARTS = {"Chart.Donut", "Chart.HorizontalBar", "Chart.VerticalBar", "Chart.VerticalBar.Grouped", "Chart.Line"}
"""Newer than the schema, drawn by Teams."""


def weight(sent: object) -> int:
    """Bytes of what is sent, as it travels."""
    return len(json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode())


def message_faults(message: Json) -> list[str]:
    """Of a message activity."""
    faults = [] if seen(message.get("summary")) else ["no summary: a notification has nothing to say"]
    if (size := weight(message)) >= LARGEST:
        faults.append(f"a message of {size} bytes")
    if message.get("type") != "message" or set(message) - {"type", "summary", "attachments"}:
        faults.append("a field that Teams would show beside the card, or no message")
    (attachment,) = message["attachments"]
    return [*faults, *_attachment(attachment)]


def task_faults(task: Json) -> list[str]:
    """Of a dialog."""
    faults = [] if set(task) == {"title", "height", "width", "card"} else ["a dialog has a title, a size and a card"]
    if not seen(task.get("title")) or len(str(task.get("title"))) > 75:
        faults.append("a dialog without a title of one line")
    faults += [
        f"{side} of a dialog" for side in ("height", "width") if task.get(side) not in ("small", "medium", "large")
    ]
    return [*faults, *_attachment(task["card"])]


def _attachment(attachment: Json) -> list[str]:
    if attachment.get("contentType") != "application/vnd.microsoft.card.adaptive":
        return ["not an Adaptive Card"]
    return card_faults(attachment["content"])


def card_faults(card: Json) -> list[str]:
    """Of an Adaptive Card, wherever it stands."""
    return [*_schema(card), *_root(card), *_ids(card), *(fault for part in parts(card) for fault in _part(part))]


def parts(whole: object) -> Iterator[Json]:
    """Every typed object in a card, outermost first."""
    match whole:
        case Mapping():
            if "type" in whole:
                yield whole
            for name, inner in whole.items():
                if name != "data":
                    yield from parts(inner)
        case list() | tuple():
            for inner in whole:
                yield from parts(inner)


def _schema(card: Json) -> Iterator[str]:
    """The published file lacks two things that Teams documents: searching in a choice, and its own root properties."""
    plain = {name: copy.deepcopy(value) for name, value in card.items() if name != "msteams"}
    for part in parts(plain):
        if part["type"] in CHARTS:  # what an older client shows instead
            instead = part.get("fallback")
            part.clear()
            part.update(instead if isinstance(instead, dict) else {"type": "TextBlock", "text": "x"})
        elif part["type"] == "Input.ChoiceSet" and part.get("style") == "filtered":
            part["style"] = "compact"
    body = plain.get("body")
    if not _fits(_shape({**plain, "body": []} if isinstance(body, list) else plain)):
        yield "the schema refuses the card"
    for index, element in enumerate(body if isinstance(body, list) else ()):  # of their list it asks nothing
        if not _fits(_shape({"type": "AdaptiveCard", "body": [element]})):
            yield f"the schema refuses body/{index}"


def _shape(card: Json) -> str:
    """A card with empty texts where the schema takes any."""

    def blank(part: object, name: str = "") -> object:
        match part:
            case str():
                return "" if name in FREE else part
            case Mapping():
                return {} if name == "data" else {key: blank(value, key) for key, value in part.items()}
            case list() | tuple():
                return [blank(inner) for inner in part]
            case _:
                return part

    return json.dumps(blank(card))


@cache
def _fits(shape: str) -> bool:
    """Every shape is looked at once: it takes longer than all that is done for the message that has it."""
    return SCHEMA.is_valid(json.loads(shape))


def _root(card: Json) -> Iterator[str]:
    if card.get("version") != "1.5" or card.get("$schema") != "http://adaptivecards.io/schemas/adaptive-card.json":
        yield "another version or schema than 1.5"
    if not re.fullmatch(r"[a-z]{2}", str(card.get("lang"))):
        yield "no language"
    for name in ("speak", "fallbackText"):
        if not seen(card.get(name)) or MARKS.search(card[name]):
            yield f"{name} is empty or can be read as markup"
    if card.get("msteams", {"width": "Full"}) != {"width": "Full"}:
        yield "mentions or other extras"
    if not card.get("body"):
        yield "an empty card"
    if weight(card) >= LARGEST:
        yield "a card over 28 KB"


def _ids(card: Json) -> Iterator[str]:
    found = list(parts(card))
    ids = Counter(part["id"] for part in found if "id" in part)
    yield from (f"id {name} {count} times" for name, count in ids.items() if count > 1 or not name)
    toggled = {name for part in found for name in part.get("targetElements", [])}
    yield from (f"a button shows {name}, which is not there" for name in toggled - set(ids))
    hidden = {part.get("id") for part in found if part.get("isVisible") is False}
    yield from (f"nothing shows {name}" for name in hidden - toggled)


def _part(part: Json) -> Iterator[str]:
    kind = part["type"]
    if kind not in KNOWN and "fallback" not in part:
        yield f"{kind} is newer than 1.5 and has no fallback"
    yield from _RULES.get(kind, lambda _: iter(()))(part)
    if kind.startswith("Input."):
        yield from _input(part)
    if (
        kind.startswith("Action.")
        and kind != "Action.OpenUrl"
        and not (seen(part.get("title")) and len(part["title"]) <= 75)
    ):
        yield f"{kind} without a title of one line"


def _text_block(part: Json) -> Iterator[str]:
    whole = part.get("wrap") or str(part.get("text")).isdecimal()
    if not seen(part.get("text")) or MARKS.search(part["text"]) or not whole:
        yield "a TextBlock that is empty, cut off or read as Markdown"


def _rich_text(part: Json) -> Iterator[str]:
    if not any(isinstance(run, Mapping) and seen(run.get("text")) for run in part["inlines"]):
        yield "a RichTextBlock with nothing to see"


def _run(part: Json) -> Iterator[str]:
    if not part.get("text") or "{{" in part["text"]:
        yield "a TextRun that is empty or read as a date"


def _never(part: Json) -> Iterator[str]:
    yield f"{part['type']} reads Markdown or fetches from elsewhere"


def _open_url(part: Json) -> Iterator[str]:
    if not re.fullmatch(r"https://[!-~]+", part["url"]):
        yield "a link that is not plain https"


def _action_set(part: Json) -> Iterator[str]:
    if not 0 < len(part["actions"]) <= ABREAST:
        yield f"{len(part['actions'])} buttons abreast"


def _execute(part: Json) -> Iterator[str]:
    data = part.get("data")
    if not part.get("verb") or not isinstance(data, Mapping) or set(data) not in ({"handle"}, {"form", "handle"}):
        yield "an Action.Execute without a verb, or that carries more than a handle"


def _submit(part: Json) -> Iterator[str]:
    data = part.get("data", {})
    opens = set(data) == {"msteams", "action", "handle"} and data["msteams"] == {"type": "task/fetch"}
    if not opens and set(data) != {"form", "handle"}:
        yield "an Action.Submit that neither opens nor sends in a form"


def _input(part: Json) -> Iterator[str]:
    if not (part.get("id") and seen(part.get("label"))):
        yield "an input without id or label"
    if part.get("isRequired") and (not seen(part.get("errorMessage")) or MARKS.search(part["errorMessage"])):
        yield "a required input without words for when it is empty, or with words read as Markdown"


def _text_input(part: Json) -> Iterator[str]:
    if part.get("maxLength", 0) < max(1, len(part.get("value", "").encode("utf-16-le")) // 2):
        yield "a value longer than its input takes"


def _choice_set(part: Json) -> Iterator[str]:
    choices = part.get("choices", [])
    values = Counter(choice["value"] for choice in choices)
    if not choices or any(count > 1 or not value for value, count in values.items()):
        yield "no choices, or one of them empty or twice"
    if not all(seen(choice["title"]) for choice in choices):
        yield "a choice without a title"
    if "value" in part and part["value"] not in values:
        yield "the chosen one is not among the choices"


def _date(part: Json) -> Iterator[str]:
    if "value" in part and date.fromisoformat(part["value"]).isoformat() != part["value"]:
        yield "a day in another form than ISO 8601"


_RULES = {
    "TextBlock": _text_block,
    "RichTextBlock": _rich_text,
    "TextRun": _run,
    "FactSet": _never,
    "Image": image,
    "Table": table,
    "Chart.VerticalBar.Grouped": bars,
    "Media": _never,
    "ActionSet": _action_set,
    "Action.OpenUrl": _open_url,
    "Action.Execute": _execute,
    "Action.Submit": _submit,
    "Input.Text": _text_input,
    "Input.ChoiceSet": _choice_set,
    "Input.Date": _date,
}
