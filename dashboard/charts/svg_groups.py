"""Groups of measures on one axis: a dot for the place in front, a ring for the other."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe_groups import Group, GroupPicture, PairRow
from dashboard.charts.fonts import Weight, advance
from dashboard.charts.svg_axis import Scale, ticks
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.text.numbers import number

_KEY: Final = 26.0
_AXIS: Final = 22.0
_HEAD: Final = 25.0
_ROW: Final = 21.0
_SIZE: Final = 13.5
_SMALL: Final = 13.0


def groups_height(picture: GroupPicture) -> float:
    """Height in pixels of all groups."""
    rows = sum(len(each.rows) + len(each.empty) for each in picture.groups)
    return _KEY + _AXIS + _HEAD * len(picture.groups) + _ROW * rows + 4


def draw_groups(sheet: Sheet, picture: GroupPicture, box: Box) -> None:
    """Fill `box` with the groups from top to bottom."""
    x = _scale(picture, box)
    _draw_key(sheet, picture, box)
    y = box.y + _KEY
    for group in picture.groups:
        y = _draw_group(sheet, group, box, x, y)
    marks = ticks(x.low, x.high, max(2, int((x.end - x.start) / 80)))
    for value in marks.values:
        words = number(value, marks.decimals)
        ink = sheet.ink["ink2"]
        sheet.text(words, x.at(value), y + 15, size=12, fill=ink, anchor="middle")


def _scale(picture: GroupPicture, box: Box) -> Scale:
    rows = [row for group in picture.groups for row in group.rows]
    names = max((advance(row.name, _SIZE) for row in rows), default=0.0)
    texts = max((advance(row.text, _SIZE, 600) for row in rows), default=0.0)
    values = [value for row in rows for value in (row.value, row.other) if value is not None]
    left = box.x + 12 + min(names, box.width * 0.55) + 12
    right = box.right - texts - 22
    return Scale(0.0, max([*values, 0.0]) * 1.04 or 1.0, left, max(right, left + 30))


def _draw_key(sheet: Sheet, picture: GroupPicture, box: Box) -> None:
    ink, x, y = sheet.ink, box.x + 10, box.y + 11
    signs = [(picture.front, ink["accent"], ink["ink1"]), (picture.behind, ink["bg"], ink["ink3"])]
    for name, fill, edge in signs:
        if name:
            sheet.disc(x, y, 5, fill=fill, edge=edge)
            sheet.text(name, x + 11, y + 4.5, size=_SMALL, fill=ink["ink1"])
            x += 11 + advance(name, _SMALL) + 22
    sheet.text(picture.unit, box.right - 8, y + 4.5, size=_SMALL, fill=ink["ink2"], anchor="end")


def _draw_group(sheet: Sheet, group: Group, box: Box, x: Scale, y: float) -> float:
    ink = sheet.ink
    sheet.rect(Box(box.x, y + 3, box.width, _HEAD - 5), fill=ink["surface"])
    base = y + 17.5
    sheet.text(group.name, box.x + 8, base, size=_SIZE, fill=ink["ink1"], weight=600)
    if group.note:
        sheet.text(group.note, box.right - 8, base, size=_SMALL, fill=ink["ink2"], anchor="end")
    y += _HEAD
    for row in group.rows:
        _draw_row(sheet, row, box, x, y + _ROW / 2)
        y += _ROW
    for words in group.empty:
        _draw_empty(sheet, words, box, y)
        y += _ROW
    return y


def _draw_row(sheet: Sheet, row: PairRow, box: Box, x: Scale, y: float) -> None:
    ink, base = sheet.ink, y + 0.34 * _SIZE
    sheet.text(row.name, x.start - 12, base, size=_SIZE, fill=ink["ink1"], anchor="end")
    sheet.line((x.start, y), (x.end, y), edge=ink["grid"])
    if row.other is not None:
        sheet.disc(x.at(row.other), y, 4.5, fill=ink["bg"], edge=ink["ink3"])
    if row.value is not None:
        sheet.disc(x.at(row.value), y, 5, fill=ink["accent"], edge=ink["ink1"])
    elif row.state == "suppressed":
        sheet.rect(Box(x.start + 0.5, y - 5, 10, 10), fill=sheet.hatch(), edge=ink["ink3"])
    else:
        sheet.rect(Box(x.start + 0.5, y - 5, 10, 10), fill=ink["missing"], edge=ink["missing_line"])
    fill = ink["ink1"] if row.state == "value" else ink["ink2"]
    weight: Weight = 600 if row.state == "value" else 400
    end = box.right - 8
    sheet.text(row.text, end, base, size=_SIZE, fill=fill, weight=weight, anchor="end")


def _draw_empty(sheet: Sheet, words: str, box: Box, y: float) -> None:
    ink = sheet.ink
    place = f'x="{box.x + 8:.0f}" y="{y + 1:.0f}" width="{box.width - 16:.0f}"'
    sheet.add(
        f'<rect {place} height="{_ROW - 3:.0f}" fill="{ink["missing"]}"'
        f' stroke="{ink["missing_line"]}" stroke-dasharray="4 3"/>'
    )
    sheet.text(words, box.x + 16, y + 14.5, size=12.5, fill=ink["ink2"])
