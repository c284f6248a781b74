"""What the gate says to whoever does not get in."""

from __future__ import annotations


class Refused(Exception):
    """Not let in: an HTTP status in the 400s and one sentence without anything of the request in it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
