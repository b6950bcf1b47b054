"""Indexes for what took longer with each case: where a case's messages stand, which keys are still needed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SEALED = sa.text("sealed_key IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("posted") as posted:
        posted.drop_index("ix_posted_case_id")
        posted.create_index("ix_posted_of_case", ["case_id", "chat_id"])
    with op.batch_alter_table("family_case") as cases:
        cases.create_index("ix_family_case_key", ["key_name"], sqlite_where=SEALED, postgresql_where=SEALED)
