"""Disjoint groups with a root that does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Groups over string keys. The root of a group is its smallest key."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: str) -> str:
        """The smallest key of the group of ``key``."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make one group of the two groups."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def all(self) -> list[list[str]]:
        """Every group, its members sorted, sorted by root."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            members[self.root(key)].append(key)
        return [members[root] for root in sorted(members)]
