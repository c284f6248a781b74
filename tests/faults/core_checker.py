"""Looks at what is left after a crash, with nothing of the code under test: plain SQL, and what people saw."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.store_checker import rows

PACE = timedelta(seconds=1)

SAYS = {
    "unclaimed": "reminder",
    "unclaimed_head": "head",
    "unclaimed_commissioner": "called_in",
    "silent": "silent",
    "silent_commissioner": "called_in",
}
"""The message of each timer: one that fires orders it, in the same transaction and once."""


class Remains:
    """What one or more lives left behind."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self.accepted = self._lines("accepted")
        self.doubts = Counter(self._lines("platform.doubts"))
        self.happened: list[dict[str, Any]] = [json.loads(line) for line in self._lines("platform")]

    async def broken_promises(self, copies: int = 0) -> list[str]:
        """What was promised and does not hold, asked at any moment; `copies` more of a key are forgiven."""
        found = await self._lost() + await self._out_of_order() + self._hurried() + await self._reminded_wrongly()
        for key, times in Counter(each["key"] for each in self.happened if each["what"] == "post").items():
            if times > 1 + copies:
                found.append(f"{key} was posted {times} times")
        return found

    async def unfinished(self, requests: int) -> list[str]:
        """What should have happened once everything had the time to."""
        found = []
        if len(set(self.accepted)) != requests:
            found.append(f"of {requests} requests {len(set(self.accepted))} were accepted")
        seen = {each["key"] for each in self.happened}
        for key, view, state in await self._rows("SELECT key, view, state FROM outbox"):
            if state == "dropped" and (view in SAYS.values() or view.startswith("audit")):
                continue  # somebody took it on meanwhile, or what was stuck had gone
            if state != "settled":
                found.append(f"{key} is still {state}")
            elif key not in seen:
                found.append(f"{key} never left")
        open_timers = "SELECT subject FROM timers WHERE ended IS NULL AND kind NOT LIKE 'audit%'"  # that one looks on
        found += [f"the timer of {subject} is open" for (subject,) in await self._rows(open_timers)]
        for number, state in await self._rows("SELECT number, state FROM signals"):
            card = [each for each in self._stands("dir-meva") if each["handle"] and number in each["words"]]
            if not card or ("opgepakt door" in card[-1]["words"]) != (state == "claimed"):
                found.append(f"the card of {number} does not show that it is {state}")
        return found

    async def _lost(self) -> list[str]:
        kept = {key for (key,) in await self._rows("SELECT key FROM seen")}
        found = [f"{key} was accepted and is lost" for key in sorted(set(self.accepted) - kept)]
        texts = Counter(text for (text,) in await self._rows("SELECT text FROM signals"))
        found += [f"{text} was filed {times} times" for text, times in texts.items() if times > 1]
        filings = [key for key in kept if key.startswith("form:file_signal")]
        if len(filings) != len(texts):
            found.append(f"{len(filings)} forms were kept and {len(texts)} signals")
        for number, version, count, last, claims in await self._rows(
            "SELECT s.number, s.version, count(e.version), max(e.version),"
            " sum(CASE WHEN e.step = 'claim' THEN 1 ELSE 0 END) FROM signals s"
            " LEFT JOIN events e ON e.signal_id = s.id GROUP BY s.number, s.version"
        ):
            if not version == count == last:
                found.append(f"the timeline of {number} has gaps")
            if claims > 1:
                found.append(f"{number} was claimed {claims} times")
        return found

    async def _out_of_order(self) -> list[str]:
        first: dict[str, int] = {}
        for moment, each in enumerate(self.happened):
            first.setdefault(each["key"], moment)
        found, last = [], defaultdict(lambda: -1)
        for lane, key in await self._rows("SELECT lane, key FROM outbox ORDER BY id"):
            if key in first:
                if first[key] < last[lane]:
                    found.append(f"{key} overtook another in {lane}")
                last[lane] = first[key]
        return found

    def _hurried(self) -> list[str]:
        found, last = [], dict[str, datetime]()
        for each in sorted(self.happened, key=lambda each: each["at"]):
            where, at = each["message"]["where"], datetime.fromisoformat(each["at"])
            if where in last and at - last[where] < PACE:
                found.append(f"{each['key']} came {at - last[where]} after another in {where}")
            last[where] = at
        return found

    async def _reminded_wrongly(self) -> list[str]:
        said = Counter(await self._rows("SELECT subject, view FROM outbox"))
        fired = Counter(
            (subject, SAYS[kind])
            for subject, kind in await self._rows("SELECT subject, kind FROM timers WHERE ended = 'fired'")
            if kind in SAYS
        )
        return [
            f"{view} of {subject} was said {said[subject, view]} times and its timers fired {fired[subject, view]} times"
            for subject, view in {each for each in said | fired if each[1] in SAYS.values()}
            if said[subject, view] != fired[subject, view]
        ]

    def _stands(self, where: str) -> list[dict[str, Any]]:
        """The messages in one conversation as people see them now."""
        now: dict[str, dict[str, Any]] = {}
        for each in self.happened:
            now[each["message"]["id"]] = each["message"]
        return [message for message in now.values() if message["where"] == where]

    async def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return await rows(self._url, sql)

    def _lines(self, file: str) -> list[str]:
        path = self._folder / file
        return path.read_text().splitlines() if path.exists() else []
