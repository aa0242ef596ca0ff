"""What a check looks at, and what it says: a promise, kept or broken."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.catalog import Anchor, Catalog
from dashboard.text import Lang, t


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and whether it is kept; a broken one's facts name the first case."""

    key: str
    facts: Mapping[str, object]
    kept: bool

    def sentence(self, lang: Lang) -> str:
        """What was checked, in how many cases, and where it fails."""
        ending = "" if self.kept else ".broken"
        return t(f"snapshot.check.{self.key}{ending}", lang, **self.facts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tables of a snapshot, read once, and the catalogue that they are held against."""

    catalog: Catalog
    observations: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]

    def cells(self, key: str, cases: int, broken: pd.DataFrame) -> Promise:
        """A promise about `cases` cells; `broken` are those that fail it.

        The facts name the first of them and how many there are, never a value.
        """
        if broken.empty:
            return Promise(key, {"cases": cases}, kept=True)
        first = broken.iloc[0]
        where = {name: first[name] for name in ("indicator", "ref_area", "time_period")}
        return Promise(key, {"cases": cases, "broken": len(broken), **where}, kept=False)

    def anchored(self, anchor: Anchor) -> float | None:
        """The figure that an anchor speaks of, None where the snapshot has none."""
        rows = self.observations
        rows = rows[
            (rows["indicator"] == anchor.indicator)
            & (rows["time_period"] == anchor.time_period)
            & (rows["edition"] == anchor.edition)
        ].dropna(subset="obs_value")
        areas = {anchor.ref_area}
        if anchor.how == "sum of provinces":
            areas = {each.code for each in self.catalog.children(anchor.ref_area, "province")}
        values = rows.loc[rows["ref_area"].isin(areas), "obs_value"]
        return math.fsum(values) if len(values) else None
