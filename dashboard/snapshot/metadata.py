"""The catalogue, the citations and the notes as tables beside the observations.

A snapshot carries every word that it is shown with: an edit of the catalogue makes a new snapshot,
and an old snapshot still explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from dashboard.catalog import Area, Catalog, DataSet, Indicator
from dashboard.snapshot.combine import FORMULA_NOTE, SUM_NOTE
from dashboard.snapshot.register_tables import Registers, empty_registers
from dashboard.snapshot.tables import SCHEMAS
from dashboard.text import LANGS, Label, t


def snapshot_tables(
    observations: pd.DataFrame,
    catalog: Catalog,
    *,
    citations: pd.DataFrame,
    notes: pd.DataFrame,
    registers: Registers | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of a snapshot, its registers among them.

    Args:
        observations: the finished observation frame.
        catalog: the catalogue that it was made with.
        citations: source, data_set, publisher, title, url, copied_from, licence.
        notes: note, trust, text_th, text_en.
        registers: agenda, target and unlock; None for empty ones.
    """
    return {
        **{str(name): rows for name, rows in (registers or empty_registers()).items()},
        "observation": observations,
        "indicator": _frame("indicator", map(_indicator_row, catalog.indicators.values())),
        "area": _frame("area", map(_area_row, catalog.areas.values())),
        "source": _frame("source", _source_rows(citations, catalog.data_sets)),
        "note": _frame("note", [*_note_rows(notes), *_own_notes(), *_caveat_rows(catalog)]),
    }


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=SCHEMAS[name].names)


def _both(**labels: Label) -> dict[str, str]:
    return {f"{name}_{lang}": label.of(lang) for name, label in labels.items() for lang in LANGS}


def _indicator_row(each: Indicator) -> dict[str, Any]:
    return {
        "id": each.id,
        **_both(name=each.name, short=each.short, definition=each.definition, measure=each.measure),
        "unit": each.unit.id,
        **_both(unit_symbol=each.unit.symbol, unit_name=each.unit.name),
        "decimals": each.decimals,
        "polarity": each.polarity,
        "domain": each.domain.id,
        **_both(domain_name=each.domain.name),
        "domain_order": each.domain.order,
        "year_type": each.year_type,
        "levels": " ".join(each.levels),
        "aggregation": each.aggregation,
        "not_covered": " ".join(each.not_covered),
        "formula": each.formula.text if each.formula else "",
        "tolerance": each.tolerance,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "count": each.count,
        "data_sets": " ".join(data_set.id for data_set in each.data_sets),
        "caveats": " ".join(caveat.id for caveat in each.caveats),
        "disclosure": each.disclosure.id,
        **_both(disclosure_text=each.disclosure.text),
        "published": each.published,
        "static": each.static,
        "featured": each.featured,
        "default": " ".join(each.default),
    }


def _area_row(each: Area) -> dict[str, Any]:
    row = {**asdict(each), **_both(name=each.name)}
    return {name: row[name] for name in SCHEMAS["area"].names}


def _source_rows(
    citations: pd.DataFrame, data_sets: Mapping[str, DataSet]
) -> Iterable[dict[str, Any]]:
    for cited in citations.to_dict("records"):
        data_set = data_sets[cited["data_set"]]
        yield {
            "source": cited["source"],
            "data_set": data_set.id,
            "publisher_id": data_set.publisher.id,
            **_both(
                publisher=data_set.publisher.name,
                publisher_short=data_set.publisher.short,
                data_set_title=data_set.title,
                edition=data_set.edition,
                period=data_set.period,
            ),
            "cited_publisher": cited["publisher"],
            **{name: cited[name] for name in ("title", "url", "copied_from", "licence")},
        }


def _note_rows(notes: pd.DataFrame) -> Iterable[dict[str, Any]]:
    for each in notes.to_dict("records"):
        label = Label(each["text_th"], each["text_en"])
        yield {"note": each["note"], "kind": "note", "trust": each["trust"], **_texts(label)}


def _own_notes() -> Iterable[dict[str, Any]]:
    """What this system says about figures that it computed."""
    for name in (SUM_NOTE, FORMULA_NOTE):
        label = Label(*(t(f"snapshot.note.{name}", lang) for lang in LANGS))
        yield {"note": name, "kind": "note", "trust": "", **_texts(label)}


def _caveat_rows(catalog: Catalog) -> Iterable[dict[str, Any]]:
    for each in catalog.caveats.values():
        texts = _texts(each.text, badge=each.badge)
        yield {"note": each.id, "kind": "caveat", "trust": "", **texts}


def _texts(text: Label, *, badge: Label = Label("", "")) -> dict[str, str]:  # noqa: B008
    return _both(badge=badge, text=text)
