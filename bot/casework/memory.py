"""What rules came to before: one that reads the same facts again, one after the other, comes to the same."""

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

MOST_KEPT = 30_000
"""How many outcomes are kept before all are forgotten: some 30 MB, and more than an office's day brings."""


def known_of(family: Family, unknown: Iterable[Key]) -> Known:
    known = [dict(vars(who)) for who in (family, *family.children)]
    for who, fact in unknown:
        if who < len(known):
            known[who][fact] = NOT_KNOWN
    return known


@dataclass(frozen=True)
class _Fork:
    who: int
    fact: str
    ways: Ways = field(default_factory=dict)


@dataclass
class Memory:
    """The ways that rules went: whom they were asked about, then the rule, then each fact that it read."""

    begun: Ways = field(default_factory=dict)
    kept: int = 0

    def of(self, whom: Hashable) -> Ways:
        """The ways that begin with these people and with what was found before."""
        if self.kept > MOST_KEPT:
            self.begun, self.kept = {}, 0
        ways: Ways = self.begun.setdefault(whom, {})
        return ways

    def keep(self, ways: Ways, asked: Hashable, read: Iterable[Key], known: Known, came_to: object) -> None:
        """Keep what a rule came to after it had read these facts, one after the other."""
        value: Any = asked
        for who, fact in read:
            ways = ways.setdefault(value, _Fork(who, fact)).ways
            value = known[who][fact]
        ways[value] = came_to
        self.kept += 1


def recall(ways: Ways, asked: Hashable, known: Known) -> Any:
    """What the rule came to when it last read these facts; FORGOTTEN if it never did."""
    end = ways.get(asked, FORGOTTEN)
    while type(end) is _Fork:
        end = end.ways.get(known[end.who][end.fact], FORGOTTEN)
    return end
