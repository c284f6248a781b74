"""One text judged: every finder reads it in turn, and what the one found is no longer there for the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.privacy.accounts import accounts
from bot.privacy.alike import plain
from bot.privacy.anonymity import wishes
from bot.privacy.births import Name, births, year_behind
from bot.privacy.citizens import citizens
from bot.privacy.facts import Facts
from bot.privacy.finding import Finding, Judgement, masked
from bot.privacy.homes import homes
from bot.privacy.illness import illnesses
from bot.privacy.indirect import indirect
from bot.privacy.mail import addresses_of_mail
from bot.privacy.names import names
from bot.privacy.papers import papers
from bot.privacy.people import advice_on
from bot.privacy.person import Person
from bot.privacy.phones import phones
from bot.privacy.plates import plates
from bot.privacy.reading import Reading, Span
from bot.privacy.spelt import has_words_for_digits

Finder = Callable[[Reading], Iterable[Span]]


def _accounts(reading: Reading) -> Iterator[Span]:
    return (Span(start, end, "IBAN") for start, end in accounts(reading.low))


def _citizens(reading: Reading) -> Iterator[Span]:
    return (Span(start, end, "BSN") for start, end in citizens(reading.low))


_FINDERS: Sequence[Finder] = (_accounts, _citizens, addresses_of_mail, phones, papers, homes, plates)
"""Numbers and addresses, the surest first."""

_DIGIT = re.compile(r"[0-9]")

_ROUNDS = 6
"""Times a masked text is looked at again, at most: what was masked may have stood between a name and its excuse."""


def judge(text: str) -> Judgement:
    """Judge one text. Never fails, whatever the text is; nothing found gives "allow" and the text itself."""
    findings = _findings(text)
    if not any(finding.advice == "block" for finding in findings):
        return Judgement("warn" if any(finding.advice == "warn" for finding in findings) else "allow", findings, text)
    proposal = masked(text, findings)
    for _ in range(_ROUNDS):
        rest = _findings(proposal)
        if not any(finding.advice == "block" for finding in rest):
            break
        proposal = masked(proposal, rest)
    return Judgement("block", findings, proposal)


def _findings(text: str) -> tuple[Finding, ...]:
    seen, origin = plain(text)
    spans = sorted(_spans(Reading(seen)))
    return tuple(
        Finding(type_, origin[start], origin[end - 1] + 1, text[origin[start] : origin[end - 1] + 1], advice)
        for start, end, type_, advice in spans
    )


def _spans(reading: Reading) -> list[Span]:
    found: list[Span] = []
    has_digits = _DIGIT.search(reading.low) is not None or has_words_for_digits(reading.low)
    for finder in _FINDERS if has_digits else (addresses_of_mail,):
        new = _apart(finder(reading))
        found += new
        reading = reading.without(new) if new else reading
    people = list(names(reading))
    found += _apart(births(reading, [Name(person.start, person.end) for person in people]))
    named = _named(reading, people, Facts(found))
    found += named
    blocked = [span for span in named if span.advice == "block"]
    if blocked:
        found += _free(illnesses(reading, Facts(blocked)), found)
    found += _free(indirect(reading), found)
    return found if any(span.type == "NAAM" for span in found) else [*found, *_free(wishes(reading), found)]


def _named(reading: Reading, people: Sequence[Person], facts: Facts) -> list[Span]:
    named: list[Span] = []
    advices = {person: advice_on(reading, person, facts) for person in people}
    families = {
        reading.low[person.start : person.end].rpartition(" ")[2] for person in people if advices[person] == "block"
    }
    for person, advice in advices.items():
        if advice == "allow":
            continue
        if person.kind == "full" and reading.low[person.start : person.end].rpartition(" ")[2] in families:
            advice = "block"  # `T. Brouwer en M. Brouwer, 91 en 89 jaar`: they are family
        named.append(Span(person.start, person.end, "NAAM", advice))
        year = year_behind(reading, Name(person.start, person.end)) if advice == "block" else None
        named += [year] if year else []
    return named


def _apart(spans: Iterable[Span]) -> list[Span]:
    """In order, none over another: the first, then the longest."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _free(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Those that lie over nothing that was found already."""
    facts = Facts(taken)
    return [span for span in spans if facts.is_free(span.start, span.end)]
