"""Peer B: the same as A, with PicklePersistence as it comes."""

import os
from pathlib import Path

from telegram.ext import PicklePersistence

from tests.bench.peers.a import application

if __name__ == "__main__":
    application(PicklePersistence(Path(os.environ["BENCH_FOLDER"]) / "conversations.pickle")).run_polling()
