"""`make sbom`: every package that Regiolijn runs with, as a CycloneDX bill of materials, made of what is pinned.

Of each package its version, the hashes of the files that may be installed, its licence, and which others it may need.
The same pins give the same bill, to the letter: it carries no moment and no number of its own.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent.parent

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(pins: str, project: Mapping[str, Any]) -> dict[str, Any]:
    """The bill of materials of a requirements file with hashes; `project` is the table of that name in pyproject.toml.

    Raises ValueError for a package without a hash, and PackageNotFoundError for one that is not installed though this
    machine needs it: its licence is read from what is installed.
    """
    parts = [_component(*each) for each in _pinned(pins)]
    names = {part["name"]: part["bom-ref"] for part in parts}
    own = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": project["version"]}
    asked = [canonicalize_name(Requirement(each).name) for each in project["dependencies"]]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own | {"licenses": [{"expression": project["license"]}]}},
        "components": parts,
        "dependencies": [
            {"ref": own["bom-ref"], "dependsOn": sorted({names[each] for each in asked if each in names})},
            *({"ref": ref, "dependsOn": _needs(name, names)} for name, ref in names.items()),
        ],
    }


def _pinned(pins: str) -> Iterator[tuple[Requirement, list[str]]]:
    for line in pins.replace("\\\n", " ").splitlines():
        if line.strip():
            hashes = _HASH.findall(line)
            if not hashes:
                raise ValueError(f"{line.strip()} has no hash: run make lock")
            yield Requirement(line.partition("--hash")[0].strip()), hashes


def _component(pinned: Requirement, hashes: list[str]) -> dict[str, Any]:
    name, (pin,) = canonicalize_name(pinned.name), pinned.specifier
    ref = f"pkg:pypi/{name}@{pin.version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": ref, "name": name, "version": pin.version, "purl": ref}
    part["hashes"] = [{"alg": "SHA-256", "content": each} for each in hashes]
    if licences := _licences(pinned):
        part["licenses"] = licences
    if pinned.marker:
        part["properties"] = [{"name": "regiolijn:only-where", "value": str(pinned.marker)}]
    return part


def _licences(pinned: Requirement) -> list[dict[str, Any]]:
    """As the package says itself; nothing of one that another kind of machine needs."""
    if pinned.marker and not pinned.marker.evaluate():
        return []
    said = metadata.metadata(pinned.name)
    if expression := said.get_all("License-Expression"):
        return [{"expression": expression[0]}]
    named = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or () if each.startswith("License ::")]
    written = [
        each.strip().partition("\n")[0] for each in said.get_all("License") or ()
    ]  # some put the whole text there
    return [{"license": {"name": each}} for each in dict.fromkeys(named or written)]


def _needs(name: str, names: Mapping[str, str]) -> list[str]:
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    return sorted({names[each] for line in wanted if (each := canonicalize_name(Requirement(line).name)) in names})


def main() -> None:
    """Write it where the first argument says."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (HERE / "requirements.txt").read_text(encoding="utf-8")
    file = Path(sys.argv[1])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill(pins, project), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
