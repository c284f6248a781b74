"""Who else filed a signal, what was asked of the region, and whether the fixer put it off; absences and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("signals", sa.Column("co_filers", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("signals", sa.Column("question", sa.Text(), nullable=False, server_default=""))
    op.add_column("signals", sa.Column("put_off", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "absences",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Text(), primary_key=True),
        sa.Column("signal_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("fields", sa.JSON(), nullable=False),
    )
    op.create_index("ix_decisions_signal_id", "decisions", ["signal_id"])


def downgrade() -> None:
    op.drop_table("decisions")
    op.drop_table("absences")
    for name in ("put_off", "question", "co_filers"):
        op.drop_column("signals", name)
