"""Reads what the playground draws the way a browser does."""

from __future__ import annotations

from html.parser import HTMLParser

Tag = tuple[str, tuple[tuple[str, str | None], ...]]

WHOLE: Tag = ("span", (("class", "number"),))
"""Around a number or a date, so that no line breaks in it."""


class Reader(HTMLParser):
    """Reads HTML the way a browser does: which elements with which attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements and the names of their attributes, but for what keeps a number on one line."""
        tags = [tag for tag in self.tags if tag != WHOLE]
        return [(tag, tuple(name for name, _ in attributes)) for tag, attributes in tags]

    def value(self, attribute: str) -> list[str | None]:
        """The values of one attribute, in order."""
        return [value for _, attributes in self.tags for name, value in attributes if name == attribute]


def drawn(html: object) -> Reader:
    return Reader(str(html))
