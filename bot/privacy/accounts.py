"""Where account numbers (IBAN) stand, however they are spaced; the check digits are python-stdnum's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stdnum import iban, numdb

_SIGN = re.compile(r"[0-9a-z]")
_ACCOUNT_START = re.compile(r"(?=([a-z])[ .-]{0,3}([a-z])[ .-]{0,3}[0-9][ .-]{0,3}[0-9])")
_BROKEN = re.compile(r"[^0-9a-z .-]|[ .-]{4}")
_ACCOUNTS = numdb.get("iban")


def accounts(plain: str) -> Iterator[tuple[int, int]]:
    """The spans of account numbers in a plain text in small letters, whatever separates their characters."""
    after = 0
    signs: Sequence[int] | None = None
    at = 0
    for match in _ACCOUNT_START.finditer(plain):
        start = match.start()
        pattern = _account_pattern(match[1] + match[2])
        if pattern is None or start < after:
            continue
        if signs is None:  # only texts that hold a candidate pay for this
            signs = [sign.start() for sign in _SIGN.finditer(plain)]
        while signs[at] < start:
            at += 1
        length, shape = pattern
        if at + length > len(signs):
            continue
        end = signs[at + length - 1] + 1
        if _BROKEN.search(plain, start, end):
            continue
        number = "".join(plain[place] for place in signs[at : at + length])
        if shape.fullmatch(number) and iban.is_valid(number.upper(), check_country=False):
            yield start, end
            after = end


@lru_cache(maxsize=26 * 26)
def _account_pattern(country: str) -> tuple[int, re.Pattern[str]] | None:
    """Length and shape of a country's account numbers; None where the country has none."""
    about = _ACCOUNTS.info(country.upper() + "00")[0][1]
    parts = re.findall(r"(\d+)!([nac])", about.get("bban", ""))
    if not parts:
        return None
    kinds = {"n": "[0-9]", "a": "[a-z]", "c": "[0-9a-z]"}
    shape = "".join(f"{kinds[kind]}{{{count}}}" for count, kind in parts)
    return 4 + sum(int(count) for count, _ in parts), re.compile(f"{country}[0-9]{{2}}{shape}")
