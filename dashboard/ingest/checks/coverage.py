"""Rules about what stands in a file twice, and what a file leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog.model import SOUTH
from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import Figures, Flags, Ints
from dashboard.ingest.checks.hits import Facts, Hits, area_words, both, place_of
from dashboard.text import LANGS, Lang

_NAMED: Final = 8
_SHARE: Final = 100.0

_Members = dict[tuple[int, int], dict[int, int]]
_Found = dict[tuple[int, int, int, frozenset[int]], list[int]]


def duplicate(case: Case, rule: Rule) -> Iterator[Hits]:
    """The same key again with another value; the first place is named, no value is."""
    del rule
    again, first = _again(case)
    rows = again[~_same(case, again, first)]
    firsts = first[~_same(case, again, first)]
    yield Hits(rows, lambda index: _first(case, int(firsts[index])), silent=True)


def duplicate_same(case: Case, rule: Rule) -> Iterator[Hits]:
    """The same figures again: told once for every two files."""
    del rule
    again, first = _again(case)
    same = _same(case, again, first)
    frame = pd.DataFrame(
        {
            "file": case.file[again[same]],
            "other": case.file[first[same]],
            "row": again[same],
            "first": first[same],
        }
    )
    groups = frame.groupby(["file", "other"]).agg(
        count=("row", "size"), row=("row", "min"), first=("first", "min")
    )
    count, firsts = groups["count"].to_numpy(), groups["first"].to_numpy()
    yield Hits(
        groups["row"].to_numpy(dtype=np.int64),
        lambda index: {"count": int(count[index]), **_first(case, int(firsts[index]))},
        silent=True,
    )


def _first(case: Case, row: int) -> Facts:
    place = place_of(case, row)
    return both("first", {lang: place.words(lang) for lang in LANGS})


def missing_areas(case: Case, rule: Rule) -> Iterator[Hits]:
    """Areas that the period before has and a file, nearly complete otherwise, has not.

    Districts are looked at province by province, provinces of the South apart from the others;
    indicators that lack the same areas of the same period are told together. A period that is
    published already keeps what a file leaves out.
    """
    before = _members(case, case.printed)
    periods = _periods(before)
    found: _Found = {}
    for (group, moment), areas in sorted(_members(case, case.new).items()):
        if (group, moment) in before:
            continue
        last = max((each for each in periods.get(group, ()) if each < moment), default=-1)
        expected = {each for each in before.get((group, last), ()) if _exists(case, each, moment)}
        lacking = frozenset(expected - areas.keys())
        enough = len(areas.keys() & expected) >= rule.limit("share") / _SHARE * len(expected)
        if lacking and enough:
            row = min(areas.values())
            key = (int(case.file[row]), moment, len(expected), lacking)
            found.setdefault(key, []).append(row)
    yield _told(case, found)


def _told(case: Case, found: _Found) -> Hits:
    keys, rows = list(found), list(found.values())

    def tell(index: int) -> Facts:
        _, _, expected, lacking = keys[index]
        return {
            "count": len(lacking),
            "expected": expected,
            "indicators": len(rows[index]),
            **both("names", _listed(case, sorted(lacking))),
        }

    first = np.array([min(each) for each in rows], dtype=np.int64)
    return Hits(first, tell, whole=True, silent=True)


def _listed(case: Case, areas: list[int]) -> dict[Lang, str]:
    words = [area_words(case.areas[each]) for each in areas[:_NAMED]]
    rest = "" if len(areas) <= _NAMED else " …"
    return {lang: ", ".join(each[lang] for each in words) + rest for lang in LANGS}


def _members(case: Case, figures: Figures) -> _Members:
    """(indicator × parent × level, period) → areas with a figure, and the row of each.

    Districts and provinces only: the areas of which there are many.
    """
    parents = np.array([_parent(case, index) for index in range(len(case.areas))], dtype=np.int64)
    parent = parents[figures.area]
    rows = np.flatnonzero((parent >= 0) & np.isin(figures.indicator, np.unique(case.new.indicator)))
    group = figures.indicator[rows] * len(case.areas) + parent[rows]
    both_ = group * len(case.codes.periods) + figures.period[rows]
    order = np.argsort(both_, kind="stable")
    cuts = np.flatnonzero(np.diff(both_[order])) + 1
    members: _Members = {}
    for part in np.split(order, cuts) if len(order) else []:
        key = divmod(int(both_[part[0]]), len(case.codes.periods))
        areas, at = figures.area[rows[part]].tolist(), rows[part].tolist()
        members[key] = dict(zip(areas[::-1], at[::-1], strict=True))
    return members


def _parent(case: Case, index: int) -> int:
    """The position of a district's province, of a province's region, else -1.

    Provinces beyond the South are taken together as the kingdom's.
    """
    area = case.areas[index]
    if area.level == "province":
        return case.area_number.get(SOUTH if area.parent == SOUTH else "TH", -1)
    return case.area_number.get(area.parent, -1) if area.level == "district" else -1


def _periods(members: _Members) -> dict[int, list[int]]:
    """The periods of each group."""
    periods: dict[int, list[int]] = {}
    for group, period in members:
        periods.setdefault(group, []).append(period)
    return periods


def _exists(case: Case, area: int, period: int) -> bool:
    return (case.areas[area].valid_from or 0) <= int(case.codes.year[period])


def _again(case: Case) -> tuple[Ints, Ints]:
    """Rows whose key has stood before, and the first row of that key."""
    first = case.new.find(case.new.key)
    again = np.flatnonzero(first != np.arange(len(first)))
    return again, first[again]


def _same(case: Case, rows: Ints, others: Ints) -> Flags:
    """Whether two rows hold the same value, or none for the same reason."""
    one, other = case.new.value[rows], case.new.value[others]
    hidden = (case.rows["conf_status"] == "C").to_numpy(dtype=bool)
    equal = (one == other) | (np.isnan(one) & np.isnan(other))
    return np.asarray(equal & (hidden[rows] == hidden[others]), dtype=bool)
