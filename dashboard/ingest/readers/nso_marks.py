"""What a sign instead of a number, or behind it, means: by the table's own notes or by custom."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.catalog.workbooks import Dash
from dashboard.ingest.readers.nso_words import note_in, source_in
from dashboard.text import t

DASH: Final = "-"
NEGLIGIBLE: Final = "--"
ABSENT: Final = frozenset(("n.a.", "n.a", "na", "n/a", "..", "...", "....", "…", ":"))
CLOSED: Final = frozenset(("x", "c"))
STATUS: Final = {"p": "P", "e": "E", "b": "B"}
_DEFINED: Final = re.compile(
    r"(?P<mark>\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|--?|–|\.\.\.?|…|n\.?a\.?|[a-z])"
    r"\s*(?:=|หมายถึง|คือ|means)\s*(?P<text>.+)"
    r"|(?P<number>\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹])\s*(?P<said>\S.+)",
    re.IGNORECASE,
)
_NO_DATA: Final = re.compile("ไม่มีข้อมูล|ไม่ได้สำรวจ|not available|no data", re.IGNORECASE)
_NONE: Final = re.compile("ศูนย์|ไม่มีจำนวน|ไม่มีค่า|ไม่มีราย|ไม่มีผู้|zero|nil|none", re.IGNORECASE)
_SIGNS: Final = {"–": "-", "—": "-", "−": "-"} | {
    sign: f"{number}/" for number, sign in enumerate("¹²³⁴⁵⁶⁷⁸⁹", start=1)
}
"""Signs with several forms, in one: as cells are read."""
_REVISED: Final = frozenset(("r", "ปรับปรุง"))


class Notes(NamedTuple):
    """The lines below a table, sorted: meaning of marks, notes on all figures, the source."""

    marks: dict[str, str]
    general: str
    source: str


class Meant(NamedTuple):
    """What a cell says: as the columns of an observation."""

    value: float
    obs_status: str
    conf_status: str
    note: str


def read_notes(lines: Sequence[str]) -> Notes:
    """The lines below a table by what they are for."""
    marks: dict[str, str] = {}
    general: list[str] = []
    source = ""
    for line in lines:
        if source_in(line):
            source = source or source_in(line)
            continue
        text = note_in(line)
        match = _DEFINED.fullmatch(text)
        if match:
            mark = (match["mark"] or match["number"]).casefold()
            marks[_SIGNS.get(mark, mark)] = match["text"] or match["said"]
        elif text:
            general.append(text)
    return Notes(marks, " ".join(general), source)


def meaning(value: float, marks: Sequence[str], notes: Notes, dash: Dash) -> Meant:
    """What a number with these marks says.

    Args:
        value: the number, NaN where a mark stands instead of it.
        marks: signs of the cell, its column and its row.
        notes: what the table says below itself.
        dash: what the publisher means by "-" where the table does not say it.
    """
    status, closed, said = "A", False, []
    signs = (_SIGNS.get(each.casefold(), each.casefold()) for each in marks)
    for mark in dict.fromkeys(signs):
        if mark == DASH and not math.isfinite(value):
            value, status, note = _dash(mark, notes, dash, status)
            said.append(note)
        elif mark == NEGLIGIBLE and not math.isfinite(value):
            value = 0.0
            said.append(_both("nso.note.negligible"))
        elif mark in ABSENT:
            said.append(_both("nso.note.absent", mark=mark))
        elif mark in CLOSED:
            closed = True
        else:
            status = STATUS.get(mark.strip("()/"), status)
            said.append(_footnote(mark, notes))
    if closed:
        return Meant(math.nan, status, "C", _sentence(said, notes))
    if not math.isfinite(value):
        return Meant(math.nan, "M", "F", _sentence(said, notes))
    return Meant(value, status, "F", _sentence(said, notes))


def _dash(mark: str, notes: Notes, dash: Dash, status: str) -> tuple[float, str, str]:
    """A dash is what the table's own notes make of it, else what the publisher usually means."""
    told = notes.marks.get(mark, "")
    if _NO_DATA.search(told) or (dash == "missing" and not _NONE.search(told)):
        return math.nan, "M", _both("nso.note.dash_missing")
    return 0.0, status, _both("nso.note.dash_zero")


def _footnote(mark: str, notes: Notes) -> str:
    if mark in notes.marks:
        return notes.marks[mark]
    if mark.strip("()/") in _REVISED:
        return _both("nso.note.revised")
    return "" if mark.strip("()/") in STATUS else _both("nso.note.mark", mark=mark)


def _sentence(said: Sequence[str], notes: Notes) -> str:
    return " ".join(dict.fromkeys(filter(None, (*said, notes.general))))


def _both(key: str, **facts: object) -> str:
    """A note in both languages: what a file says has one text, and so has this."""
    return f"{t(key, 'th', **facts)} / {t(key, 'en', **facts)}"
