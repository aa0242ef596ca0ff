"""Everything about one indicator: what it is, how it is made, from whom, how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import licence_words
from dashboard.catalog import LEVELS, PROVINCE, SOUTH, Indicator
from dashboard.text.numbers import state_text
from dashboard.ui import captions, downloads, heading, panel
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

PAGES = (("districts", "district"), ("provinces", "province"), ("trends", "province"))


def show(who: Reader, indicator: Indicator) -> None:
    """The page of `indicator`."""
    heading.finding(indicator.name.of(who.lang), indicator.definition.of(who.lang))
    _links(who, indicator)
    left, right = st.columns([14, 10], gap="medium")
    with left:
        _facts(who, indicator)
    with right:
        panel.caveats(who, [captions.placed(who, each) for each in indicator.caveats])
    _ours(who, indicator)
    heading.finding(who.t("indicator.periods"))
    _periods(who, indicator)
    heading.finding(who.t("indicator.citations"))
    _citations(who, indicator)


def _links(who: Reader, indicator: Indicator) -> None:
    """Where the indicator can be seen, and the way back."""
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            who.pages["sources"], label=who.t("indicator.back"), query_params=who.query({})
        )
        for page, level in PAGES:
            if level in who.levels.get(indicator.id, ()):
                extra = {"level": "province"} if page == "trends" else {}
                st.page_link(
                    who.pages[page],
                    label=who.t(f"nav.{page}"),
                    query_params=who.query({"ind": indicator.id, **extra}),
                )


def facts(who: Reader, indicator: Indicator) -> dict[str, str]:
    """What the catalogue says, as pairs of heading and words."""
    lang, quotient = who.lang, indicator.quotient
    pairs = {
        "id": indicator.id,
        "domain": indicator.domain.name.of(lang),
        "unit": indicator.unit.name.of(lang),
        "measure": indicator.measure.of(lang),
        "polarity": who.t(f"indicator.polarity.{indicator.polarity}"),
        "year_type": who.t(f"indicator.year_type.{indicator.year_type}"),
        "levels": " · ".join(
            who.t(f"level.{each}") for each in LEVELS if each in who.levels.get(indicator.id, ())
        ),
        "aggregation": who.t(f"indicator.aggregation.{indicator.aggregation}"),
        "disclosure": indicator.disclosure.text.of(lang),
    }
    if indicator.formula is not None:
        key = "formula.check" if indicator.published else "formula"
        pairs[key] = formula_words(who, indicator.formula.text)
    if quotient is not None:
        pairs["numerator"] = quotient.numerator.of(lang)
        pairs["denominator"] = quotient.denominator.of(lang)
    return pairs


def formula_words(who: Reader, text: str) -> str:
    """A formula as it is said: `100 × จำนวนคนจนเป้าหมาย ÷ จำนวนคนที่ได้รับการสำรวจ จปฐ.`."""

    def said(found: re.Match[str]) -> str:
        if found["sign"]:
            return _SIGNS[found["sign"]]
        name = who.catalog.indicators[found["name"] or found["inner"]].name.of(who.lang)
        if found["area"]:
            return who.t("indicator.formula.at", name=name, area=who.area(found["area"]))
        if found["years"]:
            key = "indicator.formula.lag.one" if found["years"] == "1" else "indicator.formula.lag"
            return who.t(key, name=name, count=found["years"])
        return name

    return _WORD.sub(said, text)


_SIGNS = {"*": "×", "/": "÷", "-": "\N{MINUS SIGN}"}
_WORD = re.compile(
    r"""(?:lag|at)\((?P<inner>\w+),\s*(?:"(?P<area>\w+)"|(?P<years>\d+))\)"""
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>[*/-])"
)


def _facts(who: Reader, indicator: Indicator) -> None:
    rows = [(who.t(f"indicator.{key}"), words) for key, words in facts(who, indicator).items()]
    heading.definitions(rows)


def _periods(who: Reader, indicator: Indicator) -> None:
    rows = who.store.coverage(indicator.id)
    rows = rows.sort_values(
        ["time_period", "level"],
        key=lambda column: column.map(LEVELS.index) if column.name == "level" else column,
        ascending=[False, True],
    )
    why = _why_missing(who, indicator) if rows["missing"].any() else {}
    places = zip(rows["time_period"], rows["edition"], rows["level"], strict=True)
    table = pd.DataFrame(
        {
            "period": [who.short_period(each) for each in rows["time_period"]],
            "edition": [who.edition_words(each) for each in rows["edition"]],
            "level": [who.t(f"level.{each}") for each in rows["level"]],
            "values": rows["values"],
            "suppressed": rows["suppressed"],
            "missing": rows["missing"],
            "why": [why.get(place, "") for place in places],
        }
    )
    heads: dict[str, ColumnConfig | str] = {
        "period": who.t("table.period"),
        "edition": who.t("table.edition"),
        "level": who.t("control.level"),
        "values": who.t("indicator.values"),
        "suppressed": who.t("indicator.suppressed"),
        "missing": who.t("state.missing"),
        "why": st.column_config.TextColumn(who.t("indicator.why"), width="large"),
    }
    shown = table if why else table.drop(columns="why")
    show_frame(shown, heads, highest=300, alt=who.t("indicator.periods"))
    downloads.listed(who, table, heads, stem=f"{indicator.id}_periods")


def _why_missing(who: Reader, indicator: Indicator) -> dict[tuple[str, str, str], str]:
    """By period, edition and level: the reasons of the figures that are missing."""
    rows = who.store.series(indicator.id, areas=list(who.catalog.areas))
    rows = rows[rows["obs_value"].isna() & (rows["conf_status"] != "C") & (rows["reason"] != "")]
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    columns = (rows[name] for name in ("time_period", "edition", "ref_area", "reason"))
    for period, edition, area, reason in zip(*columns, strict=True):
        place = period, edition, who.catalog.areas[area].level
        found.setdefault(place, {})[who.t(f"state.reason.{reason}")] = None
    return {place: " · ".join(reasons) for place, reasons in found.items()}


def _ours(who: Reader, indicator: Indicator) -> None:
    """The province's figures, newest first, each with the file and the row that it comes from.

    One that could not be computed says why in the place of the row.
    """
    rows = who.store.series(indicator.id, areas=[PROVINCE])
    rows = rows[rows["obs_value"].notna() | (rows["reason"] != "")][::-1]
    if rows.empty:
        return
    cited = who.store.citations({each for cell in rows["source"] for each in cell.split()})
    titles = dict(zip(cited["source"], cited["title"], strict=True))
    heading.finding(who.t("indicator.ours"))
    table = pd.DataFrame(
        {
            "period": [who.short_period(each) for each in rows["time_period"]],
            "edition": [who.edition_words(each) for each in rows["edition"]],
            "value": [
                state_text(value, status, indicator.decimals, who.lang)
                for value, status in zip(rows["obs_value"], rows["conf_status"], strict=True)
            ],
            "title": ["; ".join(titles[each] for each in cell.split()) for cell in rows["source"]],
            "row": [_row(who, indicator, row) for row in rows.to_dict("records")],
        }
    )
    heads: dict[str, ColumnConfig | str] = {
        "period": who.t(f"table.period.{who.style}"),
        "edition": who.t("table.edition"),
        "value": who.t("indicator.value"),
        "title": st.column_config.TextColumn(who.t("sources.title_of"), width="large"),
        "row": st.column_config.TextColumn(who.t("indicator.row"), width="large"),
    }
    show_frame(table, heads, highest=300, alt=who.t("indicator.ours"))
    downloads.listed(who, table, heads, stem=f"{indicator.id}_{PROVINCE}")


def _row(who: Reader, indicator: Indicator, row: Mapping[Any, Any]) -> str:
    """Where a figure stands in `data/sources`; a computed one says so, or why it is absent."""
    if row["reason"]:
        return who.t(f"state.reason.{row['reason']}")
    if row["derived"] and indicator.formula is not None and not indicator.published:
        return who.t("state.computed")
    sets = dict.fromkeys(each.partition(":")[0] for each in row["source"].split())
    return "; ".join(f"{each}/observations.csv: {indicator.id},{PROVINCE}" for each in sets)


def _citations(who: Reader, indicator: Indicator) -> None:
    rows = who.store.sources(indicator.id)
    table = pd.DataFrame(
        {
            "publisher": rows[f"publisher_short_{who.lang}"],
            "title": rows["title"],
            "url": rows["url"],
            "copied_from": rows["copied_from"],
            "licence": [licence_words(each, who.lang) for each in rows["licence"]],
            "figures": rows["figures"],
        }
    )
    heads: dict[str, ColumnConfig | str] = {
        "publisher": who.t("sources.publisher"),
        "title": st.column_config.TextColumn(who.t("sources.title_of"), width="large"),
        "url": st.column_config.LinkColumn(who.t("sources.address")),
        "copied_from": who.t("sources.copied_from"),
        "licence": who.t("sources.licence"),
        "figures": who.t("indicator.values"),
    }
    show_frame(table, heads, highest=400, alt=who.t("indicator.citations"))
    downloads.listed(who, table, heads, stem=f"{indicator.id}_citations")
    _notes(who, indicator)


def _notes(who: Reader, indicator: Indicator) -> None:
    areas = [each.code for each in who.catalog.children(SOUTH, "province")]
    rows = who.store.series(indicator.id, areas=areas)
    ids = sorted({each for cell in rows["note"].unique() for each in cell.split()})
    notes = who.store.notes(ids)
    if notes.empty:
        return
    told = zip(notes["note"], notes[f"text_{who.lang}"], strict=True)
    about = _editions(rows) if len(set(rows["edition"])) > 1 else {}
    words = (_of_edition(who, text, about.get(note, ())) for note, text in told)
    heading.sentences(who.t("indicator.notes"), dict.fromkeys(words))


def _editions(rows: pd.DataFrame) -> dict[str, list[str]]:
    """For each note the editions of the figures that it is about."""
    found: dict[str, list[str]] = {}
    pairs = rows[["note", "edition"]].drop_duplicates().itertuples(index=False)
    for notes, edition in pairs:
        for each in str(notes).split():
            found[each] = list(dict.fromkeys([*found.get(each, ()), str(edition)]))
    return found


def _of_edition(who: Reader, text: str, editions: Sequence[str]) -> str:
    names = ", ".join(filter(None, map(who.edition_words, editions)))
    return f"{names}: {text}" if names else text
