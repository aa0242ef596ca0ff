"""A sheet that a drawing is put on: shapes and texts in pixels, and the letters they use.

Every text passes through `Sheet.text`, which escapes it and notes its characters; so a finished
sheet knows which letters it has to carry.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dashboard.charts.fonts import Weight
from dashboard.charts.svg_font import font_faces
from dashboard.charts.template import FONT, TOKENS, Mode

Anchor = Literal["start", "middle", "end"]

HATCH: Final = "hatch"
_REGULAR: Final = 400
_UNPRINTABLE: Final = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height


def px(value: float) -> str:
    """A length with at most one decimal: `12`, `0.5`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """Text that may stand between XML tags."""
    return escape(_UNPRINTABLE.sub("", text))


class Sheet:
    """A growing drawing in one mode; `ink` are the colours of that mode."""

    def __init__(self, mode: Mode) -> None:
        self.mode: Final[Mode] = mode
        self.ink: Final = TOKENS[mode]
        self._parts: list[str] = []
        self._defs: list[str] = []
        self._used: dict[Weight, set[str]] = {}

    def add(self, markup: str) -> None:
        """Put finished markup on top."""
        self._parts.append(markup)

    def define(self, markup: str) -> None:
        """Markup that is drawn only where something refers to it."""
        if markup not in self._defs:
            self._defs.append(markup)

    def text(  # noqa: PLR0913  the attributes of an SVG text
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float,
        fill: str,
        weight: Weight = 400,
        anchor: Anchor = "start",
        halo: str = "",
        slant: bool = False,
    ) -> None:
        """One line, its base line at `y`; `halo` is the colour that sets it off from the ground."""
        self._used.setdefault(weight, set()).update(words)
        place = f'x="{px(x)}" y="{px(y)}"'
        if slant:
            place = f'transform="translate({px(x)} {px(y)}) skewX(-10)"'
        style = f'{place} font-size="{px(size)}"'
        style += f' font-weight="{weight}"' if weight != _REGULAR else ""
        style += f' text-anchor="{anchor}"' if anchor != "start" else ""
        body = f"{clean(words)}</text>"
        if halo:
            edge = f'stroke="{halo}" stroke-width="3" stroke-linejoin="round"'
            self.add(f'<text {style} fill="{halo}" {edge} aria-hidden="true">{body}')
        self.add(f'<text {style} fill="{fill}">{body}')

    def rect(self, box: Box, *, fill: str, edge: str = "") -> None:
        """A rectangle, with an outline of 1 px where `edge` is a colour."""
        stroke = f' stroke="{edge}"' if edge else ""
        place = f'x="{px(box.x)}" y="{px(box.y)}" width="{px(box.width)}" height="{px(box.height)}"'
        self.add(f'<rect {place} fill="{fill}"{stroke}/>')

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        edge: str,
        width: float = 1,
        dash: str = "",
    ) -> None:
        """A straight line; `dash` as in `stroke-dasharray`."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        ends = f'x1="{px(start[0])}" y1="{px(start[1])}" x2="{px(end[0])}" y2="{px(end[1])}"'
        self.add(f'<line {ends} stroke="{edge}" stroke-width="{px(width)}"{dashes}/>')

    def disc(self, x: float, y: float, radius: float, *, fill: str, edge: str) -> None:
        """A dot with an outline of 1 px."""
        self.add(
            f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(radius)}" fill="{fill}" stroke="{edge}"/>'
        )

    def hatch(self, *, units: int = 1) -> str:
        """The fill of a suppressed area; `units` make a pixel where it is used."""
        name = HATCH if units == 1 else f"{HATCH}{units}"
        stretch = "" if units == 1 else f"scale({units}) "
        self.define(
            f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse"'
            f' patternTransform="{stretch}rotate(45)">'
            f'<rect width="5" height="5" fill="{self.ink["suppressed"]}"/>'
            f'<rect width="1.2" height="5" fill="{self.ink["suppressed_line"]}"/></pattern>'
        )
        return f"url(#{name})"

    def carry(self, letters: str) -> None:
        """Puts further letters into every weight that is in use."""
        for used in self._used.values():
            used.update(letters)

    def svg(self, *, width: float, height: float, title: str, words: str, lang: str) -> str:
        """The finished drawing: `title` and `words` (what it shows) are read by screen readers."""
        style = f"<style>{font_faces(self._used)}</style>"
        size = f'width="{px(width)}" height="{px(height)}" viewBox="0 0 {px(width)} {px(height)}"'
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' {size} font-family={quoteattr(FONT)} role="img" xml:lang="{lang}">'
            f"<title>{clean(title)}</title><desc>{clean(words)}</desc>"
            f"<defs>{style}{''.join(self._defs)}</defs>{''.join(self._parts)}</svg>"
        )
