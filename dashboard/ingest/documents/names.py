"""The name of a file that somebody sends, made safe to print and to write down.

A name is only ever shown, never opened: no folder, no control or invisible character, no change of
writing direction, and no longer than a line.
"""

from __future__ import annotations

import unicodedata

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
    stem, dot, ending = seen.rpartition(".")
    tail = dot + ending if stem and len(ending) <= 8 else ""  # noqa: PLR2004  as in `.geojson`
    return seen[: NAME_CHARACTERS - len(tail) - 1] + "…" + tail


def printable(text: str) -> str:
    """`text` on one line, without what cannot be seen."""
    seen = "".join(
        " " if each.isspace() else each
        for each in text
        if each.isspace() or unicodedata.category(each) not in _INVISIBLE
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())
