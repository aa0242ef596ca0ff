"""How an empty part of the agenda gets filled: the form to download, and who takes it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dashboard.ingest.template.agenda_workbook import agenda_workbook
from dashboard.snapshot import read_registers
from dashboard.ui import downloads, heading
from dashboard.ui.door import how_to_fill
from dashboard.ui.reader import Reader
from dashboard.ui.steward_template import form

LEVEL: Final = "district"


def registers(who: Reader) -> None:
    """How to fill in agendas, targets and the unlock register."""

    def made() -> bytes:
        return agenda_workbook(read_registers(who.store.snapshot), who.catalog, who.lang)

    _begin(who, "agenda.begin", made, "agenda_template")


def beneficiaries(who: Reader, indicators: Sequence[str]) -> None:
    """How to fill in the number of persons at each aim."""

    def made() -> bytes:
        return form(who.where, indicators, LEVEL, who.lang)

    _begin(who, "agenda.aims.begin", made, "beneficiaries_template")


def _begin(who: Reader, key: str, made: Callable[[], bytes], file: str) -> None:
    steps = [who.t(f"{key}.1"), who.t(f"{key}.2"), how_to_fill(who, f"{key}.3")]
    heading.sentences(who.t("agenda.begin"), steps)
    downloads.button(who.t("agenda.begin.file"), made, f"{file}.xlsx", key=f"agenda:{file}")
