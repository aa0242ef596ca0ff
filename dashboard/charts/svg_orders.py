"""Orders of the same areas side by side, joined by lines: level lines agree, steep ones do not."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe_groups import OrderColumn, OrderPicture, OrderPlace, Tone
from dashboard.charts.fonts import Weight, advance
from dashboard.charts.svg_sheet import Box, Sheet

_LINE: Final = 17.0
_SIZE: Final = 13.0
_HEAD: Final = 13.0
_STEP: Final = 24.0
_FOOT: Final = 24.0
_GAP: Final = 0.26
_SMALLEST: Final = 0.75
# A telephone's sheet is narrower; two columns fit beside each other.
_NARROW, _FEW = 560.0, 2


def orders_height(picture: OrderPicture, width: float) -> float:
    """Height in pixels at which places are comfortable."""
    return len(_folded(picture, width)) * (_top(picture) + _STEP * _most(picture) + _FOOT)


def draw_orders(sheet: Sheet, picture: OrderPicture, box: Box) -> None:
    """Fill `box` with one column per order; on a narrow sheet two beside each other."""
    rows = _folded(picture, box.width)
    height = box.height / len(rows)
    for at, columns in enumerate(rows):
        room = Box(box.x, box.y + at * height, box.width, height)
        _draw_row(sheet, picture, columns, room)


def _folded(picture: OrderPicture, width: float) -> list[tuple[OrderColumn, ...]]:
    size = _FEW if width < _NARROW else len(picture.columns)
    return [picture.columns[at : at + size] for at in range(0, len(picture.columns), size)]


def _draw_row(
    sheet: Sheet, picture: OrderPicture, columns: tuple[OrderColumn, ...], box: Box
) -> None:
    width = box.width / len(columns)
    step = (box.height - _top(picture) - _FOOT) / max(1, _most(picture))
    size = min(_SIZE, step * 0.7)
    top = box.y + _top(picture)
    gap = _GAP if box.width >= _NARROW else _GAP / 2
    rooms = [
        Box(box.x + at * width + 4, top, width * (1 - gap) - 4, step) for at in range(len(columns))
    ]
    for column, room in zip(columns, rooms, strict=True):
        for at, line in enumerate(column.title):
            base = box.y + 14 + at * _LINE
            weight: Weight = 600 if at == 0 else 400
            ink = sheet.ink["ink1" if at == 0 else "ink2"]
            sheet.text(line, room.x, base, size=_HEAD, fill=ink, weight=weight)
    _draw_lines(sheet, columns, rooms)
    for column, room in zip(columns, rooms, strict=True):
        _draw_column(sheet, column, room, size, box.bottom)


def _top(picture: OrderPicture) -> float:
    return 6 + _LINE * max(len(each.title) for each in picture.columns)


def _most(picture: OrderPicture) -> int:
    return max(len(each.places) for each in picture.columns)


def _colour(sheet: Sheet, tone: Tone) -> tuple[str, float]:
    ink = sheet.ink
    if tone == "front":
        return ink["accent"], 3.0
    if tone == "apart":
        return ink["cat"][1], 1.8
    return (ink["ink3"], 1.4) if tone == "agree" else (ink["context"], 1.2)


def _draw_lines(sheet: Sheet, columns: tuple[OrderColumn, ...], rooms: list[Box]) -> None:
    """Between neighbouring columns, the area in front on top."""
    for at in range(len(rooms) - 1):
        after = {place.code: row for row, place in enumerate(columns[at + 1].places)}
        rows = [(row, place) for row, place in enumerate(columns[at].places) if place.code in after]
        for row, place in sorted(rows, key=lambda each: _colour(sheet, each[1].tone)[1]):
            colour, width = _colour(sheet, place.tone)
            left, right = rooms[at], rooms[at + 1]
            start = left.right + 2, left.y + (row + 0.5) * left.height
            end = right.x - 3, right.y + (after[place.code] + 0.5) * right.height
            sheet.line(start, end, edge=colour, width=width)


def _draw_column(sheet: Sheet, column: OrderColumn, room: Box, size: float, bottom: float) -> None:
    ink = sheet.ink
    for row, place in enumerate(column.places):
        _draw_place(sheet, place, room, room.y + (row + 0.5) * room.height, size)
    for at, words in enumerate(column.absent):
        base = bottom - 8 - at * _LINE
        sheet.text(words, room.x, base, size=12, fill=ink["ink2"])
    if column.empty:
        high = bottom - room.y - 6
        frame = f'x="{room.x:.0f}" y="{room.y:.0f}" width="{room.width:.0f}" height="{high:.0f}"'
        sheet.add(
            f'<rect {frame} fill="{ink["missing"]}" stroke="{ink["missing_line"]}"'
            ' stroke-dasharray="4 3"/>'
        )
    for at, words in enumerate(column.empty):
        base = room.y + 24 + at * _LINE
        sheet.text(words, room.x + 8, base, size=12.5, fill=ink["ink2"])


def _draw_place(sheet: Sheet, place: OrderPlace, room: Box, y: float, size: float) -> None:
    ink, base = sheet.ink, y + 0.34 * size
    front = place.tone == "front"
    if front:
        ground = Box(room.x - 3, y - room.height / 2 + 1, room.width + 5, room.height - 2)
        sheet.rect(ground, fill=ink["accent_soft"])
    weight: Weight = 700 if front else 400
    number = f"{place.place}"
    sheet.text(number, room.x + 16, base, size=size, fill=ink["ink2"], anchor="end")
    if place.tone == "apart":
        sheet.text("◆", room.right, base, size=size * 0.8, fill=ink["cat"][1], anchor="end")
    end = room.right - (0 if front else 14)
    left = end - (room.x + 22) - advance(place.text, size, weight) - 4
    scale = min(1.0, left / advance(place.name, size, weight))
    # A long name is set smaller; below that it stands without its value.
    fits = scale > _SMALLEST
    name = size * scale if fits else size
    sheet.text(place.name, room.x + 22, base, size=name, fill=ink["ink1"], weight=weight)
    if fits:
        sheet.text(place.text, end, base, size=size, fill=ink["ink1"], weight=weight, anchor="end")
