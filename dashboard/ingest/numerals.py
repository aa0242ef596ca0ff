"""A cell as a number, as publishers print numbers: Thai digits, commas, signs, footnote marks.

A mark is never guessed away: it comes back beside the number, or instead of one. What is neither a
number nor a known mark is a `ValueError`, so that `1,23` or `12..5` reach a person.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard.ingest.documents.model import Cell


class Number(NamedTuple):
    """What a cell prints.

    Attributes:
        value: the number, NaN where the cell prints none.
        mark: "" or what is printed instead of a number or beside it, in one spelling: `-`, `--`,
            `n.a.`, `…` instead; `p`, `r`, `e`, `*`, `†`, `1/` beside or alone; several with a
            space between.
    """

    value: float
    mark: str


BLANK: Final = Number(math.nan, "")

_REMEMBERED: Final = 1 << 12
_LONGEST: Final = 60
_SPACE: Final = "\u00a0\u202f\u2007\u2009"
_PLAIN: Final = re.compile(r"-?[0-9]{1,17}(?:\.[0-9]{1,17})?")
_TRANSLATED: Final = str.maketrans(
    dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
    | dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    | dict.fromkeys("−–—‐‑‒－", "-")
    | dict.fromkeys(_SPACE, "\u00a0")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
    | {"，": ",", "．": ".", "％": "%", "（": "(", "）": ")", "⁄": "/", "∗": "*", "＊": "*"}
    | {"ᵖ": " p", "ʳ": " r", "ᵉ": " e", "¹": " 1/", "²": " 2/", "³": " 3/"}
)
_INSTEAD: Final = {
    "-": "-",
    "--": "--",
    "---": "--",
    "…": "…",
    "...": "…",
    "..": "…",
    "n.a.": "n.a.",
    "n.a": "n.a.",
    "na": "n.a.",
    "n/a": "n.a.",
    "nan": "n.a.",
    "null": "n.a.",
    "none": "n.a.",
    "ไม่มีข้อมูล": "n.a.",
}
# A number with commas or no-break spaces in the right places or nowhere, or a very large or small
# one as spreadsheets write it.
_DIGITS: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\u00a0[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
)
_NUMBER: Final = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<digits>{_DIGITS})(?P<power>e[-+]?[0-9]{{1,2}})?"
    r"(?:\s*%)?(?:\s*(?P<close>\)))?(?:\s*%)?"
)
_MARK: Final = re.compile(
    r"\(?(?:(?P<letter>[pre])|(?P<star>\*{1,3}|[†‡])|(?P<foot>[0-9]{1,2})//?)\)?"
)


def number_of(cell: Cell) -> Number:
    """The number in `cell` and its mark.

    `(1,234)` is negative; a sign of per cent is left out, the number stays as printed.

    Raises:
        ValueError: neither a number nor a known mark.
    """
    if isinstance(cell, str):
        return _of_text(cell)
    if cell is None:
        return BLANK
    if isinstance(cell, bool | date) or not math.isfinite(cell):
        raise ValueError(cell)
    return Number(float(cell), "")


@lru_cache(maxsize=_REMEMBERED)
def _of_text(text: str) -> Number:
    if _PLAIN.fullmatch(text):
        return Number(float(text) + 0.0, "")  # zero has no sign
    if len(text) > _LONGEST:
        raise ValueError(text)
    clean = text.translate(_TRANSLATED).strip().lower()
    if not clean:
        return BLANK
    instead = _INSTEAD.get(clean)
    return Number(math.nan, instead) if instead else _marked(clean)


def _marked(clean: str) -> Number:
    """`1,234 p 1/` as the number and its marks; marks alone have no number."""
    found = _NUMBER.match(clean)
    # `1/` alone is a footnote, not the number one.
    if found is None or clean[found.end() : found.end() + 1] == "/":
        return Number(math.nan, _marks(clean))
    rest = clean[found.end() :]
    if rest[:1].isdigit() or bool(found["open"]) != bool(found["close"]):
        raise ValueError(clean)
    return Number(_value(found), _marks(rest))


def _value(found: re.Match[str]) -> float:
    digits = found["digits"].replace(",", "").replace("\u00a0", "")
    value = float(digits + (found["power"] or ""))
    if not math.isfinite(value) or (found["open"] and found["sign"] == "-"):
        raise ValueError(found.string)
    # Zero has no sign.
    return 0.0 - value if found["open"] or found["sign"] == "-" else value


def _marks(text: str) -> str:
    marks: list[str] = []
    rest = text.strip()
    while rest:
        found = _MARK.match(rest)
        if found is None:
            raise ValueError(text)
        marks.append(found["letter"] or found["star"] or f"{found['foot']}/")
        rest = rest[found.end() :].lstrip(" ,\u00a0")
    return " ".join(marks)
