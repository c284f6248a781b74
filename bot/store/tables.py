"""Every table there is, and what is indexed of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Table, Text, text

from bot.store.columns import Id, Json, Utc

REVISION = "0012"
"""The newest migration; a database at any other one is refused."""


metadata = MetaData()


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the few rows that still matter, so that a million finished ones cost nothing."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


# To the letter as the indexes have them, or neither database sees that a question is about what they hold.
NOT_OVER = "state IN ('routed', 'claimed', 'waiting', 'solved')"
IS_SHARED = "(" + " OR ".join(f"CAST({name} AS TEXT) <> '[]'" for name in ("also_regions", "co_filers", "joined")) + ")"
IS_TRIED = "kind = 'sandbox'"
IS_SAID = "NOT fold"


signals = Table(
    "signals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("filer", Text, nullable=False),
    Column("filed_at", Utc, nullable=False),
    Column("co_filers", Json, nullable=False),
    Column("region_mention", Text, nullable=False),
    Column("also_regions", Json, nullable=False),
    Column("themes", Json, nullable=False),
    Column("kind", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("co", Json, nullable=False),
    Column("on_behalf_of", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("confidential", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("fixer", Text, nullable=False),
    Column("joined", Json, nullable=False),
    Column("claimed_at", Utc),
    Column("progress_at", Utc),
    Column("next_step", Text, nullable=False),
    Column("next_step_on", Date),
    Column("waits_for", Text, nullable=False),
    Column("waits_until", Date),
    Column("question", Text, nullable=False),
    Column("put_off", Boolean, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("refused_by", Json, nullable=False),
    Column("missed", Json, nullable=False),
    Column("outcome", Json),
    Column("solved_at", Utc),
    Column("told", Json),
    Column("heard", Json, nullable=False, server_default="[]"),
    Column("ended_at", Utc),
    Column("end_reason", Text, nullable=False),
    Column("merged_into", Text, nullable=False),
    Column("related", Json, nullable=False, server_default="[]"),
    Column("head", Text, nullable=False),  # hash of the newest event: a timeline cut short shows
    # One for every way to belong to somebody: what is not over is little enough to be looked through.
    _partial("signals_not_over", "lead", "region", "filer", "fixer", "state", "id", where=NOT_OVER),
    _partial("signals_shared", "id", where=f"{NOT_OVER} AND {IS_SHARED}"),
)

events = Table(
    "events",
    metadata,
    Column("signal_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("platform", Text, nullable=False),
    Column("organisation_version", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Column("salt", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

moves = Table(
    "moves",
    metadata,
    Column("of", Text, primary_key=True),  # whose digest can tell of it: directorate:MEVA, region:..., person:...
    Column("at", Utc, primary_key=True),
    Column("signal_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", Text, nullable=False),
    sqlite_with_rowid=False,  # a digest is one stretch of it, read in one go
)

search = Table(
    "search",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    Column("signal_id", Text, nullable=False, index=True),
    Column("marks", Text, nullable=False),  # what it is about, parted by spaces; none where it must not be found
)

seen = Table(
    "seen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("email", Text, nullable=False),
    Column("spoke_at", Utc, nullable=False),
    Column("language", Text, nullable=False, server_default=""),  # as its platform says it; empty where it does not
    Column("zone", Text, nullable=False, server_default=""),
)

handles = Table(
    "handles",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("issued_at", Utc, nullable=False),
    Column("holder", Text, nullable=False, server_default=""),  # of a form: who opened it, by key
)

timers = Table(
    "timers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("leased_until", Utc),
    Column("ended", Text),  # "fired" or "cancelled", never both
    Column("ended_at", Utc),
    # A timer is planned once per subject and kind: planning it again moves it.
    _partial("timers_planned", "subject", "kind", where="ended IS NULL", unique=True),
    _partial("timers_due", "due_at", where="ended IS NULL"),
)

lanes = Table(
    "lanes",
    metadata,
    Column("lane", Text, primary_key=True),
    Column("waiting", Boolean, nullable=False),  # whether anything in it is still to be sent
    Column("not_before", Utc, nullable=False),
    Column("leased_until", Utc),
    _partial("lanes_due", "not_before", where="waiting"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("lane", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("event", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("fold", Boolean, nullable=False),
    Column("folding", Boolean, nullable=False),  # true while it folds and has not been claimed yet
    Column("by_clock", Boolean, nullable=False),  # nobody did anything: it is not sent at night
    Column("rests", Boolean, nullable=False),  # until the clock may speak; a timer wakes it
    Column("state", Text, nullable=False),  # waiting, sending, stale, settled, undeliverable, dropped
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("receipt", Text, nullable=False, server_default=""),  # where it stands, but for what folds: see posted
    _partial("outbox_open", "lane", "id", where="settled_at IS NULL"),
    _partial("outbox_folding", "lane", "subject", "view", where="folding", unique=True),
    _partial("outbox_undeliverable", "id", where="state = 'undeliverable'"),
    _partial("outbox_resting", "id", where="rests"),
    _partial("outbox_said", "subject", where=IS_SAID),
)

posted = Table(
    "posted",
    metadata,
    Column("signal_id", Text, primary_key=True),
    Column("lane", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("message", Text, nullable=False),
)

bindings = Table(
    "bindings",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("section", Text, nullable=False),  # directorates or regions
    Column("key", Text, nullable=False),  # empty once it was released
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

memory = Table(
    "memory",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("kept_at", Utc, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("person", Text, primary_key=True),
    Column("since", Date, primary_key=True),  # the first day away
    Column("until", Date),  # the last day away; none where the office was handed on
    Column("deputy", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("alone", Boolean, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Text, primary_key=True),  # B-2026-0021
    Column("signal_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("until", Date),
    Column("fields", Json, nullable=False),
    Index("decisions_until", "until"),
    _partial("decisions_tried", "number", where=IS_TRIED),
)

numbers = Table(
    "numbers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("next", Integer, nullable=False),
)
