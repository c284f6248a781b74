"""What Teams marks up becomes the words a reader sees: mentions as names, ours taken out, and never who said them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

LONGEST = 60_000
"""Characters of HTML that are read; Teams takes no message of half that."""

MENTIONS = 200
"""Mentions in one message that are read."""

_TOKEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>]*+)>|<![^<>]*+>|[^<]+|<")
_GIVEN = re.compile(r"""(?<![\w-])([\w-]+)=["']([^"']*)""")
"""Read in one pass without looking back: the standard parser needs half a minute for a body made to tire it."""

_BLOCKS = frozenset({"p", "div", "li", "tr", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "hr"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr"})
_SILENT = frozenset({"script", "style", "attachment", "systemeventmessage"})
_SPEAKER = frozenset({"mri", "time"})
"""How a quoted message says whose it was, and when."""

_LINK = re.compile(r"https?://[!-~]+")
_BLANK = re.compile(r"[ \t\r\n\f]+")


def addressed(payload: Mapping[str, Any], bot: str) -> tuple[str, bool]:
    """The words of a message to us, and whether we are mentioned in it. `bot` is our app id."""
    text = payload["text"]
    us = _part(payload, "recipient").get("id")
    found = False
    for entity in _mentions(payload, "entities"):
        match entity:
            case {"type": "mention", "mentioned": {"id": str(who)}, "text": str(mark)} if mark.startswith("<at>"):
                ours = who == us or who in (bot, f"28:{bot}")
                found = found or ours
                text = text.replace(mark, " " if ours else mark.removeprefix("<at>").removesuffix("</at>"), 1)
    return text.replace("\xa0", " ").strip(), found


def message_text(message: Mapping[str, Any], bot: str) -> str:
    """What the message of a message action says; its author is not named, not even where they mention themselves."""
    body = _part(message, "body")
    content = body.get("content")
    if not isinstance(content, str):
        return ""
    if body.get("contentType") != "html":
        return content.strip()
    author, ours = _part(_part(message, "from"), "user").get("id"), (bot, f"28:{bot}")
    called: dict[str, str] = {}
    for mention in _mentions(message, "mentions"):
        match mention:
            case {"id": int() | str() as at, "mentioned": {"user": {"id": str(who)}}} if who == author:
                called[str(at)] = "@…"
            case {"id": int() | str() as at, "mentioned": {"application": {"id": str(who)}}} if who in ours:
                called[str(at)] = ""
    return words_of(content, called)


def words_of(html: str, mentions: Mapping[str, str]) -> str:
    """Plain text. `mentions` says by id what stands in the place of a mention; others keep their name."""
    reader = _Reader(mentions)
    for token in _TOKEN.finditer(html[:LONGEST]):
        closes, tag, given = token[1], (token[2] or "").lower(), token[3]
        if not tag:
            reader.text("" if token[0].startswith("<!") else unescape(_BLANK.sub(" ", token[0])))
        elif closes:
            reader.closed(tag)
        else:
            reader.opened(tag, {name.lower(): unescape(value) for name, value in _GIVEN.findall(given)})
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader:
    """Collects what is shown. `silent` names what stands open and is not, with all that is open inside it."""

    def __init__(self, mentions: Mapping[str, str]) -> None:
        self.said: list[str] = []
        self._mentions = mentions
        self._silent: list[str] = []
        self._links: list[tuple[str, int]] = []

    def opened(self, tag: str, given: Mapping[str, str]) -> None:
        """A block starts a line; a mention may be called otherwise; a speaker is left out."""
        if self._silent:
            self._silent += [tag] if tag == self._silent[0] else []
            return
        if tag in _BLOCKS or tag == "br":
            self._new_line(always=tag == "br")
        if tag == "li":
            self.said.append("- ")
        if "Emoji" in given.get("itemtype", "") or tag == "emoji":
            self.said.append(given.get("alt", " "))
        if tag == "a":
            self._links.append((given.get("href", ""), len(self.said)))
        called = self._mentions.get(given.get("id", "")) if tag == "at" else None
        if called:
            self.said.append(called)
        if tag not in _VOID and (called is not None or tag in _SILENT or given.get("itemprop") in _SPEAKER):
            self._silent.append(tag)

    def closed(self, tag: str) -> None:
        """What is not shown ends with the tag it began with."""
        if self._silent:
            if tag == self._silent[0]:
                self._silent.pop()
        elif tag in _BLOCKS:
            self._new_line()
        elif tag == "a" and self._links:
            self._led_to(*self._links.pop())

    def text(self, words: str) -> None:
        """Words, whose own line ends mean nothing."""
        if self._silent or (words.strip(" ") == "" and self._at_line_start()):
            return
        self.said.append(words)

    def _new_line(self, *, always: bool = False) -> None:
        if always or not self._at_line_start():
            self.said.append("\n")

    def _at_line_start(self) -> bool:
        return not self.said or self.said[-1].endswith("\n")

    def _led_to(self, url: str, start: int) -> None:
        """Where a link leads, if that is not what it says."""
        shown = "".join(self.said[start:]).strip().rstrip("/")
        if _LINK.fullmatch(url) and shown not in (url.rstrip("/"), url.partition("://")[2].rstrip("/")):
            self.said.append(f" ({url})")


def _mentions(whole: Mapping[str, Any], name: str) -> list[Any]:
    value = whole.get(name)
    return value[:MENTIONS] if isinstance(value, list) else []


def _part(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = whole.get(name)
    return value if isinstance(value, dict) else {}
