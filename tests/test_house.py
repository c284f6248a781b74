"""What the house promises of itself: short files with a reason, commands and pages that exist, texts in both languages."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
CODE = sorted(file for room in ("bot", "adapters") for file in (ROOT / room).rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "manifests").rglob("*.md")])


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def committed() -> Iterator[Path]:
    """Every file of ours, without what the set-up, the tools and the demo left behind."""
    rooms = [ROOT / name for name in ("bot", "adapters", "tests", "bench", "docs", "manifests", ".ci")]
    for file in [*ROOT.iterdir(), *(file for room in rooms for file in room.rglob("*"))]:
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


@pytest.mark.parametrize("file", CODE, ids=name)
def test_a_file_says_first_why_it_is_there_and_stays_short(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"""'), "the first line says why this file exists"
    assert len(lines) <= 300, "two reasons to exist are two files"


@pytest.mark.parametrize("file", CODE, ids=name)
def test_nobody_looks_at_a_clock_but_who_starts_the_house(file: Path) -> None:
    if name(file) not in {"bot/serving.py", "bot/demo.py"}:
        assert not re.search(r"\b(?:datetime\.(?:utc)?now|date\.today|time\.time)\(", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_points_at_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    named = re.findall(r"`((?:bot|adapters|docs|tests|bench|manifests)/[\w./*-]+)`", text)
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_command_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z0-9]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_readme_gives_the_two_commands() -> None:
    commands = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert commands is not None
    assert [line.split("#")[0].strip() for line in commands[1].splitlines()] == ["make demo", "make test"]


def test_no_file_names_a_package_registry() -> None:
    telling = re.compile(r"(?<!-emit)-(?:extra-)?index-url|pythonhoste[d]|\bpypi\.|registry\.(?:npmjs|yarnpkg)")
    found = [name(file) for file in committed() if telling.search(file.read_text(encoding="utf-8", errors="replace"))]
    assert found == []


@pytest.mark.parametrize("pins", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_its_hash_and_fits_what_the_project_asks(pins: str) -> None:
    text = (ROOT / pins).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE))
    assert len(pinned) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), "a package without a hash"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if "dev" in pins else [])
    for line in wanted:
        asked = Requirement(line)
        pin = pinned.get(re.sub(r"[-_.]+", "-", asked.name).lower())
        assert pin is not None, f"{line} is not pinned: run make lock"
        assert asked.specifier.contains(pin), f"{line} is pinned at {pin}: run make lock"


def test_every_package_of_the_stand_ins_has_its_hash() -> None:
    lock = json.loads((ROOT / "tests/e2e/stand_ins/package-lock.json").read_text(encoding="utf-8"))
    packages = {where: package for where, package in lock["packages"].items() if where}
    assert [where for where, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [where for where, package in packages.items() if "resolved" in package] == [], "a registry is named"


def test_no_test_sleeps() -> None:
    sleepy = [
        name(file)
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if file.parent.name not in {"e2e", "faults"} and re.search(r"\bsleep\(", file.read_text(encoding="utf-8"))
    ]
    assert sleepy == []


def test_every_text_stands_in_dutch_and_in_english_with_the_same_facts_to_fill_in() -> None:
    texts = {}
    for language in ("nl", "en"):
        with (ROOT / "bot" / "texts" / f"{language}.po").open("rb") as file:
            texts[language] = {message.id: message.string for message in read_po(file) if message.id}
    assert texts["nl"].keys() == texts["en"].keys()
    for key, dutch in texts["nl"].items():
        english = texts["en"][key]
        assert facts(dutch) == facts(english), key
        assert all(words(dutch)), key
        assert all(words(english)), key


def words(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def facts(text: str | tuple[str, ...]) -> set[str]:
    return {fact for form in words(text) for fact in re.findall(r"\{(\w+)", form)}


SPEAKING = ("views", "handlers", "core.py", "dispatch.py", "drawing.py", "identity.py", "late.py", "worker.py")
"""What makes the words that people read; all of them come from the texts."""


def _phrases(path: Path) -> list[str]:
    """String constants of two words or more, docstrings and what only developers read left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _is_logging(node)):
            silent.update(id(part) for part in ast.walk(node))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    return [node.value for node in found if isinstance(node.value, str) and re.search(r"[^\W\d_]{2,}\s", node.value)]


def _is_logging(call: ast.Call) -> bool:
    function = call.func
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "log"


@pytest.mark.parametrize("room", SPEAKING)
def test_no_word_of_the_screen_stands_outside_the_texts(room: str) -> None:
    place = ROOT / "bot" / room
    for path in place.glob("*.py") if place.is_dir() else (place,):
        assert _phrases(path) == [], path
