"""What differs between two snapshots, for people as tables and for programs as JSON.

Values come through the store of each snapshot. Of a figure that either snapshot suppresses neither
value is told: a difference is passed on, and must not give back what one side protects. Figures
that a publisher printed stand before those that follow from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import pandas as pd

from dashboard.catalog.model import KINGDOM
from dashboard.cli.output import NO_NAMES, period_words, plain_number
from dashboard.disclosure import KEY
from dashboard.snapshot import KINDS, Difference, Snapshot, difference
from dashboard.store import Store
from dashboard.text import Lang, t
from dashboard.text.numbers import state_text
from dashboard.text.width import table_lines

SHOWN: Final = 40
_PLACE: Final = ("ref_area", "area_name", "time_period", "edition")
_MOST_DECIMALS: Final = 12
SUPPRESSED: Final = "C"


def change_lines(
    before: Snapshot,
    after: Snapshot,
    lang: Lang,
    *,
    most: int | None = SHOWN,
    editions: Mapping[str, str] = NO_NAMES,
) -> Iterator[str]:
    """The difference as lines: by kind, by indicator, then at most `most` figures (None: all).

    `editions` names editions by id; one that it does not hold is told by its id.
    """
    found = difference(before, after)
    yield t("cli.diff.between", lang, before=before.id, after=after.id)
    if found.empty:
        yield t("cli.diff.same", lang)
        return
    yield from summary_lines(found, lang)
    if not found.rows.empty:
        yield ""
        yield from _figures(found.rows, (before, after), lang, most, editions)


def summary_lines(found: Difference, lang: Lang) -> Iterator[str]:
    """A difference by kind, then by indicator; no single figure."""
    yield ""
    yield from _counts(found, lang)
    yield from _indicators(found, lang)
    yield from _registers(found, lang)
    if not found.rows.empty:
        yield ""
        yield from _by_indicator(found, lang)


def change_json(before: Snapshot, after: Snapshot) -> str:
    """The whole difference; a value that is missing or protected, or has no row, is null."""
    found = difference(before, after)
    rows = _with_values(found.rows, before, after)
    records = cast("list[dict[str, Any]]", rows.to_dict("records"))
    told = {
        "before": before.id,
        "after": after.id,
        # As `hpp ingest --json` has it; the key of its own stays for those that read it.
        "counts": {**found.counts(), "unchanged": found.unchanged},
        "unchanged": found.unchanged,
        "indicators": {
            "added": found.indicators_added,
            "removed": found.indicators_removed,
            "changed": found.indicators_changed,
        },
        "registers": {name: rows._asdict() for name, rows in found.registers.items()},
        "changes": [_record(each) for each in records],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _record(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row[name] for name in (*KEY, "kind", "derived")}
    for side in ("before", "after"):
        told[side] = plain_number(row[f"obs_value_{side}"])
        status = row[f"conf_status_{side}"]
        told[f"conf_status_{side}"] = status or None
    return told


def _counts(found: Difference, lang: Lang) -> list[str]:
    head = [t(f"cli.diff.column.{name}", lang) for name in ("kind", "rows", "derived")]
    derived = found.rows.groupby("kind")["derived"].sum()
    rows = [
        [t(f"history.kind.{kind}", lang), f"{count:,}", f"{derived.get(kind, 0):,}"]
        for kind, count in found.counts().items()
        if count
    ]
    rows.append([t("history.kind.unchanged", lang), f"{found.unchanged:,}", ""])
    return table_lines(head, rows, right=frozenset({1, 2}))


def _indicators(found: Difference, lang: Lang) -> Iterator[str]:
    for name in ("added", "removed"):
        for each in getattr(found, f"indicators_{name}"):
            yield t(f"cli.diff.indicator_{name}", lang, id=each)
    for each, columns in found.indicators_changed.items():
        yield t("cli.diff.indicator_changed", lang, id=each, columns=", ".join(columns))


def _registers(found: Difference, lang: Lang) -> Iterator[str]:
    for name, rows in found.registers.items():
        counts = {kind: f"{len(keys):,}" for kind, keys in rows._asdict().items()}
        register = t(f"agenda.register.{name}", lang)
        yield t("agenda.register.changed", lang, register=register, **counts)


def _by_indicator(found: Difference, lang: Lang) -> list[str]:
    head = [t("cli.get.column.indicator", lang)]
    head += [t(f"cli.diff.column.{name}", lang) for name in ("kind", "rows", "derived")]
    rows = [
        [name, t(f"history.kind.{kind}", lang), f"{count:,}", f"{derived:,}"]
        for name, kind, count, derived in found.by_indicator().itertuples(index=False)
    ]
    return table_lines(head, rows, right=frozenset({2, 3}))


def _figures(
    rows: pd.DataFrame,
    sides: tuple[Snapshot, Snapshot],
    lang: Lang,
    most: int | None,
    editions: Mapping[str, str],
) -> Iterator[str]:
    shown = _in_order(rows).head(len(rows) if most is None else most)
    head = [t("cli.diff.column.kind", lang), t("cli.get.column.indicator", lang)]
    head += [t(f"cli.get.column.{name}", lang) for name in _PLACE]
    head += [t(f"cli.diff.column.{name}", lang) for name in ("before", "after")]
    records = cast("list[dict[str, Any]]", _with_values(shown, *sides).to_dict("records"))
    body = [
        [
            t(f"history.kind.{each['kind']}", lang),
            each["indicator"],
            each["ref_area"],
            each[f"name_{lang}"],
            period_words(each["time_period"], lang),
            editions.get(each["edition"], each["edition"]),
            *_old_and_new(each, lang),
        ]
        for each in records
    ]
    yield from table_lines(head, body, right=frozenset({6, 7}))
    if len(shown) < len(rows):
        yield t("cli.diff.more", lang, count=len(rows) - len(shown))


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    ranked = rows.assign(order=rows["kind"].map(KINDS.index))
    return ranked.sort_values(["order", "derived", *KEY], ignore_index=True).drop(columns="order")


def _old_and_new(row: dict[str, Any], lang: Lang) -> tuple[str, str]:
    """Both values in words, with as many decimals as it takes to tell a revised one apart."""
    for decimals in range(row["decimals"], _MOST_DECIMALS + 1):
        old, new = (_words(row, side, decimals, lang) for side in ("before", "after"))
        if old != new or row["kind"] != "revised":
            break
    return old, new


def _words(row: dict[str, Any], side: str, decimals: int, lang: Lang) -> str:
    status = row[f"conf_status_{side}"]
    if not status:
        return t("cli.diff.no_row", lang)
    if row["protected"] and status != SUPPRESSED:
        return t("cli.diff.not_shown", lang)
    return state_text(row[f"obs_value_{side}"], status, decimals, lang)


def _with_values(rows: pd.DataFrame, before: Snapshot, after: Snapshot) -> pd.DataFrame:
    """`rows` with value and conf_status ("" where there is no row), area names and decimals."""
    told = rows
    names, decimals = [], []
    for snapshot, side in ((after, "after"), (before, "before")):
        store = Store.open(snapshot)
        try:
            values = _values(store, rows)
            names.append(store.areas()[["code", "name_th", "name_en"]])
            decimals.append(store.indicators()[["id", "decimals"]])
        finally:
            store.close()
        renamed = {name: f"{name}_{side}" for name in ("obs_value", "conf_status")}
        told = told.merge(values.rename(columns=renamed), on=KEY, how="left")
        told[f"conf_status_{side}"] = told[f"conf_status_{side}"].fillna("")
    told["protected"] = (told[["conf_status_before", "conf_status_after"]] == SUPPRESSED).any(
        axis=1
    )
    values_told = ["obs_value_before", "obs_value_after"]
    told[values_told] = told[values_told].mask(told["protected"])
    areas = pd.concat(names).drop_duplicates("code").rename(columns={"code": "ref_area"})
    units = pd.concat(decimals).drop_duplicates("id").rename(columns={"id": "indicator"})
    return told.merge(areas, on="ref_area", how="left").merge(units, on="indicator", how="left")


def _values(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    found = store.observations(
        rows["indicator"].unique().tolist(),
        areas=rows["ref_area"].unique().tolist() or [KINGDOM],
        period="all",
    )
    return found[[*KEY, "obs_value", "conf_status"]]
