"""What the peers ask: the very questions and buttons that Sendline was heard to ask."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

TOKEN = "1000000001:PRETEND-TOKEN-OF-THE-STAND-IN"


@dataclass(frozen=True)
class Question:
    text: str
    typed: bool  # answered in words
    rows: tuple[tuple[str, ...], ...]  # the labels of its buttons


def questions() -> tuple[Question, ...]:
    """All questions in order; the closing words are the last."""
    told = json.loads(Path(os.environ["BENCH_QUESTIONS"]).read_text())
    return tuple(Question(q["text"], q["typed"], tuple(map(tuple, q["rows"]))) for q in told)


def base() -> str:
    """Where the stand-in listens."""
    return os.environ["BENCH_TELEGRAM"]
