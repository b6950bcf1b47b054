"""A case's answers stand with the case, as one sealed text: they are read together, and erased together."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.sealing import seal, unseal

revision = "0004"
down_revision = "0003"

CASES = sa.table(
    "family_case", *(sa.column(name) for name in ("id", "key_name", "sealed_key", "sealed_answers"))
)
ANSWERS = sa.table("answer", *(sa.column(name) for name in ("case_id", "child", "question", "sealed_value")))
_WITH_KEY = (
    sa.select(ANSWERS, CASES.c.key_name, CASES.c.sealed_key)
    .join(CASES, CASES.c.id == ANSWERS.c.case_id)
    .order_by(ANSWERS.c.case_id, ANSWERS.c.child, ANSWERS.c.question)
)
AT_A_TIME = 1000


def upgrade() -> None:
    with op.batch_alter_table("family_case") as cases:
        cases.add_column(sa.Column("sealed_answers", sa.LargeBinary()))
    _bring_together(op.get_bind())
    op.drop_table("answer")


def _bring_together(connection: sa.Connection) -> None:
    """A thousand cases at a time: there may be a million."""
    (newest,) = connection.execute(sa.select(sa.func.max(ANSWERS.c.case_id))).one()
    for first in range(1, (newest or 0) + 1, AT_A_TIME):
        of_these = ANSWERS.c.case_id.between(first, first + AT_A_TIME - 1)
        rows = connection.execute(_WITH_KEY.where(of_these)).all()
        for number, answers in groupby(rows, key=lambda row: int(row.case_id)):
            sealed = _sealed(number, list(answers))
            connection.execute(sa.update(CASES).where(CASES.c.id == number).values(sealed_answers=sealed))


def _sealed(number: int, answers: Sequence[Any]) -> bytes:
    masters = op.get_context().config.attributes["masters"]  # type: ignore[union-attr]
    case = answers[0]
    key = unseal(masters.named(case.key_name), case.sealed_key, f"case-key:{number}")
    together = json.dumps([_opened(row, key) for row in answers], ensure_ascii=False)
    return seal(key, together.encode(errors="surrogatepass"), f"{number}:answers")


def _opened(row: Any, key: bytes) -> list[Any]:
    place = f"{row.case_id}:answer:{row.child}:{row.question}"
    answer = json.loads(unseal(key, row.sealed_value, place).decode(errors="surrogatepass"))
    return [row.child, row.question, answer["value"], answer["state"]]
