"""Files of one TPMAP edition against each other, and against what is published of it.

Every contradiction is told at a cell of a file, with the figures that it contradicts and where
they stand. Two published figures are never held against each other here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from dashboard.catalog import KINGDOM, Area, Catalog
from dashboard.catalog.tpmap import Edition
from dashboard.ingest.readers.tpmap_columns import HAPPINESS, HUNDRED, RATE, SURVEYED
from dashboard.ingest.readers.tpmap_figures import Figures
from dashboard.ingest.readers.tpmap_found import listed, parts_of
from dashboard.ingest.readers.tpmap_relations import Quantity, Relation, relations
from dashboard.ingest.readers.tpmap_view import Known, View, view_of
from dashboard.ingest.report import Problem
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.text import t

RELATIVE: Final = 1e-6
SMALLEST: Final = 1e-9
_NOT_ADDED: Final = frozenset({HAPPINESS, RATE})


def compared(
    figures: Sequence[Figures],
    editions: Mapping[str, Edition],
    words: Vocabulary,
    published: pd.DataFrame,
) -> tuple[Problem, ...]:
    """Every contradiction, edition by edition, in the order of areas."""
    problems: list[Problem] = []
    for key in dict.fromkeys(each.edition for each in figures):
        own = [each for each in figures if each.edition == key]
        view = view_of(own, editions[key], published)
        problems += _in_areas(view, editions[key], words.catalog)
        problems += _between_levels(view, editions[key], words.catalog)
    return tuple(problems)


def _in_areas(view: View, edition: Edition, catalog: Catalog) -> Iterator[Problem]:
    rules = tuple(relations(edition, view.selections))
    for code in sorted(view.given):
        known = view.areas[code]
        for rule in rules:
            problem = _broken(rule, known, catalog.areas[code])
            if problem is not None:
                yield problem


def _broken(rule: Relation, known: Mapping[Quantity, Known], area: Area) -> Problem | None:
    """The contradiction of one relation in one area; None where it holds or is not known."""
    left = known.get(rule.left)
    right = [known[each] for each in rule.right if each in known]
    if left is None or len(right) != len(rule.right) or _all_published([left, *right]):
        return None
    limit = _limit(rule, right)
    if limit is None or _holds(rule.how, left.value, limit):
        return None
    return _problem(rule, left, right, limit, area)


def _all_published(known: Sequence[Known]) -> bool:
    return all(each.place is None for each in known)


def _limit(rule: Relation, right: Sequence[Known]) -> float | None:
    """What the left side is held against; None for a rate of nobody."""
    values = [each.value for each in right]
    if rule.how != "rate":
        return math.fsum(values)
    return HUNDRED * values[0] / values[1] if values[1] else None


def _holds(how: str, value: float, limit: float) -> bool:
    same = math.isclose(value, limit, rel_tol=RELATIVE, abs_tol=SMALLEST)
    return same if how == "rate" else value == limit or (how == "at_most" and value < limit)


def _problem(
    rule: Relation, left: Known, right: Sequence[Known], limit: float, area: Area
) -> Problem:
    """The contradiction, at the left figure, or at the first of the right that is of a file."""
    columns = listed([*dict.fromkeys(each.column for each in rule.right)], " + ")
    at, place = next((each, each.place) for each in (left, *right) if each.place is not None)
    facts: dict[str, object] = {
        "name_th": area.name.th,
        "name_en": area.name.en,
        "left": rule.left.column,
        "left_value": shown(left.value),
        "right": columns,
        "right_value": shown(limit),
        **_partners((left, *right), at),
    }
    return Problem("error", f"tpmap.{rule.rule}", place, shown(at.value), facts)


def _partners(known: Sequence[Known], at: Known) -> dict[str, object]:
    """Where the other figures stand: files, and published figures in words."""
    files = dict.fromkeys(
        each.place.file for each in known if each is not at and each.place is not None
    )
    some = any(each.place is None for each in known)
    return {
        "partner_th": ", ".join([*files, *([t("tpmap.published", "th")] if some else [])]),
        "partner_en": ", ".join([*files, *([t("tpmap.published", "en")] if some else [])]),
    }


def shown(value: float) -> str:
    """A number as a file has it."""
    return f"{value:.15g}"


def _between_levels(view: View, edition: Edition, catalog: Catalog) -> Iterator[Problem]:
    """Districts against their province, provinces against the kingdom."""
    surveyed = catalog.indicators.get(edition.common.get(SURVEYED, ""))
    without = surveyed.not_covered if surveyed else ()
    for code, whole in view.areas.items():
        level = catalog.areas[code].level
        if level not in {"country", "province"}:
            continue
        inner = parts_of(code, catalog, without if code == KINGDOM else ())
        for quantity, total in whole.items():
            parts = [view.areas.get(each, {}).get(quantity) for each in inner]
            known = [each for each in parts if each is not None]
            if known and quantity.column not in _NOT_ADDED:
                complete = len(known) == len(inner)
                problem = _sum_problem(
                    quantity, total, known, catalog.areas[code], complete=complete
                )
                yield from filter(None, [problem])


def _sum_problem(
    quantity: Quantity, total: Known, parts: Sequence[Known], area: Area, *, complete: bool
) -> Problem | None:
    """Parts that are more than the whole, or all of them together not equal to it."""
    limit = math.fsum(each.value for each in parts)
    if _all_published([total, *parts]) or limit == total.value:
        return None
    if not complete and limit < total.value:
        return None
    columns = (quantity,) * len(parts)
    rule = Relation("sum" if complete else "part_of_sum", quantity, columns, "equal")
    return _problem(rule, total, parts, limit, area)
