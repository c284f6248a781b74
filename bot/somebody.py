"""Somebody named in a command: by name, e-mail address or key, or mentioned as their platform writes it."""

from __future__ import annotations

import re

from bot.conversation import Account
from bot.organisation import Person
from bot.organisation.naming import person_called
from bot.store.work import Work

_ACCOUNT = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
"""Somebody mentioned, where their platform writes its own id for them."""


async def somebody(name: str, work: Work) -> Person | None:
    """The one person who is meant; None when there is nobody, or more than one."""
    mention = _ACCOUNT.fullmatch(name.strip())
    if mention is None or work.account is None:
        return person_called(name, work.organisation)
    reader = await work.people.reader_at(Account(work.account.platform, work.account.tenant, mention[1]))
    listed = work.organisation.person_by_account(work.account.platform, mention[1])
    return (work.organisation.people.get(reader.person) if reader else None) or listed
