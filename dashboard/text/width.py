"""How many columns a text takes in a terminal, and tables and paragraphs that respect it.

Thai vowels and tone marks above and below a consonant take no column of their own, so that `len`
counts too many; SARA AM (ำ) takes one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
GAP: Final = "  "


def display_width(text: str) -> int:
    """Terminal columns of `text`: `ที่` takes 1, `น้ำ` 2, `漢` 2."""
    return sum(_columns(each) for each in text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` columns, `right` for numbers; never cut."""
    space = " " * max(0, width - display_width(text))
    return space + text if right else text + space


def table_lines(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> list[str]:
    """Aligned lines: the head, a rule, the rows. Columns numbered in `right` are numbers."""
    body = [list(row) for row in rows]
    columns = list(zip(head, *body, strict=True))
    widths = [max(map(display_width, column)) for column in columns]
    rule = ["─" * width for width in widths]
    return [_line(row, widths, right) for row in (head, rule, *body)]


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces.

    Thai has no spaces between words: a phrase that is longer than a line is broken where a new
    consonant begins, never between a consonant and its marks.
    """
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, max(1, width)):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if display_width(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _columns(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = (
        pad(text, width, right=number in right)
        for number, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join(cells).rstrip()


def _pieces(word: str, width: int) -> list[str]:
    """`word` whole where it fits in a line, else in parts that do."""
    parts = [""]
    for character in word:
        if _columns(character) and display_width(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts
