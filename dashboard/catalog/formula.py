"""Formulas of derived indicators: a tiny language, parsed once and never executed as Python.

    100 * tpmap_target_poor / tpmap_persons_surveyed
    100 * (pop_registered / lag(pop_registered, 1) - 1)
    100 * gpp_per_capita / at(gpp_per_capita, "TH")

Numbers, indicator ids, + - * / and parentheses; `lag(x, n)` is x of n years before in the same
edition, `at(x, "TH")` is x of that area in the same period and edition. Nothing else parses.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import add, mul, sub, truediv
from typing import Any, NamedTuple

LONGEST = 500


class Term(NamedTuple):
    """An input: an indicator, `lag` years back, at the area `at` ("" for the area itself)."""

    indicator: str
    lag: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula; `terms` in the order in which they are written."""

    text: str
    tree: ast.expr
    terms: tuple[Term, ...]

    @property
    def names(self) -> frozenset[str]:
        """The indicators it needs."""
        return frozenset(term.indicator for term in self.terms)

    def evaluate(self, values: Mapping[Term, Any]) -> Any:  # noqa: ANN401  scalars or arrays alike
        """The formula on numbers or arrays, one for each term."""
        return _evaluate(self.tree, values)


_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}


def parse_formula(text: str) -> Formula:
    """The formula that `text` spells.

    Raises:
        ValueError: anything but the language above; the message quotes the part at fault.
    """
    if len(text) > LONGEST:
        msg = f"longer than {LONGEST} characters"
        raise ValueError(msg)
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        msg = f"cannot be parsed: {text!r}"
        raise ValueError(msg) from error
    terms = tuple(dict.fromkeys(_terms(tree)))
    if not terms:
        msg = f"names no indicator: {text!r}"
        raise ValueError(msg)
    return Formula(text, tree, terms)


def _terms(node: ast.expr) -> list[Term]:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _terms(left) + _terms(right)
        case ast.Constant(value=int() | float()):
            return []
        case ast.Name() | ast.Call():
            return [_term(node)]
    msg = f"not allowed: {ast.unparse(node)}"
    raise ValueError(msg)


def _term(node: ast.expr) -> Term:
    match node:
        case ast.Name(id=name):
            return Term(name)
        case ast.Call(
            func=ast.Name(id="lag"),
            args=[ast.Name(id=name), ast.Constant(value=int(years))],
            keywords=[],
        ) if years > 0:
            return Term(name, lag=years)
        case ast.Call(
            func=ast.Name(id="at"),
            args=[ast.Name(id=name), ast.Constant(value=str(area))],
            keywords=[],
        ):
            return Term(name, at=area)
    msg = f"not allowed: {ast.unparse(node)}"
    raise ValueError(msg)


def _evaluate(node: ast.expr, values: Mapping[Term, Any]) -> Any:  # noqa: ANN401
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_evaluate(left, values), _evaluate(right, values))
        case ast.Constant(value=value):
            return value
    return values[_term(node)]
