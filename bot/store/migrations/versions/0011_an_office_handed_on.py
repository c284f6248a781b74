"""An office that was handed on is not an absence until the last day there is."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_absences = sa.table("absences", sa.column("until", sa.Date()))
_FOR_EVER = date(9999, 1, 1)  # asyncpg keeps the last day there is as infinity, which is later too


def upgrade() -> None:
    with op.batch_alter_table("absences") as absences:
        absences.alter_column("until", existing_type=sa.Date(), nullable=True)
    op.execute(_absences.update().where(_absences.c.until >= _FOR_EVER).values(until=None))


def downgrade() -> None:
    op.execute(_absences.update().where(_absences.c.until.is_(None)).values(until=date.max))
    with op.batch_alter_table("absences") as absences:
        absences.alter_column("until", existing_type=sa.Date(), nullable=False)
