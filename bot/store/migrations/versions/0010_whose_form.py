"""A form is sent in by whoever opened it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("handles", sa.Column("holder", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("handles") as handles:
        handles.drop_column("holder")
