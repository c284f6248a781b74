"""The drawing: the states of a signal, and which step leads from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a signal stands; the words on the screen are in the texts."""

    ROUTED = "routed"
    CLAIMED = "claimed"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Step(StrEnum):
    """What can happen to a signal; the name of the event it leaves behind."""

    FILE = "file"
    EDIT = "edit"
    CLAIM = "claim"
    ASSIGN = "assign"
    JOIN = "join"
    HAND_BACK = "hand_back"
    HAND_OVER = "hand_over"
    SUCCEED = "succeed"
    PLAN = "plan"
    NOTE = "note"
    PROGRESS = "progress"
    WAIT = "wait"
    ANSWER = "answer"
    RESUME = "resume"
    REROUTE = "reroute"
    REMIND = "remind"
    ESCALATE = "escalate"
    SPAR = "spar"
    SEE = "see"
    DECIDE = "decide"
    SOLVE = "solve"
    TELL = "tell"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    ABSORB = "absorb"
    REOPEN = "reopen"
    ALSO = "also"
    SHARE = "share"
    RELATE = "relate"
    UNRELATE = "unrelate"
    SEAL = "seal"
    UNSEAL = "unseal"
    REDACT = "redact"
    MISS = "miss"
    REACH = "reach"


OPEN = frozenset({State.ROUTED, State.CLAIMED, State.WAITING})
UNTOLD = OPEN | {State.SOLVED}
ENDED = frozenset({State.CLOSED, State.DECLINED, State.WITHDRAWN, State.MERGED})
EVERY = frozenset(State)
OWNED = frozenset({State.CLAIMED, State.WAITING})

STAYS: frozenset[State] = frozenset()
"""As a target: the state does not change."""

DRAWING: Mapping[Step, tuple[frozenset[State], frozenset[State]]] = {
    # step: (from which states, to which states); STAYS means the same state.
    Step.EDIT: (frozenset({State.ROUTED}), STAYS),
    Step.CLAIM: (frozenset({State.ROUTED}), frozenset({State.CLAIMED})),
    Step.ASSIGN: (OPEN, frozenset({State.CLAIMED})),
    Step.JOIN: (OWNED, STAYS),
    Step.HAND_BACK: (OWNED, frozenset({State.ROUTED})),
    Step.HAND_OVER: (OWNED, STAYS),
    Step.SUCCEED: (UNTOLD, STAYS),
    Step.PLAN: (OWNED, STAYS),
    Step.NOTE: (EVERY - {State.MERGED}, STAYS),
    Step.PROGRESS: (OWNED, STAYS),
    Step.WAIT: (OWNED, frozenset({State.WAITING})),
    Step.ANSWER: (frozenset({State.WAITING}), frozenset({State.CLAIMED})),
    Step.RESUME: (frozenset({State.WAITING}), frozenset({State.CLAIMED})),
    Step.REROUTE: (OPEN, frozenset({State.ROUTED})),
    Step.REMIND: (UNTOLD, STAYS),
    Step.ESCALATE: (OPEN, STAYS),
    Step.SPAR: (UNTOLD, STAYS),
    Step.SEE: (UNTOLD, STAYS),
    Step.DECIDE: (UNTOLD, STAYS),
    Step.SOLVE: (OWNED, frozenset({State.SOLVED})),
    Step.TELL: (frozenset({State.SOLVED}), frozenset({State.CLOSED, State.CLAIMED, State.SOLVED})),
    Step.DECLINE: (OPEN, frozenset({State.DECLINED})),
    Step.WITHDRAW: (OPEN, frozenset({State.WITHDRAWN})),
    Step.MERGE: (OPEN, frozenset({State.MERGED})),
    Step.ABSORB: (UNTOLD, STAYS),
    Step.REOPEN: (ENDED - {State.MERGED}, frozenset({State.ROUTED, State.CLAIMED})),
    Step.ALSO: (UNTOLD, STAYS),
    Step.SHARE: (frozenset({State.CLOSED}), STAYS),
    Step.RELATE: (EVERY - {State.MERGED}, STAYS),
    Step.UNRELATE: (EVERY - {State.MERGED}, STAYS),
    Step.SEAL: (UNTOLD, STAYS),
    Step.UNSEAL: (EVERY - {State.WITHDRAWN, State.MERGED}, STAYS),
    Step.REDACT: (EVERY, STAYS),
    Step.MISS: (EVERY, STAYS),
    Step.REACH: (EVERY, STAYS),
}

REGION = "region"
"""What a signal waits for, when it is an answer of the region itself."""

BUNDLE = 3
"""Regions from which on a signal is a bundle: one lead, one answer, and every region hears it from its own liaison."""

CLOCK = "clock"
"""Who did it, when nobody did."""

HIGHEST_RUNG = 3
"""Channel reminder, directorate lead, regiocommissaris."""
