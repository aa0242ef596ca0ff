"""What readers have in common is made once: figures, pictures and sentences of one snapshot.

Keys are ids only, never frames. What is kept is never changed by anybody, so that all sessions
may hold the same object; the oldest goes when there is no more room.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st

from dashboard.ui.reader import Reader

T = TypeVar("T")

MOST = 1000


def shared(who: Reader, *key: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes for `key` in the reader's words, made once per snapshot and catalogue."""
    return cast("T", _kept((who.edition, who.lang, who.style, *key), make))


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _kept(key: tuple[Hashable, ...], _make: Callable[[], object]) -> object:  # noqa: ARG001
    """`key` is what the cache tells entries apart by; `_make` it does not look at."""
    return _make()
