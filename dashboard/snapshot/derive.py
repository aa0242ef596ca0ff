"""Evaluates the catalogue's formulas over the observations, inputs before what needs them.

A result whose input is missing, suppressed, doubtful, of another edition, or a zero to divide by,
and a part larger than its whole, are kept without a value and with the reason; there is a row only
where the main input has one. What the publisher gives wins over a formula, which is held against
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog, Formula, Indicator, Term
from dashboard.snapshot.combine import FORMULA_NOTE, SUM_NOTE, union_of, worst_status
from dashboard.snapshot.match import (
    Flags,
    Match,
    earlier,
    main_term,
    match_edition,
    match_only,
    match_static,
    publications,
    starts_later,
)
from dashboard.snapshot.tables import DOUBTFUL, OBSERVATION_COLUMNS, OBSERVATION_KEY

_KEY: Final = list(OBSERVATION_KEY)
_ROUNDING: Final = 1e-9
_WHOLE: Final = 100.0
_REASONS: Final = [
    "suppressed_input",
    "edition_mismatch",
    "missing_input",
    "doubtful_input",
    "zero_denominator",
    "contradictory_input",
]


@dataclass(frozen=True, slots=True)
class FormulaDifference:
    """A published figure further from its formula than the indicator's tolerance."""

    indicator: str
    ref_area: str
    time_period: str
    edition: str
    published: float
    computed: float
    tolerance: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How published figures compare with formulas: `compared` of them, those further off named."""

    compared: int = 0
    differences: tuple[FormulaDifference, ...] = ()

    def __add__(self, other: Comparison) -> Comparison:
        """Both comparisons as one."""
        return Comparison(self.compared + other.compared, self.differences + other.differences)


@dataclass(frozen=True, slots=True)
class Derived:
    """Observations with everything that formulas add, and how published figures agree with them."""

    observations: pd.DataFrame
    comparison: Comparison


Moments = Mapping[str, frozenset[str]]
"""For each indicator, the periods that are worked out; nothing is for one that is not in it."""


def derive(observations: pd.DataFrame, catalog: Catalog, *, only: Moments | None = None) -> Derived:
    """`observations` and a row for every figure that the formulas of `catalog` give.

    The rows handed in come first and are not touched. With `only`, they hold what was computed
    before for all other periods.
    """
    levels = {code: each.level for code, each in catalog.areas.items()}
    frames = _by_indicator(observations)
    added: list[pd.DataFrame] = []
    comparison = Comparison()
    for indicator in catalog.derived_order:
        periods = None if only is None else only.get(indicator.id, frozenset())
        computed = compute(indicator, frames, catalog.indicators, levels, periods=periods)
        if computed is None:
            continue
        given = frames.get(indicator.id)
        if given is not None and indicator.published:
            comparison += _compare(indicator, given, computed)
            computed = _filling(given, computed)
        added.append(computed)
        frames[indicator.id] = pd.concat(
            [each for each in (given, computed) if each is not None], ignore_index=True
        )
    everything = pd.concat([observations, *added], ignore_index=True) if added else observations
    return Derived(everything, comparison)


def compare_with_formulas(observations: pd.DataFrame, catalog: Catalog) -> Comparison:
    """Holds published figures against the formula of their indicator, where it has one.

    Rows that this system computed are left out: they would agree with themselves.
    """
    levels = {code: each.level for code, each in catalog.areas.items()}
    frames = _by_indicator(observations)
    comparison = Comparison()
    for indicator in catalog.derived_order:
        if indicator.published and indicator.id in frames:
            rows = frames[indicator.id]
            own = rows[~rows["note"].str.contains(f"{FORMULA_NOTE}|{SUM_NOTE}")]
            computed = compute(indicator, frames, catalog.indicators, levels)
            if computed is not None:
                comparison += _compare(indicator, own, computed)
    return comparison


def compute(
    indicator: Indicator,
    frames: Mapping[str, pd.DataFrame],
    indicators: Mapping[str, Indicator],
    levels: Mapping[str, str],
    *,
    periods: frozenset[str] | None = None,
) -> pd.DataFrame | None:
    """The formula of one indicator over the frames of its inputs; None where it gives no row.

    Of all periods, or of `periods`.
    """
    formula = indicator.formula
    if formula is None or (periods is not None and not periods):
        return None
    main = main_term(formula.terms, indicators)
    if main.indicator not in frames:
        return None
    rows = frames[main.indicator]
    frames = {name: frames.get(name, rows.iloc[:0]) for name in formula.names}
    keys = rows.loc[rows["ref_area"].map(levels).isin(indicator.levels), [*_KEY, "period_note"]]
    if periods is not None:
        keys = keys[keys["time_period"].isin(periods)]
    for term in formula.terms:
        if term.lag and len(keys):
            keys = keys[~starts_later(term, frames[term.indicator], keys, levels)]
    if keys.empty:
        return None
    keys = keys.reset_index(drop=True)
    near = frames if periods is None else _near(frames, formula.terms, periods)
    matches = _matches(formula.terms, main, keys, frames, near, indicators)
    return _result(indicator, formula, keys, matches)


def _near(
    frames: Mapping[str, pd.DataFrame], terms: Iterable[Term], periods: frozenset[str]
) -> dict[str, pd.DataFrame]:
    """The rows of the inputs that a key of `periods` can ask for."""
    asked = {earlier(period, lag) for period in periods for lag in {term.lag for term in terms}}
    return {name: rows[rows["time_period"].isin(asked)] for name, rows in frames.items()}


def _matches(
    terms: tuple[Term, ...],
    main: Term,
    keys: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    near: Mapping[str, pd.DataFrame],
    indicators: Mapping[str, Indicator],
) -> dict[Term, Match]:
    """Where the inputs of `keys` stand; `near` are the frames less periods that no key asks for."""
    found = {
        term: match_static(frames[term.indicator], keys)
        for term in terms
        if indicators[term.indicator].static
    }
    moving = [term for term in terms if term not in found]
    for group in publications(moving, frames, indicators):
        group_keys = keys
        if main not in group:
            leader = next((each for each in group if not each.lag), group[0])
            found[leader] = match_only(leader, near[leader.indicator], keys)
            group_keys = keys.assign(edition=found[leader].column("edition", "\x00"))
        for term in group:
            if term not in found:
                found[term] = match_edition(term, near[term.indicator], group_keys)
    return {term: found[term] for term in terms}


def _result(
    indicator: Indicator, formula: Formula, keys: pd.DataFrame, matches: Mapping[Term, Match]
) -> pd.DataFrame:
    inputs = {
        term: match.column("obs_value", np.nan).to_numpy(dtype=float)
        for term, match in matches.items()
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.broadcast_to(formula.evaluate(inputs), len(keys)).astype(float)
    suppressed = _any(match.column("conf_status", "F") == "C" for match in matches.values())
    mismatch = _any(match.mismatch for match in matches.values())
    missing = _any(np.isnan(each) for each in inputs.values())
    doubtful = _any(match.column("obs_status", "A") == DOUBTFUL for match in matches.values())
    infinite = ~np.isfinite(values)
    contradictory = _contradictory(indicator, values)
    why = [suppressed, mismatch, missing, doubtful, infinite, contradictory]
    bad = _any(why)
    reason = np.select(why, _REASONS, default="")
    status = _combined(matches, "obs_status", "A", worst_status)
    result = keys.assign(
        indicator=indicator.id,
        edition=_edition(keys, matches),
        obs_value=np.where(bad, np.nan, values + 0.0),
        unit_measure=indicator.unit.id,
        obs_status=status.mask(bad, "M"),
        conf_status=np.where(suppressed, "C", "F"),
        derived=True,
        reason=reason,
        source=_combined(matches, "source", "", union_of),
        note=_combined(matches, "note", "", union_of),
    )
    return result.loc[:, list(OBSERVATION_COLUMNS)]


def _contradictory(indicator: Indicator, values: np.ndarray) -> Flags:
    """Parts larger than their whole, or below nothing: the inputs cannot both be right."""
    if not indicator.part_of_whole:
        return np.zeros(len(values), dtype=bool)
    return np.asarray((values < -_ROUNDING) | (values > _WHOLE + _ROUNDING), dtype=bool)


def _edition(keys: pd.DataFrame, matches: Mapping[Term, Match]) -> pd.Series:
    """The edition of the main input, else of the first other input that has one."""
    edition = keys["edition"]
    for match in matches.values():
        edition = edition.where(edition != "", match.column("edition", ""))
    return edition


def _combined(
    matches: Mapping[Term, Match], name: str, fill: str, combine: Callable[[Iterable[str]], str]
) -> pd.Series:
    """One text from the inputs' texts, worked out once for every combination that occurs."""
    columns = [match.column(name, fill) for match in matches.values()]
    joined = columns[0]
    for each in columns[1:]:
        joined = joined + "\x1f" + each
    return joined.map({each: combine(each.split("\x1f")) for each in joined.unique()})


def _any(flags: Iterable[pd.Series | Flags]) -> Flags:
    """Keys for which any of the flags is raised."""
    raised = np.array([np.asarray(each, dtype=bool) for each in flags])
    return np.asarray(raised.any(axis=0), dtype=bool)


def _compare(indicator: Indicator, given: pd.DataFrame, computed: pd.DataFrame) -> Comparison:
    both = given.merge(computed, on=_KEY, suffixes=("", "_computed"))
    both = both.dropna(subset=["obs_value", "obs_value_computed"])
    tolerance = indicator.tolerance
    if tolerance is None:
        tolerance = 0.5 * 10.0**-indicator.decimals
    off = both[(both["obs_value"] - both["obs_value_computed"]).abs() > tolerance + _ROUNDING]
    return Comparison(len(both), tuple(_difference(row, tolerance) for _, row in off.iterrows()))


def _difference(row: pd.Series, tolerance: float) -> FormulaDifference:
    return FormulaDifference(
        **{name: str(row[name]) for name in _KEY},
        published=float(row["obs_value"]),
        computed=float(row["obs_value_computed"]),
        tolerance=tolerance,
    )


def _filling(given: pd.DataFrame, computed: pd.DataFrame) -> pd.DataFrame:
    """The computed figures where the publisher gives no row, marked as filling a gap."""
    new = computed[~_keys(computed).isin(_keys(given))]
    return new.assign(note=(FORMULA_NOTE + " " + new["note"]).map(_sorted_ids))


def _sorted_ids(joined: str) -> str:
    return union_of([joined])


def _by_indicator(observations: pd.DataFrame) -> dict[str, pd.DataFrame]:
    groups = observations.groupby("indicator")
    return {str(name): rows.reset_index(drop=True) for name, rows in groups}


def _keys(rows: pd.DataFrame) -> pd.Series:
    return rows["ref_area"] + "\x1f" + rows["time_period"] + "\x1f" + rows["edition"]
