"""Figures on stdout: a table for people, CSV and JSON for programs.

CSV is RFC 4180 in UTF-8 without a byte-order mark; a text that a spreadsheet would take for a
formula is preceded by an apostrophe, a negative number stays a number. In JSON a missing or
suppressed value is null. Where a computed figure is absent, its row says why: data hold a code
(`reason`) and words (`reason_text`), a table words.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, cast

import pandas as pd

from dashboard.catalog import Catalog, Caveat
from dashboard.charts.concerned import concerned
from dashboard.cli.folders import catalog_of
from dashboard.errors import HppError
from dashboard.settings import Places
from dashboard.snapshot.plain import plain_text
from dashboard.text import Lang, YearStyle, has_text, t
from dashboard.text.numbers import state_text
from dashboard.text.periods import long_period, moment
from dashboard.text.width import table_lines

COLUMNS: Final = (
    "indicator",
    "ref_area",
    "area_name",
    "time_period",
    "obs_value",
    "unit",
    "obs_status",
    "conf_status",
    "edition",
    "source",
    "derived",
)
# What data hold beside: codes of caveats, which a table tells in words below, and why a figure is
# absent, as a code and in words.
DATA_COLUMNS: Final = (*COLUMNS, "caveats", "reason", "reason_text")
REASON: Final = "reason_text"
NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
NO_CAVEATS: Final[Mapping[str, Caveat]] = MappingProxyType({})
_LETTERS: Final = {"obs_status": "APEBUM", "conf_status": "FC"}
ERAS: Final[Mapping[Lang, YearStyle]] = {"th": "be", "en": "ce"}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write(
    rows: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    form: str,
    lang: Lang,
    editions: Mapping[str, str] = NO_NAMES,
    caveats: Mapping[str, Caveat] = NO_CAVEATS,
) -> None:
    """Prints `rows` of `Store.observations`.

    Args:
        rows: the figures, with a column `caveats` of codes joined by spaces. `reason` says why a
            figure is absent; a table has a column for it where any is.
        indicators: the snapshot's indicator table, for decimals and units in words.
        form: table, csv or json.
        lang: the language of area names, and of everything in a table.
        editions: names of editions by id, for a table; others are told by their ids.
        caveats: words of caveats by code, for a table; others are told by their codes.
    """
    records = _records(rows, lang)
    if form == "table":
        print("\n".join(_table(records, indicators.set_index("id"), lang, editions)))
        print("\n".join(["", *_signs(rows, lang), *_caveats(rows, caveats, lang)]))
        return
    utf8()
    if form == "csv":
        sheet = csv.writer(sys.stdout)
        sheet.writerow(DATA_COLUMNS)
        sheet.writerows([_safe(each[name]) for name in DATA_COLUMNS] for each in records)
    else:
        print(json.dumps(records, ensure_ascii=False, indent=1))


def with_caveats(
    rows: pd.DataFrame, indicators: pd.DataFrame, catalog: Catalog | None
) -> pd.DataFrame:
    """The rows with a column of the codes of the caveats that concern each.

    Args:
        rows: rows of `Store.observations`.
        indicators: the snapshot's indicator table; without a catalogue, its list for all rows.
        catalog: says which rows a caveat is about.
    """
    told = rows["indicator"].map(indicators.set_index("id")["caveats"])
    for name, found in rows.groupby("indicator", sort=False):
        known = None if catalog is None else catalog.indicators.get(str(name))
        if catalog is None or known is None:
            continue
        parts = list(concerned(catalog.caveats, known, found))
        for at in found.index:
            told.loc[at] = " ".join(each.id for each, about in parts if about.loc[at])
    return rows.assign(caveats=told)


def catalog_or_none(found: Places) -> Catalog | None:
    """The catalogue; one that cannot be read costs words, not figures."""
    try:
        return catalog_of(found)
    except HppError:
        return None


def edition_names(found: Places, lang: Lang) -> Mapping[str, str]:
    """Editions in words, for Thai tables; English ones name them by their ids."""
    catalog = None if lang == "en" else catalog_or_none(found)
    if catalog is None:
        return {}
    return {key: label.of(lang) for key, label in catalog.editions.items()}


def period_words(period: str, lang: Lang) -> str:
    """A period in a table: the id in English, words with the Buddhist era in Thai."""
    return period if lang == "en" else long_period(period, lang, ERAS[lang])


def moment_words(when: str, lang: Lang) -> str:
    """A time of ISO 8601 in UTC: as it is in English, Thai time and the Buddhist era in Thai."""
    if lang == "th":
        return moment(datetime.fromisoformat(when), lang, ERAS[lang])
    return when.removesuffix("+00:00").replace("T", " ")


def reason_words(reason: str, lang: Lang) -> str:
    """Why a snapshot was made; what the system itself says, in words."""
    key = f"cli.snapshots.reason.{reason}"
    return t(key, lang) if has_text(key) else plain_text(reason)


def utf8() -> None:
    """What follows on stdout is for programs: UTF-8 in any locale, lines as written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")


def plain_number(value: float) -> float | int | None:
    """A whole number without a decimal point; None for none."""
    if math.isnan(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _records(rows: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    named = rows.assign(
        area_name=rows[f"name_{lang}"],
        unit=rows["unit_measure"],
        reason_text=[t(f"state.reason.{each}", lang) if each else "" for each in rows["reason"]],
    )
    records = cast("list[dict[str, Any]]", named[list(DATA_COLUMNS)].to_dict("records"))
    return [each | {"obs_value": plain_number(each["obs_value"])} for each in records]


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else cell


def _signs(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """What the letters that occur mean."""
    lines = []
    for name in ("obs_status", "conf_status"):
        letters = [each for each in _LETTERS[name] if each in set(rows[name])]
        told = "; ".join(t(f"cli.get.{name}.{each}", lang) for each in letters)
        lines.append(f"{t(f'cli.get.column.{name}', lang)}: {told}")
    return lines


def _caveats(rows: pd.DataFrame, known: Mapping[str, Caveat], lang: Lang) -> list[str]:
    """Badge and words of every caveat that concerns a row."""
    codes = dict.fromkeys(each for told in rows["caveats"] for each in told.split())
    words = [
        t(
            "cli.get.caveat",
            lang,
            badge=known[each].badge.of(lang) if each in known else each,
            text=known[each].text.of(lang) if each in known else "",
        ).rstrip(": ")
        for each in codes
    ]
    return [t("cli.get.caveats", lang), *words] if words else []


def _table(
    records: list[dict[str, Any]],
    indicators: pd.DataFrame,
    lang: Lang,
    editions: Mapping[str, str],
) -> list[str]:
    columns = (*COLUMNS, *([REASON] if any(each[REASON] for each in records) else ()))
    head = [t(f"cli.get.column.{name}", lang) for name in columns]
    rows = []
    for each in records:
        about = indicators.loc[each["indicator"]]
        cells = each | {
            "obs_value": state_text(
                each["obs_value"], each["conf_status"], int(about["decimals"]), lang
            ),
            "unit": about[f"unit_name_{lang}"],
            "time_period": period_words(each["time_period"], lang),
            "edition": editions.get(each["edition"], each["edition"]),
            "derived": t("cli.get.computed", lang) if each["derived"] else "",
        }
        rows.append([str(cells[name]) for name in columns])
    return table_lines(head, rows, right=frozenset({COLUMNS.index("obs_value")}))
