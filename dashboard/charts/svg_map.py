"""A map drawn without a browser: areas by class, names with halo, the legend over the sea."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dashboard.charts.describe import AreaMark, MapPicture
from dashboard.charts.svg_ground import TENTHS, Ground, Paths, Place, ground, paths
from dashboard.charts.svg_labels import draw_labels, label_box
from dashboard.charts.svg_legend import draw_legend, legend_size
from dashboard.charts.svg_sheet import Box, Sheet, px
from dashboard.charts.template import ramp

HEIGHT: Final = 560.0
_CLEAR: Final = 14.0
_TRIES: Final = 12


def draw_map(sheet: Sheet, picture: MapPicture, box: Box, geo_dir: Path) -> None:
    """Fill `box` with the map; boundaries come from the folder `geo_dir`."""
    codes = tuple(area.code for area in picture.areas)
    base = ground(geo_dir, picture.geometry, codes, picture.bounds)
    size = min(13.5, max(11.5, box.height / 40))
    place, legend_x = _fit(picture, base, box, size)
    _draw_areas(sheet, picture, paths(base, place.scale), place)
    draw_labels(sheet, picture, base, place, size)
    draw_legend(sheet, picture, legend_x, box.y)


def _fit(picture: MapPicture, base: Ground, box: Box, size: float) -> tuple[Place, float]:
    """The largest map that leaves room for its outer names and for the legend beside the coast.

    Returns:
        Where the map lies, and the x of the legend.
    """
    wide, high = legend_size(picture)
    scale = min(box.width / base.width, (box.height - 4) / base.height)
    labels = [*picture.labels, *([picture.sea] if picture.sea else [])]
    left = legend = right = 0.0
    for _ in range(_TRIES):
        boxes = [label_box(label, base, Place(scale, 0, 0), size) for label in labels]
        left = min([0.0, *(each.x for each in boxes)])
        beside = [each.right for each in boxes if each.y < high + 8]
        legend = max([base.reach((high + 8) / scale) * scale, *beside]) + _CLEAR
        right = max([base.width * scale, legend + wide, *(each.right for each in boxes)])
        if right - left <= box.width:
            break
        scale *= max(0.5, min(0.99, box.width / (right - left)))
    x = box.x + max(0.0, box.width - (right - left)) / 2 - left
    y = box.y + max(0.0, box.height - base.height * scale) / 2
    return Place(scale, x, y), x + legend


def _draw_areas(sheet: Sheet, picture: MapPicture, shapes: Paths, place: Place) -> None:
    """Shapes are written once and referred to: for the outline, by fill, and when selected."""
    drawn = [area for area in picture.areas if shapes.areas.get(area.code)]
    names = {area.code: f"a{at}" for at, area in enumerate(drawn)}
    outlines = "".join(
        f'<path id="{names[area.code]}" d="{shapes.areas[area.code]}"/>' for area in drawn
    )
    sheet.define(outlines)
    ink = sheet.ink
    move = f"translate({px(place.x)} {px(place.y)}) scale({1 / TENTHS})"
    sheet.add(f'<g transform="{move}" fill-rule="evenodd" stroke-linejoin="round">')
    for fill, edge, marks in _groups(sheet, picture, drawn):
        uses = "".join(_use(names[mark.code]) for mark in marks)
        sheet.add(f'<g fill="{fill}" stroke="{edge}" stroke-width="8">{uses}</g>')
    edge = f'fill="none" stroke="{ink["ink3"]}" stroke-width="8"'
    sheet.add(f'<path d="{shapes.outline}" {edge}/>')
    if picture.selected in names:
        for colour, width in ((ink["bg"], 50), (ink["ink1"], 24)):
            style = f'fill="none" stroke="{colour}" stroke-width="{width}"'
            sheet.add(_use(names[picture.selected], style))
    sheet.add("</g>")


def _use(name: str, style: str = "") -> str:
    return f'<use xlink:href="#{name}"{" " if style else ""}{style}/>'


def _groups(
    sheet: Sheet, picture: MapPicture, drawn: list[AreaMark]
) -> list[tuple[str, str, list[AreaMark]]]:
    """Fill, outline and areas of each class, then suppressed, then missing on top."""
    ink = sheet.ink
    groups = [
        (fill, ink["line"], [mark for mark in drawn if _shown(mark) == klass])
        for klass, fill in enumerate(ramp(sheet.mode, picture.classes))
    ]
    suppressed = [mark for mark in drawn if mark.state == "suppressed"]
    if suppressed:
        groups.append((sheet.hatch(units=TENTHS), ink["line"], suppressed))
    missing = [mark for mark in drawn if _shown(mark) is None and mark.state != "suppressed"]
    groups.append((ink["missing"], ink["missing_line"], missing))
    return [group for group in groups if group[2]]


def _shown(mark: AreaMark) -> int | None:
    return mark.klass if mark.state == "value" else None
