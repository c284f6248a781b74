"""`make bench`: every figure is a ratio of one run, the median of five turns that alternate. Rerun before you believe."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from bench import digest, peers, report, similar, slack, start, store, sweep, teams
from bench.report import Measured

PARTS = {
    "slack": slack.measure,
    "peers": peers.measure,
    "teams": teams.measure,
    "store": store.measure,
    "sweep": sweep.measure,
    "digest": digest.measure,
    "similar": similar.measure,
    "start": start.measure,
}

LONGEST = 1500
"""Seconds for one part; on a machine that does nothing else none takes half of it."""


async def _within(measure: Callable[[], Awaitable[list[Measured]]]) -> list[Measured]:
    async with asyncio.timeout(LONGEST):
        return await measure()


chosen = sys.argv[1:] or list(PARTS)
reached: list[Measured] = []
failed: list[str] = []
for part in chosen:
    began = time.monotonic()
    try:
        reached += asyncio.run(_within(PARTS[part]))
    except Exception as fault:  # whatever it is, the other parts are worth having
        failed.append(f"{part} was not measured: {type(fault).__name__} {fault}")
    print(f"({part} took {time.monotonic() - began:.0f} s)", flush=True)
report.goals(reached)
sys.exit("\n".join(failed) or None)
