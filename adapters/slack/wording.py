"""Text as Slack takes it and gives it: what it cannot carry left out, its marks undone, cut where it has a limit."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"
ELLIPSIS = "…"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, half characters, and the marks that make following text run backwards."""

_MARK = re.compile(r"<([^<>]*)>")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_JOINS_PREVIOUS = frozenset({"Mn", "Me", "Mc"})
_LONGEST_CLUSTER = 64


def storable(text: str) -> str:
    """The same text without what no database stores: NUL and half characters."""
    return _UNSTORABLE.sub(lambda found: "" if found[0] == "\x00" else REPLACEMENT, text)


def showable(text: str) -> str:
    """The same words, as they can stand on a screen without touching what follows them."""
    if text.isprintable():  # as nearly always: what is left out never is
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSHOWABLE.sub(lambda found: REPLACEMENT if "\ud800" <= found[0] <= "\udfff" else "", text)


def visible(text: str) -> bool:
    """Whether there is anything to see; Slack refuses empty text, and people cannot press it."""
    return text[:1].isalnum() or any(unicodedata.category(character) not in _UNSEEN for character in text)


def line(text: str) -> str:
    """Words that belong on one line."""
    return " ".join(showable(text).split())


def escaped(text: str) -> str:
    """For the places where Slack reads marks: exactly these three characters, and in this order."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unmarked(text: str) -> str:
    """Slack's marks for mentions, channels and links as the words a reader sees."""
    words = _MARK.sub(lambda found: _words(found[1]), text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(mark: str) -> str:
    target, _, label = mark.partition("|")
    match target[:1]:
        case "@" | "#":
            return target[0] + (label.lstrip("@#") or ELLIPSIS)
        case "!":
            return label or "@" + target[1:].partition("^")[0]
        case _:
            bare = re.sub(r"^(mailto:|tel:|https?://)", "", target)
            return target if not label else label if label.rstrip("/") == bare.rstrip("/") else f"{label} ({target})"


def units(text: str) -> int:
    """Length in UTF-16 units, the strictest way in which a limit can be counted."""
    return len(text) + len(_ASTRAL.findall(text)) if not text.isascii() else len(text)


def cut(text: str, longest: int, mark: str = ELLIPSIS) -> str:
    """At most `longest` units; what was cut is followed by the mark, and no visible character is split."""
    if units(text) <= longest:
        return text
    room = longest - units(mark)
    if room <= 0:
        return ELLIPSIS[:longest]
    head = text[:room]
    while units(head) > room:
        head = head[: len(head) - max(1, (units(head) - room) // 2)]
    return head[: _boundary(text, len(head))].rstrip() + mark


def _boundary(text: str, at: int) -> int:
    """The last place at or before `at` where a visible character ends; `at` itself if none is near."""
    for index in range(at, max(at - _LONGEST_CLUSTER, 0), -1):
        if not _inside(text, index):
            return index
    return at


def _inside(text: str, index: int) -> bool:
    """Whether a cut before `index` would split what a reader sees as one character."""
    before, after = text[index - 1], text[index]
    if before == "\u200d" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff" or after in "\ufe0e\ufe0f":
        return True
    if unicodedata.category(after) in _JOINS_PREVIOUS or "\U000e0020" <= after <= "\U000e007f":
        return True
    return _is_flag_half(after) and _flag_halves_before(text, index) % 2 == 1


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    count = 0
    while count < min(index, _LONGEST_CLUSTER) and _is_flag_half(text[index - 1 - count]):
        count += 1
    return count
