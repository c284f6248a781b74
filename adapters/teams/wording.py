"""Text as Teams takes it and gives it: what it cannot carry left out, nothing in it a mark, cut where there is a limit."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"
ELLIPSIS = "…"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, half characters, and the marks that make following text run backwards."""

_MACRO = re.compile(r"\{(?=\{)")
_SEPARATOR = "\u2060"

_HARMLESS = str.maketrans("<>[]{}*_~`#|\\", "‹›()()   ’  /")
_ADDRESS = re.compile(r"://|(?<=www)\.", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=\w+;)")
_LISTED = re.compile(r"^(?:[-+ ]|(\d+)[.)](?= |$))+")

_TAME = re.compile(r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,?!'’‘“”…€%()/;–—-]|[.:](?= |$))*")
"""Words in which no reader of Markdown finds a list, emphasis, a link or an address."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_JOINS_PREVIOUS = frozenset({"Mn", "Me", "Mc"})
_LONGEST_CLUSTER = 64


def storable(text: str) -> str:
    """The same text without what no database stores: NUL and half characters."""
    return _UNSTORABLE.sub(lambda found: "" if found[0] == "\x00" else REPLACEMENT, text)


def clean(text: str) -> str:
    """The same words, as they can stand on a screen without touching what follows them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNSHOWABLE.sub(lambda found: REPLACEMENT if "\ud800" <= found[0] <= "\udfff" else "", text)


def showable(text: str) -> str:
    """Clean words in which `{{DATE(...)}}` stays what was typed: cards read that even in plain text."""
    return _MACRO.sub("{" + _SEPARATOR, clean(text))


def visible(text: str) -> bool:
    """Whether there is anything to see: an empty text makes a card invalid, and people cannot press it."""
    return any(unicodedata.category(character) not in _UNSEEN for character in text)


def line(text: str) -> str:
    """Words that belong on one line."""
    return " ".join(showable(text).split())


def label(text: str) -> str:
    """One line that is never empty: the name of something to press or to fill in."""
    words = line(text)
    return words if visible(words) else ELLIPSIS


def tame(text: str) -> bool:
    """Whether a text can stand where Teams reads Markdown and still be only itself."""
    return _TAME.fullmatch(text) is not None and "www." not in text.lower()


def unmarked(text: str) -> str:
    """One line without a single character that Markdown, HTML or SSML reads: for notifications and being read aloud."""
    words = _ENTITY.sub("＆", _ADDRESS.sub(" ", line(text).translate(_HARMLESS)))
    return " ".join(_LISTED.sub(r"\1 ", words).split())


def cut(text: str, longest: int, mark: str = ELLIPSIS) -> str:
    """At most `longest` characters; what was cut is followed by the mark, and no visible character is split."""
    if len(text) <= longest:
        return text
    room = longest - len(mark)
    if room <= 0:
        return ELLIPSIS[:longest]
    return text[: _boundary(text, room)].rstrip() + mark


def _boundary(text: str, at: int) -> int:
    """The last place at or before `at` where a visible character ends; `at` itself if none is near."""
    near = range(at, max(at - _LONGEST_CLUSTER, 0), -1)
    return next((index for index in near if not _inside(text, index)), at)


def _inside(text: str, index: int) -> bool:
    """Whether a cut before `index` would split what a reader sees as one character."""
    before, after = text[index - 1], text[index]
    if before == "\u200d" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if unicodedata.category(after) in _JOINS_PREVIOUS or "\U000e0020" <= after <= "\U000e007f":
        return True
    flags = re.search("[\U0001f1e6-\U0001f1ff]*$", text[max(index - _LONGEST_CLUSTER, 0) : index])
    return "\U0001f1e6" <= after <= "\U0001f1ff" and flags is not None and len(flags[0]) % 2 == 1
