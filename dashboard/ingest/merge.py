"""New figures over the published ones: only their own cells change, and what is computed from them.

A file replaces the indicator × area × period × edition that it holds, never the rest of a data
set. A figure that it merely repeats keeps the citation that it has. Sums and formulas are worked
out anew for the indicators that depend on what changed, and for no others; the result is the one
that computing everything would give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.catalog import Catalog
from dashboard.disclosure import KEY, lifting
from dashboard.disclosure.counts import joined
from dashboard.disclosure.relations import Relations
from dashboard.ingest.report import Reading
from dashboard.snapshot import (
    FORMULA_NOTE,
    OBSERVATION_COLUMNS,
    SUM_NOTE,
    Registers,
    Snapshot,
    add_sums,
    copied_from,
    derive,
    empty_registers,
    read_registers,
    source_of_file,
)
from dashboard.snapshot.match import earlier

if TYPE_CHECKING:
    from dashboard.disclosure.protect import Protection

_SINGLE_LEVELS: Final = ("province", "district")
_SAME: Final = ["obs_value", "obs_status", "conf_status"]
_CITED: Final = ["source", "data_set", "publisher", "title", "url", "copied_from", "licence"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A reading and what its figures are cited as: the file's name and SHA-256."""

    reading: Reading
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a snapshot would hold: observations, citations and notes as `snapshot_tables` takes.

    `protection` says what was emptied on the way, None where no figure needs protecting.
    `registers` are agenda, targets and unlock register. `lifted` (KEY) are cells that stay
    suppressed although a file says that they have no figure.
    """

    observations: pd.DataFrame
    citations: pd.DataFrame
    notes: pd.DataFrame
    protection: Protection | None = None
    registers: Registers = field(default_factory=empty_registers)
    lifted: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=KEY))


@dataclass(frozen=True, slots=True)
class Published:
    """The tables of a published snapshot that a candidate is made from, codes as plain text."""

    observations: pd.DataFrame
    citations: pd.DataFrame
    notes: pd.DataFrame
    registers: Registers = field(default_factory=empty_registers)


def read_published(snapshot: Snapshot) -> Published:
    """The observations, citations, notes and registers of a snapshot."""
    sources = _plain(snapshot, "source").rename(
        columns={"publisher": "_", "cited_publisher": "publisher"}
    )
    notes = _plain(snapshot, "note")
    own = notes["note"].isin([SUM_NOTE, FORMULA_NOTE]) | (notes["kind"] != "note")
    return Published(
        _plain(snapshot, "observation"),
        sources.loc[:, _CITED],
        notes.loc[~own, ["note", "trust", "text_th", "text_en"]].reset_index(drop=True),
        read_registers(snapshot),
    )


def merge(
    published: Published,
    files: Sequence[Cited],
    catalog: Catalog,
    relations: Relations,
    *,
    hidden: pd.DataFrame | None = None,
) -> Candidate:
    """What the next snapshot would hold, nothing in it that points at single persons.

    Args:
        published: the snapshot that is published now.
        files: readings without errors; where two hold the same cell, the last one counts.
        catalog: units, sums, formulas and the rules of protection.
        relations: what holds between counts.
        hidden: KEY of cells that other snapshots suppress; they stay so, unless shown by now.

    Raises:
        InputError: counts contradict each other, so that nothing can be proven to be protected.
    """
    figures = pd.concat([_figures(each, catalog) for each in files], ignore_index=True)
    figures = figures.drop_duplicates(KEY, keep="last", ignore_index=True)
    figures = _changed(published.observations, figures)
    lifts = lifting(figures, published.observations)
    lifted, figures = figures.loc[lifts, KEY], figures[~lifts].reset_index(drop=True)
    protection = None
    if figures["indicator"].isin(protected(catalog)).any():
        from dashboard.disclosure.protect import protect  # noqa: PLC0415  the solver is heavy

        before = _standing(published.observations, catalog)
        before = _with_hidden(before, figures, hidden)
        protection = protect(figures, before, catalog, relations)
        figures = _changed(published.observations, protection.observations)
    citations = [*map(_citation, files)]
    notes = _notes(files)
    used, noted = set(figures["source"]), set(figures["note"])
    return Candidate(
        _over(published.observations, figures, catalog),
        _appended(published.citations, [each for each in citations if each["source"] in used]),
        _appended(published.notes, [each for each in notes if each["note"] in noted]),
        protection,
        published.registers,
        lifted.reset_index(drop=True),
    )


def _standing(published: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """KEY, obs_value and conf_status of what stays published whatever comes.

    Not the rates that are computed here: without their count they are without a value themselves.
    """
    free = published[(published["conf_status"] == "F") & published["obs_value"].notna()]
    rates = [name for name, each in catalog.indicators.items() if each.formula]
    free = free[free["indicator"].isin(rates)]
    computed = free.index.difference(publishers_own(free, catalog).index)
    return published.loc[~published.index.isin(computed), [*KEY, "obs_value", "conf_status"]]


def _with_hidden(
    published: pd.DataFrame, figures: pd.DataFrame, hidden: pd.DataFrame | None
) -> pd.DataFrame:
    """The published observations, and what other snapshots suppress of the cells of `figures`."""
    if hidden is None or hidden.empty:
        return published
    new = hidden.merge(figures[KEY], on=KEY)
    shown = new.merge(published[KEY], on=KEY)
    new = new[~_keys(new).isin(_keys(shown))].assign(conf_status="C")
    return pd.concat([published, new], ignore_index=True) if len(new) else published


def unchanged(published: Published) -> Candidate:
    """The next snapshot where no file holds figures."""
    return Candidate(
        published.observations,
        published.citations,
        published.notes,
        registers=published.registers,
    )


def protected(catalog: Catalog) -> set[str]:
    """Indicators with a rule of protection, and those that would give one back."""
    found = {each.id for each in catalog.indicators.values() if each.disclosure.district}
    return affected(found, catalog)


def publishers_own(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The rows that came from publishers: neither summed nor computed here."""
    computed = {name for name, each in catalog.indicators.items() if not each.published}
    added = observations["note"].str.contains(f"{SUM_NOTE}|{FORMULA_NOTE}", regex=True)
    return observations[~added & ~observations["indicator"].isin(computed)]


def affected(indicators: Iterable[str], catalog: Catalog) -> set[str]:
    """`indicators` and every indicator computed from them, directly or through others."""
    found = set(indicators)
    for each in catalog.derived_order:  # inputs come before what is computed from them
        if each.formula is not None and each.formula.names & found:
            found.add(each.id)
    return found


def _over(published: pd.DataFrame, figures: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The published observations with `figures` in place, and all that follows from them."""
    if figures.empty:
        return published
    changing = affected(figures["indicator"].unique(), catalog)
    computed = _computed(published, figures, _part(catalog, changing))
    # Each is as large as everything published, so that none is kept longer than it is needed.
    computed = computed[computed["indicator"].isin(changing)]
    kept = published[~published["indicator"].isin(changing)]
    return pd.concat([kept, computed], ignore_index=True)


def _computed(published: pd.DataFrame, figures: pd.DataFrame, part: Catalog) -> pd.DataFrame:
    """What the indicators of `part` have once `figures` are in place, with sums and formulas."""
    before = published[published["indicator"].isin(part.indicators.keys())]
    only = _moments(before, figures, part)
    given = _given(before, figures, part, only)
    del before
    periods = None if only is None else frozenset(figures["time_period"])
    given = add_sums(given, part, periods=periods)
    return derive(given, part, only=only).observations


def _given(
    before: pd.DataFrame,
    figures: pd.DataFrame,
    part: Catalog,
    only: Mapping[str, frozenset[str]] | None,
) -> pd.DataFrame:
    """What sums and formulas start from: publishers' figures, the new ones in place.

    With `only`, also what was computed before for all periods that do not move.
    """
    stays = own = publishers_own(before, part)
    if only is not None:
        stays = before[~_at(before, only) | before.index.isin(own.index)]
    kept = stays[~_keys(stays).isin(_keys(figures)) & ~_outdated(stays, figures, part)]
    return pd.concat([kept, figures], ignore_index=True).loc[:, list(OBSERVATION_COLUMNS)]


def _moments(
    before: pd.DataFrame, figures: pd.DataFrame, catalog: Catalog
) -> dict[str, frozenset[str]] | None:
    """For each indicator the periods in which it may change; None where that may be any.

    A figure moves what is computed for its own period, and for later ones that look back at it.
    Where a series begins earlier than before, has an edition more, or holds for every period,
    more than that may move.
    """
    series = ["indicator", "edition"]
    told, known = (rows[series].drop_duplicates() for rows in (figures, before))
    more = len(told.merge(known, on=series)) < len(told)
    first, start = _starts(before, catalog), _starts(figures, catalog)
    earlier_start = bool((start < first.reindex(start.index).fillna("9999")).any())
    static = any(catalog.indicators[name].static for name in figures["indicator"].unique())
    if static or earlier_start or more:
        return None
    moved = {
        str(name): frozenset(rows) for name, rows in figures.groupby("indicator")["time_period"]
    }
    for each in catalog.derived_order:
        found = set(moved.get(each.id, frozenset()))
        for term in each.formula.terms if each.formula else ():
            found |= {earlier(period, -term.lag) for period in moved.get(term.indicator, ())}
        if found:
            moved[each.id] = frozenset(found)
    return moved


def _starts(rows: pd.DataFrame, catalog: Catalog) -> pd.Series:
    """The first period of every indicator and level."""
    level = {code: each.level for code, each in catalog.areas.items()}
    moments = rows[["indicator", "ref_area", "time_period"]].drop_duplicates()
    levels = moments["ref_area"].map(level)
    return moments["time_period"].groupby([moments["indicator"], levels]).min()


def _at(rows: pd.DataFrame, moments: Mapping[str, frozenset[str]]) -> pd.Series:
    """Rows whose indicator may change in their period."""
    pairs = {f"{name}\x1f{period}" for name, periods in moments.items() for period in periods}
    return (rows["indicator"] + "\x1f" + rows["time_period"]).isin(pairs)


def _outdated(own: pd.DataFrame, figures: pd.DataFrame, catalog: Catalog) -> pd.Series:
    """Figures that a source computed from what changes, and that are now computed here instead.

    A total that was summed from provinces of which one changes; a figure whose formula has an
    input that changes for the same area and period.
    """
    everyone = own.index
    own = own[own["derived"] & own["time_period"].isin(figures["time_period"].unique())]
    moment = own["time_period"] + "\x1f" + own["edition"] + "\x1f"
    changing = figures["time_period"] + "\x1f" + figures["edition"] + "\x1f"
    summed = {name for name, each in catalog.indicators.items() if each.aggregation == "sum"}
    single = {code for code, each in catalog.areas.items() if each.level in _SINGLE_LEVELS}
    total = own["indicator"].isin(summed) & ~own["ref_area"].isin(single)
    old = total & (moment + own["indicator"]).isin(changing + figures["indicator"])
    place = moment + own["ref_area"]
    moved = dict(iter((changing + figures["ref_area"]).groupby(figures["indicator"])))
    for name in own["indicator"].unique():
        formula = catalog.indicators[name].formula
        for each in (formula.names if formula else frozenset[str]()) & moved.keys():
            old |= (own["indicator"] == name) & place.isin(moved[each])
    return old.reindex(everyone, fill_value=False)


def _part(catalog: Catalog, changing: set[str]) -> Catalog:
    """The catalogue of `changing` and everything that their formulas need."""
    needed = set(changing)
    for each in reversed(catalog.derived_order):
        if each.id in needed and each.formula is not None:
            needed |= each.formula.names
    return replace(
        catalog,
        indicators={name: each for name, each in catalog.indicators.items() if name in needed},
    )


def _figures(file: Cited, catalog: Catalog) -> pd.DataFrame:
    """The observations of a reading as a snapshot has them, with ids of citation and note."""
    rows = file.reading.observations
    units = {each.id: each.unit.id for each in catalog.indicators.values()}
    data_set = file.reading.data_set
    ids = {text: f"{data_set}:n{_short(text)}" if text else "" for text in rows["note"].unique()}
    return rows.assign(
        unit_measure=rows["indicator"].map(units),
        derived=False,
        reason="",
        source=_source(file),
        note=rows["note"].map(ids),
    ).loc[:, list(OBSERVATION_COLUMNS)]


def _changed(published: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that say something else than the published row of the same cell."""
    before = published.loc[published["indicator"].isin(figures["indicator"].unique())]
    summed = before["note"].str.contains(SUM_NOTE, regex=False)
    before = before.loc[~summed, [*KEY, *_SAME]]
    both = figures[KEY + _SAME].merge(before, on=KEY, how="left", suffixes=("", "_before"))
    same = (both["obs_value"] == both["obs_value_before"]) | (
        both["obs_value"].isna() & both["obs_value_before"].isna()
    )
    for name in ("obs_status", "conf_status"):
        same &= both[name] == both[f"{name}_before"]
    return figures[~same.to_numpy(dtype=bool)].reset_index(drop=True)


def _citation(file: Cited) -> dict[str, str]:
    said = file.reading.citation
    return {
        "source": _source(file),
        "data_set": file.reading.data_set,
        "publisher": said.publisher,
        "title": said.title or file.file,
        "url": said.url,
        "copied_from": copied_from(file.file, file.sha256),
        "licence": said.licence,
    }


def _notes(files: Sequence[Cited]) -> list[dict[str, str]]:
    """A note in the words of its file, which has one language; the same words are one note."""
    texts = {
        f"{each.reading.data_set}:n{_short(text)}": str(text)
        for each in files
        for text in each.reading.observations["note"].unique()
        if text
    }
    return [
        {"note": name, "trust": "", "text_th": text, "text_en": text}
        for name, text in texts.items()
    ]


def _appended(table: pd.DataFrame, rows: list[dict[str, str]]) -> pd.DataFrame:
    """`table` and the rows whose id, its first column, it does not have."""
    name = table.columns[0]
    known = set(table[name])
    new = [each for each in rows if each[name] not in known]
    if not new:
        return table
    added = pd.DataFrame(new, columns=table.columns).astype(table.dtypes.to_dict())
    return pd.concat([table, added], ignore_index=True)


def _source(file: Cited) -> str:
    return source_of_file(file.reading.data_set, file.sha256)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _keys(rows: pd.DataFrame) -> pd.Series:
    return joined(rows, KEY)


def _plain(snapshot: Snapshot, name: str) -> pd.DataFrame:
    """A table with its codes as plain text; one column at a time, or it would be there twice."""
    with pq.ParquetFile(snapshot.table_path(name)) as file:
        columns = {each: _column(file, each) for each in file.schema_arrow.names}
    return pd.DataFrame(columns, copy=False)


def _column(file: pq.ParquetFile, name: str) -> pd.Series:
    table = file.read([name], use_threads=False)
    if pa.types.is_dictionary(table.schema.types[0]):
        table = table.cast(pa.schema([(name, pa.large_string())]))
    column: pd.Series = table.to_pandas()[name]
    return column
