"""What the overview shows, made once for all readers of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.catalog import PROVINCE
from dashboard.ui.area_panels import area_panels
from dashboard.ui.area_view import default_view
from dashboard.ui.overview_sentences import gaps, sentences
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.scorecard import Card, read_cards, source_lines
from dashboard.ui.shared import shared


@dataclass(frozen=True, slots=True)
class Overview:
    """Cards, the map of the districts, what the figures say, what is missing, and sources."""

    cards: Sequence[Card]
    where: Panel
    sentences: Sequence[str]
    gaps: Sequence[str]
    sources: Sequence[str]


def overview(who: Reader) -> Overview:
    """The overview in the reader's words."""
    return shared(who, "overview", make=lambda: _overview(who))


def _overview(who: Reader) -> Overview:
    cards = read_cards(who)
    where = area_panels(
        who, default_view(who, "districts", level="district", within=PROVINCE)
    ).where
    return Overview(
        cards=cards,
        where=where,
        sentences=sentences(who),
        gaps=gaps(who),
        sources=source_lines(who, cards, where.picture.caption.sources),
    )
