"""Slack's blocks as HTML: an approximation to look at, made from the very JSON that is sent."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from tests.e2e.charts import chart

STYLE = """
body{font:15px/1.47 "Noto Sans","Liberation Sans",sans-serif;color:#1d1c1d;background:#fff;margin:24px;width:620px}
.message{display:grid;grid-template-columns:44px 1fr;gap:8px;margin-bottom:20px}
.avatar{width:36px;height:36px;border-radius:8px;background:#154273;color:#fff;display:grid;place-items:center}
.name{font-weight:700}.app{background:#eee;border-radius:3px;font-size:11px;padding:0 4px;margin-left:4px}
.context{color:#616061;font-size:13px;margin:6px 0}h3{font-size:18px;margin:4px 0 6px}p{margin:2px 0}
blockquote{border-left:4px solid #ddd;margin:6px 0;padding:2px 12px;white-space:pre-wrap}
.buttons{display:flex;gap:8px;flex-wrap:wrap;margin:8px 0}
button{border:1px solid #bbb;border-radius:4px;background:#fff;font:700 14px/1 inherit;padding:8px 12px}
button.primary{background:#007a5a;color:#fff;border-color:#007a5a}button.danger{color:#e01e5a;border-color:#e01e5a}
.modal{border:1px solid #ccc;border-radius:8px;width:520px;margin-bottom:24px}.modal header,.modal footer{padding:16px 20px}
.modal header{font-weight:900;font-size:20px;border-bottom:1px solid #eee}.modal footer{text-align:right;border-top:1px solid #eee}
.modal main{padding:8px 20px}.field{margin:14px 0}.label{font-weight:700}.optional{color:#616061;font-weight:400}
.input{border:1px solid #888;border-radius:4px;padding:8px 12px;margin:4px 0;white-space:pre-wrap;min-height:1.4em}
ul{margin:2px 0 8px;padding-left:22px}a{color:#1264a3;text-decoration:none}img{width:360px;border-radius:8px}
table{border-collapse:collapse;margin:8px 0}td{border:1px solid #ccc;padding:4px 10px}tr:first-child{font-weight:700}
td.right{text-align:right}figure{border:1px solid #ddd;border-radius:8px;margin:8px 0;padding:12px}
.many{min-height:5em}.hint{color:#616061;font-size:13px}.error{color:#b00020;font-size:13px}
"""

Json = Mapping[str, Any]


def page(*parts: Markup) -> str:
    """A page with these messages and windows one below the other."""
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{Markup().join(parts)}"


def message(payload: Json, files: Mapping[str, bytes] = MappingProxyType({})) -> Markup:
    """A message as it stands in a conversation; `files` are the pictures that Slack holds, by id."""
    body = Markup().join(
        _image(block, files) if block["type"] == "image" else _block(block) for block in payload["blocks"]
    )
    head = Markup("<span class=name>Regiolijn</span><span class=app>APP</span>")
    return Markup("<div class=message><div class=avatar>R</div><div>{}{}</div></div>").format(head, body)


def window(view: Json, errors: Mapping[str, str] | None = None) -> Markup:
    """A modal, with what is wrong under the blocks it is about."""
    told = errors or {}
    body = Markup().join(
        _block(block)
        + (Markup("<div class=error>{}</div>").format(told[key]) if (key := block.get("block_id")) in told else "")
        for block in view["blocks"]
    )
    return Markup(
        "<div class=modal><header>{}</header><main>{}</main>"
        "<footer><button>{}</button> <button class=primary>{}</button></footer></div>"
    ).format(_text(view["title"]), body, _text(view["close"]), _text(view["submit"]))


def _block(block: Json) -> Markup:
    match block["type"]:
        case "header":
            return Markup("<h3>{}</h3>").format(_text(block["text"]))
        case "rich_text":
            return Markup().join(map(_rich, block["elements"]))
        case "data_visualization":
            return chart(block)
        case "table":
            return _table(block)
        case "section":
            parts = [block["text"]] if "text" in block else block.get("fields", [])
            return Markup().join(Markup("<p>{}</p>").format(_text(part)) for part in parts)
        case "context":
            return Markup("<div class=context>{}</div>").format(" ".join(map(_text, block["elements"])))
        case "actions":
            return Markup("<div class=buttons>{}</div>").format(Markup().join(map(_button, block["elements"])))
        case "input":
            return _field(block)
        case other:
            raise ValueError(f"the preview does not know {other}")


def _image(block: Json, files: Mapping[str, bytes]) -> Markup:
    shown = b64encode(files[block["slack_file"]["id"]]).decode()
    return Markup("<p><b>{}</b></p><img alt='{}' src='data:image/png;base64,{}'>").format(
        _text(block["title"]), block["alt_text"], shown
    )


def _table(block: Json) -> Markup:
    aligned = [column.get("align", "left") for column in block["column_settings"]]
    rows = (
        Markup().join(
            Markup("<td class={}>{}</td>").format(side, cell["text"]) for side, cell in zip(aligned, row, strict=True)
        )
        for row in block["rows"]
    )
    return Markup("<table>{}</table>").format(Markup().join(map(Markup("<tr>{}</tr>").format, rows)))


def _rich(element: Json) -> Markup:
    if element["type"] == "rich_text_list":
        items = (
            Markup("<li>{}</li>").format(Markup().join(map(_span, line["elements"]))) for line in element["elements"]
        )
        return Markup("<ul>{}</ul>").format(Markup().join(items))
    inside = Markup().join(map(_span, element["elements"]))
    is_quote = element["type"] == "rich_text_quote"
    return (Markup("<blockquote>{}</blockquote>") if is_quote else Markup("<p>{}</p>")).format(inside)


def _span(span: Json) -> Markup:
    words = escape(span.get("text") or span.get("url") or f"@{span.get('user_id', '')}").replace("\n", Markup("<br>"))
    if "url" in span:
        return Markup("<a href='{}'>{}</a>").format(span["url"], words)
    return Markup("<b>{}</b>").format(words) if span.get("style", {}).get("bold") else words


def _button(button: Json) -> Markup:
    return Markup("<button class={}>{}</button>").format(button.get("style", "plain"), _text(button["text"]))


def _field(block: Json) -> Markup:
    element = block["element"]
    chosen = element.get("initial_option")
    shown = _text(chosen["text"]) if chosen else element.get("initial_value") or element.get("initial_date") or ""
    optional = Markup(" <span class=optional>(optional)</span>") if block.get("optional") else ""
    return Markup(
        "<div class=field><div class=label>{}{}</div><div class='input {}'>{}</div><div class=hint>{}</div></div>"
    ).format(
        _text(block["label"]), optional, "many" if element.get("multiline") else "", shown, _text(block.get("hint", {}))
    )


def _text(part: Json) -> str:
    return str(part.get("text", ""))
