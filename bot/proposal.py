"""The second step of a form in which personal data was typed: what must go is masked, what may stay is asked about.

Whoever sends that step in as it stands says: I know, this may stay. Which words that was about, the handle of the form
tells, by marks too short to find the words by: other words are asked about again, and nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from bot.cards import Form, Note, TextField
from bot.conversation import Open
from bot.organisation import Organisation, Same
from bot.privacy import Finding, Judgement, judge
from bot.store.handles import marked, marks_on
from bot.store.work import Work
from bot.texts import Words

_SHORT = 4
"""Hexadecimal digits of a mark."""

_MOST = 12
"""Marks that a handle has room for; of more words together one is made."""


def proposed(
    form: Form, words: Words, handle: Callable[[], str], colleagues: Container[str] = frozenset()
) -> Open | None:
    """None when everything typed in the form may be kept as it stands. What was found is shown, and kept nowhere.

    `handle` gives the step one of its own: the first form was answered, and platforms keep by it what was typed there.
    `colleagues` may be named without a question, like in everything else that Regiolijn says.
    """
    judged = {field.key: judge(field.value) for field in form.fields if isinstance(field, TextField)}
    masked = {key: each.masked for key, each in judged.items() if each.advice == "block"}
    must_go = _each_once(judged[key].seen("block") for key in masked)
    may_stay = _each_once(doubts(each, colleagues) for each in judged.values())
    if not masked and _marks(may_stay) <= marks_on(form.handle):
        return None
    return Open(
        replace(
            form,
            handle=asking(handle(), may_stay),
            fields=tuple(
                replace(field, value=masked.get(field.key, field.value)) if isinstance(field, TextField) else field
                for field in form.fields
            ),
            intro=(
                *([Note(words.spans("privacy.proposal", found=", ".join(must_go)))] if masked else ()),
                *([Note(words.spans("privacy.warning", found=", ".join(may_stay)))] if may_stay else ()),
                *form.intro,
            ),
        )
    )


def asking(handle: str, may_stay: Iterable[str]) -> str:
    """The handle of a form that asks whether these words may stay: sent in as it is, it says that they may."""
    return marked(handle, _marks(may_stay))


def note_confirmed(form: Form, work: Work) -> None:
    """The step that is taken now tells which kinds of personal data its writer let stand, and not the words."""
    note_let_stand((field.value for field in form.fields if isinstance(field, TextField)), work)


def note_let_stand(texts: Iterable[str], work: Work) -> None:
    """The same for what was asked about in an earlier step, when only its texts are left."""
    colleagues = colleagues_in(work.organisation)
    kinds = {each.type for text in texts for each in judge(text).findings if _is_doubtful(each, colleagues)}
    if kinds:
        work.signals.beside({"privacy": "confirmed", "privacy_types": " ".join(sorted(kinds))})


def doubts(judgement: Judgement, colleagues: Container[str]) -> tuple[str, ...]:
    """What is to be asked about, once what must go is gone."""
    left = judge(judgement.masked) if judgement.advice == "block" else judgement
    return _each_once([finding.value] for finding in left.findings if _is_doubtful(finding, colleagues))


def colleagues_in(organisation: Organisation) -> frozenset[str]:
    """The names of everybody in the organisation file, as `colleagues` wants them."""
    return _names(Same(organisation))


@lru_cache(maxsize=8)
def _names(same: Same) -> frozenset[str]:
    return frozenset(person.name.casefold() for person in same.organisation.people.values())


def _is_doubtful(finding: Finding, colleagues: Container[str]) -> bool:
    return finding.advice == "warn" and not (finding.type == "NAAM" and finding.value.casefold() in colleagues)


def _marks(may_stay: Iterable[str]) -> frozenset[str]:
    words = sorted({word.casefold() for word in may_stay})
    each = words if len(words) <= _MOST else ["\n".join(words)]
    return frozenset(sha256(word.encode("utf-8", "replace")).hexdigest()[:_SHORT] for word in each)


def _each_once(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in found for word in words))
