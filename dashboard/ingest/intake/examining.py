"""Files are read and checked together; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pyarrow as pa

from dashboard.errors import InputError, NotPublished
from dashboard.ingest.documents.names import own_names
from dashboard.ingest.intake.model import Examination, Incoming
from dashboard.ingest.intake.one_file import report_of
from dashboard.ingest.intake.together import compared, with_checks, with_registers
from dashboard.ingest.merge import read_published
from dashboard.ingest.vocabulary import load_vocabulary
from dashboard.settings import Places
from dashboard.snapshot import Snapshot, current, hidden_elsewhere

MOST_FILES: Final = 200

Progress = Callable[[str, str], None]
"""Told what is being done, and with which file: a text key's last word, then a name or ""."""


def examine(
    files: Sequence[Incoming],
    where: Places,
    *,
    data_set: str = "",
    progress: Progress | None = None,
    documents: bool = False,
) -> Examination:
    """Reads and checks `files` together; writes nothing.

    Args:
        files: what was handed in.
        where: the data folder, whose published snapshot they are held against.
        data_set: the data set that the steward says they belong to, "" to let the files say.
        progress: is told every step.
        documents: whether the reports keep the cells of the files, to show them.

    Raises:
        NotPublished: there is no snapshot to hold them against.
        DamagedSnapshot: that snapshot is not what its manifest says.
        InputError: no file, too many, or an unknown `data_set`.
        CatalogError: the catalogue breaks a rule.
    """
    tell = progress or (lambda _step, _name: None)
    if not 0 < len(files) <= MOST_FILES:
        raise InputError("intake.number_of_files", count=len(files), most=MOST_FILES)
    words = load_vocabulary(where.catalog)
    if data_set and data_set not in words.catalog.data_sets:
        known = ", ".join(words.catalog.data_sets)
        raise InputError("intake.unknown_data_set", name=data_set, known=known)
    snapshot = _published(where)
    reports = []
    for name, each in _named(files).items():
        tell("read", name)
        reports.append(report_of(name, each, words, data_set=data_set, keep_cells=documents))
    # The cells of a large file are gone, but the system would not have their memory back.
    pa.default_memory_pool().release_unused()
    tell("check", "")
    published = read_published(snapshot)
    reports = with_checks(reports, words, published.observations)
    reports = with_registers(reports, published.registers)
    if any(each.errors for each in reports):
        return Examination(tuple(reports), snapshot.id)
    tell("compare", "")
    hidden = hidden_elsewhere(where.snapshots, snapshot)
    return compared(reports, snapshot.id, published, words, hidden)


def _published(where: Places) -> Snapshot:
    # Whatever is made of it would carry its damage on, and look sound.
    snapshot = current(where.snapshots, verify=True)
    if snapshot is None:
        raise NotPublished("store.not_published", folder=where.snapshots)
    return snapshot


def _named(files: Sequence[Incoming]) -> dict[str, Incoming]:
    """Files by a name of their own, which is safe to print."""
    return dict(zip(own_names(each.name for each in files), files, strict=True))
