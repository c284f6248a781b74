"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("tenant", sa.Text(), primary_key=True),
        sa.Column("user", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("spoke_at", MOMENT, nullable=False),
    )
    op.create_index("ix_accounts_person", "accounts", ["person"])
    op.create_table(
        "handles",
        sa.Column("handle", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
    )
    op.create_table(
        "lanes",
        sa.Column("lane", sa.Text(), primary_key=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT),
    )
    _partial("lanes_due", "lanes", ["not_before"], where="waiting")
    op.create_table(
        "numbers",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("next", sa.Integer(), nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("fold", sa.Boolean(), nullable=False),
        sa.Column("folding", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
    )
    _partial("outbox_folding", "outbox", ["lane", "subject", "view"], where="folding", unique=True)
    _partial("outbox_open", "outbox", ["lane", "id"], where="settled_at IS NULL")
    _partial("outbox_undeliverable", "outbox", ["id"], where="state = 'undeliverable'")
    op.create_table(
        "posted",
        sa.Column("signal_id", sa.Text(), primary_key=True),
        sa.Column("lane", sa.Text(), primary_key=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "signals",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("number", sa.Text(), nullable=False, unique=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("filer", sa.Text(), nullable=False),
        sa.Column("filed_at", MOMENT, nullable=False),
        sa.Column("region_mention", sa.Text(), nullable=False),
        sa.Column("also_regions", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("co", sa.JSON(), nullable=False),
        sa.Column("on_behalf_of", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fixer", sa.Text(), nullable=False),
        sa.Column("joined", sa.JSON(), nullable=False),
        sa.Column("claimed_at", MOMENT),
        sa.Column("progress_at", MOMENT),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_step_on", sa.Date()),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("waits_until", sa.Date()),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("refused_by", sa.JSON(), nullable=False),
        sa.Column("missed", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON()),
        sa.Column("solved_at", MOMENT),
        sa.Column("told", sa.JSON()),
        sa.Column("ended_at", MOMENT),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
    )
    op.create_table(
        "timers",
        sa.Column("id", ID, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT),
        sa.Column("ended", sa.Text()),
        sa.Column("ended_at", MOMENT),
    )
    _partial("timers_due", "timers", ["due_at"], where="ended IS NULL")
    _partial("timers_planned", "timers", ["subject", "kind"], where="ended IS NULL", unique=True)
    op.create_table(
        "events",
        sa.Column("signal_id", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("organisation_version", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("events")
    op.drop_table("timers")
    op.drop_table("signals")
    op.drop_table("seen")
    op.drop_table("posted")
    op.drop_table("outbox")
    op.drop_table("numbers")
    op.drop_table("lanes")
    op.drop_table("handles")
    op.drop_table("accounts")


def _partial(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
