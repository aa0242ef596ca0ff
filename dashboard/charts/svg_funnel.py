"""The stages of a funnel: bars from a common left edge, what has no figures as an empty frame."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe_groups import FunnelPicture, Stage, StageBar
from dashboard.charts.fonts import advance, wrap
from dashboard.charts.svg_sheet import Box, Sheet

_HEAD: Final = 24.0
_NAME: Final = 22.0
_BAR: Final = 17.0
_GAP: Final = 9.0
_SIZE: Final = 14.0
_SMALL: Final = 13.0
_EDGE: Final = 4.0


def funnel_height(picture: FunnelPicture) -> float:
    """Height in pixels of all stages."""
    bars = max(1, len(picture.places))
    return _HEAD * (len(picture.places) > 1) + sum(
        _NAME + (_BAR * (1 if stage.empty else bars)) + _GAP for stage in picture.stages
    )


def draw_funnel(sheet: Sheet, picture: FunnelPicture, box: Box) -> None:
    """Fill `box` from top to bottom; the widest bar leaves room for the longest number."""
    y = box.y
    if len(picture.places) > 1:
        _draw_key(sheet, picture, box)
        y += _HEAD
    stretch = min(1.6, (box.height - (y - box.y)) / (funnel_height(picture) - (y - box.y)))
    numbers = [bar.text for stage in picture.stages for bar in stage.bars]
    room = box.width - _EDGE - max(advance(text, _SIZE, 600) for text in numbers) - 10
    for stage in picture.stages:
        y = _draw_stage(sheet, stage, Box(box.x + _EDGE, y, room, stretch), box.right)


def _draw_key(sheet: Sheet, picture: FunnelPicture, box: Box) -> None:
    x = box.x + _EDGE
    for at, name in enumerate(picture.places):
        sheet.rect(Box(x, box.y + 4, 12, 12), fill=_fill(sheet, at), edge=sheet.ink["ink3"])
        sheet.text(name, x + 18, box.y + 15, size=_SMALL, fill=sheet.ink["ink1"])
        x += 18 + advance(name, _SMALL) + 22


def _fill(sheet: Sheet, at: int) -> str:
    """The place in front is the last one."""
    return sheet.ink["seq4"][1] if at == 0 else sheet.ink["accent"]


def _draw_stage(sheet: Sheet, stage: Stage, room: Box, right: float) -> float:
    """One stage at the top of `room`, whose height is the stretch; returns where it ends."""
    ink, stretch = sheet.ink, room.height
    y = room.y
    sheet.text(stage.name, room.x, y + 16, size=_SIZE, fill=ink["ink1"], weight=600)
    if stage.note:
        taken = advance(stage.name, _SIZE, 600) + advance(stage.note, _SMALL) + 16
        down = 16 if taken <= right - room.x else _NAME + _BAR * stretch / 2 + 0.34 * _SIZE
        ends = right - 4, y + down
        sheet.text(stage.note, *ends, size=_SMALL, fill=ink["ink2"], anchor="end")
    y += _NAME
    if stage.empty:
        _draw_empty(sheet, stage, Box(room.x, y, right - room.x - 6, _BAR * stretch))
        return y + (_BAR + _GAP) * stretch
    for at, bar in enumerate(stage.bars):
        _draw_bar(sheet, bar, _fill(sheet, at), Box(room.x, y, room.width, _BAR * stretch))
        y += _BAR * stretch
    return y + _GAP * stretch


def _draw_bar(sheet: Sheet, bar: StageBar, fill: str, room: Box) -> None:
    ink = sheet.ink
    width = max(1.0, room.width * (bar.share or 0.0))
    base = room.y + room.height / 2 + 0.34 * _SIZE
    if bar.state == "value":
        sheet.rect(Box(room.x, room.y + 1, width, room.height - 2), fill=fill)
    x = room.x + (width if bar.state == "value" else 0) + 8
    sheet.text(bar.text, x, base, size=_SIZE, fill=ink["ink1"], weight=600)


def _draw_empty(sheet: Sheet, stage: Stage, room: Box) -> None:
    ink = sheet.ink
    place = f'x="{room.x:.0f}" y="{room.y + 1:.0f}" width="{room.width:.0f}"'
    sheet.add(
        f'<rect {place} height="{room.height - 2:.0f}" fill="{ink["missing"]}"'
        f' stroke="{ink["missing_line"]}" stroke-dasharray="4 3"/>'
    )
    words = wrap(stage.empty, room.width - 12, 12.5, 400)[0]
    base = room.y + room.height / 2 + 4.2
    sheet.text(words, room.x + 8, base, size=12.5, fill=ink["ink2"])
