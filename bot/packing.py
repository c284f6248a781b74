"""The app as a platform takes it: Slack's manifest as text, the package for Teams as one file; both made offline."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_HERE = Path(__file__).parent
MANIFESTS = next(folder for folder in (_HERE / "manifests", _HERE.parent / "manifests") if folder.is_dir())
"""Inside an installed package, or beside the code in a checkout."""

PLACEHOLDER = "https://regiolijn.example.nl"
"""Stands in the manifests where the organisation's own address comes."""

_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?")
"""Nothing that would end a text in JSON or YAML."""

PACKED = ("color.png", "outline.png", "en.json")
"""What goes into the package for Teams as it is, beside its manifest."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the same input gives the same bytes."""


class NotPacked(Exception):
    """What was given cannot be used; the message says what to give instead."""


def slack_manifest(address: str = "") -> str:
    """The manifest for Socket Mode as it stands; with an `address` (https, no path) for HTTP. Raises NotPacked."""
    text = (MANIFESTS / "slack.yaml").read_text(encoding="utf-8")
    if not address:
        return text
    return text.replace(PLACEHOLDER, _https(address)).replace("socket_mode_enabled: true", "socket_mode_enabled: false")


def teams_manifest(app_id: str, website: str = "") -> dict[str, Any]:
    """The manifest of one organisation's app. `website` is where its people read about it. Raises NotPacked."""
    app = _guid(app_id)
    text = (MANIFESTS / "teams" / "manifest.json").read_text(encoding="utf-8")
    manifest: dict[str, Any] = json.loads(text.replace(PLACEHOLDER, _https(website)) if website else text)
    manifest["id"] = manifest["bots"][0]["botId"] = manifest["composeExtensions"][0]["botId"] = app
    return manifest


def pack_teams(app_id: str, out: Path, website: str = "") -> None:
    """Write the package that an administrator of Teams uploads. Raises NotPacked, and then nothing was written."""
    manifest = json.dumps(teams_manifest(app_id, website), ensure_ascii=False, indent=2)
    parts = {name: (MANIFESTS / "teams" / name).read_bytes() for name in PACKED}
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, content in {"manifest.json": manifest.encode(), **parts}.items():
            package.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED)
    try:
        out.write_bytes(packed.getvalue())
    except OSError as failed:
        raise NotPacked(f"{out} cannot be written ({failed.strerror}): choose another place with --out.") from None


def _guid(app_id: str) -> str:
    try:
        guid = UUID(app_id)
    except ValueError:
        guid = UUID(int=0)
    if not guid.int or str(guid) != app_id.strip().lower():
        raise NotPacked("--app-id must be the Application (client) ID of the bot, as 8-4-4-4-12 letters and digits.")
    return str(guid)


def _https(address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise NotPacked(f"{address} is not an address to use: give one that starts with https://, without a question.")
    return address.rstrip("/")
