"""What stands around a picture in an export: finding and measure above, sources below.

On screen these are text of the page; a picture that travels alone has to carry them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from dashboard.charts.describe import Caption
from dashboard.charts.fonts import Weight, wrap
from dashboard.charts.svg_sheet import Box, Sheet
from dashboard.text import Lang, t

MARGIN: Final = 24.0
GAP: Final = 12.0
_WIDE: Final = 640


class Line(NamedTuple):
    """A line of the frame with its type; `height` is the distance to the next base line."""

    words: str
    size: float
    weight: Weight
    colour: str
    height: float


class Frame(NamedTuple):
    """The lines above and below a picture, measured for one width."""

    head: tuple[Line, ...]
    foot: tuple[Line, ...]

    @property
    def taken(self) -> float:
        """Height in pixels that is not left for the picture."""
        lines = sum(line.height for line in (*self.head, *self.foot))
        return lines + 2 * MARGIN + GAP * (bool(self.head) + bool(self.foot))


def frame(caption: Caption, width: float, sheet: Sheet, lang: Lang) -> Frame:
    """Wrap the caption for a sheet `width` pixels wide."""
    ink = sheet.ink
    room = width - 2 * MARGIN
    title = 20.0 if width >= _WIDE else 17.0
    head = (
        *_lines(caption.title, room, Line("", title, 600, ink["ink1"], title * 1.45)),
        *_lines(caption.measure, room, Line("", 14, 400, ink["ink2"], 21)),
    )
    small = Line("", 12.5, 400, ink["ink2"], 18.5)
    foot = [_lines(source, room, small) for source in caption.sources]
    if caption.caveats:
        caveats = t("exports.caveats", lang, caveats=" · ".join(caption.caveats))
        foot.insert(0, _lines(caveats, room, small))
    return Frame(head, tuple(line for lines in foot for line in lines))


def draw_frame(sheet: Sheet, around: Frame, *, width: float, height: float) -> Box:
    """Put ground and lines on the sheet; returns the room that is left for the picture."""
    sheet.rect(Box(0, 0, width, height), fill=sheet.ink["bg"])
    top = _put(sheet, around.head, MARGIN)
    foot = sum(line.height for line in around.foot)
    _put(sheet, around.foot, height - MARGIN - foot)
    below = height - MARGIN - foot - (GAP if around.foot else 0)
    top += GAP if around.head else 0
    return Box(MARGIN, top, width - 2 * MARGIN, below - top)


def _lines(words: str, room: float, like: Line) -> list[Line]:
    if not words:
        return []
    return [like._replace(words=each) for each in wrap(words, room, like.size, like.weight)]


def _put(sheet: Sheet, lines: tuple[Line, ...], top: float) -> float:
    for words, size, weight, colour, height in lines:
        base = top + (height + 0.62 * size) / 2
        sheet.text(words, MARGIN, base, size=size, fill=colour, weight=weight)
        top += height
    return top
