"""The agenda page: what was promised, is it on course, what must be unlocked, who is reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui import (
    agenda_aims,
    agenda_edit,
    agenda_plan,
    agenda_unlock,
    controls,
    heading,
    state,
)
from dashboard.ui.door import open_to_reader
from dashboard.ui.reader import Reader

SECTIONS: Final[Mapping[str, Callable[[Reader, DeltaGenerator], None]]] = {
    "plan": agenda_plan.show,
    "unlock": agenda_unlock.show,
    "aims": agenda_aims.show,
}
PARTS: Final = tuple(SECTIONS)
EDIT: Final = "edit"
"""The section that only stewards have."""
PARAMETERS: Final = ("part", "agenda", "year", "system", "entry", "aim", "register")


def show(who: Reader) -> None:
    """The section that the address asks for; its controls share the row of the sections."""
    state.know(*PARAMETERS)
    with st.container(gap="xsmall"):
        heading.title(who, "agenda.title")
        bar = st.container(horizontal=True, gap="xsmall", vertical_alignment="center")
    with bar:
        name = controls.switch(
            who,
            "part",
            (*PARTS, EDIT) if open_to_reader() else PARTS,
            show=lambda each: who.t(f"agenda.part.{each}"),
            default=PARTS[0],
            wrap=True,
        )
    SECTIONS.get(name, agenda_edit.show)(who, bar)
