"""Which account belongs to whom, recorded at first sight; a changed match needs an admin."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, update

from bot.conversation import Account
from bot.store import tables
from bot.store.upsert import insert

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

_ACCOUNT = and_(
    tables.accounts.c.platform == bindparam("its_platform"),
    tables.accounts.c.tenant == bindparam("its_tenant"),
    tables.accounts.c.user == bindparam("its_user"),
)
REMEMBER = insert(tables.accounts).on_conflict_do_nothing()
SPOKE = update(tables.accounts).where(_ACCOUNT).values(spoke_at=bindparam("spoke_at"))
STILL = SPOKE.where(tables.accounts.c.person == bindparam("its_person"))


class People:
    """Accounts as one unit of work sees them: what it remembered itself included."""

    def __init__(self, runner: Runner, now: datetime) -> None:
        self._runner = runner
        self._now = now
        self._remembered: dict[Account, tuple[str, str]] = {}
        self._spoke: set[Account] = set()

    async def person_of(self, account: Account) -> str | None:
        """The key of the person this account was matched with, or None."""
        if account in self._remembered:
            return self._remembered[account][0]
        return await self._runner.read(lambda connection: person_of(connection, account))

    def remember(self, account: Account, person: str, email: str) -> None:
        """Record the first match of this account; an earlier match stands, and then the commit is a Conflict."""
        self._remembered[account] = (person, email)

    async def accounts_of(self, person: str) -> list[Account]:
        """The accounts of this person, the one that last spoke first."""
        stored = await self._runner.read(lambda connection: accounts_of(connection, person))
        ours = [account for account, (whose, _) in self._remembered.items() if whose == person]
        spoke = [account for account in stored if account in self._spoke]
        return list(dict.fromkeys((*spoke, *ours, *stored)))

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
            into.remembered.append(row | {"person": whose, "email": email, "spoke_at": self._now})
            into.bound.append(self._row(new) | {"its_person": whose})
        into.spoken.extend(self._row(each) for each in self._spoke if each not in {*self._remembered, account})
        if account is not None and person is not None and account not in self._remembered:
            into.bound.append(self._row(account) | {"its_person": person})

    def _row(self, account: Account) -> dict[str, object]:
        where = {"its_platform": account.platform, "its_tenant": account.tenant, "its_user": account.user}
        return where | {"spoke_at": self._now}


def person_of(connection: Connection, account: Account) -> str | None:
    """The person an account was matched with."""
    return connection.execute(select(tables.accounts.c.person).where(_is(account))).scalar()


def accounts_of(connection: Connection, person: str) -> list[Account]:
    """Where a person can be reached, last spoken first."""
    its = tables.accounts.c
    found = select(its.platform, its.tenant, its.user).where(its.person == person).order_by(its.spoke_at.desc())
    return [Account(*row) for row in connection.execute(found)]


def _is(account: Account) -> ColumnElement[bool]:
    its = tables.accounts.c
    return and_(its.platform == account.platform, its.tenant == account.tenant, its.user == account.user)
