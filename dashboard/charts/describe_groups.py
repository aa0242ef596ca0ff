"""Descriptions of pictures that are neither maps nor lines: stages, groups, intervals, orders.

As in `describe`: words and numbers ready to show, no pixels and no colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.charts.describe import Caption, State


@dataclass(frozen=True, slots=True)
class StageBar:
    """One place's part of a stage: `share` of what it began with, 0 to 1, None where unknown."""

    share: float | None
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a funnel; `empty` says what would fill it, "" where there are figures."""

    name: str
    note: str
    bars: tuple[StageBar, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """Stages from the widest to the narrowest; a bar for each place of `places`, in that order."""

    caption: Caption
    places: tuple[str, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A measure of the place in front (`value`) and of what it is compared with (`other`)."""

    name: str
    value: float | None
    other: float | None
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; `note` stands at the heading's right, `empty` instead of rows."""

    name: str
    note: str
    rows: tuple[PairRow, ...]
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """Groups from top to bottom on one axis from zero; `front` and `behind` name the two signs."""

    caption: Caption
    groups: tuple[Group, ...]
    front: str
    behind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of one series in a row; None where it is not shown, and `text` says why."""

    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One area with a span for every series."""

    code: str
    name: str
    spans: tuple[Span, ...]
    emphasis: bool


@dataclass(frozen=True, slots=True)
class SpanPicture:
    """Intervals on one axis from zero to `most`, at most three series."""

    caption: Caption
    series: tuple[str, ...]
    rows: tuple[SpanRow, ...]
    most: float
    unit: str


Tone = Literal["front", "agree", "apart", "plain"]


@dataclass(frozen=True, slots=True)
class OrderPlace:
    """An area's place in one order; a column's areas stand at equal steps, the first on top."""

    code: str
    name: str
    place: int
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class OrderColumn:
    """One order; `empty` says why there is none, `absent` names areas without a figure."""

    title: tuple[str, ...]
    places: tuple[OrderPlace, ...]
    absent: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderPicture:
    """Orders side by side, the same area joined by a line where both columns hold it."""

    caption: Caption
    columns: tuple[OrderColumn, ...]
