"""A ranked dot plot drawn without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from dashboard.charts.describe import DotPicture, DotRow
from dashboard.charts.fonts import Weight, advance, balanced
from dashboard.charts.svg_axis import Scale, Stacked, beside_lines, clear_ticks
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.charts.template import ramp
from dashboard.text.numbers import number

ROW: Final = 24.0
# The least row in which type is read on a telephone: 12 px.
TIGHT: Final = 16.7
# Of the width, what names may take before they stand in two lines; such a row is so much higher.
_NAMES: Final = 0.4
_DOUBLE: Final = 1.7
_TYPE: Final = 0.72
_SMALL: Final = 13.0
_TICK: Final = 12.0
_AXIS: Final = 24.0
_LINE: Final = 19.0
_RADIUS: Final = 5.0


class _Plan(NamedTuple):
    """Where things stand: the plot, the end of the numbers at its right, and the type of a row.

    `names` and `bands` (top and height) are those of the rows; most are `step` high.
    """

    plot: Box
    right: float
    x: Scale
    step: float
    size: float
    over: list[Stacked]
    names: list[list[str]]
    bands: list[tuple[float, float]]

    def rows(self, picture: DotPicture) -> Iterator[tuple[DotRow, list[str], float]]:
        """Each row with the lines of its name and the middle of its height."""
        middles = (top + height / 2 for top, height in self.bands)
        return zip(picture.rows, self.names, middles, strict=True)


def dots_height(picture: DotPicture, width: float, *, row: float = ROW) -> float:
    """Height in pixels at which rows are `row` high, comfortably so unless said."""
    names = _names(picture, width, row * _TYPE)
    return row * sum(map(_lines, names)) + _AXIS + _LINE + 8


def draw_dots(sheet: Sheet, picture: DotPicture, box: Box) -> None:
    """Fill `box` with the rows, from top to bottom as given."""
    plan = _plan(picture, box)
    if picture.unit:
        ink = sheet.ink["ink2"]
        sheet.text(picture.unit, box.right - 10, box.y + 13, size=_SMALL, fill=ink, anchor="end")
    _draw_grounds(sheet, picture, box, plan)
    _draw_axis(sheet, plan)
    for row, _, y in plan.rows(picture):
        _draw_guide(sheet, row, plan, y)
    _draw_benchmarks(sheet, picture, plan)
    fills = ramp(sheet.mode, picture.classes)
    for row, name, y in plan.rows(picture):
        _draw_words(sheet, row, name, plan, y)
        _draw_dot(sheet, row, fills, plan, y)


def _plan(picture: DotPicture, box: Box) -> _Plan:
    room = (box.height - _AXIS - _LINE) * _TYPE
    names = _names(picture, box.width, room / max(1, len(picture.rows)))
    size = _size(room / max(1.0, sum(map(_lines, names))))
    widest = max(
        (
            advance(line, size, _weight(row))
            for row, lines in zip(picture.rows, names, strict=True)
            for line in lines
        ),
        default=0.0,
    )
    numbers = max(
        (advance(row.text, size, _weight(row)) for row in picture.rows if row.state == "value"),
        default=0.0,
    )
    left = box.x + 10 + widest + 8
    right = box.right - 10 - max(numbers, advance(picture.unit, _SMALL)) - 14
    x = _scale(picture, left, max(right, left + 20))
    spots = [
        (x.at(line.value), advance(_over(line.name, line.text), _SMALL))
        for line in picture.benchmarks
    ]
    over = beside_lines(spots, box.x, x.end)
    head = _LINE * (max((each.row for each in over), default=0) + 1) + 6
    height = box.height - head - _AXIS
    plot = Box(left, box.y + head, x.end - left, height)
    step = height / max(1.0, sum(map(_lines, names)))
    bands = _bands(plot.y, [step * _lines(each) for each in names])
    return _Plan(plot, box.right - 10, x, step, size, over, names, bands)


def _size(asked: float) -> float:
    return max(6.0, min(14.0, asked))


def _names(picture: DotPicture, width: float, size: float) -> list[list[str]]:
    """The lines of each name: one, or two where it would take too much of the width."""
    place, type_ = width * _NAMES, _size(size)
    return [balanced(row.name, place, type_, _weight(row)) for row in picture.rows]


def _lines(name: list[str]) -> float:
    """How many rows of one line a name takes."""
    return 1.0 if len(name) == 1 else _DOUBLE


def _bands(top: float, heights: list[float]) -> list[tuple[float, float]]:
    tops = [top]
    for each in heights:
        tops.append(tops[-1] + each)
    return [(here, below - here) for here, below in pairwise(tops)]


def _scale(picture: DotPicture, left: float, right: float) -> Scale:
    """From zero, to the largest of what is drawn and a little more."""
    shown = [row for row in picture.rows if row.state == "value"]
    values = [value for row in shown for value in (row.value, row.earlier) if value is not None]
    values += [line.value for line in picture.benchmarks]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    room = (high - low) * 0.04
    return Scale(low - room if low < 0 else 0.0, high + room if high > 0 else 0.0, left, right)


def _weight(row: DotRow) -> Weight:
    return 700 if row.emphasis else 400


def _over(name: str, text: str) -> str:
    return f"{name} {text}"


def _draw_grounds(sheet: Sheet, picture: DotPicture, box: Box, plan: _Plan) -> None:
    for row, (top, height) in zip(picture.rows, plan.bands, strict=True):
        if row.emphasis:
            ground = Box(box.x, top, box.width, height)
            sheet.rect(ground, fill=sheet.ink["accent_soft"])


def _draw_axis(sheet: Sheet, plan: _Plan) -> None:
    marks = clear_ticks(plan.x, size=_TICK)
    for value in marks.values:
        words, x = number(value, marks.decimals), plan.x.at(value)
        place = plan.plot.bottom + 16
        sheet.text(words, x, place, size=_TICK, fill=sheet.ink["ink2"], anchor="middle")
    if plan.x.low < 0:
        zero = plan.x.at(0)
        ends = (zero, plan.plot.y), (zero, plan.plot.bottom)
        sheet.line(*ends, edge=sheet.ink["control"])


def _draw_benchmarks(sheet: Sheet, picture: DotPicture, plan: _Plan) -> None:
    tops = [plan.plot.y - 3 - label.row * _LINE for label in plan.over]
    inks = [sheet.ink["ink1" if at == 0 else "ink2"] for at in range(len(tops))]
    for line, top, ink in zip(picture.benchmarks, tops, inks, strict=True):
        ends = (plan.x.at(line.value), top), (plan.x.at(line.value), plan.plot.bottom)
        sheet.line(*ends, edge=ink, width=1.4, dash="7 5" if ink != inks[0] else "")
    for line, label, top, ink in zip(picture.benchmarks, plan.over, tops, inks, strict=True):
        words = _over(line.name, line.text)
        sheet.text(
            words, label.x, top - 4, size=_SMALL, fill=ink, anchor="middle", halo=sheet.ink["bg"]
        )


def _draw_words(sheet: Sheet, row: DotRow, name: list[str], plan: _Plan, y: float) -> None:
    """Name at the left, value at the right."""
    base, ink, weight = y + 0.34 * plan.size, sheet.ink, _weight(row)
    number_ink = ink["ink1"] if row.state == "value" else ink["ink2"]
    leading = 1.15 * plan.size
    first = base - leading * (len(name) - 1) / 2
    spots = [(line, plan.plot.x - 8, first + at * leading) for at, line in enumerate(name)]
    for words, x, at, fill in (
        *((*spot, ink["ink1"]) for spot in spots),
        (row.text, plan.right, base, number_ink),
    ):
        sheet.text(words, x, at, size=plan.size, fill=fill, weight=weight, anchor="end")


def _draw_guide(sheet: Sheet, row: DotRow, plan: _Plan, y: float) -> None:
    """From zero to the dot."""
    if row.state == "value" and row.value is not None:
        ends = (plan.x.at(0), y), (plan.x.at(row.value), y)
        sheet.line(*ends, edge=sheet.ink["grid"])


def _draw_dot(sheet: Sheet, row: DotRow, fills: list[str], plan: _Plan, y: float) -> None:
    """The earlier value where there is one, the value on top."""
    ink = sheet.ink
    if row.state != "value" or row.value is None:
        _draw_state(sheet, row, plan.x.at(0), y)
        return
    x = plan.x.at(row.value)
    radius = min(_RADIUS, plan.step * 0.36)
    if row.earlier is not None:
        before = plan.x.at(row.earlier)
        sheet.line((before, y), (x, y), edge=ink["ink3"], width=1.4)
        sheet.disc(before, y, radius - 0.5, fill=ink["bg"], edge=ink["ink3"])
    fill = ink["bg"] if row.klass is None else fills[row.klass]
    sheet.disc(x, y, radius, fill=fill, edge=ink["ink1"])


def _draw_state(sheet: Sheet, row: DotRow, zero: float, y: float) -> None:
    """The same sign as on the map, where the value would begin."""
    suppressed = row.state == "suppressed"
    fill = sheet.hatch() if suppressed else sheet.ink["missing"]
    edge = sheet.ink["ink3" if suppressed else "missing_line"]
    sheet.rect(Box(zero + 0.5, y - 5, 10, 10), fill=fill, edge=edge)
