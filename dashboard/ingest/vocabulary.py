"""The words that a reader of files knows: catalogue, names of areas, and where its own table is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.catalog import Catalog, load_catalog
from dashboard.catalog.resolver import AreaResolver, load_resolver


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What readers are handed.

    Attributes:
        catalog: indicators, areas, data sets, units.
        areas: every spelling of an area and its code.
        folder: `data/catalog`, for the tables of single readers.
    """

    catalog: Catalog
    areas: AreaResolver
    folder: Path


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary of the catalogue in `folder`.

    Raises:
        CatalogError: an entry breaks a rule.
    """
    catalog = load_catalog(folder)
    return Vocabulary(catalog, load_resolver(folder, catalog.areas), folder)
