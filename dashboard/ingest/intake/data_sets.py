"""Which data sets the figures of a file belong to, and what is cited for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from dashboard.ingest.report import Citation, Reading
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.text import t


def by_data_set(reading: Reading, words: Vocabulary) -> dict[str, Reading]:
    """A reading whose file names no data set for all, by that of each indicator.

    That is what the file says of it (`facts["data_sets"]`), else the only one it has in the
    catalogue. Indicators of several are under "": nobody knows which one is meant.
    """
    if reading.data_set:
        return {reading.data_set: reading}
    sets = {each.id: each.data_sets for each in words.catalog.indicators.values()}
    said = cast("Mapping[str, str]", reading.facts.get("data_sets", {}))
    rows = reading.observations
    only = {
        name: said.get(name) or (sets[name][0].id if len(sets[name]) == 1 else "")
        for name in rows["indicator"].unique()
    }
    groups = rows.groupby(rows["indicator"].map(only).astype("str"), sort=True)
    return {
        str(name): replace(reading, data_set=str(name), observations=part.reset_index(drop=True))
        for name, part in groups
    }


def cited(reading: Reading, words: Vocabulary) -> Reading:
    """The reading with what its file does not say about itself taken from the data set."""
    known, said = words.catalog.data_sets[reading.data_set], reading.citation
    typed = reading.reader == "template"
    return replace(
        reading,
        citation=Citation(
            publisher=said.publisher or known.publisher.name.th,
            title=t("intake.typed", "th") if typed else said.title or known.title.th,
            url=said.url or known.url,
            licence=said.licence or known.licence,
        ),
    )
