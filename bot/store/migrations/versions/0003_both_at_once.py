"""What a platform's room must still know after a restart, and in whose language and zone an account reads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "memory",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
    for name in ("language", "zone"):
        op.add_column("accounts", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for name in ("language", "zone"):
        op.drop_column("accounts", name)
    op.drop_table("memory")
