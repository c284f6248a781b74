"""Who can read about which step in their weekly digest, and what is not over by whose it is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

OPEN = "state IN ('routed', 'claimed', 'waiting', 'solved')"
SHARED = " OR ".join(f"CAST({name} AS TEXT) <> '[]'" for name in ("also_regions", "co_filers", "joined"))

INDEXES = {
    "signals_not_over": ("signals", ["lead", "region", "filer", "fixer", "state", "id"], OPEN),
    "signals_shared": ("signals", ["id"], f"{OPEN} AND ({SHARED})"),
    "decisions_until": ("decisions", ["until"], None),
    "decisions_tried": ("decisions", ["number"], "kind = 'sandbox'"),
}

READERS = (("directorate", "lead"), ("region", "region"), ("person", "filer"), ("person", "fixer"))
MORE_READERS = (("region", "also_regions"), ("person", "co_filers"), ("person", "joined"))


def upgrade() -> None:
    op.create_table(
        "moves",
        sa.Column("of", sa.Text(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("signal_id", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("step", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    for name, (table, columns, where) in INDEXES.items():
        condition = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
    _fill()


def downgrade() -> None:
    for name, (table, _, _) in INDEXES.items():
        op.drop_index(name, table)
    op.drop_table("moves")


def _fill() -> None:
    """What is known of the past: whoever a signal is with today reads about all of it."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    each = "json_each({})" if on_sqlite else "json_array_elements_text({}) AS one(value)"
    left = "json_extract(facts, '$.from')" if on_sqlite else "json_extract_path_text(facts, 'from')"
    for reader, column in READERS:
        _add(reader, f"signals.{column}", f"signals.{column} <> ''")
    for reader, column in MORE_READERS:
        _add(reader, "value", "true", f", {each.format(f'signals.{column}')}")
    _add("directorate", left, f"step = 'reroute' AND {left} <> ''")


def _add(reader: str, key: str, where: str, also: str = "") -> None:
    op.execute(
        f"INSERT INTO moves (of, at, signal_id, version, step) "  # noqa: S608 - of the names above only
        f"SELECT '{reader}:' || {key}, events.at, events.signal_id, events.version, events.step "
        f"FROM events JOIN signals ON signals.id = events.signal_id{also} "
        f"WHERE step NOT IN ('spar', 'see', 'remind', 'miss', 'reach') AND {where} ON CONFLICT DO NOTHING"
    )
