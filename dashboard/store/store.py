"""Questions to one snapshot. Every answer is a small tidy frame, fetched whole.

Invariants: what carries conf_status C never has a value; each call works on a cursor of its own,
so that any number of threads may ask at once; text columns hold "" where there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import duckdb
import pandas as pd

from dashboard.catalog.model import Level
from dashboard.snapshot import Register, Snapshot, read_registers
from dashboard.store.frame import fetched
from dashboard.store.load import load
from dashboard.store.statements import statement

FIGURE_COLUMNS: Final = (
    "ref_area",
    "time_period",
    "edition",
    "obs_value",
    "unit_measure",
    "obs_status",
    "conf_status",
    "derived",
    "reason",
    "period_note",
    "source",
    "note",
)
NO_SLICE: Final = 0


class Store:
    """The figures of one snapshot, in memory; the only door to them.

    Frames of figures have `FIGURE_COLUMNS`: obs_value float64 (NaN: none), derived bool, the rest
    text. `obs_status` M marks a missing figure, `conf_status` C a suppressed one.
    """

    def __init__(self, snapshot: Snapshot, connection: duckdb.DuckDBPyConnection) -> None:
        self.snapshot: Final = snapshot
        self._connection = connection
        self._registers: Final = read_registers(snapshot)
        self._inside = self._places()
        self._slices = self._pairs()

    @classmethod
    def open(cls, snapshot: Snapshot) -> Store:
        """Loads `snapshot` and locks the database.

        Raises:
            DamagedSnapshot: a table cannot be read or lacks a column; the message names the file.
        """
        return cls(snapshot, load(snapshot))

    @property
    def id(self) -> str:
        """The id of the snapshot."""
        return self.snapshot.id

    def close(self) -> None:
        """Frees the memory; later calls raise `duckdb.ConnectionException`."""
        self._connection.close()

    def values(
        self,
        indicator: str,
        *,
        period: str,
        within: str,
        level: Level,
        edition: str | None = None,
    ) -> pd.DataFrame:
        """One period on a map: a row for each area of `level` inside `within`, by code.

        An area without a row in the snapshot gets one with obs_status M and no value; where no
        area has a row, the frame is empty. Without `edition`, the newest one that covers the
        period at this level: the one that reaches the latest period of the indicator.
        """
        found = self._ask(
            "values",
            slice=self._slices.get((indicator, period), NO_SLICE),
            within=within,
            level=level,
            edition=edition,
        )
        wanted = self._inside.get((within, level), ())
        return found if found.empty or len(found) == len(wanted) else _completed(found, wanted)

    def benchmark(
        self, indicator: str, *, period: str, areas: Sequence[str], edition: str | None = None
    ) -> pd.DataFrame:
        """One period for named areas, in the order asked for; areas without a row are left out."""
        number = self._slices.get((indicator, period), NO_SLICE)
        return self._ask("benchmark", slice=number, areas=list(areas), edition=edition)

    def series(self, indicator: str, *, areas: Sequence[str]) -> pd.DataFrame:
        """Every period and edition for named areas, by area code, period and edition."""
        return self._ask("series", indicator=indicator, areas=list(areas))

    def periods(self, indicator: str, *, level: Level, within: str) -> pd.DataFrame:
        """What can be chosen, newest first.

        Returns:
            time_period, edition, areas (how many have a value), suppressed (how many are),
            provisional (whether any is).
        """
        return self._ask("periods", indicator=indicator, level=level, within=within)

    def doubtful(self) -> frozenset[str]:
        """Indicators that have any figure in doubt (obs_status U)."""
        return frozenset(self._ask("doubtful")["indicator"])

    def latest(self, indicator: str, area: str) -> pd.DataFrame:
        """The newest figure with a value for one area: one row, or none."""
        return self._ask("latest", indicator=indicator, area=area)

    def previous(self, indicator: str, area: str, period: str, edition: str) -> pd.DataFrame:
        """What the figure of `period` may be compared with: one row, or none.

        The last earlier value of the same edition; for a quarter the same quarter of an earlier
        year; none where a break (obs_status B) lies in between.
        """
        return self._ask("previous", indicator=indicator, area=area, period=period, edition=edition)

    def sources(self, indicator: str, *, period: str | None = None) -> pd.DataFrame:
        """The citations behind an indicator: the snapshot's `source` table and `figures`.

        Returns:
            source, data_set, publisher and edition in words, title, url, licence …, and how many
            figures each citation stands behind; by data set, the most used first.
        """
        return self._ask("sources", indicator=indicator, period=period)

    def citations(self, ids: Iterable[str]) -> pd.DataFrame:
        """Citations by id, as in the `source` column of a figure (split at spaces)."""
        return self._ask("citations", ids=_distinct(ids))

    def editions(self) -> pd.DataFrame:
        """Pairs of a citation (source) and an edition that its figures are of."""
        return self._ask("editions")

    def notes(self, ids: Iterable[str]) -> pd.DataFrame:
        """Notes by id, as in the `note` column: note, kind, trust, badge and text in words."""
        return self._ask("notes", ids=_distinct(ids))

    def coverage(self, indicator: str | None = None) -> pd.DataFrame:
        """How much there is: a row for each indicator, period, level and edition.

        Returns:
            indicator, time_period, level, edition; rows with a value (values), suppressed ones
            (suppressed), and ones without a value for another reason (missing).
        """
        return self._ask("coverage", indicator=indicator)

    def indicators(self) -> pd.DataFrame:
        """The `indicator` table by domain: those with figures, `levels` the ones that have any."""
        return self._ask("indicators")

    def areas(self) -> pd.DataFrame:
        """The snapshot's `area` table, by code."""
        return self._ask("areas")

    def register(self, name: Register) -> pd.DataFrame:
        """Rows of agenda, targets or unlock register, by key; empty where a snapshot has none."""
        return self._registers[name].copy()

    def observations(
        self,
        indicators: Sequence[str],
        *,
        areas: Sequence[str] = (),
        within: str = "",
        level: Level | None = None,
        period: str = "latest",
    ) -> pd.DataFrame:
        """Rows as published, for named areas and for those of `level` inside `within`.

        Args:
            indicators: ids, in the order of the answer.
            areas: codes.
            within: a place; together with `level`.
            level: the level of the areas inside `within`.
            period: an id, "all", or "latest": for each indicator and level, the last period in
                which any of the areas has a figure.

        Returns:
            indicator, ref_area, name_th, name_en, level, then the columns of figures.
        """
        return self._ask(
            "observations",
            indicators=list(indicators),
            areas=list(areas),
            within=within,
            level=level or "",
            period=period,
        )

    def _ask(self, name: str, **parameters: object) -> pd.DataFrame:
        with self._connection.cursor() as cursor:
            return fetched(cursor.execute(statement(name), parameters))

    def _places(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Every place and level with the codes of the areas inside."""
        inside = self._ask("inside").groupby(["place", "level"])["code"]
        return {key: tuple(codes) for key, codes in inside}  # type: ignore[misc]

    def _pairs(self) -> dict[tuple[str, str], int]:
        """The number of every indicator and period that have rows."""
        rows = self._ask("slices")
        pairs = zip(rows["indicator"], rows["time_period"], strict=True)
        return dict(zip(pairs, rows["slice"].tolist(), strict=True))


def _completed(found: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """`found` with a row for each of the `wanted` areas; the new ones say missing."""
    first = found.iloc[0]
    fill: dict[str, object] = dict.fromkeys(FIGURE_COLUMNS, "")
    fill |= {name: first[name] for name in ("time_period", "edition", "unit_measure")}
    fill |= {"obs_value": float("nan"), "obs_status": "M", "conf_status": "F", "derived": False}
    absent = [code for code in wanted if code not in set(found["ref_area"])]
    missing = pd.DataFrame([fill | {"ref_area": code} for code in absent])
    rows = pd.concat([found, missing.astype(found.dtypes.to_dict())])
    return rows.sort_values("ref_area", ignore_index=True)


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
