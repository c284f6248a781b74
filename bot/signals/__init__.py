"""The life of a signal: its states, the steps between them, and nothing else.

Who may take a step is for `rights`, when something is due for `worktime`.
"""

from bot.signals.drawing import (
    BUNDLE,
    CLOCK,
    DRAWING,
    ENDED,
    EVERY,
    HIGHEST_RUNG,
    OPEN,
    OWNED,
    REGION,
    UNTOLD,
    State,
    Step,
)
from bot.signals.record import NotNow
from bot.signals.signal import Signal
from bot.signals.told import Event, Landed, Outcome, OutcomeKind, Told, Verdict

__all__ = [
    "BUNDLE",
    "CLOCK",
    "DRAWING",
    "ENDED",
    "EVERY",
    "HIGHEST_RUNG",
    "OPEN",
    "OWNED",
    "REGION",
    "UNTOLD",
    "Event",
    "Landed",
    "NotNow",
    "Outcome",
    "OutcomeKind",
    "Signal",
    "State",
    "Step",
    "Told",
    "Verdict",
]
