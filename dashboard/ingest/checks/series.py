"""Rules about a figure and the figures of the same area before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import Flags
from dashboard.ingest.checks.history import series_of
from dashboard.ingest.checks.hits import Hits, number_text
from dashboard.text.numbers import MISSING

_THOUSAND: Final = 3
_POWERS: Final = (1, 2, 3, 6)
_HUNDRED: Final = 2


def factor_of_thousand(case: Case, rule: Rule) -> Iterator[Hits]:
    """Indicators of a file whose figures are a thousand times the last ones, or a thousandth."""
    groups = _ratios(case)
    groups = groups[groups["count"] >= rule.limit("least")]
    power = (groups["median"] / _THOUSAND).round()
    near = (groups["median"] - power * _THOUSAND).abs() <= np.log10(rule.limit("spread"))
    off = groups[near & (power != 0)]
    count, powers = off["count"].to_numpy(), power[off.index].to_numpy()
    yield Hits(
        off["row"].to_numpy(dtype=np.int64),
        lambda index: {
            "count": int(count[index]),
            "factor": factor_text(_THOUSAND * int(powers[index])),
        },
        whole=True,
        silent=True,
    )


def unit_scale(case: Case, rule: Rule) -> Iterator[Hits]:
    """Per cents of a file that all lie between 0 and 1, a hundredth of the last ones."""
    groups = _ratios(case)
    percent = np.array([each.unit.id == "percent" for each in case.indicators], dtype=bool)
    groups = groups[
        percent[groups["indicator"]]
        & (groups["count"] >= rule.limit("least"))
        & (groups["highest"] <= 1)
        & ((groups["median"] + _HUNDRED).abs() <= np.log10(rule.limit("spread")))
    ]
    count = groups["count"].to_numpy()
    yield Hits(
        groups["row"].to_numpy(dtype=np.int64),
        lambda index: {"count": int(count[index])},
        whole=True,
        silent=True,
    )


def factor_in_cell(case: Case, rule: Rule) -> Iterator[Hits]:
    """Single figures about 10, 100 or 1,000 times the steady figures before them."""
    logs, last = case.log_ratio, case.last_printed
    steady = _steady(case, least=rule.limit("least"), widest=np.log10(rule.limit("steady")))
    spread = np.log10(rule.limit("spread"))
    power = np.zeros(len(logs))
    for each in (*_POWERS, *(-each for each in _POWERS)):
        power[np.abs(logs - each) <= spread] = each
    rows = np.flatnonzero(steady & case.changed & (power != 0) & ~case.shifted)
    yield Hits(
        rows,
        lambda index: {
            "last": number_text(float(case.printed.value[last[rows[index]]])),
            "factor": factor_text(int(power[rows[index]])),
        },
    )


def revised_much(case: Case, rule: Rule) -> Iterator[Hits]:
    """Published figures that change by more than a given per cent."""
    value, before = case.new.value, case.before
    change = 100 * (value - before) / np.abs(before)
    much = (np.abs(change) > rule.limit("change")) & case.new.free
    much &= ~case.shifted
    rows = np.flatnonzero(much)
    yield Hits(
        rows,
        lambda index: {
            "before": number_text(float(before[rows[index]])),
            "percent": percent_text(float(change[rows[index]])),
        },
    )


def factor_text(power: int) -> str:
    """A power of ten as a reader writes it: `1,000`, `1/10`."""
    return f"{10**power:,}" if power > 0 else f"1/{10**-power:,}"


def percent_text(value: float) -> str:
    """A change with its sign; a dash from nothing."""
    return f"{value:+,.0f}" if np.isfinite(value) else MISSING


def _ratios(case: Case) -> pd.DataFrame:
    """For each indicator of each file: count, median log ratio, highest value and first row."""
    logs = case.log_ratio
    rows = np.flatnonzero(~np.isnan(logs))
    frame = pd.DataFrame(
        {
            "file": case.file[rows],
            "indicator": case.new.indicator[rows],
            "log": logs[rows],
            "value": np.abs(case.new.value[rows]),
            "row": rows,
        }
    )
    groups = frame.groupby(["file", "indicator"])
    return groups.agg(
        count=("log", "size"),
        median=("log", "median"),
        highest=("value", "max"),
        row=("row", "min"),
    ).reset_index()


def _steady(case: Case, *, least: float, widest: float) -> Flags:
    """New figures whose series has been printed often enough and never varied much."""
    printed = case.printed.take(case.printed.free & (case.printed.value > 0))
    frame = pd.DataFrame(
        {"series": series_of(printed, edition=False), "log": np.log10(printed.value)}
    )
    spans = frame.groupby("series")["log"].agg(["count", "min", "max"])
    steady = spans[(spans["count"] >= least) & (spans["max"] - spans["min"] <= widest)].index
    return np.isin(series_of(case.new, edition=False), steady.to_numpy(dtype=np.int64))
