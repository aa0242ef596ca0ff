"""What is measured, for which places, from whom: `data/catalog`, typed and checked as a whole."""

from __future__ import annotations

from dashboard.catalog.formula import Formula, Term, parse_formula
from dashboard.catalog.load import load_catalog
from dashboard.catalog.model import (
    KINGDOM,
    LEVELS,
    PROVINCE,
    SOUTH,
    Anchor,
    Area,
    Catalog,
    Caveat,
    DataSet,
    Domain,
    Indicator,
    Level,
    Publisher,
    Quotient,
    Unit,
    Where,
)

__all__ = [
    "KINGDOM",
    "LEVELS",
    "PROVINCE",
    "SOUTH",
    "Anchor",
    "Area",
    "Catalog",
    "Caveat",
    "DataSet",
    "Domain",
    "Formula",
    "Indicator",
    "Level",
    "Publisher",
    "Quotient",
    "Term",
    "Unit",
    "Where",
    "load_catalog",
    "parse_formula",
]
