"""Who may hand in files: somebody at this machine, and only where the server was started for it.

There is no sign-in yet. So the page of the data steward exists only with `hpp serve --steward`,
which listens on loopback, and never for a request that a proxy has passed on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import streamlit as st

from dashboard.settings import LOOPBACK, STEWARD_ON, STEWARD_VARIABLE
from dashboard.ui.reader import Reader

# What proxies add to a request; none of them is sent by a browser.
_PASSED_ON: Final = frozenset({"forwarded", "via", "x-real-ip"})
_PASSED_ON_BEGINS: Final = "x-forwarded-"


def came_through_proxy(headers: Iterable[str]) -> bool:
    """Whether the names of a request's headers show that it was passed on."""
    names = {name.casefold() for name in headers}
    return bool(names & _PASSED_ON) or any(name.startswith(_PASSED_ON_BEGINS) for name in names)


def how_to_fill(who: Reader, key: str) -> str:
    """What to do about an empty place: whom to ask, or on a steward's server where to go."""
    return who.t(f"{key}.steward" if open_to_reader() else key)


def open_to_reader() -> bool:
    """Whether the reader of this run may hand in files."""
    return (
        os.environ.get(STEWARD_VARIABLE) == STEWARD_ON
        and st.get_option("server.address") in LOOPBACK
        and st.context.ip_address is None
        and not came_through_proxy(st.context.headers)
    )
