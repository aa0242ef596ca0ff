"""What lies on the steward's desk in one session: what was found in the files that are there.

A desk is an object that the session keeps, so that what has been done is noted in one step: between
two steps Streamlit may stop a run to begin the next one. Frames stay only as long as the files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.errors import HppError

if TYPE_CHECKING:
    from dashboard.ingest.intake import Examination

DESK: Final = "steward:desk"
Act = Literal["take_in", "publish"]
"""Files become a snapshot that is published; or a snapshot that is there is published."""


class Deed(NamedTuple):
    """What the steward is about to do, until it is confirmed: to which snapshot, why, and who."""

    act: Act
    snapshot: str
    reason: str
    who: str


class Done(NamedTuple):
    """A deed that was done: the snapshot that is published now, and the one before."""

    act: Act
    snapshot: str
    before: str


@dataclass(slots=True)
class Desk:
    """Examination, what is to be confirmed, and how the last deed ended.

    Attributes:
        seen: which files were examined, and as what; empty where none.
        examination: what was found in them.
        trouble: why they could not be examined.
        thrown_away: whether the files are gone because one of them must not be kept.
        deed: what waits to be confirmed.
        refusal: what was not done, and why.
        done: what was done last.
        turn: counts the uploaders, so that the next one is empty.
        deeds: counts what was done, so that the next form is empty.
    """

    seen: tuple[str, ...] = ()
    examination: Examination | None = None
    trouble: HppError | None = None
    thrown_away: bool = False
    deed: Deed | None = None
    refusal: tuple[Act, HppError] | None = None
    done: Done | None = None
    turn: int = 0
    deeds: int = 0
    lock: Lock = field(default_factory=Lock)

    def clear(self) -> None:
        """Takes off the desk what was found in files, and what was to be done with it."""
        self.seen, self.examination, self.trouble, self.thrown_away = (), None, None, False
        if self.deed is not None and self.deed.act == "take_in":
            self.deed = None
        if self.refusal is not None and self.refusal[0] == "take_in":
            self.refusal = None

    def put_away(self) -> None:
        """Clears the desk and lets go of the files: they are published."""
        self.clear()
        self.turn += 1
        forget_files()

    def throw_away(self) -> None:
        """Lets go of the files; what was found stays, for it holds nothing of a refused file."""
        self.turn += 1
        self.thrown_away = True
        forget_files()

    def ask(self, deed: Deed) -> None:
        """Puts a deed down to be confirmed."""
        self.deed, self.refusal, self.done = deed, None, None

    def cancel(self) -> None:
        """Takes back what was to be confirmed."""
        self.deed = None

    def do(self, work: Callable[[Deed], Done]) -> None:
        """Does what was confirmed, once: whoever comes second finds nothing to do."""
        with self.lock:
            deed, self.deed = self.deed, None
            if deed is None:
                return
            try:
                self.done = work(deed)
                self.deeds += 1
            except HppError as error:
                self.refusal = deed.act, error


def desk() -> Desk:
    """The desk of this session."""
    if DESK not in st.session_state:
        st.session_state[DESK] = Desk()
    found: Desk = st.session_state[DESK]
    return found


def leave() -> None:
    """Takes everything off the desk when its reader goes to another page."""
    if DESK in st.session_state:
        del st.session_state[DESK]
        forget_files()


def forget_files() -> None:
    """Frees the bytes of every file that this session has handed in."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
