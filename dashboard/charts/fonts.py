"""The typeface of every outlet: where its files are and how wide its letters run.

Sarabun (OFL-1.1, no reserved font name) in four weights. As drawn, its vertical metrics cut off
Thai marks, so `build_fonts` raises them to what the marks measure, adds the few signs the product
uses that the typeface lacks, and leaves out what no page shows. The results are committed: woff2
for browsers in `ui/static/fonts`, TrueType for drawing without a browser and the widths of all
letters in `font_files`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal

Weight = Literal[400, 500, 600, 700]

FAMILY: Final = "Sarabun"
STYLES: Final[dict[Weight, str]] = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
FOLDER: Final = Path(__file__).parent / "font_files"
WIDTHS: Final = "widths.json"

# Units of the em; stacked marks reach 1289, descending vowels -353.
EM: Final = 1000
ASCENT: Final = 1290
DESCENT: Final = -360

# Thai signs over and under letters.
_MARKS = frozenset(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F))))
# A vowel or a bracket holds to what follows it, these signs to what precedes them.
_BEFORE = "เแโใไ([{«“‘"
_AFTER = "ะาำๅๆฯ"
# The last letters of vowels that are written in parts, and the marks that open them.
_TAILS = {"อ": "ื", "ว": "ั", "ย": "ัี"}
_CLOSING = ")]}»”’.,:;!?%"


def font_file(weight: Weight) -> Path:
    """The TrueType file of a weight."""
    return FOLDER / f"{FAMILY}-{STYLES[weight]}.ttf"


def font_files() -> list[str]:
    """All TrueType files, as paths for a renderer."""
    return [str(font_file(weight)) for weight in STYLES]


@cache
def widths(weight: Weight) -> dict[str, float]:
    """Advance width of every character of the typeface, in em; Thai marks have none."""
    table = json.loads((FOLDER / WIDTHS).read_text(encoding="utf-8"))
    return {char: width / EM for char, width in table[str(weight)].items()}


def advance(text: str, size: float, weight: Weight = 400) -> float:
    """Width in pixels of a line at `size` pixels; what the typeface lacks counts half an em."""
    table = widths(weight)
    return size * sum(table.get(char, 0.5) for char in text)


def wrap(text: str, width: float, size: float, weight: Weight = 400) -> list[str]:
    """Lines no wider than `width` pixels, broken between phrases.

    Thai puts spaces between phrases, not words; a no-break space holds. A phrase that is wider
    than a whole line breaks between clusters, never before a mark or after a leading vowel.
    """
    lines: list[str] = []
    for phrase in text.split(" "):
        joined = f"{lines[-1]} {phrase}" if lines else phrase
        if lines and advance(joined, size, weight) <= width:
            lines[-1] = joined
            continue
        lines.extend(_hard_breaks(phrase, width, size, weight))
    return lines


def balanced(text: str, width: float, size: float, weight: Weight = 400) -> list[str]:
    """One line where it is no wider than `width` pixels, else two of about the same width.

    They part at a space, or after a cluster where there is none or one half would be too wide.
    """
    if advance(text, size, weight) <= width:
        return [text]
    words, parts = text.split(" "), clusters(text)
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]

    def widest(way: tuple[str, str]) -> float:
        return max(advance(line, size, weight) for line in way)

    if not ways or min(map(widest, ways)) > width:
        ways = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
    return list(min(ways, key=widest, default=(text,)))


def clusters(text: str) -> list[str]:
    """The text in parts that a line may end after: a letter with its marks, vowels and signs."""
    parts: list[str] = []
    for char in text:
        if parts and _holds(parts[-1], char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _holds(part: str, char: str) -> bool:
    """Whether `char` belongs to the part before it."""
    if char in _MARKS or char in _AFTER or char in _CLOSING or part[-1] in _BEFORE:
        return True
    if any(mark in part for mark in _TAILS.get(char, "")):
        return True
    return f"{part[-1]}{char}".isascii() and f"{part[-1]}{char}".isalnum()


def _hard_breaks(phrase: str, width: float, size: float, weight: Weight) -> list[str]:
    if advance(phrase, size, weight) <= width:
        return [phrase]
    lines = [""]
    for part in clusters(phrase):
        if lines[-1] and advance(lines[-1] + part, size, weight) > width:
            lines.append(part)
        else:
            lines[-1] += part
    return lines
