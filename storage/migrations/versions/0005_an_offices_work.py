"""What an office does with a case: who waits for whom, consent, files, members, an audit trail, daily chores."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _cases()
    for name, columns in TABLES.items():
        op.create_table(
            name,
            *(sa.Column(column, kind, nullable=False) for column, kind in columns.items()),
            *KEYS[name](name),
        )
    for name in ("consent", "joined_file"):
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    _unchanged("audit")


def _cases() -> None:
    with op.batch_alter_table("family_case") as cases:
        for name in ("paused_until", "touched_at", "contacted_at", "raised_at", "talked_at"):
            cases.add_column(sa.Column(name, MOMENT))
        for name in ("prompted_on", "triaged_on"):
            cases.add_column(sa.Column(name, sa.Date()))
        cases.add_column(sa.Column("not_after", sa.Integer()))
        cases.add_column(sa.Column("asked_by", sa.BigInteger()))
        for name in ("neutral", "by_phone"):
            cases.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default="0"))
        for name in ("asked_by_name", "waiting_on", "difference"):
            cases.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("staff_ask") as asks:
        asks.add_column(sa.Column("mark", sa.String(), nullable=False, server_default=""))
        asks.add_column(sa.Column("sealed_text", sa.LargeBinary()))


TABLES: dict[str, dict[str, Any]] = {
    "consent": {
        "id": sa.Integer(),
        "case_id": sa.Integer(),
        "kind": sa.String(),
        "given": sa.Boolean(),
        "at": MOMENT,
        "wording": sa.String(),
        "who": sa.String(),
    },
    "joined_file": {
        "id": sa.Integer(),
        "case_id": sa.Integer(),
        "at": MOMENT,
        "kind": sa.String(),
        "album": sa.String(),
        "mark": sa.String(),
        "sealed_about": sa.LargeBinary(),
    },
    "staff_member": {"id": sa.BigInteger(), "name": sa.String(), "seen_at": MOMENT},
    "audit": {
        "id": sa.Integer(),
        "at": MOMENT,
        "who_id": sa.BigInteger(),
        "who": sa.String(),
        "act": sa.String(),
        "case_id": sa.Integer(),
        "ref": sa.String(),
        "digest": sa.String(),
    },
    "chore": {"name": sa.String(), "on": sa.Date(), "reached": sa.Integer(), "done": sa.Boolean()},
}


def _numbered(name: str) -> tuple[sa.Constraint, ...]:
    return (sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),)


def _of_a_case(name: str) -> tuple[sa.Constraint, ...]:
    of_case = sa.ForeignKeyConstraint(
        ["case_id"], ["family_case.id"], name=op.f(f"fk_{name}_case_id_family_case")
    )
    return (*_numbered(name), of_case)


def _named(name: str) -> tuple[sa.Constraint, ...]:
    return (sa.PrimaryKeyConstraint("name", name=op.f(f"pk_{name}")),)


KEYS = {
    "consent": _of_a_case,
    "joined_file": _of_a_case,
    "staff_member": _numbered,
    "audit": _numbered,
    "chore": _named,
}


def _unchanged(table: str) -> None:
    """Rows are added, never changed and never taken away."""
    words = "the audit trail is never changed"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE integrity_constraint_violation USING MESSAGE = '{words}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_unchanged()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_not_{event.lower()}d BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
