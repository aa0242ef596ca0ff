"""How messages name columns and many rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LETTERS: Final = 26
_MOST_RUNS: Final = 5


def letters(column: int) -> str:
    """The letters over a column, counted from 0: 0 → A, 25 → Z, 26 → AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def runs(numbers: Iterable[int]) -> str:
    """Row numbers in ascending order as `2, 4–9`; an ellipsis after the first few runs."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    named = [str(a) if a == z else f"{a}–{z}" for a, z in found[:_MOST_RUNS]]
    return ", ".join([*named, "…"] if len(found) > _MOST_RUNS else named)
