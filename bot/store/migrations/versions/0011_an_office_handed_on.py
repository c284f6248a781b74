"""An office that was handed on is not an absence until the last day there is."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_absences = sa.table("absences", sa.column("until", sa.Date()))


def upgrade() -> None:
    with op.batch_alter_table("absences") as absences:
        absences.alter_column("until", existing_type=sa.Date(), nullable=True)
    op.execute(_absences.update().where(_absences.c.until == date.max).values(until=None))


def downgrade() -> None:
    op.execute(_absences.update().where(_absences.c.until.is_(None)).values(until=date.max))
    with op.batch_alter_table("absences") as absences:
        absences.alter_column("until", existing_type=sa.Date(), nullable=False)
