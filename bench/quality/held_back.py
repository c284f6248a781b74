"""The organisation file as if some texts had never been read: without the words that only they can have suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.evidence import Reading, Weighing, theme_phrases
from bot.organisation import Organisation

Said = frozenset[tuple[str, str]]
"""A theme and a phrase of it."""


def without_words_of(held_back: Sequence[str], others: Sequence[str], organisation: Organisation) -> Organisation:
    """Every keyword and hint gone that is found in the texts held back and in none of the others.

    Also gone are words of the trade that would have stood there anyway, so what is measured with it is a lower bound.
    """
    while True:
        known = Weighing(theme_phrases(organisation))
        alone = _said(held_back, known) - _said(others, known)
        less = _without(alone, organisation)
        if less == organisation:
            return organisation
        organisation = less  # a word may have stood in the shadow of a longer one


def _said(texts: Iterable[str], known: Weighing) -> Said:
    weights = [known.weigh(Reading(text)) for text in texts]
    return frozenset((key, phrase) for each in weights for key, weight in each.items() for phrase in weight.phrases)


def _without(gone: Said, organisation: Organisation) -> Organisation:
    themes = {
        key: theme.model_copy(
            update={
                "keywords": tuple(phrase for phrase in theme.keywords if (key, phrase) not in gone),
                "hints": tuple(phrase for phrase in theme.hints if (key, phrase) not in gone),
            }
        )
        for key, theme in organisation.themes.items()
    }
    return organisation.model_copy(update={"themes": themes})
