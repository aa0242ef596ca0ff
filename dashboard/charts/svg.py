"""A chart description as one self-contained SVG, made on the server without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dashboard.charts.describe import DotPicture, LinePicture, MapPicture
from dashboard.charts.describe_groups import (
    FunnelPicture,
    GroupPicture,
    OrderPicture,
    SpanPicture,
)
from dashboard.charts.picture import Drawn, Picture
from dashboard.charts.svg_dots import dots_height, draw_dots
from dashboard.charts.svg_frame import draw_frame, frame
from dashboard.charts.svg_funnel import draw_funnel, funnel_height
from dashboard.charts.svg_groups import draw_groups, groups_height
from dashboard.charts.svg_lines import HEIGHT as LINES_HEIGHT
from dashboard.charts.svg_lines import draw_lines
from dashboard.charts.svg_map import HEIGHT as MAP_HEIGHT
from dashboard.charts.svg_map import draw_map
from dashboard.charts.svg_orders import draw_orders, orders_height
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.charts.svg_spans import draw_spans, spans_height
from dashboard.charts.template import Mode
from dashboard.text import Lang

WIDTH: Final = 960.0


def draw(
    picture: Picture,
    *,
    geo_dir: Path,
    lang: Lang,
    mode: Mode = "light",
    width: float = WIDTH,
    height: float | None = None,
    framed: bool = True,
    letters: str = "",
) -> str:
    """The picture with finding, measure and source lines around it, letters inside.

    Args:
        picture: what is shown, in the reader's words.
        geo_dir: folder with the boundary files.
        lang: language of the picture's words.
        mode: colours.
        width: pixels.
        height: pixels; None takes what the picture needs to be comfortable.
        framed: False draws the picture alone on no ground, for a page that has the words as text.
        letters: characters to carry besides those in use: pictures that may need any of them share
            one cut of the typeface, which takes longer than the drawing.
    """
    sheet = Sheet(mode)
    if framed:
        around = frame(picture.caption, width, sheet, lang)
        height = height or _height(picture) + around.taken
        box = draw_frame(sheet, around, width=width, height=height)
    else:
        height = height or _height(picture)
        box = Box(1, 1, width - 2, height - 2)
    _draw(sheet, picture, box, geo_dir)
    caption = picture.caption
    sheet.carry(letters)
    return sheet.svg(width=width, height=height, title=caption.title, words=caption.alt, lang=lang)


def _height(picture: Picture) -> float:
    match picture:
        case MapPicture():
            return MAP_HEIGHT
        case LinePicture():
            return LINES_HEIGHT
        case _:
            return drawn_height(picture)


def drawn_height(picture: Drawn, width: float = WIDTH) -> float:
    """The height in pixels at which a picture of rows is comfortable."""
    match picture:
        case DotPicture():
            return dots_height(picture, width)
        case FunnelPicture():
            return funnel_height(picture)
        case GroupPicture():
            return groups_height(picture)
        case OrderPicture():
            return orders_height(picture, width)
        case SpanPicture():
            return spans_height(picture)


def _draw(sheet: Sheet, picture: Picture, box: Box, geo_dir: Path) -> None:
    match picture:
        case MapPicture():
            draw_map(sheet, picture, box, geo_dir)
        case DotPicture():
            draw_dots(sheet, picture, box)
        case LinePicture():
            draw_lines(sheet, picture, box)
        case FunnelPicture():
            draw_funnel(sheet, picture, box)
        case GroupPicture():
            draw_groups(sheet, picture, box)
        case OrderPicture():
            draw_orders(sheet, picture, box)
        case SpanPicture():
            draw_spans(sheet, picture, box)
