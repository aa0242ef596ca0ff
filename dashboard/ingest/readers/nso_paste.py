"""The lines for `workbooks.toml` that a message offers for a workbook or label it does not know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Final

BLANK: Final = "…"
MOST_LABELS: Final = 60


def entry_lines(
    title: str,
    unit: str,
    dimensions: Mapping[str, Sequence[str]],
    data_set: str,
    *,
    in_editions: bool,
) -> str:
    """A whole entry: title, unit and labels as they stand in the workbook; … is to be filled in.

    `in_editions`: whether figures of the data set come in editions, or may: the line for them
    stands there, and the entry is refused until it is filled in or taken out.
    """
    name = "workbook_" + hashlib.sha256(title.encode()).hexdigest()[:6]
    lines = [
        f"[{name}]",
        f"titles = [[{_quoted(title or BLANK)}]]",
        f"data_set = {_quoted(data_set or BLANK)}",
    ]
    if not dimensions:
        lines.append(f"indicator = {_quoted(BLANK)}")
    lines += [f"units = {{ {_quoted(unit or BLANK)} = 1 }}", 'dash = "missing"']
    if in_editions:
        lines.append(f"editions = {{ {_quoted(BLANK)} = {_quoted(BLANK)} }}")
    for heading, labels in dimensions.items():
        lines += ["", *dimension_lines(name, heading, labels)]
    return "\n".join(lines)


def dimension_lines(name: str, heading: str, labels: Sequence[str]) -> list[str]:
    """One dimension of an entry with its labels."""
    return [
        f"[[{name}.dimension]]",
        f"headings = [{_quoted(heading) if heading else ''}]",
        f"[{name}.dimension.labels]",
        *(f"{_quoted(label)} = {_quoted(BLANK)}" for label in labels[:MOST_LABELS]),
    ]


def label_lines(labels: Sequence[str], *, inline: bool = False) -> str:
    """Labels to add to a dimension that an entry has; `inline` where they stand in one line."""
    lines = [f"{_quoted(label)} = {_quoted(BLANK)}" for label in labels[:MOST_LABELS]]
    return " ".join(f"{line}," for line in lines) if inline else "\n".join(lines)


def unit_line(unit: str) -> str:
    """A unit to add to the units of an entry."""
    return f"{_quoted(unit)} = {BLANK}"


def _quoted(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False)
