"""Makes the shipped font files from the published ones; run when the typeface changes.

    build_fonts(
        Path("…/fontpkg_sarabun/files"),
        web=Path("dashboard/ui/static/fonts"),
        drawing=Path("dashboard/charts/font_files"),
    )

`source` holds `Sarabun-Regular.ttf` and its heavier weights as the Python package
`fontpkg-sarabun` carries them. The same source gives the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dashboard.charts.fonts import ASCENT, DESCENT, FAMILY, STYLES, WIDTHS

# What pages and pictures can show: Latin, Latin-1, Thai, punctuation, arrows, signs.
KEPT: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0xE00, 0xE80),
    *range(0x2010, 0x2027),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x207F),
    *range(0x2070, 0x208A),
    *range(0x2190, 0x2194),
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E, 0x2211),
    *(0x25A0, 0x25B2, 0x25BC, 0x25C6, 0x25CB, 0x25CF, 0x1D56),
)
FEATURES: Final = ("ccmp", "mark", "mkmk", "kern", "locl", "liga")
_CHANGED: Final = (
    "Changed from the original: vertical metrics raised for Thai marks, signs U+1D56, U+25CB and "
    "U+25CF added, reduced to Thai and Latin."
)
_DESCRIPTION: Final = 10


def build_fonts(source: Path, *, web: Path, drawing: Path) -> None:
    """Write every weight as woff2 into `web`, as TrueType and widths into `drawing`."""
    widths = {}
    for weight, style in STYLES.items():
        name = f"{FAMILY}-{style}"
        font = TTFont(source / f"{name}.ttf", recalcTimestamp=False)
        _raise_metrics(font)
        _add_signs(font)
        font["name"].setName(_CHANGED, _DESCRIPTION, 3, 1, 0x409)
        _reduce(font)
        font.save(drawing / f"{name}.ttf")
        font.flavor = "woff2"
        font.save(web / f"{name}.woff2")
        widths[weight] = _widths(font)
    text = json.dumps(widths, ensure_ascii=False, separators=(",", ":")).replace("},", "},\n")
    (drawing / WIDTHS).write_text(f"{text}\n", encoding="utf-8")


def _widths(font: TTFont) -> dict[str, int]:
    metrics = font["hmtx"].metrics
    return {chr(code): metrics[name][0] for code, name in sorted(font.getBestCmap().items())}


def _raise_metrics(font: TTFont) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent = os2.sTypoAscender = os2.usWinAscent = ASCENT
    hhea.descent = os2.sTypoDescender = DESCENT
    os2.usWinDescent = -DESCENT
    hhea.lineGap = os2.sTypoLineGap = 0


def _add_signs(font: TTFont) -> None:
    """ᵖ for preliminary figures, ● and ○ for line ends, and two spaces that other signs can be."""
    raised = TTGlyphPen(font.getGlyphSet())
    raised.addComponent("p", (0.62, 0, 0, 0.62, 0, 330))
    _add(font, 0x1D56, "uni1D56", raised, round(font["hmtx"]["p"][0] * 0.62))
    for code, rings in ((0x25CF, (300,)), (0x25CB, (300, 240))):
        pen = TTGlyphPen(None)
        for inner, radius in enumerate(rings):
            _circle(pen, 350, 350, radius, backwards=bool(inner))
        _add(font, code, f"uni{code:04X}", pen, 700)
    for code, like in ((0x2011, 0x2D), (0x202F, 0xA0)):
        _map(font, code, font.getBestCmap()[like])


def _circle(pen: TTGlyphPen, x: int, y: int, radius: int, *, backwards: bool) -> None:
    """A closed ring of off-curve points only; TrueType fills clockwise, cuts the other way."""
    bow = radius * 0.4142
    points = [
        (radius, -bow), (bow, -radius), (-bow, -radius), (-radius, -bow),
        (-radius, bow), (-bow, radius), (bow, radius), (radius, bow),
    ]  # fmt: skip
    ring = [(round(x + dx), round(y + dy)) for dx, dy in points]
    pen.qCurveTo(*(ring[::-1] if backwards else ring), None)
    pen.closePath()


def _add(font: TTFont, code: int, name: str, pen: TTGlyphPen, width: int) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    _map(font, code, name)


def _map(font: TTFont, code: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _reduce(font: TTFont) -> None:
    options = Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
