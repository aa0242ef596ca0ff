"""First step: files are dropped, and at once read and checked together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st

from dashboard.errors import HppError
from dashboard.ingest.documents.limits import FILE_BYTES
from dashboard.ingest.intake import Examination, Incoming, Progress, examine
from dashboard.snapshot.tables import OBSERVATION_KEY
from dashboard.ui import heading
from dashboard.ui.reader import Reader
from dashboard.ui.steward_desk import Desk
from dashboard.ui.steward_template import template

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

WIDTH = 420
# Checking and comparing, after every file has been read.
AFTER_READING = 2

logger = logging.getLogger(__name__)


def upload(who: Reader, desk: Desk) -> None:
    """The place to drop files, and whose they are; the desk then knows what is in them."""
    heading.finding(who.t("steward.upload"), who.t("steward.upload.measure"))
    files = st.file_uploader(
        who.t("steward.drop", size=FILE_BYTES // 2**20),
        accept_multiple_files=True,
        key=f"steward:files:{desk.turn}",
    )
    data_set = _data_set(who)
    if files:
        _examine(who, desk, files, data_set)
    elif not desk.thrown_away:
        desk.clear()
    if not (files or desk.thrown_away):
        template(who)


def _data_set(who: Reader) -> str:
    """The data set that the steward names, "" to let the files say."""
    sets = who.catalog.data_sets

    def show(each: str) -> str:
        known = sets[each]
        return f"{known.publisher.short.of(who.lang)} · {known.title.of(who.lang)}"

    chosen = st.selectbox(
        who.t("steward.data_set"),
        list(sets),
        index=None,
        key="steward:data_set",
        format_func=show,
        placeholder=who.t("steward.data_set.files"),
        width=WIDTH,
    )
    return chosen or ""


def _examine(who: Reader, desk: Desk, files: Sequence[UploadedFile], data_set: str) -> None:
    """Examines the files unless that was done for the same ones."""
    seen = (data_set, *(each.file_id for each in files))
    if desk.seen == seen:
        return
    desk.clear()
    desk.done = None
    incoming = [Incoming(each.name, each.getvalue()) for each in files]
    tell, end = _bar(who, len(incoming))
    try:
        found = examine(incoming, who.where, data_set=data_set, progress=tell, documents=True)
    except Exception as error:  # noqa: BLE001  whatever a file does, its words stay out of logs
        desk.seen, desk.trouble = seen, _trouble(error)
    else:
        desk.seen, desk.examination = seen, _lighter(found)
    end()
    if desk.examination is not None and _must_go(desk.examination):
        desk.throw_away()
        st.rerun()


def _bar(who: Reader, files: int) -> tuple[Progress, Callable[[], object]]:
    """A progress bar: what tells it a step that begins, and what takes it away."""
    begun, steps = count(1), files + AFTER_READING + 1
    bar = st.progress(0.0, who.t("steward.step.begin"))

    def tell(step: str, name: str) -> None:
        bar.progress(min(next(begun) / steps, 1.0), who.t(f"intake.step.{step}", name=name))

    return tell, bar.empty


def _trouble(error: Exception) -> HppError:
    """What is told of an error; of an unexpected one, its kind and where it happened are logged.

    Its words are not, for they may quote the file.
    """
    if isinstance(error, HppError):
        return error
    code = f"E-{uuid4().hex[:6].upper()}"
    steps = [
        f"{Path(each.filename).name}:{each.lineno}" for each in extract_tb(error.__traceback__)
    ]
    logger.error("%s %s in %s", code, type(error).__name__, " ".join(steps))
    return HppError("steward.cannot_examine", code=code)


def _lighter(found: Examination) -> Examination:
    """The examination without the figures that nothing is done with any more.

    Those of single files are in the candidate; of a candidate that must not be kept, only what
    differs is shown.
    """
    files = tuple(replace(each, reading=None) for each in found.files)
    candidate = found.candidate
    if candidate is not None and found.difference is not None:
        if not found.changes:
            candidate = None
        elif found.refusal is not None:
            keys = found.difference.rows[list(OBSERVATION_KEY)]
            candidate = replace(candidate, observations=candidate.observations.merge(keys))
    return replace(found, files=files, candidate=candidate)


def _must_go(found: Examination) -> bool:
    """Whether a file was refused as a whole: of such a file nothing is kept."""
    return any(each.document is None for each in found.files)
