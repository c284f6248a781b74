"""Is it the same knelpunt? What has much in common is weighed once more, word by word, before anybody is shown it.

One word can make many marks: two texts that both say "apotheek" share a scene, a theme and a stem, and nothing else. So every
word counts once, by the most telling thing that it says of both, and the text that says less of it decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, fsum, log
from typing import NamedTuple

from bot.likeness import Said, said, weight
from bot.organisation import Organisation

AT_MOST = 3
"""What is shown of them: more would not be read with a form half filled in."""

LOOKED_AT = 5
"""The nearest, that are weighed."""

TOO_FAR = 0.4
"""What scores no more than this is not weighed, and no rival either."""

SHOWN = 0.5
"""How sure one must be to show it."""

_NEAR, _AHEAD, _SAID, _NONE = 4.0, 0.5, 0.1, 0.7  # fitted to labelled texts, see docs/quality.md
_LEAST = 0.05  # no logarithm of nothing


class Near(NamedTuple):
    """A text and how much its marks have in common with those of the one that is asked about."""

    text: str
    score: float


def akin(text: str, nearest: Sequence[Near], organisation: Organisation) -> list[tuple[int, float]]:
    """Which of the nearest are to be shown, by their numbers, and how sure that is, from 0 to 1; the surest first."""
    looked_at = [near for near in nearest if near.score > TOO_FAR][:LOOKED_AT]
    ours = said(text, organisation)
    at_best = _told(ours, ours.by)
    sure = []
    for number, near in enumerate(looked_at):
        rival = max((other.score for each, other in enumerate(looked_at) if each != number), default=TOO_FAR)
        if _sureness(near.score, rival, at_best) < SHOWN:
            continue  # whatever it says: it need not be read
        sureness = _sureness(near.score, rival, _in_common(ours, said(near.text, organisation)))
        if sureness >= SHOWN:
            sure.append((number, sureness))
    return sorted(sure, key=lambda each: -each[1])[:AT_MOST]


def in_common(one: str, other: str, organisation: Organisation) -> float:
    """How much the words of either say that the other says too: the lesser of both."""
    return _in_common(said(one, organisation), said(other, organisation))


def _in_common(ours: Said, theirs: Said) -> float:
    shared = ours.by.keys() & theirs.by.keys()
    return min(_told(ours, shared), _told(theirs, shared))


def _told(said: Said, shared: Iterable[str]) -> float:
    """What the words say by these marks; each counts once, by the one that tells most."""
    most: dict[str, float] = {}
    for mark in shared:
        worth = weight(mark)
        for number in said.by[mark]:
            word = said.words[number].folded
            most[word] = max(worth, most.get(word, 0.0))
    return fsum(most.values())  # the same in whichever order a process keeps them


def _sureness(score: float, rival: float, common: float) -> float:
    near = log(score + _LEAST)
    return 1 / (1 + exp(-(_NEAR * near + _AHEAD * (near - log(rival + _LEAST)) + _SAID * common + _NONE)))
