"""A CSV of 100,000 rows: examined as a steward does it, and read beside plain DuckDB and pandas."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import pandas as pd

from bench.changes import snapshot
from bench.effort import Effort
from bench.line import Line, NotMeasured, Promise
from bench.used import Used, used
from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import template
from dashboard.ingest.vocabulary import load_vocabulary
from dashboard.settings import places

DATA_SET: Final = "dopa_population"
ROWS: Final = 100_000
SECONDS: Final = Promise(limit=5)
MEGABYTES: Final = Promise(limit=400)
HEADINGS: Final = ("indicator", "area", "period", "edition", "value", "status", "note")
_NEW_YEARS: Final = ("2025", "2026")


def measure(effort: Effort) -> list[Line]:
    """Seconds and peak memory of a dry run, then rows per second of the reader alone."""
    repeats = effort.pictures // 2
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.csv"
        write(file)
        runs = [_dry_run(file) for _ in range(repeats)]
        return [
            Line(
                name="dry run of a CSV of 100,000 rows",
                unit="s",
                ours=median(each.seconds for each in runs),
                promise=SECONDS,
                note="start, reading, rules, sums and formulas, difference",
            ),
            Line(
                name="peak memory of the dry run",
                unit="MB",
                ours=max(each.megabytes for each in runs),
                promise=MEGABYTES,
            ),
            *_readers(file, repeats),
        ]


def write(file: Path) -> None:
    """The published figures in the template's columns, and what might follow them, as CSV.

    Areas in square kilometres are left out: they hold for every year. What follows are two years
    that repeat the fullest one of each indicator, so that sums hold. Counts of persons that need
    protecting are among the repeated figures only: proving new ones safe takes seconds a province.
    """
    published = pd.read_parquet(snapshot() / "observation.parquet")
    free = published[~published["derived"] & published["obs_value"].notna()]
    free = free[free["indicator"] != "area_km2"].astype({"indicator": "str", "time_period": "str"})
    rule = pd.read_parquet(snapshot() / "indicator.parquet").set_index("id")["disclosure"]
    plain = free[free["indicator"].map(rule) == "none"]
    plain = plain[plain["time_period"].str.fullmatch("[0-9]{4}")]
    size = plain.groupby(["indicator", "edition", "time_period"], observed=True).size()
    fullest = size[::-1].groupby(level=[0, 1], observed=True).idxmax().tolist()
    keys = pd.MultiIndex.from_frame(plain[["indicator", "edition", "time_period"]])
    year = plain[keys.isin(fullest)]
    new = [year.assign(time_period=each) for each in _NEW_YEARS]
    rows = pd.concat([*new, free], ignore_index=True).head(ROWS)
    with file.open("w", encoding="utf-8", newline="") as opened:
        sheet = csv.writer(opened)
        sheet.writerow(HEADINGS)
        sheet.writerows(_row(each._asdict()) for each in rows.itertuples(index=False))


def _row(each: dict[str, object]) -> list[str]:
    names = ("indicator", "ref_area", "time_period", "edition", "obs_value", "obs_status")
    return [*(str(each[name]) for name in names), ""]


def _dry_run(file: Path) -> Used:
    """What `hpp ingest FILE --dry-run --json` needs."""
    ours = ["ingest", str(file), "--dataset", DATA_SET, "--dry-run", "--json"]
    run = used([sys.executable, "-m", "dashboard", *ours])
    if run.code not in (0, 2):
        message = f"the dry run ended with {run.code}"
        raise NotMeasured(message)
    return run


def _readers(file: Path, repeats: int) -> list[Line]:
    """Seconds per million rows, so that smaller is better: ours, and twins that check nothing."""
    words = load_vocabulary(places().catalog)

    def ours() -> int:
        document = open_document(file.name, file.read_bytes())
        return len(template.read(document, words).observations)

    def by_duckdb() -> int:
        with duckdb.connect() as connection:
            question = "from read_csv(?, sample_size=-1)"
            return len(connection.execute(question, [str(file)]).fetchall())

    def by_pandas() -> int:
        return len(pd.read_csv(file))

    mine = _seconds(ours, repeats)
    lines = []
    for name, twin in (("DuckDB read_csv", by_duckdb), ("pandas read_csv", by_pandas)):
        other = _seconds(twin, repeats)
        lines.append(
            Line(
                name=f"reading it, beside {name}",
                unit="s",
                ours=mine,
                twin=other,
                note=f"{ROWS / mine:,.0f} and {ROWS / other:,.0f} rows per second; "
                "ours understands every cell",
            )
        )
    return lines


def _seconds(read: Callable[[], int], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        if not read():
            message = "a reader found no row"
            raise NotMeasured(message)
        times.append(time.perf_counter() - begin)
    return median(times)
