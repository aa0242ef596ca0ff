"""What the browser's address says, and whether the browser has heard of what was written into it.

A run begins with address and controls as the browser knew them when it asked. Whoever chooses twice
in haste, or on a slow network, asks the second time before the answer to the first is there. Such a
run is late: it reads what was written last instead of what the browser still shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

HISTORY = "app:history"


@dataclass(slots=True)
class _History:
    """What the browser said last and all that was written since.

    `came` tells whether the run before has followed the reader to another address. `unheard` tells
    that the reader left before the browser could hear of a write, which will still arrive.
    """

    page: str = ""
    addresses: list[dict[str, str]] = field(default_factory=list)
    comes: bool = False
    came: bool = False
    unheard: bool = False


def listen() -> None:
    """Compares what the browser says at the begin of a run with what it may say."""
    history: _History = st.session_state.setdefault(HISTORY, _History())
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    back = context is not None and context.is_history_navigation
    said = st.query_params.to_dict()
    known = [at for at, each in enumerate(history.addresses) if each == said]
    history.came, history.comes = history.comes, back or page != history.page or not known
    if history.comes:
        history.unheard |= len(history.addresses) > 1
        history.page, history.addresses = page, [said]
    else:
        history.addresses = history.addresses[known[-1] :]


def late() -> bool:
    """Whether the browser has not heard of what was written last."""
    return len(_history().addresses) > 1


def unsure() -> bool:
    """Whether the browser may not have heard of what the run before has set."""
    return late() or _history().came


def asked() -> Mapping[str, str]:
    """What the address says, or will say as soon as the browser has heard of it."""
    return _history().addresses[-1]


def repeated() -> list[tuple[str, str]]:
    """What the address says of parameters before it says something else of them."""
    if late():
        return []
    said = st.query_params
    return [(name, value) for name in asked() for value in said.get_all(name)[:-1]]


def write(wanted: dict[str, str]) -> None:
    """Has the browser say `wanted`, as one step of its history."""
    history = _history()
    if wanted != asked() or repeated() or history.unheard:
        st.query_params.from_dict(wanted)
        history.addresses.append(wanted)
    context = get_script_run_ctx()
    if context is not None:
        history.page = context.pages_manager.current_page_script_hash
    history.unheard = False


def _history() -> _History:
    history: _History = st.session_state[HISTORY]
    return history
