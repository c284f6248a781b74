"""One text judged: every finder reads it in turn, what the one found is no longer there for the next."""

from __future__ import annotations

from bot.privacy.accounts import accounts
from bot.privacy.alike import lower, plain, without
from bot.privacy.citizens import citizens
from bot.privacy.finding import Finding, Judgement, masked


def judge(text: str) -> Judgement:
    """Judge one text. Never fails, whatever the text is; nothing found gives "allow" and the text itself."""
    seen, origin = plain(text)
    low = lower(seen)
    found = list(accounts(low))
    spans = [("IBAN", *span) for span in found] + [("BSN", *span) for span in citizens(without(low, found))]
    findings = tuple(
        Finding(type_, origin[start], origin[end - 1] + 1, text[origin[start] : origin[end - 1] + 1])  # type: ignore[arg-type]
        for type_, start, end in sorted(spans, key=lambda span: span[1])
    )
    return Judgement("block" if findings else "allow", findings, masked(text, findings))
