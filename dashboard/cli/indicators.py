"""`hpp indicators`: which figures there are, by the words that their names hold."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any, cast

import pandas as pd

from dashboard.catalog.model import LEVELS
from dashboard.cli.folders import data_folder, published
from dashboard.cli.names import Names
from dashboard.cli.output import period_words, utf8
from dashboard.errors import InputError
from dashboard.store import Store
from dashboard.text import Lang, t
from dashboard.text.width import table_lines

_COLUMNS = ("id", "name", "unit", "levels", "first", "last")
_SPOKEN = ("id", "name_th", "name_en", "short_th", "short_en", "domain_name_th", "domain_name_en")


def run(options: Namespace, lang: Lang) -> int:
    """Prints a table or JSON, by domain.

    Raises:
        InputError: an unknown level; no indicator has all the words.
    """
    store = Store.open(published(data_folder(options, lang), verify=True))
    try:
        level = Names(store, lang).level(options.level) if options.level else ""
        found = [_facts(each, lang) for each in _chosen(store, options.words, level)]
    finally:
        store.close()
    if not found:
        raise InputError("cli.no_indicator", words=" ".join(options.words))
    if options.json:
        utf8()
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    head = [t(f"cli.indicators.{name}", lang) for name in _COLUMNS]
    print("\n".join(table_lines(head, [_row(each, lang) for each in found])))
    return 0


def _chosen(store: Store, words: list[str], level: str) -> list[dict[str, Any]]:
    """Indicators whose names or ids hold every word, with first and last period."""
    rows = store.indicators()
    spoken = rows[list(_SPOKEN)].agg(" ".join, axis="columns").str.casefold()
    for word in words:
        rows = rows[spoken.loc[rows.index].str.contains(word.casefold(), regex=False)]
    if level:
        rows = rows[[level in each.split() for each in rows["levels"]]]
    found = rows.merge(_span(store), left_on="id", right_index=True)
    return cast("list[dict[str, Any]]", found.to_dict("records"))


def _span(store: Store) -> pd.DataFrame:
    """First and last period with a value, by indicator."""
    coverage = store.coverage()
    periods = coverage[coverage["values"] > 0].groupby("indicator")["time_period"]
    return pd.DataFrame({"first": periods.min(), "last": periods.max()})


def _facts(row: dict[str, Any], lang: Lang) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row[f"name_{lang}"],
        "domain": row[f"domain_name_{lang}"],
        "unit": row[f"unit_name_{lang}"],
        "levels": [level for level in LEVELS if level in row["levels"].split()],
        "first": row["first"],
        "last": row["last"],
    }


def _row(facts: dict[str, Any], lang: Lang) -> list[str]:
    return [
        facts["id"],
        facts["name"],
        facts["unit"],
        " ".join(facts["levels"]),
        period_words(facts["first"], lang),
        period_words(facts["last"], lang),
    ]
