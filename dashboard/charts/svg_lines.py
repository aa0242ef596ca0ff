"""Lines over time drawn without a browser: context behind, a few named lines in front."""

from __future__ import annotations

from typing import Final, NamedTuple

from dashboard.charts.describe import Line, LinePicture
from dashboard.charts.fonts import advance
from dashboard.charts.spread import pushed_apart
from dashboard.charts.svg_axis import Scale, Stacked, Ticks, beside_lines, thinned, ticks
from dashboard.charts.svg_sheet import Box, Sheet, px
from dashboard.text.numbers import number

HEIGHT: Final = 440.0
_SMALL: Final = 13.0
_LABEL: Final = 14.0
_AXIS: Final = 26.0
_HEAD: Final = 26.0
_ROW: Final = 18.0
_ROOM: Final = 0.06
# A label that is farther from the end of its line than this is tied to it.
_AWAY: Final = (20, 10)


class _Plan(NamedTuple):
    """Where things stand: the plot, its two scales, the marks and the labels of breaks."""

    plot: Box
    x: Scale
    y: Scale
    marks: Ticks
    over: list[Stacked]


class _Look(NamedTuple):
    """How a line is drawn: stroke, label ink, end marker (index, none for a benchmark)."""

    edge: str
    label: str
    width: float
    dash: str
    marker: int | None


# A second yardstick is told from the first by finer dashes and a lighter ink.
_YARDSTICKS: Final = ("9 6", "2 4")


def draw_lines(sheet: Sheet, picture: LinePicture, box: Box) -> None:
    """Fill `box` with the lines."""
    plan = _plan(picture, box)
    _draw_head(sheet, picture, box)
    _draw_values(sheet, picture, plan)
    _draw_time(sheet, picture, plan)
    _draw_breaks(sheet, picture, plan)
    order = {"context": 0, "benchmark": 1, "highlight": 2}
    looks = _looks(sheet, picture)
    for line in sorted(picture.lines, key=lambda each: order[each.role]):
        _draw_line(sheet, line, looks[line.code], plan)
    _draw_ends(sheet, picture, looks, plan)


def _plan(picture: LinePicture, box: Box) -> _Plan:
    values = [point.value for line in picture.lines for part in line.segments for point in part]
    values += [] if picture.base is None else [picture.base]
    low, high = _range(values)
    marks = ticks(low, high, max(2, int((box.height - _HEAD) / 75)))
    left = (
        box.x + max([advance(number(each, marks.decimals), _SMALL) for each in marks.values]) + 10
    )
    ends = [advance(f"{line.name} {line.end_text}", _LABEL, 600) for line in _named(picture)]
    right = max(left + 40, box.right - min(max(ends, default=0.0), box.width * 0.45) - 22)
    x = _time(picture, left, right)
    spots = [(x.at(each.x), advance(each.text, 12)) for each in picture.breaks]
    over = beside_lines(spots, left, right)
    head = _HEAD + _ROW * max((each.row + 1 for each in over), default=0)
    plot = Box(left, box.y + head, right - left, box.height - head - _AXIS)
    return _Plan(plot, x, Scale(low, high, plot.bottom, plot.y), marks, over)


def _range(values: list[float]) -> tuple[float, float]:
    """A little more than the values span, but not below zero where none is."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = _ROOM * (high - low) or abs(high) * _ROOM or 1.0
    return (0.0 if low - room < 0 <= low else low - room), high + room


def _time(picture: LinePicture, left: float, right: float) -> Scale:
    xs = [point.x for line in picture.lines for part in line.segments for point in part]
    xs += [x for x, _ in picture.ticks] + [each.x for each in picture.breaks]
    low, high = min(xs, default=0.0), max(xs, default=1.0)
    if low == high:
        low, high = low - 1, high + 1
    return Scale(low, high, left + 6, right - 6)


def _draw_values(sheet: Sheet, picture: LinePicture, plan: _Plan) -> None:
    plot = plan.plot
    for value in plan.marks.values:
        y = plan.y.at(value)
        edge = sheet.ink["control" if value == picture.base else "grid"]
        sheet.line((plot.x, y), (plot.right, y), edge=edge)
        words, ink = number(value, plan.marks.decimals), sheet.ink["ink2"]
        sheet.text(words, plot.x - 8, y + 4.5, size=_SMALL, fill=ink, anchor="end")


def _draw_time(sheet: Sheet, picture: LinePicture, plan: _Plan) -> None:
    marks = [(plan.x.at(x), text, advance(text, _SMALL)) for x, text in picture.ticks]
    base, ink = plan.plot.bottom + 19, sheet.ink["ink2"]
    for x, text in thinned(marks):
        sheet.text(text, x, base, size=_SMALL, fill=ink, anchor="middle")


def _draw_head(sheet: Sheet, picture: LinePicture, box: Box) -> None:
    ink = sheet.ink
    sheet.text(picture.unit, box.x, box.y + 13, size=_SMALL, fill=ink["ink2"])
    if picture.context_note:
        start = box.x + (advance(picture.unit, _SMALL) + 18 if picture.unit else 0)
        sheet.line((start, box.y + 9), (start + 20, box.y + 9), edge=ink["context"], width=2)
        sheet.text(picture.context_note, start + 26, box.y + 13, size=_SMALL, fill=ink["ink2"])


def _draw_breaks(sheet: Sheet, picture: LinePicture, plan: _Plan) -> None:
    tops = [plan.plot.y - 2 - label.row * _ROW for label in plan.over]
    for each, top in zip(picture.breaks, tops, strict=True):
        x = plan.x.at(each.x)
        sheet.line((x, top), (x, plan.plot.bottom), edge=sheet.ink["ink3"], dash="2 4")
    ink, ground = sheet.ink["ink2"], sheet.ink["bg"]
    for each, label, top in zip(picture.breaks, plan.over, tops, strict=True):
        sheet.text(each.text, label.x, top - 4, size=12, fill=ink, anchor="middle", halo=ground)


def _named(picture: LinePicture) -> list[Line]:
    return [line for line in picture.lines if line.role != "context"]


def _looks(sheet: Sheet, picture: LinePicture) -> dict[str, _Look]:
    ink = sheet.ink
    looks: dict[str, _Look] = {}
    marker = yardstick = 0
    for line in picture.lines:
        if line.role == "highlight":
            at = marker % len(ink["cat"])
            looks[line.code] = _Look(ink["cat"][at], ink["cat_label"][at], 3, "", at)
            marker += 1
        elif line.role == "benchmark":
            at = min(yardstick, len(_YARDSTICKS) - 1)
            edge = (ink["ink1"], ink["ink2"])[at]
            looks[line.code] = _Look(edge, edge, 2.2, _YARDSTICKS[at], None)
            yardstick += 1
        else:
            looks[line.code] = _Look(ink["context"], ink["ink2"], 1.2, "", None)
    return looks


def _draw_line(sheet: Sheet, line: Line, look: _Look, plan: _Plan) -> None:
    style = (
        f'fill="none" stroke="{look.edge}" stroke-width="{px(look.width)}" stroke-linejoin="round"'
    )
    style += f' stroke-dasharray="{look.dash}"' if look.dash else ""
    for part in line.segments:
        spots = [(plan.x.at(point.x), plan.y.at(point.value)) for point in part]
        if len(spots) == 1:
            sheet.disc(*spots[0], max(1.5, look.width), fill=look.edge, edge=look.edge)
        elif spots:
            steps = "L".join(f"{px(left)} {px(top)}" for left, top in spots)
            sheet.add(f'<path d="M{steps}" {style}/>')


def _draw_ends(sheet: Sheet, picture: LinePicture, looks: dict[str, _Look], plan: _Plan) -> None:
    """Name and last value of each named line, joined to its end by dots where it is away."""
    start = plan.plot.right + 10
    named = [line for line in _named(picture) if line.segments and line.segments[-1]]
    ends = [line.segments[-1][-1] for line in named]
    spots = [(plan.x.at(end.x), plan.y.at(end.value)) for end in ends]
    places = pushed_apart([y for _, y in spots], [19.0] * len(spots))
    for line, (x, y), place in zip(named, spots, places, strict=True):
        look, base = looks[line.code], place + 0.34 * _LABEL
        if start - x > _AWAY[0] or abs(place - y) > _AWAY[1]:
            sheet.line((x, y), (start - 3, place), edge=look.edge, dash="1 3")
        if look.marker is not None:
            _draw_marker(sheet, look, x, y)
        sheet.text(line.name, start, base, size=_LABEL, fill=look.label, weight=600)
        after = start + advance(f"{line.name} ", _LABEL, 600)
        sheet.text(line.end_text, after, base, size=_LABEL, fill=look.label)


def _draw_marker(sheet: Sheet, look: _Look, x: float, y: float) -> None:
    """■ ◆ ● ▲ by rank among the highlighted lines, so that no colour is needed."""
    shapes = (
        f"M{px(x - 4.5)} {px(y - 4.5)}h9v9h-9z",
        f"M{px(x)} {px(y - 6)}l6 6l-6 6l-6-6z",
        f"M{px(x - 5)} {px(y)}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        f"M{px(x)} {px(y - 6)}l6 10.5h-12z",
    )
    sheet.add(f'<path d="{shapes[(look.marker or 0) % len(shapes)]}" fill="{look.edge}"/>')
