"""Which messages are the clock's own, and which of them rest until it may speak."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("by_clock", "rests"):
        op.add_column("outbox", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    where = sa.text("rests")
    op.create_index("outbox_resting", "outbox", ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("outbox_resting", "outbox")
    for name in ("rests", "by_clock"):
        op.drop_column("outbox", name)
