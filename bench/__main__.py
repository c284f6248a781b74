"""`make bench`: every figure is a ratio of one run, the median of five turns that alternate. Rerun before you believe."""

from __future__ import annotations

import asyncio
import sys

from bench import report, slack, start, store

PARTS = {"slack": slack.measure, "store": store.measure, "start": start.measure}

chosen = sys.argv[1:] or list(PARTS)
report.goals([each for part in chosen for each in asyncio.run(PARTS[part]())])
