"""What would be asked about a text, without storing anything: one text for people, or a JSON object a line for programs.

In: `id` (text, whole number or absent), `text`. Out, in the same order: `id`, `advice` ("block", "warn", "allow") and
`entities`, each with `type`, `start` and `end` in Unicode characters, the end exclusive. A wish to stay unnamed is asked
about and is no entity: it is nobody's data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from bot.json_lines import Say, answer_lines, is_too_long
from bot.privacy import judge


class NotJudged(ValueError):
    """Nothing that can be judged; the message is a finished sentence."""


def judge_lines(lines_in: BinaryIO, out: TextIO, err: TextIO, say: Say) -> int:
    """Answer every valid line on `out` and report every other by its number on `err`; 1 if there was one, else 0."""
    return answer_lines(lines_in, out, err, _answer, say, shape="privacy.line.object")


def judge_one(text: str, say: Say) -> str:
    """What would be said of this text, as lines for people; raises NotJudged for a text that is too long."""
    if is_too_long(text):
        raise NotJudged(say("privacy.refused.long"))
    return "\n".join(_told(text, say))


def _answer(text: str, given: Mapping[str, object]) -> Mapping[str, object]:
    judgement = judge(text)
    entities = [
        {"type": each.type, "start": each.start, "end": each.end}
        for each in judgement.findings
        if each.type != "ANONIEM"
    ]
    return {"advice": judgement.advice, "entities": entities}


def _told(text: str, say: Say) -> Iterator[str]:
    judgement = judge(text)
    yield say(f"privacy.told.{judgement.advice}")
    for finding in judgement.findings:
        yield say("privacy.told.finding", kind=finding.type, found=finding.value)
    if judgement.advice == "block":
        yield say("privacy.told.masked", text=judgement.masked)
