"""Seconds that pass only when told to: what the line's own waits are counted by."""

from tests.town import Town


class Ticks:
    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


async def count_by_ticks(town: Town) -> Ticks:
    """Let the town count its pauses by ticks."""
    found = Ticks()
    town.elapsed = found
    await town.restart()
    return found


async def passes(town: Town, ticks: Ticks, seconds: float) -> None:
    """Let the line's own time pass, and send what no longer waits."""
    ticks.seconds += seconds
    await town.settle()


async def until_sent(town: Town, ticks: Ticks) -> None:
    """Let time pass until nothing waits to be sent."""
    while not town.sendline.idle():
        await passes(town, ticks, 60)
