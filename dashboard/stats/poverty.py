"""How many dimensions the poor fail in: mean, intensity, adjusted headcount, contributions.

The target poor are a union within a register: whoever fails in at least one of D dimensions and
is verified for the state welfare card. With T target poor among S surveyed and T_d of the T failing
in dimension d, sum(T_d) counts deprivations of the target poor, so

    mean number of dimensions   sum(T_d) / T
    intensity                   A  = sum(T_d) / (D T)
    adjusted headcount          M0 = (T / S) A = sum(T_d) / (D S)

after Alkire and Foster (2011, Journal of Public Economics 95), with the union cut-off and equal
weights. Every function takes intervals, so that a count which is suppressed gives bounds.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.stats.bounds import Interval, total


def mean_dimensions(parts: Sequence[Interval], poor: float) -> Interval:
    """sum(T_d) / T, between 1 and the number of dimensions.

    Args:
        parts: the interval of T_d for every dimension.
        poor: T, above zero.
    """
    every = total(parts).over(poor)
    return Interval(max(1.0, every.low), min(float(len(parts)), every.high))


def intensity(parts: Sequence[Interval], poor: float) -> Interval:
    """A, the mean share of dimensions that a poor person fails in, 0 to 1."""
    return mean_dimensions(parts, poor).over(len(parts))


def adjusted_headcount(parts: Sequence[Interval], poor: float, surveyed: float) -> Interval:
    """M0 = H times A, 0 to 1; falls when a poor person leaves any dimension."""
    return intensity(parts, poor).times(poor / surveyed)


def contributions(parts: Sequence[Interval]) -> tuple[Interval, ...]:
    """T_d / sum(T_d): the share of M0 that goes when nobody fails in dimension d any more.

    Bounds of each part against the opposite bounds of the others. Empty where nobody fails.
    """
    every = total(parts)
    if every.high == 0:
        return ()
    return tuple(
        Interval(
            each.low / max(each.low + (every.high - each.high), 1.0),
            each.high / max(each.high + (every.low - each.low), 1.0),
        )
        for each in parts
    )
