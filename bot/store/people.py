"""Which account belongs to whom, recorded at first sight; a changed match needs an admin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Update, and_, bindparam, select, update
from sqlalchemy.dialects.postgresql import Insert

from bot.conversation import Account
from bot.store import tables
from bot.store.writing import Alteration, Given, Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

_its = tables.accounts.c

_HEARD = ("spoke_at", "language", "zone")
"""What is learnt whenever somebody speaks."""


def _first_match(new: Insert) -> Insert:
    """An account that is matched already stays with its person."""
    same = _its.person == new.excluded.person
    heard = {name: new.excluded[name] for name in _HEARD}
    return new.on_conflict_do_update(index_elements=["platform", "tenant", "user"], set_=heard, where=same)


def _spoke(given: Given) -> Update:
    account = (_its.platform == given("was_platform"), _its.tenant == given("was_tenant"))
    return update(tables.accounts).where(*account, _its.user == given("was_user")).values(spoke_at=given("spoke_at"))


def _still(given: Given) -> Update:
    heard = {name: given(name) for name in _HEARD}
    return _spoke(given).where(_its.person == given("was_person")).values(heard)


REMEMBER = Insertion(tables.accounts, _first_match)
SPOKE = Alteration(tables.accounts, "was_platform was_tenant was_user spoke_at", _spoke)
STILL = Alteration(tables.accounts, " ".join(("was_platform was_tenant was_user was_person", *_HEARD)), _still)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads at an account, and how their platform says they read; empty where it does not say."""

    person: str
    language: str
    zone: str


class People:
    """Accounts as one unit of work sees them: what it remembered itself included."""

    def __init__(self, runner: Runner, now: datetime) -> None:
        self._runner = runner
        self._now = now
        self._remembered: dict[Account, tuple[str, str]] = {}
        self._spoke: set[Account] = set()
        self._asking: Account | None = None
        self._reads = {"language": "", "zone": ""}

    async def reader_at(self, account: Account) -> Reader | None:
        """Who reads at this account; None when nobody was matched with it."""
        if account in self._remembered:
            return Reader(self._remembered[account][0], **self._reads_at(account))
        return await self._runner.read(lambda connection: _reader_at(connection, account))

    def remember(self, account: Account, person: str, email: str) -> None:
        """Record the first match of this account; an earlier match stands, and then the commit is a Conflict."""
        self._remembered[account] = (person, email)

    async def accounts_of(self, person: str) -> list[Account]:
        """The accounts of this person, the one that last spoke first."""
        stored = await self._runner.read(lambda connection: accounts_of(connection, person))
        ours = [account for account, (whose, _) in self._remembered.items() if whose == person]
        spoke = [account for account in stored if account == self._asking or account in self._spoke]
        return list(dict.fromkeys((*spoke, *ours, *stored)))

    def asking(self, account: Account, language: str, zone: str) -> None:
        """The request comes from here: whoever it belongs to is speaking now, and reads like this."""
        self._asking, self._reads = account, {"language": language, "zone": zone}

    def spoke(self, account: Account) -> None:
        """Its person is reading here now."""
        self._spoke.add(account)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._remembered or self._spoke)

    def collect(self, into: Changes, account: Account | None, person: str | None) -> None:
        """Hand over what was learnt, and who must still be behind the asking account."""
        for new, (whose, email) in self._remembered.items():
            row = {"platform": new.platform, "tenant": new.tenant, "user": new.user}
            into.remembered.append(row | self._reads_at(new) | {"person": whose, "email": email, "spoke_at": self._now})
        into.spoken.extend(self._row(each) for each in self._spoke if each not in {*self._remembered, account})
        if account is not None and person is not None and account not in self._remembered:
            into.bound.append(self._row(account) | self._reads | {"was_person": person})

    def _reads_at(self, account: Account) -> dict[str, str]:
        return self._reads if account == self._asking else {"language": "", "zone": ""}

    def _row(self, account: Account) -> dict[str, object]:
        where = {"was_platform": account.platform, "was_tenant": account.tenant, "was_user": account.user}
        return where | {"spoke_at": self._now}


_AT = and_(*(_its[name] == bindparam(name) for name in ("platform", "tenant", "user")))
_READER = select(_its.person, _its.language, _its.zone).where(_AT)
"""Whose an account is, and how they read."""


def _reader_at(connection: Connection, account: Account) -> Reader | None:
    asked = {"platform": account.platform, "tenant": account.tenant, "user": account.user}
    row = connection.execute(_READER, asked).first()
    return Reader(*row) if row else None


_ACCOUNTS = (
    select(_its.platform, _its.tenant, _its.user)
    .where(_its.person == bindparam("person"))
    .order_by(_its.spoke_at.desc())
)
"""The accounts of a person, last spoken first."""


def accounts_of(connection: Connection, person: str) -> list[Account]:
    """Where a person can be reached, last spoken first."""
    return [Account(*row) for row in connection.execute(_ACCOUNTS, {"person": person})]
