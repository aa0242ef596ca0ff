"""What a document says about its figures: finding, measure, publications, caveats, snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from dashboard.briefing.licence import licence_words
from dashboard.catalog.model import DataSet, Indicator
from dashboard.charts.describe import Caption
from dashboard.text import Lang

_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication that figures come from."""

    publisher: str
    title: str
    edition: str = ""
    period: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """In the reader's words; what is empty is left out of the document.

    Attributes:
        title: the finding over the chart.
        measure: what is measured, of whom, when.
        snapshot: id of the published snapshot.
        sources: publications.
        indicators: name and definition of each.
        caveats: whole sentences.
        attribution: owed to whoever gave the boundaries; empty where there is no map.
        created: when the snapshot was made; goes into the file's properties.
    """

    title: str
    measure: str
    snapshot: str
    sources: tuple[Citation, ...]
    indicators: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    attribution: str = ""
    created: datetime = _EPOCH


def about(
    caption: Caption,
    *,
    indicators: Sequence[Indicator],
    data_sets: Sequence[DataSet],
    snapshot: str,
    lang: Lang,
    attribution: str = "",
    created: datetime = _EPOCH,
) -> About:
    """What the page says around a picture, from the same caption."""
    return About(
        title=caption.title,
        measure=caption.measure,
        snapshot=snapshot,
        sources=tuple(_citation(each, lang) for each in data_sets),
        indicators=tuple((each.name.of(lang), each.definition.of(lang)) for each in indicators),
        caveats=caption.caveats,
        attribution=attribution,
        created=created,
    )


def _citation(data_set: DataSet, lang: Lang) -> Citation:
    return Citation(
        publisher=data_set.publisher.name.of(lang),
        title=data_set.title.of(lang),
        edition=data_set.edition.of(lang),
        period=data_set.period.of(lang),
        licence=licence_words(data_set.licence, lang),
        url=data_set.url,
    )
