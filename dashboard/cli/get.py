"""`hpp get`: figures of the published snapshot, as a table, CSV or JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.catalog.model import KINGDOM, LEVELS, PROVINCE, SOUTH, Level
from dashboard.cli.folders import data_folder, published
from dashboard.cli.names import Names, period_id
from dashboard.cli.output import catalog_or_none, edition_names, with_caveats, write
from dashboard.errors import InputError
from dashboard.store import Store
from dashboard.text import Lang, t

SHOWN_PERIODS: Final = 6


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, in ids."""

    indicators: list[str]
    areas: list[str]
    within: str
    level: Level | None
    period: str


def run(options: Namespace, lang: Lang) -> int:
    """Prints the figures.

    Raises:
        InputError: an unknown id, level or period, or nothing exists for what was asked; the
            message offers the nearest ids, or says what exists.
    """
    found = data_folder(options, lang)
    store = Store.open(published(found, verify=True))
    try:
        request = _request(options, store, Names(store, lang))
        rows = store.observations(
            request.indicators,
            areas=request.areas,
            within=request.within,
            level=request.level,
            period=request.period,
        )
        _say_what_is_absent(rows, request, store, lang)
        editions = edition_names(found, lang) if options.format == "table" else {}
        indicators, catalog = store.indicators(), catalog_or_none(found)
        write(
            with_caveats(rows, indicators, catalog),
            indicators,
            form=options.format,
            lang=lang,
            editions=editions,
            caveats={} if catalog is None else catalog.caveats,
        )
    finally:
        store.close()
    return 0


def _request(options: Namespace, store: Store, names: Names) -> Request:
    indicators = list(dict.fromkeys(map(names.indicator, options.indicators)))
    areas = list(dict.fromkeys(map(names.area, options.areas)))
    level = names.level(options.level) if options.level else None
    existing = store.coverage()
    existing = existing[existing["indicator"].isin(indicators)]
    period = period_id(options.period, existing["time_period"].unique().tolist())
    if options.within:
        within = names.area(options.within)
        level = level or _level_below(names.area_levels[within])
    elif level:
        within = PROVINCE if level == "district" else SOUTH if level == "province" else KINGDOM
    elif areas:
        within = ""
    else:
        areas, within, level = [PROVINCE], PROVINCE, "district"
    return Request(indicators, areas, within, level, period)


def _level_below(level: Level) -> Level:
    return "district" if level in {"province", "district"} else "province"


def _say_what_is_absent(rows: pd.DataFrame, request: Request, store: Store, lang: Lang) -> None:
    """Stops where nothing was found; tells, beside the answer, what a part of it lacks."""
    absent = [each for each in request.indicators if each not in set(rows["indicator"])]
    errors = [
        InputError("cli.nothing", indicator=each, exists=_existing(store, each)) for each in absent
    ]
    if rows.empty:
        raise errors[0]
    silent = [each for each in request.areas if each not in set(rows["ref_area"])]
    for error in errors:
        print(error.message(lang), file=sys.stderr)
    for area in silent:
        print(t("cli.nothing_for_area", lang, area=area), file=sys.stderr)


def _existing(store: Store, indicator: str) -> str:
    """`province …, 2022, 2024; district 2018`: levels and newest periods of an indicator."""
    found = store.coverage(indicator)
    found = found[found["values"] + found["suppressed"] > 0]
    parts = []
    for level in LEVELS:
        periods = found.loc[found["level"] == level, "time_period"].unique().tolist()
        shown = periods[-SHOWN_PERIODS:]
        more = ["…"] if len(shown) < len(periods) else []
        parts += [f"{level} {', '.join([*more, *shown])}"] if shown else []
    return "; ".join(parts)
