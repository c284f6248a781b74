"""Runs migrations on the connection they are handed, inside its transaction; there is no alembic.ini."""

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
