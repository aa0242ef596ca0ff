"""What `hpp check --disclosure` attacks, and how it says what was recovered: never a value."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pyarrow.parquet as pq

from dashboard.cli.folders import catalog_of, published
from dashboard.disclosure.audit import Attack, audit
from dashboard.disclosure.figures import FIGURE
from dashboard.disclosure.relations import load_relations
from dashboard.disclosure.scan import Leak, scan
from dashboard.settings import Places
from dashboard.snapshot import Snapshot, list_snapshots
from dashboard.text import Lang, t

_MOST: Final = 40
_FOUND: Final = ("exact", "small", "contradictory", "narrow")


@dataclass(frozen=True, slots=True)
class Attacked:
    """The outcome for one snapshot; `others` is how many other snapshots were used."""

    snapshot: str
    others: int
    attacks: tuple[Attack, ...]
    leaks: tuple[Leak, ...]
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether nothing was recovered."""
        return all(each.kept for each in self.attacks) and not any(x.found for x in self.leaks)


def attack(where: Places) -> Attacked:
    """Attacks the published snapshot of a data folder, with the help of all others in it."""
    begin = time.perf_counter()
    snapshot, catalog = published(where), catalog_of(where)
    relations = load_relations(where.catalog, catalog)
    others = {
        each.id: _figures(each)
        for each in list_snapshots(where.snapshots)
        if each.id != snapshot.id
    }
    attacks = audit(_figures(snapshot), others, catalog, relations)
    leaks = scan(snapshot.path)
    return Attacked(snapshot.id, len(others), attacks, leaks, time.perf_counter() - begin)


def _figures(snapshot: Snapshot) -> pd.DataFrame:
    rows: pd.DataFrame = pq.read_table(
        snapshot.table_path("observation"), columns=FIGURE
    ).to_pandas()
    coded = rows.select_dtypes("category").columns
    return rows.astype(dict.fromkeys(coded, "str"))


def report(attacked: Attacked, lang: Lang, *, cells: bool) -> Iterator[str]:
    """The outcome in words, a line for each attack."""
    yield t("disclosure.about", lang, id=attacked.snapshot, others=attacked.others)
    for each in attacked.attacks:
        facts = {name: len(getattr(each, name)) for name in _FOUND}
        counts = {"suppressed": each.suppressed, "unpublished": each.unpublished, **facts}
        name = t(f"disclosure.attack.{each.name}", lang)
        yield f"{_mark(each.kept)} {name}: {t('disclosure.outcome', lang, **counts)}"
        if cells:
            yield from _cells(each, lang)
    for leak in attacked.leaks:
        told = t(f"disclosure.scan.{leak.kind}", lang, looked=leak.looked, found=leak.found)
        yield f"{_mark(not leak.found)} {told}"
    kept = "kept" if attacked.kept else "broken"
    yield t(f"disclosure.{kept}", lang, id=attacked.snapshot, seconds=attacked.seconds)


def told(attacked: Attacked, *, cells: bool) -> dict[str, Any]:
    """The outcome for programs: numbers of cells, and their keys where asked for."""
    return {
        "snapshot": attacked.snapshot,
        "others": attacked.others,
        "kept": attacked.kept,
        "seconds": round(attacked.seconds, 1),
        "attacks": [_attack_json(each, cells=cells) for each in attacked.attacks],
        "scans": [
            {"scan": each.kind, "looked": each.looked, "found": each.found}
            for each in attacked.leaks
        ],
    }


def _attack_json(each: Attack, *, cells: bool) -> dict[str, Any]:
    counts = {name: len(getattr(each, name)) for name in _FOUND}
    line = {"attack": each.name, "suppressed": each.suppressed, "unpublished": each.unpublished}
    return {**line, **counts, **({"cells": _keys(each)} if cells else {})}


def _keys(each: Attack) -> dict[str, list[list[str]]]:
    return {name: [list(key) for key in sorted(getattr(each, name))] for name in _FOUND}


def _cells(each: Attack, lang: Lang) -> Iterator[str]:
    for name in _FOUND:
        keys: Iterable[tuple[str, ...]] = sorted(getattr(each, name))
        listed = [" ".join(key) for key in keys]
        yield from (f"    {t(f'disclosure.found.{name}', lang)}: {key}" for key in listed[:_MOST])
        if len(listed) > _MOST:
            yield f"    {t('disclosure.found.more', lang, count=len(listed) - _MOST)}"


def _mark(kept: bool) -> str:  # noqa: FBT001
    return "✓" if kept else "✗"
