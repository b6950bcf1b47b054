"""What rules came to before: those that read the same facts again, one after the other, come to the same."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.casework.facts import Family
from bot.casework.lens import Key

Known = Sequence[Mapping[str, Any]]
"""The facts of the family (0) and of each child (1, 2, ...) by name."""

Ways = dict[Any, Any]
"""Where each value led: to a fork, where one more fact was read, or to the end, which is what the rule came to."""

NOT_KNOWN: Final = object()
"""Stands in for a fact that is not known."""

FORGOTTEN: Final = object()
"""There is no such memory."""

MOST_FORKS = 75_000
"""How many forks are kept before all is forgotten: some 18 MiB of them."""


def known_of(family: Family, unknown: Iterable[Key]) -> Known:
    known = [dict(vars(who)) for who in (family, *family.children)]
    for who, fact in unknown:
        if who < len(known):
            known[who][fact] = NOT_KNOWN
    return known


@dataclass(frozen=True, slots=True)
class _Fork:
    who: int
    fact: str
    ways: Ways = field(default_factory=dict)


@dataclass
class Memory:
    """The ways that rules went: whom they were asked about, which rules, then each fact that they read."""

    begun: Ways = field(default_factory=dict)
    forks: int = 0

    def of(self, whom: Hashable) -> Ways:
        """The ways that begin with these people and with what was found before."""
        if self.forks > MOST_FORKS:
            self.begun, self.forks = {}, 0
        ways: Ways = self.begun.setdefault(whom, {})
        return ways

    def keep(self, ways: Ways, asked: Hashable, read: Iterable[Key], known: Known, came_to: object) -> None:
        """Keep what was come to after these facts had been read, one after the other."""
        value: Any = asked
        for who, fact in read:
            if value not in ways:
                ways[value] = _Fork(who, fact)
                self.forks += 1
            ways = ways[value].ways
            value = known[who][fact]
        ways[value] = came_to


def recall(ways: Ways, asked: Hashable, known: Known) -> Any:
    """What was come to when these facts were last read; FORGOTTEN if they never were."""
    end = ways.get(asked, FORGOTTEN)
    while type(end) is _Fork:
        end = end.ways.get(known[end.who][end.fact], FORGOTTEN)
    return end
