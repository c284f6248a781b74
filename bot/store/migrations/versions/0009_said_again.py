"""Where every message stands, so that its words can be changed or taken out where they were said."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("receipt", sa.Text(), nullable=False, server_default=""))
    about = sa.text("NOT fold")
    op.create_index("outbox_said", "outbox", ["subject"], sqlite_where=about, postgresql_where=about)


def downgrade() -> None:
    op.drop_index("outbox_said", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("receipt")
