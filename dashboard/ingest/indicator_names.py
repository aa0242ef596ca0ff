"""Indicators as a person writes them: by id, name or short name, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.catalog.likeness import Likeness
from dashboard.catalog.model import Indicator
from dashboard.catalog.spelling import name_key


class IndicatorNames:
    """Every spelling and the ids of the indicators that it stands for."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._ids: dict[str, list[str]] = {}
        for each in indicators:
            for key in {name_key(text) for text in (each.id, *each.name, *each.short)}:
                self._ids.setdefault(key, []).append(each.id)
        self._likeness = Likeness(self._ids)

    def ids(self, text: str) -> list[str]:
        """The indicators that `text` stands for: none, one, or several with one name."""
        return self._ids.get(name_key(text), [])

    def near(self, text: str, most: int) -> list[str]:
        """At most `most` indicators with names like `text`, the likest first."""
        near = (self._ids[key] for key in self._likeness.near(name_key(text)))
        return list(dict.fromkeys(each for ids in near for each in ids))[:most]
