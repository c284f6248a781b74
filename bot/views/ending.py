"""The forms with which a signal ends, goes on in another, or begins again."""

from __future__ import annotations

from datetime import date

from bot.cards import ChoiceField, DateField, Form, Option, TextField
from bot.signals import Landed, OutcomeKind, Signal, Verdict
from bot.texts import Words
from bot.views.asking import form_of, long_text

YES, NO = "yes", "no"

SHORT = 300
"""Characters of a name, a number or one sentence."""


def solve_form(signal: Signal, handle: str, words: Words) -> Form:
    """What solved it, where that landed, and what another region would have to change; of a bundle, what is learnt of it."""
    last = (
        long_text("solve", "lesson", words)
        if signal.is_bundle
        else long_text("solve", "to_adapt", words, required=False)
    )
    return form_of(
        "solve",
        signal,
        handle,
        words,
        ChoiceField("kind", words.text("solve.kind"), _options("outcome", OutcomeKind, words)),
        long_text("solve", "text", words),
        ChoiceField("landed", words.text("solve.landed"), _options("landed", Landed, words)),
        TextField(
            "reason", words.text("solve.reason"), hint=words.text("solve.reason.hint"), required=False, longest=SHORT
        ),
        ChoiceField(
            "structural", words.text("solve.structural"), _yes_or_no(words), hint=words.text("solve.structural.hint")
        ),
        last,
    )


def decline_form(signal: Signal, handle: str, words: Words) -> Form:
    """An honest no takes reasons and a name."""
    return form_of(
        "decline",
        signal,
        handle,
        words,
        long_text("decline", "reason", words),
        TextField("decider", words.text("decline.decider"), hint=words.text("decline.decider.hint"), longest=SHORT),
    )


def merge_form(signal: Signal, handle: str, words: Words) -> Form:
    """The number in which it goes on."""
    return form_of(
        "merge",
        signal,
        handle,
        words,
        TextField("into", words.text("merge.into"), hint=words.text("merge.into.hint"), longest=SHORT),
    )


def reopen_form(signal: Signal, handle: str, words: Words) -> Form:
    """Why it is not over."""
    return form_of("reopen", signal, handle, words, long_text("reopen", "reason", words))


def tell_form(signal: Signal, handle: str, words: Words, today: date) -> Form:
    """Whom in the region was told, when, and what they made of it."""
    return form_of(
        "tell",
        signal,
        handle,
        words,
        TextField("whom", words.text("tell.whom"), hint=words.text("tell.whom.hint"), longest=SHORT),
        DateField("on", words.text("tell.on"), today),
        ChoiceField(
            "verdict",
            words.text("tell.verdict"),
            _options("verdict", Verdict, words),
        ),
        intro="intro.several" if len(signal.unheard) > 1 else "intro",
    )


def _options(prefix: str, kinds: type[OutcomeKind] | type[Landed] | type[Verdict], words: Words) -> tuple[Option, ...]:
    return tuple(Option(kind.value, words.text(f"{prefix}.{kind.value}")) for kind in kinds)


def _yes_or_no(words: Words) -> tuple[Option, ...]:
    return (Option(YES, words.text("yes")), Option(NO, words.text("no")))
