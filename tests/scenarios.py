"""The acceptance scenarios as data: their steps, and which facts a message must state whatever its words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.organisation import Organisation

FOLDER = Path(__file__).parent / "data" / "scenarios"
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

_NUMBER = re.compile(r"[KB]-\d{4}-\d{4}")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})")
_DIGITS = re.compile(r"\b(\d{1,2})-(\d{1,2})-\d{4}\b")
_WORKING_DAY = re.compile(r"werkdag (\d+)")


@dataclass(frozen=True)
class Expected:
    """A message: to whom, privately or not, and the facts in it."""

    to: str
    private: bool
    text: str


@dataclass(frozen=True)
class Step:
    """One moment: who does what, and what must be so afterwards. `of` names the scenario."""

    of: str
    at: str
    actor: str
    action: str
    expect: Mapping[str, Any]

    @property
    def is_clock(self) -> bool:
        return self.actor in ("klok", "bot")

    @property
    def messages(self) -> list[Expected]:
        return [_expected(each) for each in self.expect.get("messages", ())]

    @property
    def is_silent(self) -> bool:
        return self.expect.get("messages") == []


@dataclass(frozen=True)
class Scenario:
    """A file of steps about one signal."""

    name: str
    number: str
    region: str
    lead: str
    urgency: str
    steps: tuple[Step, ...]


def scenario(name: str, *, until: str = "") -> Scenario:
    """The scenario of this letter; `until` leaves out the steps from that moment on."""
    read: dict[str, Any] = YAML(typ="safe").load(FOLDER / f"{name.lower()}.yaml")
    steps = tuple(
        Step(name, str(each["at"]), str(each["actor"]), str(each["action"]).strip(), each.get("expect") or {})
        for each in read["steps"]
    )
    if until:
        steps = tuple(step for step in steps if step.at < until)
    return Scenario(
        name,
        read.get("signal", ""),
        read.get("region", ""),
        read.get("lead", ""),
        read.get("urgency", "midden"),
        steps,
    )


def autumn(name: str) -> tuple[Step, ...]:
    """The steps of the night on which the clock goes back, their moments with the offset where it tells them apart."""
    read: dict[str, Any] = YAML(typ="safe").load(FOLDER / f"{name.lower()}.yaml")
    return tuple(
        Step(name, re.sub(r" \((.+)\)", r"\1", str(each["at"])), "klok", str(each["action"]), each["expect"])
        for each in read["autumn"]
    )


def facts(text: str, organisation: Organisation) -> set[str]:
    """What a sentence states: numbers, persons, regions, directorates, parties, days and counted working days."""
    return {
        *_NUMBER.findall(text),
        *(f"{int(day)} {month}" for day, month in _DAY.findall(text)),
        *(f"{int(day)} {MONTHS[int(month) - 1]}" for day, month in _DIGITS.findall(text)),
        *(f"werkdag {count}" for count in _WORKING_DAY.findall(text)),
        *(name for name in _names(organisation) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)),
    }


def stated(expected: Expected, messages: Iterable[tuple[str, str]], organisation: Organisation) -> set[str]:
    """The facts of an expected message that nothing said there states; empty when they all are."""
    wanted = facts(expected.text, organisation)
    said = [facts(words, organisation) for where, words in messages if _reached(where, expected)]
    assert said, f"nothing was said to {expected.to}: {list(messages)}"
    return min((wanted - each for each in said), key=len)


def people_told(messages: Iterable[tuple[str, str]], organisation: Organisation) -> set[str]:
    """Who got a direct message or a private answer."""
    names = {person.name for person in organisation.people.values()}
    return {where.removeprefix("private ") for where, _ in messages} & names


def spoken(messages: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What notifies somebody: edits aside."""
    return [each for each in messages if not each[0].startswith("edit ")]


def moment(words: str) -> datetime:
    """`2026-11-02 10:14`, without a zone."""
    return datetime.fromisoformat(words)


def day(words: str) -> date:
    return date.fromisoformat(words)


def _expected(entry: Mapping[str, Any]) -> Expected:
    to, _, how = str(entry["to"]).partition(" (")
    return Expected(to, "zichtbaar" in how, str(entry["text"]).removeprefix(">>").strip())


def _reached(where: str, expected: Expected) -> bool:
    if expected.private:
        return where == f"private {expected.to}"
    return where in (expected.to, f"thread {expected.to}", f"edit {expected.to}", f"private {expected.to}")


def _names(organisation: Organisation) -> Iterator[str]:
    yield from (person.name for person in organisation.people.values())
    yield from (region.name for region in organisation.regions.values())
    yield from (key for key, each in organisation.directorates.items() if each.routable)
    yield from (party.abbreviation for party in organisation.parties.values() if party.abbreviation)
