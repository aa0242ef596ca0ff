from __future__ import annotations

import re

import pytest

from dashboard.catalog.formula import Term, parse_formula


def test_a_ratio_is_evaluated_on_its_terms() -> None:
    formula = parse_formula("100 * poor / surveyed")

    assert formula.terms == (Term("poor"), Term("surveyed"))
    assert formula.evaluate({Term("poor"): 26_391, Term("surveyed"): 906_950}) == pytest.approx(
        2.9098627
    )


def test_a_term_knows_its_lag_and_its_area() -> None:
    formula = parse_formula('100 * (pop / lag(pop, 10) - 1) + at(gpp, "TH")')

    assert formula.terms == (Term("pop"), Term("pop", lag=10), Term("gpp", at="TH"))
    assert formula.names == {"pop", "gpp"}


def test_a_term_written_twice_is_one_input() -> None:
    assert parse_formula("(failing - poor) / failing").terms == (Term("failing"), Term("poor"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("__import__('os')", "not allowed: __import__('os')"),
        ("poor ** 2", "not allowed: poor ** 2"),
        ("poor if poor else 1", "not allowed"),
        ("lag(poor, -1)", "not allowed"),
        ("lag(poor, surveyed)", "not allowed"),
        ("at(poor, TH)", "not allowed"),
        ("poor.real", "not allowed"),
        ("100 * 2", "names no indicator"),
        ("100 *", "cannot be parsed"),
        ("'text' + poor", "not allowed"),
        ("-poor", "not allowed"),
    ],
)
def test_anything_else_does_not_parse(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        parse_formula(text)
