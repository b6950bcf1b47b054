"""Lanes, ranks and claims for messages, leases for processes, places in the queue; history kept on PostgreSQL too."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

QUEUED, WAITING = sa.text("state = 'queued'"), sa.text("state = 'waiting'")
IN_QUEUE = sa.text("place <> ''")


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    _messages()
    _queue()
    with op.batch_alter_table("follow_up") as follow_ups:
        follow_ups.drop_index("ix_follow_up_due")
        follow_ups.create_index(
            "ix_follow_up_waiting", ["due_at", "id"], sqlite_where=WAITING, postgresql_where=WAITING
        )
    if op.get_bind().dialect.name == "postgresql":
        _keep_history()


def _messages() -> None:
    """What waits already goes out in the order in which it was queued."""
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.drop_index("ix_outgoing_queue")
        outgoing.add_column(sa.Column("lane", sa.Integer(), nullable=False, server_default="0"))
        outgoing.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="1"))
        outgoing.add_column(sa.Column("send_by", sa.DateTime(timezone=True)))
        outgoing.add_column(sa.Column("claimed_by", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE outgoing SET send_by = queued_at, rank = CASE WHEN urgent THEN 0 ELSE 1 END, "
        "lane = CASE WHEN chat_id = 0 THEN coalesce(case_id, 0) ELSE 0 END"
    )
    with op.batch_alter_table("outgoing") as outgoing:
        outgoing.alter_column("send_by", existing_type=sa.DateTime(timezone=True), nullable=False)
        for name in ("lane", "rank", "claimed_by"):
            outgoing.alter_column(name, server_default=None)
        outgoing.drop_column("urgent")
        outgoing.drop_column("tries")
        for name, columns in (("lane", ["chat_id", "lane", "id"]), ("waiting", ["send_by", "id"])):
            outgoing.create_index(
                f"ix_outgoing_{name}", columns, sqlite_where=QUEUED, postgresql_where=QUEUED
            )


def _queue() -> None:
    """A case finds its full place when it is next written; until then urgency, safety and deadline order it."""
    with op.batch_alter_table("family_case") as cases:
        cases.drop_index("ix_family_case_queue")
        cases.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE family_case SET place = "
        "CASE WHEN decided = 'urgent' OR (decided = '' AND urgency = 'urgent') THEN '0' ELSE '1' END || "
        "CASE WHEN safety THEN '0' ELSE '1' END || ' ' || "
        "coalesce(CAST(deadline_on AS VARCHAR), '9999-12-31') || ' ' || CAST(id AS VARCHAR) "
        "WHERE ref IS NOT NULL AND status IN ('open', 'asking')"
    )
    with op.batch_alter_table("family_case") as cases:
        cases.create_index(
            "ix_family_case_place", ["place"], sqlite_where=IN_QUEUE, postgresql_where=IN_QUEUE
        )


def _keep_history() -> None:
    """What the first migration does on SQLite: history is added to, never changed."""
    for name, event, condition, words in (
        ("happening_unchanged", "UPDATE", "true", "history is never changed"),
        (
            "happening_kept",
            "DELETE",
            "EXISTS (SELECT 1 FROM family_case WHERE id = OLD.case_id AND sent_at IS NOT NULL)",
            "the history of a case that was sent is kept",
        ),
    ):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE integrity_constraint_violation USING MESSAGE = '{words}'; END IF; "
            "RETURN OLD; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON happening FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
