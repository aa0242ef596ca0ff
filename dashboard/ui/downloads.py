"""Files to take away: one behind a button, several in a menu; each is made when it is asked for.

`on_click="ignore"`: the page stays as it is while a browser fetches a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import Column, Table, csv_bytes
from dashboard.ui.reader import Reader

Make = Callable[[], bytes | str]
ICON: Final = ":material/download:"
_MIME: Final[Mapping[str, str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def button(
    label: str,
    make: Make,
    file: str,
    *,
    key: str,
    look: Literal["secondary", "tertiary"] = "secondary",
    icon: str | None = ICON,
    disabled: bool = False,
) -> None:
    """One file, which is of the kind that its name ends in."""
    st.download_button(
        label,
        data=make,
        file_name=file,
        mime=_MIME[file.rpartition(".")[2]],
        key=key,
        on_click="ignore",
        icon=icon,
        type=look,
        disabled=disabled,
    )


def menu(who: Reader, files: Mapping[str, Make], *, key: str, stem: str) -> None:
    """Files `<stem>.<ending>` by their endings, in a menu that is filled once it is open."""
    popover = st.popover(
        who.t("download.menu"), icon=ICON, type="tertiary", key=f"{key}:files", on_change="rerun"
    )
    if not popover.open:
        return
    with popover, st.container(gap=None):
        for ending, make in files.items():
            name, place = f"{stem}.{ending}", f"{key}:{ending}"
            label = who.t(f"download.{ending}")
            button(label, make, name, key=place, look="tertiary", icon=None)


def listed(
    who: Reader, frame: pd.DataFrame, heads: Mapping[str, ColumnConfig | str], *, stem: str
) -> None:
    """A list beside no picture as CSV; every row names the snapshot that it is about.

    Args:
        who: the reader.
        frame: what is listed.
        heads: the columns to write, with their heads as on the screen.
        stem: what the file is called after `hpp_`.
    """

    def make() -> bytes:
        return csv_bytes(listing(who, frame, heads))

    place = f"{who.page}:{stem}:csv"
    button(who.t("download.csv"), make, f"hpp_{stem}.csv", key=place, look="tertiary")


def listing(who: Reader, frame: pd.DataFrame, heads: Mapping[str, ColumnConfig | str]) -> Table:
    """The table of `listed`: numbers stay numbers, and the snapshot comes last."""
    columns = [
        Column(
            key,
            head if isinstance(head, str) else head["label"] or key,
            "number" if frame[key].dtype.kind in "if" else "text",
        )
        for key, head in heads.items()
    ]
    end = Column("snapshot", who.t("table.snapshot"))
    return Table.of(frame.assign(snapshot=who.store.id), [*columns, end])
