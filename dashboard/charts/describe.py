"""One description per chart, from which every outlet draws: browser, SVG, PNG, later documents.

A description holds words and numbers that are ready to show (formatted, in the reader's language)
and says nothing about pixels or colours: those belong to `template` and the renderers. Geometry is
named, never held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["value", "missing", "suppressed"]
Role = Literal["highlight", "context", "benchmark"]


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture: on screen as text, in exports inside the picture.

    `title` is the finding, `measure` says what is measured, of whom and when; `sources` are the
    lines below it (publisher, edition, snapshot, boundaries), `alt` is the picture in one sentence.
    """

    title: str
    measure: str
    sources: tuple[str, ...]
    caveats: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class AreaMark:
    """One area on a map; `klass` counts from 0 (lowest), None where there is no value."""

    code: str
    name: str
    state: State
    value: float | None
    text: str
    klass: int | None
    hover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A class with its real smallest and largest value, or a state without value."""

    state: State
    klass: int | None
    text: str


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map: its lines, where it is anchored and to which side it grows."""

    code: str
    lines: tuple[str, ...]
    lon: float
    lat: float
    anchor: Literal["middle", "start", "end"]
    inside: bool


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Areas coloured by class. `bounds` is west, south, east, north in degrees."""

    caption: Caption
    geometry: str
    hatch: str
    bounds: tuple[float, float, float, float]
    classes: int
    areas: tuple[AreaMark, ...]
    legend_title: str
    legend: tuple[LegendEntry, ...]
    labels: tuple[MapLabel, ...]
    selected: str | None
    sea: MapLabel | None = None


@dataclass(frozen=True, slots=True)
class DotRow:
    """One area of a ranked dot plot. `earlier` is the same measure in the period before."""

    code: str
    name: str
    state: State
    value: float | None
    text: str
    klass: int | None
    emphasis: bool
    hover: tuple[str, ...]
    earlier: float | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A line to compare with; the second and later ones are dashed."""

    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class DotPicture:
    """Rows from top to bottom as given, areas without a value last."""

    caption: Caption
    classes: int
    rows: tuple[DotRow, ...]
    benchmarks: tuple[Benchmark, ...]
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a position on the time axis (years), with its words for the reader."""

    x: float
    value: float
    hover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One area over time; a break of edition, definition or data starts a new segment."""

    code: str
    name: str
    role: Role
    end_text: str
    segments: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Where two editions or definitions meet: nothing is compared across it."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class LinePicture:
    """Lines over time: context in grey below, benchmark dashed, at most four highlights above."""

    caption: Caption
    lines: tuple[Line, ...]
    breaks: tuple[Break, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str
    decimals: int
    base: float | None
    context_note: str


Picture = MapPicture | DotPicture | LinePicture
