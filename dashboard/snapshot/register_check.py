"""What a snapshot promises about its registers: one row a key, and no word that nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from dashboard.catalog import Catalog
from dashboard.catalog.agenda import Vocabulary
from dashboard.snapshot.evidence import Promise
from dashboard.snapshot.register_tables import REGISTER_KEYS, Register, Registers

WORDS: Final[Mapping[Register, Mapping[str, Vocabulary]]] = {
    "agenda": {"family": "family"},
    "target": {},
    "unlock": {
        "system": "system",
        "change_type": "change_type",
        "level": "level",
        "status": "status",
        "effect_direction": "direction",
    },
}
"""The columns of each register that hold ids of a closed vocabulary."""
INDICATORS: Final = {"agenda": "indicators", "target": "indicator", "unlock": "effect_indicator"}
NEEDED: Final = frozenset({"system", "status", "indicator", "ref_area", "agenda"})


def register_promises(registers: Registers, catalog: Catalog) -> Iterator[Promise]:
    """Keys, then codes."""
    cases = {"cases": sum(map(len, registers.values()))}
    for name, rows in registers.items():
        doubled = rows[rows.duplicated(list(REGISTER_KEYS[name]))]
        if len(doubled):
            facts = {"table": name, "first": doubled.iloc[0][REGISTER_KEYS[name][0]]}
            yield Promise("registers", cases | facts, kept=False)
            return
    yield Promise("registers", cases, kept=True)
    for name, rows in registers.items():
        for column, known in _closed(name, registers, catalog).items():
            words = {word for cell in rows[column] for word in cell.split() or [""]}
            unknown = sorted(words - set(known) - (set() if column in NEEDED else {""}))
            if unknown:
                facts = {"table": name, "column": column, "first": unknown[0] or "–"}
                yield Promise("register_codes", cases | facts, kept=False)
                return
    yield Promise("register_codes", cases, kept=True)


def _closed(name: Register, registers: Registers, catalog: Catalog) -> dict[str, Collection[str]]:
    """The closed columns of a register and what may stand in them."""
    found: dict[str, Collection[str]] = {INDICATORS[name]: catalog.indicators.keys()}
    for column, vocabulary in WORDS[name].items():
        found[column] = catalog.agenda.of(vocabulary).keys()
    if name != "agenda":
        found["agenda"] = set(registers["agenda"]["id"])
    if name == "target":
        found["ref_area"] = catalog.areas.keys()
    return found
