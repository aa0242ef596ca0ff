"""What files do to suppressed cells, told to who hands them in; never a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.disclosure import KEY
from dashboard.disclosure.relations import load_relations
from dashboard.disclosure.scan import holds_number
from dashboard.ingest.merge import Candidate, protected
from dashboard.ingest.report import Place, Problem, Reading, first_cell
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.snapshot.compare import Difference

_WORDS: Final = ["period_note", "note"]
_PLACE: Final = ["_file", "sheet", "row", "column"]


def telling_notes(readings: Mapping[str, Reading], candidate: Candidate) -> list[Problem]:
    """An error for every row whose note holds a number and whose figure is suppressed.

    As the audit sees it: words that stand beside published figures too tell nothing of this one.

    Args:
        readings: files with figures, by name.
        candidate: what would be kept.
    """
    rows = [_with_number(each.observations).assign(_file=name) for name, each in readings.items()]
    told = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    if told.empty:
        return []
    every = candidate.observations
    secret = every["conf_status"] == "C"
    told = told.merge(every.loc[secret, KEY], on=KEY)
    open_words = _words(every[~secret], candidate.notes)
    own = pd.Series(data=False, index=told.index)
    for name in _WORDS:
        own |= told[name].map(holds_number).astype(bool) & ~told[name].isin(open_words)
    told = told[own].reset_index(drop=True)
    where = zip(*(told[name].tolist() for name in _PLACE), strict=True)
    return [
        Problem("error", "disclosure.telling_note", Place(*place), facts=first_cell(told[at:]))
        for at, place in enumerate(where)
    ]


def suppression(
    readings: Mapping[str, Reading], candidate: Candidate, difference: Difference, parent: str
) -> list[Problem]:
    """What a person should know before the files are kept, said once, with the first file.

    Cells that stay suppressed although a file has no figure for them; and figures that would be
    suppressed from now on, while the snapshot `parent` goes on showing them.
    """
    changed = difference.rows
    still = changed.loc[changed["kind"] == "newly_suppressed", KEY]
    cases = {"disclosure.stays_suppressed": candidate.lifted, "disclosure.still_shown": still}
    return [
        Problem(
            "warning",
            rule,
            Place(next(iter(readings))),
            facts={**first_cell(cells), "count": len(cells), "id": parent},
        )
        for rule, cells in cases.items()
        if len(cells)
    ]


def broken_cells(
    observations: pd.DataFrame, changed: pd.DataFrame, words: Vocabulary
) -> pd.DataFrame:
    """Cells (KEY) that the audit would recover if `observations` were published."""
    if not changed["indicator"].isin(protected(words.catalog)).any():
        return changed.loc[[], KEY]
    from dashboard.disclosure.gate import recovered  # noqa: PLC0415  the solver is heavy

    relations = load_relations(words.folder, words.catalog)
    return recovered(observations, changed, words.catalog, relations)


def _with_number(rows: pd.DataFrame) -> pd.DataFrame:
    flagged = [
        rows[name].isin([each for each in rows[name].unique() if holds_number(each)])
        for name in _WORDS
    ]
    return rows[flagged[0] | flagged[1]]


def _words(rows: pd.DataFrame, notes: pd.DataFrame) -> set[str]:
    """Period notes of the rows, and their notes in words."""
    ids = {each for joined in rows["note"].unique() for each in str(joined).split()}
    texts = notes.loc[notes["note"].isin(ids), ["text_th", "text_en"]]
    return {*rows["period_note"].unique(), *texts["text_th"], *texts["text_en"]}
