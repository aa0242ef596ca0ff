"""Intervals of several series in one row per area."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe_groups import Span, SpanPicture, SpanRow
from dashboard.charts.fonts import Weight, advance
from dashboard.charts.svg_axis import Scale, ticks
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.text.numbers import number

_KEY: Final = 26.0
_AXIS: Final = 22.0
_ROW: Final = 22.0
_SMALL: Final = 13.0


def spans_height(picture: SpanPicture) -> float:
    """Height in pixels at which rows are comfortable."""
    return _KEY + _AXIS + _ROW * len(picture.rows) + 4


def draw_spans(sheet: Sheet, picture: SpanPicture, box: Box) -> None:
    """Fill `box` with the rows from top to bottom as given."""
    step = (box.height - _KEY - _AXIS) / max(1, len(picture.rows))
    size = min(13.5, step * 0.72)
    names = max((advance(row.name, size, 700) for row in picture.rows), default=0.0)
    left = box.x + 8 + min(names, box.width * 0.4) + 10
    x = Scale(0.0, picture.most, left, box.right - 14)
    _draw_key(sheet, picture, box)
    for at, row in enumerate(picture.rows):
        y = box.y + _KEY + (at + 0.5) * step
        if row.emphasis:
            ground = Box(box.x, y - step / 2, box.width, step)
            sheet.rect(ground, fill=sheet.ink["accent_soft"])
        _draw_row(sheet, row, x, y, size)
    marks = ticks(0.0, picture.most, max(2, int((x.end - x.start) / 80)))
    for value in marks.values:
        words, ink = number(value, marks.decimals), sheet.ink["ink2"]
        sheet.text(words, x.at(value), box.bottom - 6, size=12, fill=ink, anchor="middle")


def _draw_key(sheet: Sheet, picture: SpanPicture, box: Box) -> None:
    ink, x, y = sheet.ink, box.x + 8, box.y + 11
    for at, name in enumerate(picture.series):
        sheet.rect(Box(x, y - 4, 18, 8), fill=ink["cat"][at])
        sheet.text(name, x + 24, y + 4.5, size=_SMALL, fill=ink["ink1"])
        x += 24 + advance(name, _SMALL) + 18
    room = box.right - x
    if advance(picture.unit, _SMALL) < room:
        end = box.right - 8
        sheet.text(picture.unit, end, y + 4.5, size=_SMALL, fill=ink["ink2"], anchor="end")


def _draw_row(sheet: Sheet, row: SpanRow, x: Scale, y: float, size: float) -> None:
    ink = sheet.ink
    weight: Weight = 700 if row.emphasis else 400
    base = y + 0.34 * size
    fill = ink["ink1"]
    sheet.text(row.name, x.start - 10, base, size=size, fill=fill, weight=weight, anchor="end")
    sheet.line((x.start, y), (x.end, y), edge=ink["grid"])
    for at, span in enumerate(row.spans):
        _draw_span(sheet, span, ink["cat"][at], x, y)
    hidden = next((span.text for span in row.spans if span.low is None), "")
    if hidden and all(span.low is None for span in row.spans):
        sheet.text(hidden, x.start + 8, base, size=12.5, fill=ink["ink2"], halo=ink["bg"])


def _draw_span(sheet: Sheet, span: Span, fill: str, x: Scale, y: float) -> None:
    if span.low is None or span.high is None:
        return
    start, end = x.at(span.low), x.at(span.high)
    width = max(4.0, end - start)
    sheet.rect(Box((start + end - width) / 2, y - 4, width, 8), fill=fill)
