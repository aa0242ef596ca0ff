"""The letters of a drawing, cut down to what it shows and put inside it.

A drawing that carries its letters looks the same in every viewer, on a machine without the
typeface too. Marks keep their positioning rules, so that stacked Thai marks sit right.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from dashboard.charts.fonts import FAMILY, Weight, font_file

# Always kept, so that drawings which differ only in their figures share one cut.
_FIGURES: Final = frozenset("0123456789.,–-+%() \N{NO-BREAK SPACE}")
# Shapers set SARA AM as two letters, a ring over the consonant and SARA AA.
_SARA_AM: Final = "\N{THAI CHARACTER SARA AM}"
_SARA_AM_PARTS: Final = "\N{THAI CHARACTER NIKHAHIT}\N{THAI CHARACTER SARA AA}"
_FEATURES: Final = ("ccmp", "mark", "mkmk", "kern")


def font_faces(used: Mapping[Weight, AbstractSet[str]]) -> str:
    """CSS that declares the used characters of each weight, the letters inside as woff2."""
    return "".join(
        _face(weight, frozenset(used[weight]) | _FIGURES) for weight in sorted(used) if used[weight]
    )


def subset(weight: Weight, characters: AbstractSet[str]) -> bytes:
    """A woff2 of a weight with the glyphs that `characters` need, and the rules for marks."""
    # A quarter of a second of imports, which only those pay who draw.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(font_file(weight), recalcTimestamp=False)
    options = Options()
    options.layout_features = list(_FEATURES)
    options.name_IDs = []
    options.notdef_outline = True
    subsetter = Subsetter(options)
    parts = _SARA_AM_PARTS if _SARA_AM in characters else ""
    subsetter.populate(text="".join(sorted(characters)) + parts)
    subsetter.subset(font)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@lru_cache(maxsize=64)
def _face(weight: Weight, characters: frozenset[str]) -> str:
    letters = base64.b64encode(subset(weight, characters)).decode("ascii")
    return (
        f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{letters}) format('woff2')}}"
    )
