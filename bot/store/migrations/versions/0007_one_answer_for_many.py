"""Which regions heard the answer they share, and which solutions of others were recognised."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ADDED = ("heard", "related")


def upgrade() -> None:
    for name in ADDED:
        op.add_column("signals", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    for name in ADDED:
        op.drop_column("signals", name)
