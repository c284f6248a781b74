"""What every signal is about, so that look-alikes are found."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("signal_id", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
    )
    op.create_index("ix_search_signal_id", "search", ["signal_id"])


def downgrade() -> None:
    op.drop_table("search")
