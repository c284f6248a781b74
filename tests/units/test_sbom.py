"""The bill of materials names what is pinned, all of it and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from runpy import run_path

import pytest

ROOT = Path(__file__).parents[2]
bill = run_path(str(ROOT / ".ci" / "sbom.py"))["bill"]
PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_names_every_package_that_runs_with_its_version_and_every_hash():
    made = bill(PINS, PROJECT)
    named = {f"{each['name']}=={each['version']}" for each in made["components"]}
    assert named == set(re.findall(r"^([\w.-]+==[\w.]+)", PINS, re.MULTILINE))
    hashes = [each["content"] for part in made["components"] for each in part["hashes"]]
    assert hashes == re.findall(r"sha256:([0-9a-f]{64})", PINS)
    refs = {each["bom-ref"] for each in made["components"]}
    assert {each["purl"] for each in made["components"]} == refs
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert set(needs) == refs | {PROJECT["name"]}
    assert {each for several in needs.values() for each in several} == refs, "nothing is there that nobody asked for"
    assert bill(PINS, PROJECT) == made, "the same pins give the same bill"


def test_a_package_without_a_hash_is_refused():
    with pytest.raises(ValueError, match=r"idna==3\.15 has no hash"):
        bill("idna==3.15\n", PROJECT)
