"""A ranked dot plot as a Plotly figure: names, dots on guide lines, values in a column.

Left and right margins are measured from the words they hold, so that the plot keeps its columns at
any width; only the top row of benchmark names needs to know how wide the figure may become.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.charts.describe import DotPicture, DotRow
from dashboard.charts.fonts import advance
from dashboard.charts.spread import Strip, round_steps, strips, tick_texts
from dashboard.charts.template import (
    CLEAR,
    NEVER_DIMMED,
    TOKENS,
    Mode,
    never_dimmed_text,
    ramp,
    template,
)

Trace = dict[str, Any]

_PHONE = 328
_FULL = 420
_ROW_LEAST, _ROW_MOST = 16.0, 28.0
_AXIS = 26
_HEAD = 20
_SIZE = 13
_GAP = 8


def figure(
    picture: DotPicture, *, mode: Mode, scale: float = 1.0, width_hint: int = 640
) -> go.Figure:
    """The dot plot as Plotly draws it.

    Every row answers a click with its code in `customdata`.

    Args:
        picture: what to draw.
        mode: light or dark.
        scale: 1 on a page, 1.5 in a meeting scene.
        width_hint: the widest the figure gets, pixels; it also fits a phone.
    """
    painter = _Painter(picture, mode, scale, width_hint)
    return go.Figure({"data": painter.traces(), "layout": painter.layout()})


class _Painter:
    """Traces and layout of one dot plot; y counts rows from 0 at the top."""

    def __init__(self, picture: DotPicture, mode: Mode, scale: float, width_hint: int) -> None:
        self.picture = picture
        self.rows = picture.rows
        self.known = [(at, row) for at, row in enumerate(self.rows) if row.value is not None]
        self.ink = TOKENS[mode]
        self.fills = ramp(mode, picture.classes)
        self.mode = mode
        self.scale = scale
        self.left = _GAP + self.widest([row.name for row in self.rows])
        texts = [row.text for row in self.rows if row.state == "value"]
        self.right = _GAP + self.widest(texts)
        self.low, self.high = _range(picture)
        self.strips = self.benchmark_strips(width_hint)
        self.top = _HEAD * self.scale * max((strip.row + 1 for strip in self.strips), default=1)

    def widest(self, words: list[str]) -> float:
        return max((advance(each, _SIZE * self.scale, 700) for each in words), default=0.0)

    def traces(self) -> list[Trace]:
        found = [self.targets(), self.guides()]
        if any(row.earlier is not None for row in self.rows):
            found.append(self.earlier())
        found.append(self.dots())
        if len(self.known) < len(self.rows):
            found.append(self.states())
        return found

    def targets(self) -> Trace:
        """An invisible bar over each row's whole length: what is clicked and pointed at."""
        span = self.high - self.low
        return {
            "type": "bar",
            "orientation": "h",
            "base": self.low,
            "x": [span] * len(self.rows),
            "y": list(range(len(self.rows))),
            "width": 1,
            "marker": {"color": CLEAR},
            "customdata": [row.code for row in self.rows],
            "text": ["<br>".join([f"<b>{row.hover[0]}</b>", *row.hover[1:]]) for row in self.rows],
            "textposition": "none",
            "hovertemplate": "%{text}<extra></extra>",
            "yaxis": "y2",
            **NEVER_DIMMED,
        }

    def guides(self) -> Trace:
        """From zero to the dot."""
        return {
            **self.points([row.value for _, row in self.known]),
            "marker": {"opacity": 0},
            "error_x": _reach([row.value or 0.0 for _, row in self.known], self.ink["grid"], 1.2),
        }

    def earlier(self) -> Trace:
        """Hollow circles joined to the dots."""
        pairs = [(at, row) for at, row in self.known if row.earlier is not None]
        moved = [(row.earlier or 0.0) - (row.value or 0.0) for _, row in pairs]
        return {
            **self.points([row.earlier for _, row in pairs], [at for at, _ in pairs]),
            "marker": self.circle([self.ink["bg"]] * len(pairs), 8),
            "error_x": _reach(moved, self.ink["ink3"], 1.2),
        }

    def dots(self) -> Trace:
        fills = [self.fill(row) for _, row in self.known]
        return {
            **self.points([row.value for _, row in self.known]),
            "marker": self.circle(fills, 10),
        }

    def circle(self, fills: list[str], size: int) -> dict[str, Any]:
        return {
            "symbol": "circle",
            "size": size * self.scale,
            "color": fills,
            "opacity": 1,
            "line": {"color": self.ink["ink1"], "width": 1},
        }

    def states(self) -> Trace:
        """Words where there is no dot."""
        empty = [(at, row) for at, row in enumerate(self.rows) if row.value is None]
        return {
            **self.points([max(self.low, 0.0)] * len(empty), [at for at, _ in empty]),
            "mode": "text",
            "text": [f" {row.text}" for _, row in empty],
            "textposition": "middle right",
            "textfont": {"size": 12 * self.scale, "color": self.ink["ink3"], "style": "italic"},
            **never_dimmed_text(self.ink["ink3"]),
        }

    def points(self, values: list[float | None], rows: list[int] | None = None) -> Trace:
        return {
            "type": "scatter",
            "mode": "markers",
            "x": values,
            "y": [at for at, _ in self.known] if rows is None else rows,
            "hoverinfo": "skip",
            "cliponaxis": False,
            **NEVER_DIMMED,
        }

    def fill(self, row: DotRow) -> str:
        return self.ink["bg"] if row.klass is None else self.fills[row.klass]

    def layout(self) -> dict[str, Any]:
        count = max(len(self.rows), 1)
        free = _FULL * self.scale - self.top - _AXIS * self.scale
        line = min(max(free / count, _ROW_LEAST * self.scale), _ROW_MOST * self.scale)
        bottom = _AXIS * self.scale
        rows = {"range": [count - 0.5, -0.5], "tickvals": list(range(count)), "showgrid": False}
        text = {"size": _SIZE * self.scale, "color": self.ink["ink1"]}
        return {
            "template": template(self.mode, self.scale),
            "height": round(line * count + self.top + bottom),
            "margin": {"l": self.left, "r": self.right, "t": self.top, "b": bottom, "pad": 0},
            "xaxis": {
                "range": [self.low, self.high],
                "showgrid": False,
                **self.ticks(),
                "tickangle": 0,
                "automargin": False,
                "tickfont": {"size": 12 * self.scale},
            },
            "yaxis": {
                **rows,
                "ticktext": [self.bold(each, each.name) for each in self.rows],
                "tickfont": text,
                "ticklabelstandoff": 3,
                "automargin": False,
            },
            "yaxis2": {
                **rows,
                "overlaying": "y",
                "side": "right",
                "anchor": "free",
                "position": 1,
                "shift": self.right - 2,
                "ticklabelposition": "inside",
                "ticklabeloverflow": "allow",
                "ticktext": [
                    self.bold(row, row.text) if row.state == "value" else "" for row in self.rows
                ],
                "tickfont": text,
                "automargin": False,
            },
            "shapes": [*self.bands(), *self.lines()],
            "annotations": [self.head(), *self.line_names()],
            "bargap": 0,
            "hovermode": "closest",
            "clickmode": "event+select",
        }

    def ticks(self) -> dict[str, Any]:
        """Round numbers, as few as a phone has room for."""
        size = 12 * self.scale
        longest = advance(f"{max(abs(self.low), self.high):,.0f}", size) + 20 * self.scale
        room = max(_PHONE - self.left - self.right, 0.0)
        marks = round_steps(self.low, self.high, most=max(2, min(5, int(room / longest))))
        return {"tickvals": marks, "ticktext": tick_texts(marks)}

    def bold(self, row: DotRow, words: str) -> str:
        return f"<b>{words}</b>" if row.emphasis else words

    def bands(self) -> list[dict[str, Any]]:
        """The selected row, from the first letter of its name to the last digit of its value."""
        return [
            {
                "type": "rect",
                "layer": "below",
                "xref": "paper",
                "xsizemode": "pixel",
                "xanchor": 0,
                "x0": -self.left,
                "x1": 6000,
                "y0": at - 0.5,
                "y1": at + 0.5,
                "fillcolor": self.ink["accent_soft"],
                "line": {"width": 0},
            }
            for at, row in enumerate(self.rows)
            if row.emphasis
        ]

    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "type": "line",
                "yref": "paper",
                "x0": each.value,
                "x1": each.value,
                "y0": 0,
                "y1": 1,
                "layer": "above" if at == 0 else "below",
                "line": {
                    "color": self.ink["ink1"] if at == 0 else self.ink["ink3"],
                    "width": 1.4 * self.scale,
                    "dash": "solid" if at == 0 else "6px,5px",
                },
            }
            for at, each in enumerate(self.picture.benchmarks)
        ]

    def benchmark_strips(self, width_hint: int) -> list[Strip]:
        """Where the names over the lines go so that none meets another, on a phone or a page."""
        span = self.high - self.low
        words = [f"{each.name} {each.text}" for each in self.picture.benchmarks]
        return strips(
            positions=[(each.value - self.low) / span for each in self.picture.benchmarks],
            widths=[advance(each, _SIZE * self.scale, 500) + _GAP for each in words],
            plots=[each - self.left - self.right for each in (_PHONE, width_hint)],
            before=self.left,
            after=self.right - advance(self.picture.unit, _SIZE * self.scale) - _GAP,
        )

    def line_names(self) -> list[dict[str, Any]]:
        return [
            {
                "text": f"{each.name} {each.text}",
                "x": each.value,
                "yref": "paper",
                "y": 1,
                "xanchor": strip.anchor,
                "yanchor": "bottom",
                "yshift": strip.row * (_HEAD - 2) * self.scale,
                "showarrow": False,
                "borderpad": 0,
                "font": {
                    "size": _SIZE * self.scale,
                    "color": self.ink["ink1"] if at == 0 else self.ink["ink2"],
                },
            }
            for at, (each, strip) in enumerate(
                zip(self.picture.benchmarks, self.strips, strict=True)
            )
        ]

    def head(self) -> dict[str, Any]:
        return {
            "text": self.picture.unit,
            "xref": "paper",
            "yref": "paper",
            "x": 1,
            "y": 1,
            "xanchor": "right",
            "yanchor": "bottom",
            "xshift": self.right - 2,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": _SIZE * self.scale, "color": self.ink["ink2"]},
        }


def _range(picture: DotPicture) -> tuple[float, float]:
    """From zero, or the lowest value below it, to a little more than the highest."""
    values = [0.0, *(each.value for each in picture.benchmarks)]
    for row in picture.rows:
        values.extend(value for value in (row.value, row.earlier) if value is not None)
    low, high = min(values), max(values)
    if low == high:
        return 0.0, 1.0
    room = 0.05 * (high - low)
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def _reach(lengths: list[float], colour: str, width: float) -> dict[str, Any]:
    """A line from each point back by its length."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [max(-each, 0.0) for each in lengths],
        "arrayminus": [max(each, 0.0) for each in lengths],
        "color": colour,
        "thickness": width,
        "width": 0,
    }
