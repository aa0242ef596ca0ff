"""Lines over time as a Plotly figure: context in grey, highlights in front, labels at their ends.

A segment ends where the description ends it: the gap between two segments is a None, so that
nothing is drawn across a break.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.describe import Line, LinePicture, Point, Role
from dashboard.charts.fonts import advance, wrap
from dashboard.charts.plotly_figure import unchecked
from dashboard.charts.plotly_hover import told
from dashboard.charts.spread import pushed_apart, round_steps, strips, tick_texts
from dashboard.charts.template import TOKENS, Mode, template

Trace = dict[str, Any]
Ticks = tuple[tuple[float, str], ...]

MARKERS = ("square", "diamond", "circle", "triangle-up")

_FULL = 420
_PHONE = 328
_BOTTOM = 32
_SIZE = 14
_LABEL_MOST = 130.0
_LABEL_LINE = 17
_NOTE_LINE = 21
_ROOM = 0.06
# Between two labels of the time axis, in pixels.
_APART = 8
_GAP_MOST = 4
_CLOSE = 1e-6
# A second yardstick is told from the first by finer dashes and a lighter ink.
_DASHES = ("6px,4px", "2px,3px")
_ROLES: tuple[Role, ...] = ("context", "benchmark", "highlight")


def figure(
    picture: LinePicture,
    *,
    mode: Mode,
    scale: float = 1.0,
    width_hint: int = 640,
    height: int = _FULL,
) -> go.Figure:
    """The lines as Plotly draws them; context lines say their area's name under the pointer.

    Args:
        picture: what to draw.
        mode: light or dark.
        scale: 1 on a page, 1.5 in a meeting scene.
        width_hint: the widest the figure gets, pixels; it also fits a phone.
        height: pixels.
    """
    painter = _Painter(picture, mode, scale, width_hint, height)
    return unchecked({"data": list(painter.traces()), "layout": painter.layout()})


class _Painter:
    """Traces and layout of one line chart."""

    def __init__(
        self, picture: LinePicture, mode: Mode, scale: float, width_hint: int, height: int
    ) -> None:
        self.picture = picture
        self.ink = TOKENS[mode]
        self.mode = mode
        self.scale = scale
        self.height = height
        fronts = [line.code for line in picture.lines if line.role == "highlight"]
        self.rank = {code: at % len(MARKERS) for at, code in enumerate(fronts)}
        marks = [line.code for line in picture.lines if line.role == "benchmark"]
        self.yardstick = {code: min(at, len(_DASHES) - 1) for at, code in enumerate(marks)}
        self.labelled = [line for line in picture.lines if line.role != "context"]
        self.right = 16 * scale + max(
            (advance(each, _SIZE * scale, 700) for own in self.labelled for each in self.end(own)),
            default=0.0,
        )
        points = list(_points(picture.lines))
        self.start = min((point.x for point in points), default=0.0)
        self.stop = max((point.x for point in points), default=1.0)
        self.low, self.high = _range(points, picture.base)
        self.marks = round_steps(self.low, self.high, most=6)
        self.notes = self.break_strips(width_hint)
        rows = max((strip.row + 1 for strip in self.notes), default=0)
        self.top = (8 + _LABEL_LINE + _NOTE_LINE * rows) * scale
        self.per_pixel = (self.high - self.low) / (height - self.top - _BOTTOM * scale)
        self.digits = max(picture.decimals, math.ceil(-math.log10(2 * self.per_pixel)))

    def traces(self) -> Iterable[Trace]:
        by_role = {
            role: [each for each in self.picture.lines if each.role == role] for role in _ROLES
        }
        yield from (self.context(line) for line in by_role["context"])
        yield from self.alone(by_role["context"], self.ink["context"], 4)
        yield from (self.benchmark(line) for line in by_role["benchmark"])
        for line in by_role["benchmark"]:
            yield from self.alone([line], self.label_colour(line), 6)
        yield from (self.highlight(line) for line in by_role["highlight"])

    def context(self, line: Line) -> Trace:
        """A line as the template has it: thin, grey, its name under the pointer."""
        return {**self.path(line), "name": line.name}

    def alone(self, lines: list[Line], colour: str, size: int) -> Iterable[Trace]:
        """Points without a neighbour, which a line alone would not show."""
        points = [(line, point) for line in lines for point in _alone(line)]
        if points:
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [point.x for _, point in points],
                "y": [self.short(point.value) for _, point in points],
                "marker": {"color": colour, "size": size * self.scale},
                **told("", [line.name for line, _ in points]),
            }

    def benchmark(self, line: Line) -> Trace:
        return {
            **self.path(line),
            "line": {
                "color": self.label_colour(line),
                "width": 2 * self.scale,
                "dash": _DASHES[self.yardstick[line.code]],
            },
            **_told(line),
        }

    def highlight(self, line: Line) -> Trace:
        """A strong line with a marker at its end, and on points that stand alone."""
        rank = self.rank[line.code]
        colour = self.ink["cat"][rank]
        return {
            **self.path(line),
            "mode": "lines+markers",
            "line": {"color": colour, "width": 3 * self.scale},
            "marker": {
                "symbol": MARKERS[rank],
                "color": colour,
                "size": [_short(size * self.scale) for size in _sizes(line)],
            },
            **_told(line),
        }

    def path(self, line: Line) -> Trace:
        """All segments as one path with gaps; numbers no finer than they are printed."""
        slots = _slots(line)
        return {
            "type": "scatter",
            **_positions([None if slot is None else slot.x for slot in slots]),
            "y": [None if slot is None else self.short(slot.value) for slot in slots],
        }

    def short(self, value: float) -> float | int:
        """A value as it is printed, or finer where a pixel of error would show otherwise."""
        return _short(round(value, self.digits))

    def layout(self) -> dict[str, Any]:
        pad = self.pad
        ticks = self.roomy(self.picture.ticks)
        return {
            "template": template("lines", self.mode, self.scale),
            "height": self.height,
            "margin": {
                "l": round(self.axis_width(), 2),
                "r": round(self.right, 2),
                "t": self.top,
                "b": _BOTTOM * self.scale,
            },
            "xaxis": {
                "range": [_short(self.start - pad), _short(self.stop + pad)],
                "tickvals": [_short(at) for at, _ in ticks],
                "ticktext": [words for _, words in ticks],
                "minor": {
                    "tickvals": [_short(at) for at, _ in self.picture.ticks],
                    "ticks": "outside",
                    "ticklen": 4,
                    "tickcolor": self.ink["control"],
                },
            },
            "yaxis": {
                "range": [_short(self.low), _short(self.high)],
                "tickvals": [_short(mark) for mark in self.marks],
                "ticktext": tick_texts(self.marks),
            },
            "shapes": [*self.base_line(), *self.break_lines()],
            "annotations": [*self.ends(), *self.break_names(), self.head()],
        }

    @property
    def pad(self) -> float:
        """Room before the first period and after the last one, in years."""
        return 0.015 * (self.stop - self.start) or 0.5

    def roomy(self, ticks: Ticks) -> Ticks:
        """The ticks whose labels stay apart on a phone, evenly, the first and the last among them.

        The same figure is drawn at every width, and a label without room would be turned.
        """
        years = self.stop - self.start + 2 * self.pad
        pixels = (_PHONE - self.axis_width() - self.right) / years
        size = 13 * self.scale
        need = (max((advance(words, size) for _, words in ticks), default=0.0) + _APART) / pixels
        for count in range(len(ticks), 2, -1):
            kept = _evenly(ticks, count)
            if all(after[0] - before[0] >= need for before, after in pairwise(kept)):
                return kept
        return (*ticks[:1], *ticks[1:][-1:])

    def axis_width(self) -> float:
        """Room for the widest number of the axis."""
        size = 13 * self.scale
        widest = max((advance(words, size) for words in tick_texts(self.marks)), default=0.0)
        return 12 * self.scale + widest

    def end(self, line: Line) -> list[str]:
        """The label at the end of a line: one line where it is short, else name over number."""
        size = _SIZE * self.scale
        whole = f"{line.name} {line.end_text}"
        if advance(whole, size, 700) <= _LABEL_MOST * self.scale:
            return [whole]
        return [*wrap(line.name, _LABEL_MOST * self.scale, size, 700), line.end_text]

    def ends(self) -> Iterable[dict[str, Any]]:
        sizes = [
            (_LABEL_LINE * len(self.end(line)) + 1) * self.scale * self.per_pixel
            for line in self.labelled
        ]
        wanted = [line.segments[-1][-1].value for line in self.labelled]
        placed = pushed_apart(wanted, sizes, floor=self.low)
        for line, y in zip(self.labelled, placed, strict=True):
            yield {
                "text": self.bold_name(line),
                "y": _short(y),
                "font": {"color": self.label_colour(line)},
            }

    def bold_name(self, line: Line) -> str:
        parts = self.end(line)
        if len(parts) == 1:
            return f"<b>{line.name}</b> {line.end_text}"
        return "<br>".join([*(f"<b>{part}</b>" for part in parts[:-1]), parts[-1]])

    def label_colour(self, line: Line) -> str:
        if line.role == "benchmark":
            return (self.ink["ink1"], self.ink["ink2"])[self.yardstick[line.code]]
        return self.ink["cat_label"][self.rank[line.code]]

    def base_line(self) -> list[dict[str, Any]]:
        if self.picture.base is None:
            return []
        line = {"color": self.ink["control"], "width": 1.2}
        base = self.picture.base
        return [
            {
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": base,
                "y1": base,
                "line": line,
            }
        ]

    def break_strips(self, width_hint: int) -> list[Any]:
        span = self.stop - self.start or 1.0
        left = self.axis_width()
        return strips(
            positions=[(each.x - self.start) / span for each in self.picture.breaks],
            widths=[advance(each.text, 12 * self.scale) + 8 for each in self.picture.breaks],
            plots=[each - left - self.right for each in (_PHONE, width_hint)],
            before=left,
            after=self.right,
        )

    def break_lines(self) -> Iterable[dict[str, Any]]:
        for each in self.picture.breaks:
            yield {
                "yref": "paper",
                "x0": each.x,
                "x1": each.x,
                "y0": 0,
                "y1": 1,
                "line": {"color": self.ink["ink3"], "width": 1.2, "dash": "dot"},
            }

    def break_names(self) -> Iterable[dict[str, Any]]:
        for each, strip in zip(self.picture.breaks, self.notes, strict=True):
            yield {
                "text": each.text,
                "xref": "x",
                "x": each.x,
                "xshift": 0,
                "xanchor": strip.anchor,
                **self.over((strip.row + 1) * _NOTE_LINE, 12),
            }

    def head(self) -> dict[str, Any]:
        """The unit over the axis, and what the grey lines are."""
        words = [each for each in (self.picture.unit, self.picture.context_note) if each]
        return {
            "text": " · ".join(words),
            "x": 0,
            "xshift": round(4 - self.axis_width(), 2),
            **self.over(3, 13),
        }

    def over(self, rise: float, size: float) -> dict[str, Any]:
        """What notes over the plot have in common, `rise` pixels above it."""
        font = {"size": size * self.scale, "color": self.ink["ink2"], "shadow": "none"}
        return {
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": rise * self.scale,
            "font": font,
        }


def _evenly(ticks: Ticks, count: int) -> Ticks:
    """`count` of the ticks as far apart as they can be: those nearest to even places."""
    first, last = ticks[0][0], ticks[-1][0]
    places = [first + (last - first) * at / (count - 1) for at in range(count)]
    return tuple(min(ticks, key=lambda tick: abs(tick[0] - place)) for place in places)


def _slots(line: Line) -> list[Point | None]:
    """The points in order, None between segments; as many None as fill an even spacing."""
    slots: list[Point | None] = []
    step = min((_step(segment) for segment in line.segments), default=0.0)
    for segment in line.segments:
        last = slots[-1] if slots else None
        if last is not None:
            even = round((segment[0].x - last.x) / step) - 1 if step else 1
            slots.extend([None] * (even if 1 <= even <= _GAP_MOST else 1))
        slots.extend(segment)
    return slots


def _step(segment: tuple[Point, ...]) -> float:
    return min(
        (after.x - before.x for before, after in pairwise(segment)),
        default=math.inf,
    )


def _positions(places: list[float | None]) -> Trace:
    """Evenly spaced positions as start and step, which is 1 by itself; others one by one."""
    known = [(at, place) for at, place in enumerate(places) if place is not None]
    if len(known) > 1:
        (first, start), (second, after) = known[0], known[1]
        step = (after - start) / (second - first)
        if all(abs(start + step * (at - first) - place) < _CLOSE for at, place in known):
            return {"x0": _short(start)} | ({} if step == 1 else {"dx": step})
    return {"x": places}


def _told(line: Line) -> Trace:
    """What is said under the pointer at each slot."""
    texts = ["<br>".join(each.hover[1:]) for segment in line.segments for each in segment]
    name = line.segments[0][0].hover[0]
    made = told(f"<b>{name}</b><br>", texts)
    if "text" in made:
        rest = iter(made["text"])
        made["text"] = ["" if slot is None else next(rest) for slot in _slots(line)]
    return made


def _sizes(line: Line) -> list[int]:
    """10 px at the end, 6 px on a point without a neighbour, nothing else is marked."""
    alone = {point.x for point in _alone(line)}
    sizes = [6 if slot is not None and slot.x in alone else 0 for slot in _slots(line)]
    sizes[-1] = 10
    return sizes


def _alone(line: Line) -> list[Point]:
    return [segment[0] for segment in line.segments if len(segment) == 1]


def _points(lines: Iterable[Line]) -> Iterable[Point]:
    for line in lines:
        for segment in line.segments:
            yield from segment


def _range(points: list[Point], base: float | None) -> tuple[float, float]:
    values = [point.value for point in points] + ([] if base is None else [base])
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = _ROOM * (high - low) or abs(high) * _ROOM or 1.0
    floor = low - room
    return (0.0 if floor < 0 <= low else floor), high + room


def _short(value: float) -> float | int:
    """Seven significant digits, finer than a pixel, and no point with nothing behind it."""
    digits = float(f"{value:.7g}")
    return int(digits) if digits.is_integer() else digits
