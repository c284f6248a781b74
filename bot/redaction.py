"""Words that should never have been kept: found in whatever was typed, and taken out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from bot.decisions import Decision
from bot.signals import Event, Signal, Step

TAKEN_OUT = "[verwijderd]"
"""What stands where they stood, in every language: it is kept so."""

SHORTEST = 3
"""Letters and digits of a passage: fewer stand everywhere."""

_BETWEEN = r"(?:\s|%20|\+)+"
"""Between two words, in a text or in an address."""

_CUT = "…"
"""How a text ends that was shortened, somewhere in the middle of a passage perhaps."""

NO_WORDS = frozenset(
    {
        *("because", "lead", "region", "regions", "from", "to", "proposed", "directorate", "fixer", "party"),
        *("kind", "rung", "overtaken", "for", "until", "on", "verdict", "outcome", "legal", "evaluation"),
        *("decision", "number", "into", "other", "like", "versions", "hashes", "privacy", "privacy_types"),
        *("suggested_theme", "chosen_theme", "suggested_lead", "chosen_lead", "suggested_region", "chosen_region"),
    }
)
"""Facts of a step and answers of a decision that are keys, numbers, days or choices: nobody's words."""

_OF_A_CARD = frozenset(
    {
        *("kind", "action", "handle", "style", "language", "iso", "user", "platform", "address", "message", "key"),
        *("options", "region", "theme", "urgency", "lead", "state", "mine"),
    }
)
"""The same in cards and forms that wait."""


class Passage:
    """Some words, however they are spaced, in capitals or not; never a part of a longer word."""

    def __init__(self, words: str) -> None:
        self._words = words.split()
        self._pattern = re.compile(_spaced(self._words), re.IGNORECASE)
        self._folded = list(map(_folded, self._words))

    @property
    def is_long_enough(self) -> bool:
        """Whether it says enough to be looked for."""
        return sum(map(str.isalnum, "".join(self._words))) >= SHORTEST

    @property
    def is_telling(self) -> bool:
        """Whether it is the same wherever it stands: two words or more, or a number; a single word is many things."""
        return len(self._words) > 1 or any(map(str.isdecimal, self._words[0]))

    @property
    def hint(self) -> str:
        """Some small letters that stand, in capitals or not, wherever it stands or begins; empty where none are sure."""
        found = re.findall(r"[a-z0-9]+", self._words[0].lower()) if self._words else []
        return max(found, key=len, default="")

    @property
    def mark(self) -> str:
        """Too short to find the words by, and another for other words."""
        return sha256(" ".join(self._words).casefold().encode("utf-8", "replace")).hexdigest()[:4]

    def count(self, text: str) -> int:
        """How often it stands there."""
        return len(self._pattern.findall(text))

    def taken_out(self, text: str) -> str:
        """The text without it; also without its first words, where the text was cut short among them."""
        text = self._pattern.sub(TAKEN_OUT, text)
        return self._without_end(text) if text.rstrip().endswith(_CUT) else text

    def out_of(self, facts: Mapping[str, str], step: Step | None = None) -> dict[str, str]:
        """The facts of a step, or the answers of a decision, without it."""
        no_words = NO_WORDS | {"whom"} if step is Step.SUCCEED else NO_WORDS
        return {key: value if key in no_words else self.taken_out(value) for key, value in facts.items()}

    def out_of_json(self, payload: str, of: str = "") -> str:
        """A card, a form or an answer without it; whatever is none of these stays as it is.

        A word that tells nothing by itself stays in lines of a list that do not name `of`, the number it is taken out of.
        """
        if not payload.startswith("{"):
            return payload
        before = json.loads(payload)
        after = self._out_of(before, of)
        return payload if after == before else json.dumps(after, ensure_ascii=False)

    def _without_end(self, text: str) -> str:
        """What was cut short, without the words at its end with which the passage begins."""
        words = list(re.finditer(r"[^\s\u2026]+", text))
        folded = [_folded(word[0]) for word in words[-len(self._words) :]]
        for part in range(min(len(self._words) - 1, len(folded)), 0, -1):
            if folded[-part:] == self._folded[:part]:
                return text[: words[-part].start()] + TAKEN_OUT + text[words[-1].end() :]
        return text

    def _out_of(self, part: Any, of: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        match part:
            case str():
                return self._out_of_shown(part)
            case list():
                return [self._out_of(each, of) for each in part]
            case {"kind": "choice"}:
                return part
            case {"kind": "lines", "lines": lines} if not self.is_telling:
                return part | {"lines": [self._out_of(each, of) if of in str(each) else each for each in lines]}
            case dict():
                return {key: each if key in _OF_A_CARD else self._out_of(each, of) for key, each in part.items()}
            case _:
                return part

    def _out_of_shown(self, text: str) -> str:
        """A sentence of ours may hold several texts that were cut short."""
        *cut, end = self.taken_out(text).split(_CUT)
        return _CUT.join((*map(self._without_end, cut), end))


def occurrences(passage: Passage, signal: Signal, timeline: Iterable[Event], decisions: Iterable[Decision]) -> int:
    """How often it stands in a signal, in its steps and in what was decided about it."""
    outcome = (signal.outcome.text, signal.outcome.reason, signal.outcome.to_adapt) if signal.outcome else ()
    lesson = (signal.outcome.lesson,) if signal.outcome else ()
    told = (signal.told.whom,) if signal.told else ()
    own = (signal.text, signal.region_mention, signal.on_behalf_of, signal.link, signal.next_step, signal.question)
    said = [value for event in timeline for value in _words(event.facts, event.step)]
    said += [value for decision in decisions for value in _words(decision.fields)]
    return sum(map(passage.count, (*own, *outcome, *lesson, *told, signal.end_reason, *said)))


def _words(facts: Mapping[str, str], step: Step | None = None) -> list[str]:
    return [value for key, value in facts.items() if key not in NO_WORDS and (key, step) != ("whom", Step.SUCCEED)]


def _folded(word: str) -> str:
    return word.strip(".,:;!?()'\"").casefold()


def _spaced(words: Iterable[str]) -> str:
    """A pattern that nothing can make slow: one way to match every letter. Marks may have been escaped."""
    spaced = _BETWEEN.join("".join(map(_letter, word)) for word in words)
    return rf"(?<!\w){spaced}(?!\w)"


def _letter(letter: str) -> str:
    return letter if letter.isalnum() else rf"\\?{re.escape(letter)}"
