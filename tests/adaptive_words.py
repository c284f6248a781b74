"""Words on Teams: whether there is anything to see, and whether somebody would read them as markup."""

from __future__ import annotations

import re
from unicodedata import category

MARKS = re.compile(r"[*_~`#|\\\[\]<>{}]|://|www\.|&#?\w+;|^\s*(?:[-+]|\d+[.)])\s|\n")
"""What Markdown, HTML or a mention would need; in this product nobody's words may stand where they are read."""

UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"}


def seen(text: object) -> bool:
    """Whether it is a text with something to see in it."""
    return isinstance(text, str) and any(category(letter) not in UNSEEN for letter in text)
