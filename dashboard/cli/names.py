"""Names as people type them: found by code or by name, else the nearest ones are offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from dashboard.catalog.likeness import closest
from dashboard.catalog.model import LEVELS, Level
from dashboard.errors import InputError
from dashboard.store import Store
from dashboard.text import Lang
from dashboard.text.periods import BE_OFFSET, parse_period

OFFERED: Final = 3
INDICATORS_OFFERED: Final = 5
FIRST_BUDDHIST_YEAR: Final = 2400
# Longer ones first: "จังหวัด" begins with "จ".
_PREFIXES: Final = ("จังหวัด", "อำเภอ", "จ.", "อ.")


class Names:
    """What the indicators and areas of a snapshot are called."""

    def __init__(self, store: Store, lang: Lang) -> None:
        indicators, areas = store.indicators(), store.areas()
        self._areas = _spoken(areas, "code", "name_th", "name_en")
        self._indicators = _spoken(indicators, "id", "name_th", "name_en", "short_th", "short_en")
        self._indicator_labels = dict(
            zip(indicators["id"], indicators[f"short_{lang}"], strict=True)
        )
        self._area_labels = dict(zip(areas["code"], areas[f"name_{lang}"], strict=True))
        self.area_levels: dict[str, Level] = dict(zip(areas["code"], areas["level"], strict=True))

    def indicator(self, text: str) -> str:
        """The indicator with the id `text`.

        Raises:
            InputError: there is none; the message offers the nearest by id and by name.
        """
        if text in self._indicator_labels:
            return text
        found = closest(text, self._indicators, INDICATORS_OFFERED)
        raise InputError(
            "cli.unknown_indicator", name=text, nearest=_offer(found, self._indicator_labels)
        )

    def area(self, text: str) -> str:
        """The code of the area with the code or name `text`.

        Raises:
            InputError: there is none, or several have this name.
        """
        codes = self._areas.get(_plain(text)) or self._areas.get(_plain(_without_kind(text))) or []
        if len(codes) == 1:
            return codes[0]
        key = "cli.ambiguous_area" if codes else "cli.unknown_area"
        found = codes or closest(_without_kind(text), self._areas, OFFERED)
        raise InputError(key, name=text, nearest=_offer(found, self._area_labels))

    def level(self, text: str) -> Level:
        """The level called `text`.

        Raises:
            InputError: there is none.
        """
        for level in LEVELS:
            if text.casefold() == level:
                return level
        found = closest(text, {level: [level] for level in LEVELS}, OFFERED)
        every = ", ".join(LEVELS)
        raise InputError("cli.unknown_level", name=text, nearest=", ".join(found), all=every)


def period_id(text: str, existing: Iterable[str]) -> str:
    """The period that `text` means: an id, a Buddhist-era year or quarter, "latest" or "all".

    Raises:
        InputError: it means none; the message offers the nearest of the `existing` ones.
    """
    word = text.strip()
    if word.casefold() in {"latest", "all"}:
        return word.casefold()
    try:
        period = parse_period(word.upper())
    except ValueError:
        found = closest(word, {each: [each] for each in existing}, OFFERED)
        raise InputError("cli.unknown_period", name=text, nearest=", ".join(found) or "–") from None
    if period.fiscal or period.year < FIRST_BUDDHIST_YEAR:
        return word.upper()
    return str(period.year - BE_OFFSET) + word.upper()[4:]


def _spoken(frame: pd.DataFrame, *columns: str) -> dict[str, list[str]]:
    """Every name in `columns`, and the codes (first column) that it stands for."""
    names: dict[str, list[str]] = {}
    for column in columns:
        for name, code in zip(frame[column], frame[columns[0]], strict=True):
            codes = names.setdefault(_plain(name), [])
            if code not in codes:
                codes.append(code)
    return names


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_kind(text: str) -> str:
    """`อำเภอปากพนัง` is called ปากพนัง."""
    for prefix in _PREFIXES:
        if text.startswith(prefix):
            return text.removeprefix(prefix)
    return text


def _offer(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"{code} ({labels[code]})" for code in codes)
