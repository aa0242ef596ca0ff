"""Problems as small blocks that stand side by side where there is room, one below the other else.

Each says what kind it is, where it is, what stands there, what is wrong and what to do. Words that
are to be copied into a file, such as an entry of a catalogue, follow as code.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboard.ingest.report import Problem
from dashboard.ui import heading
from dashboard.ui.reader import Reader
from dashboard.ui.steward_preview import SIGNS

MOST: Final = 30
MOST_CODES: Final = 10
LONGEST: Final = 120
_GRID: Final = (
    "display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:8px;"
    "margin:0;padding:0;list-style:none"
)
_CARD: Final = (
    "border:1px solid #7896;border-radius:6px;padding:8px 12px;margin:0;font-size:0.875rem;"
    "line-height:1.55;overflow-wrap:anywhere"
)

_VALUE: Final = "background:#7892;border-radius:3px;padding:1px 4px"


def cards(who: Reader, problems: Sequence[Problem], *, several_files: bool) -> None:
    """The first problems, and below them what is to be copied.

    Args:
        who: the reader.
        problems: errors first.
        several_files: whether each is to name its file.
    """
    shown = problems[:MOST]
    items = "".join(card(who, each, with_file=several_files) for each in shown)
    st.html(f'<ul style="{_GRID}">{items}</ul>')
    if len(problems) > MOST:
        heading.small([who.t("steward.problems.more", count=f"{len(problems) - MOST:,}")])
    for problem, code in codes(who, problems):
        row = problem.place.row
        key = "copy" if row else "copy_file"
        heading.small([who.t(f"steward.problems.{key}", row=row)])
        st.code(code, language=None, wrap_lines=True)


def card(who: Reader, problem: Problem, *, with_file: bool) -> str:
    """One problem as an item of a list; every word of the file is escaped."""
    place = problem.place.words(who.lang)
    if not with_file:
        place = place.removeprefix(problem.place.file).removeprefix(" · ")
    kind = f"{SIGNS[problem.severity]} {who.t(f'intake.{problem.severity}')}"
    head = " · ".join(filter(None, (kind, place)))
    value = ""
    if problem.value:
        label = escape(who.t("steward.problem.value"))
        value = f'<div>{label}: <span style="{_VALUE}">{escape(_cut(problem.value))}</span></div>'
    first, more, _ = problem.hint(who.lang).partition("\n")
    hint = f"{first} {who.t('steward.problems.below')}" if more else first
    told = f'<div style="opacity:0.85">→ {escape(hint)}</div>' if hint else ""
    return (
        f'<li style="{_CARD}"><b>{escape(head)}</b>{value}'
        f"<div>{escape(problem.fact(who.lang))}</div>{told}</li>"
    )


def codes(who: Reader, problems: Sequence[Problem]) -> list[tuple[Problem, str]]:
    """What hints say below their first line, each once, with the first problem that says it."""
    found: dict[str, Problem] = {}
    for each in problems:
        code = each.hint(who.lang).partition("\n")[2]
        if code:
            found.setdefault(code, each)
    return [(problem, code) for code, problem in found.items()][:MOST_CODES]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
