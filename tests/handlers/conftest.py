"""What the tests of the handlers share: a desk that can be held, and seconds that pass only when told to."""

import pytest

from handlers.intake import Intake
from tests.handlers.desk import Desk, as_reception
from tests.handlers.ticks import Ticks, count_by_ticks
from tests.town import Town


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def intake(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Intake:
    monkeypatch.setattr("handlers.intake.RETRY_SECONDS", (0, 0))
    monkeypatch.setattr("handlers.intake.backoff", lambda _: 0)
    return Intake(as_reception(desk), Ticks())


@pytest.fixture
async def ticks(town: Town) -> Ticks:
    return await count_by_ticks(town)
