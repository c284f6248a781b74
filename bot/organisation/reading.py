"""Reads the organisation file: all of it holds, or every fault in it is told at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.organisation.checks import check
from bot.organisation.model import Organisation
from bot.organisation.page import Fault, read_page
from bot.organisation.shape import shaped

LARGEST = 1024 * 1024
"""Bytes; the full example has some 70,000."""


class FaultyOrganisation(Exception):
    """The file cannot be used. `faults` are sentences with file, line and the way to mend it, in the order of the file."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.faults = [f"{path}, regel {fault.line}: {fault.what}" for fault in sorted(faults, key=lambda f: f.line)]
        super().__init__("\n".join(self.faults))


def read_organisation(path: Path | str) -> Organisation:
    """The organisation that this file describes; raises FaultyOrganisation and nothing else."""
    path = Path(path)
    raw = _bytes(path)
    page = read_page(_text(path, raw))
    organisation = shaped(page, hashlib.sha256(raw).hexdigest()[:12])
    check(page)
    if organisation is None or page.faults:
        raise FaultyOrganisation(path, page.faults)
    return organisation


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refused(path, "dit is een map; noem het bestand in die map")
        if path.exists() and not path.is_file():
            raise _refused(path, "dit is geen gewoon bestand; noem een YAML-bestand")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _refused(path, "dit bestand is er niet; kijk de plaats en de naam na") from None
    except (OSError, ValueError):
        raise _refused(path, "dit bestand is niet te lezen; kijk de plaats en de rechten na") from None
    if len(raw) > LARGEST:
        raise _refused(path, "dit bestand is groter dan 1 MB; noem het organisatiebestand zelf")
    return raw


def _text(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as stray:
        line = raw.count(b"\n", 0, stray.start) + 1
        fault = Fault(line, "hier staat geen gewone tekst; bewaar het bestand opnieuw als UTF-8")
        raise FaultyOrganisation(path, [fault]) from None


def _refused(path: Path, what: str) -> FaultyOrganisation:
    return FaultyOrganisation(path, [Fault(1, what)])
