"""How unequal areas are, each counted by its people: Theil's indices and Gini's.

With p_i the share of area i in the people and r_i = y_i / mean(y), the mean weighted by p:

    Theil T = sum p_i r_i ln r_i        Theil L = sum p_i ln(1 / r_i)
    Gini    = sum_i sum_j p_i p_j |r_i - r_j| / 2

(Theil 1967; Shorrocks 1980, Econometrica 48). Between areas only: what is unequal inside an area
is not in it. 0 means that all areas are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Inequality(NamedTuple):
    """The three indices; `theil_l` is None where an area has a rate of zero."""

    theil_t: float
    theil_l: float | None
    gini: float


def inequality(rates: Sequence[float], people: Sequence[float]) -> Inequality | None:
    """The indices of areas with these rates (none below zero), weighted by their people.

    None for fewer than two areas, or where all rates are zero.
    """
    if not _comparable(rates, people):
        return None
    shares, ratios = _relative(rates, people)
    apart = np.abs(ratios[:, None] - ratios[None, :])
    return Inequality(
        theil_t=float(np.sum(shares * _r_log_r(ratios))),
        theil_l=float(-np.sum(shares * np.log(ratios))) if (ratios > 0).all() else None,
        gini=float(np.sum(shares[:, None] * shares[None, :] * apart) / 2),
    )


def contributions(rates: Sequence[float], people: Sequence[float]) -> list[float]:
    """The share of Theil T that each area brings, 0 to 1, together 1; [] where there is none.

    Written as sum p_i (r_i ln r_i - r_i + 1), which is the same number because the mean of r is 1,
    every term is zero at the mean and above zero on both sides of it: far below counts like far
    above.
    """
    if not _comparable(rates, people):
        return []
    shares, ratios = _relative(rates, people)
    terms = shares * (_r_log_r(ratios) - ratios + 1)
    whole = float(np.sum(terms))
    return [float(each) / whole for each in terms] if whole > 0 else []


def _comparable(rates: Sequence[float], people: Sequence[float]) -> bool:
    return len(rates) > 1 and sum(r * p for r, p in zip(rates, people, strict=True)) > 0


def _relative(rates: Sequence[float], people: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    shares = np.asarray(people, dtype=float) / float(sum(people))
    values = np.asarray(rates, dtype=float)
    return shares, values / float(np.sum(shares * values))


def _r_log_r(ratios: np.ndarray) -> np.ndarray:
    """The product r ln r, which goes to zero with r."""
    safe = np.where(ratios > 0, ratios, 1.0)
    return np.where(ratios > 0, ratios * np.log(safe), 0.0)
