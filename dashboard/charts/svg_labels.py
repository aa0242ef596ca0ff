"""Names on a drawn map: over their areas with a halo, beside them where they do not fit."""

from __future__ import annotations

from typing import Final

from dashboard.charts.describe import AreaMark, MapLabel, MapPicture
from dashboard.charts.fonts import advance
from dashboard.charts.svg_ground import Ground, Place
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.charts.template import label_on, ramp

_LEADING: Final = 1.22
_ASIDE: Final = 3.0
# Two names may come this close, as a share of the type's size, because marks are rare.
_OVERLAP: Final = 0.3


def label_box(label: MapLabel, base: Ground, place: Place, size: float) -> Box:
    """What a name covers, in pixels of the sheet."""
    x, y = place.at(*base.place(label.lon, label.lat))
    width = max(advance(line, size, 500) for line in label.lines)
    shift = {"start": _ASIDE, "middle": -width / 2, "end": -width - _ASIDE}[label.anchor]
    height = size * _LEADING * len(label.lines)
    return Box(x + shift, y - height / 2, width, height)


def uncrowded(
    picture: MapPicture, base: Ground, place: Place, size: float
) -> list[tuple[MapLabel, Box]]:
    """The names that do not run into others: the selected first, then those of larger areas."""
    kept: list[tuple[MapLabel, Box]] = []
    order = sorted(
        picture.labels,
        key=lambda label: (label.code != picture.selected, -base.spread(label.code)),
    )
    for label in order:
        box = label_box(label, base, place, size)
        if not any(_collide(box, other, size * _OVERLAP) for _, other in kept):
            kept.append((label, box))
    return kept


def draw_labels(sheet: Sheet, picture: MapPicture, base: Ground, place: Place, size: float) -> None:
    """Put the names on the sheet, and that of the sea."""
    marks = {area.code: area for area in picture.areas}
    for label, box in uncrowded(picture, base, place, size):
        ground = _ground(sheet, picture, marks.get(label.code)) if label.inside else ""
        for at, line in enumerate(label.lines):
            sheet.text(
                line,
                _anchor_x(label, box),
                _base_line(box, at, size),
                size=size,
                fill=label_on(ground) if ground else sheet.ink["ink1"],
                weight=700 if label.code == picture.selected else 500,
                anchor=label.anchor,
                halo=ground or sheet.ink["bg"],
            )
    if picture.sea:
        _draw_sea(sheet, picture.sea, label_box(picture.sea, base, place, size), size)


def _draw_sea(sheet: Sheet, sea: MapLabel, box: Box, size: float) -> None:
    for at, line in enumerate(sea.lines):
        x, y = _anchor_x(sea, box), _base_line(box, at, size)
        ink = sheet.ink["ink3"]
        sheet.text(line, x, y, size=size + 1, fill=ink, anchor=sea.anchor, slant=True)


def _anchor_x(label: MapLabel, box: Box) -> float:
    return {"start": box.x, "middle": box.x + box.width / 2, "end": box.right}[label.anchor]


def _base_line(box: Box, line: int, size: float) -> float:
    return box.y + (line + 0.5) * size * _LEADING + 0.34 * size


def _collide(one: Box, other: Box, slack: float) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > slack and down > slack


def _ground(sheet: Sheet, picture: MapPicture, mark: AreaMark | None) -> str:
    """The colour under a name, plain even where the area is hatched."""
    if mark is not None and mark.state == "suppressed":
        return sheet.ink["suppressed"]
    if mark is None or mark.klass is None:
        return sheet.ink["missing"]
    return ramp(sheet.mode, picture.classes)[mark.klass]
