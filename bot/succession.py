"""Whether a new organisation file can take over what is stored; asked before the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.organisation import Organisation
from bot.organisation.wording import NOUNS
from bot.store.keys_in_use import KeyInUse


def left_behind(in_use: Iterable[KeyInUse], organisation: Organisation) -> list[str]:
    """One sentence for each key in use that the file neither has nor names a successor of; empty when all is well."""
    look_up = {
        "regions": organisation.region,
        "directorates": organisation.directorate,
        "themes": organisation.theme,
        "people": organisation.person,
    }
    gone = [used for used in in_use if look_up[used.section](used.key) is None]
    return [_sentence(used) for used in sorted(gone, key=lambda used: (list(look_up).index(used.section), used.key))]


def _sentence(used: KeyInUse) -> str:
    return (
        f"organisatiebestand: {NOUNS[used.section]} ‘{used.key}’ is er niet meer, maar is nog nodig voor "
        f"{' en '.join(_needs(used))}; zet de sleutel terug bij ‘{used.section}’ of noem een opvolger bij ‘successors’"
    )


def _needs(used: KeyInUse) -> Iterator[str]:
    if used.signals:
        yield f"{used.signals} open {'knelpunt' if used.signals == 1 else 'knelpunten'}"
    if used.accounts:
        yield f"{used.accounts} {'account' if used.accounts == 1 else 'accounts'}"
