"""The name of a file that somebody sends, made safe to print and to write down.

A name is only ever shown, never opened: no folder, no control or invisible character, no change of
writing direction, and no longer than a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from dashboard.ingest.documents.limits import NAME_CHARACTERS

UNNAMED = "file"
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def safe_name(name: str) -> str:
    r"""The base name: `../../a\b\รายงาน.csv` → `รายงาน.csv`; "file" where none is left.

    An overlong name keeps its ending.
    """
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = printable(base)
    if not seen.strip(". "):
        return UNNAMED
    if len(seen) <= NAME_CHARACTERS:
        return seen
    tail = _ending(seen)
    return seen[: NAME_CHARACTERS - len(tail) - 1] + "…" + tail


def own_names(names: Iterable[str]) -> list[str]:
    """Safe names, each unlike all others: of `a/x.csv` and `b/x.csv` the second is `x (2).csv`."""
    found: dict[str, None] = {}
    for name in map(safe_name, names):
        own, number, tail = name, 1, _ending(name)
        while own in found:
            number += 1
            mark = f" ({number}){tail}"
            own = name.removesuffix(tail)[: NAME_CHARACTERS - len(mark)].rstrip() + mark
        found[own] = None
    return list(found)


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return dot + ending if stem and len(ending) <= 8 else ""  # noqa: PLR2004  as in `.geojson`


def printable(text: str) -> str:
    """`text` on one line, without what cannot be seen."""
    seen = "".join(
        " " if each.isspace() else each
        for each in text
        if each.isspace() or unicodedata.category(each) not in _INVISIBLE
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())
