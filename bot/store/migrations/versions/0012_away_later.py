"""Somebody may say more than one absence, each with its first day, and that nobody stands in."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_KEPT = ("person", "until", "deputy", "by", "at")
_ALREADY = date(2000, 1, 1)  # every absence that was said until now had begun


def upgrade() -> None:
    op.rename_table("absences", "absences_before")
    op.create_table(
        "absences",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("since", sa.Date(), primary_key=True),
        *_others(),
        sa.Column("alone", sa.Boolean(), nullable=False),
    )
    before, after = _table("absences_before"), _table("absences", "since", "alone")
    rows = sa.select(*(before.c[name] for name in _KEPT), sa.literal(_ALREADY, sa.Date()), sa.false())
    op.execute(after.insert().from_select([*_KEPT, "since", "alone"], rows))
    op.drop_table("absences_before")


def downgrade() -> None:
    """Of each person the one that began last; what is still to begin would begin at once, and has to be said again."""
    op.rename_table("absences", "absences_after")
    op.create_table("absences", sa.Column("person", sa.Text(), primary_key=True), *_others())
    after, before = _table("absences_after", "since"), _table("absences")
    theirs = after.alias()
    begun = theirs.c.since <= sa.func.current_date()
    last = sa.select(sa.func.max(theirs.c.since)).where(theirs.c.person == after.c.person, begun).scalar_subquery()
    rows = sa.select(*(after.c[name] for name in _KEPT)).where(after.c.since == last)
    op.execute(before.insert().from_select(_KEPT, rows))
    op.drop_table("absences_after")


def _others() -> list[sa.Column[Any]]:
    return [
        sa.Column("until", sa.Date()),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    ]


def _table(name: str, *more: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each) for each in (*_KEPT, *more)))
