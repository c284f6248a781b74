"""`make quality`: every figure is a part of labelled texts, with the range that chance leaves open (Wilson, 95 %)."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench.quality import look_alikes, privacy, routing

PARTS: dict[str, Callable[[], None]] = {
    "routing": routing.tell,
    "privacy": privacy.tell,
    "look_alikes": look_alikes.tell,
}
"""What can be measured, each by its own file: it prints its tables as Markdown."""

chosen = sys.argv[1:] or list(PARTS)
if unknown := [part for part in chosen if part not in PARTS]:
    sys.exit(f"There is no part {unknown[0]}: choose from {', '.join(PARTS)}.")
for name in chosen:
    PARTS[name]()
