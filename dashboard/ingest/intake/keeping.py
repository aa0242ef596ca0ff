"""What was examined becomes a snapshot, and that is published: two steps, both in the journal."""

from __future__ import annotations

from dashboard.catalog import load_catalog
from dashboard.errors import InputError
from dashboard.ingest.intake.model import Examination
from dashboard.settings import Places
from dashboard.snapshot import Snapshot, TakenFile, publish, snapshot_tables, write_snapshot
from dashboard.snapshot import check as promises
from dashboard.text import LANGS


def keep(examination: Examination, where: Places, *, reason: str, who: str = "") -> Snapshot:
    """Writes what was examined as a snapshot, and into the journal; publishing is another step.

    Args:
        examination: files without errors that change something.
        where: the data folder that they were examined for.
        reason: why, for the snapshot and the journal.
        who: who hands them in, "" for the operating system's user.

    Raises:
        InputError: a file has errors; a count would point at persons; nothing changes.
        HppError: the disk refuses; what is published stays published.
    """
    refusal, candidate = examination.refusal, examination.candidate
    if refusal is not None:
        raise refusal
    if candidate is None or not examination.changes:
        raise InputError("intake.nothing_to_keep")
    tables = snapshot_tables(
        candidate.observations,
        load_catalog(where.catalog),
        citations=candidate.citations,
        notes=candidate.notes,
        registers=candidate.registers,
    )
    return write_snapshot(
        tables,
        folder=where.snapshots,
        reason=reason,
        parent=examination.parent,
        origin="ingest",
        who=who,
        files=[TakenFile(each.name, each.sha256, each.size) for each in examination.files],
    )


def publish_kept(
    snapshot: Snapshot, examination: Examination, where: Places, *, reason: str, who: str = ""
) -> None:
    """Publishes what `keep` wrote, if it keeps every promise and its parent is still current.

    Raises:
        InputError: a promise would be broken, or something else was published meanwhile.
        HppError: the disk refuses. What is published stays published.
    """
    for promise in promises(snapshot, load_catalog(where.catalog)):
        if not promise.kept:
            why = {f"why_{lang}": promise.sentence(lang) for lang in LANGS}
            raise InputError("intake.broken_promise", id=snapshot.id, **why)
    publish(
        where.snapshots,
        snapshot.id,
        over=examination.parent,
        what="publish",
        who=who,
        reason=reason,
    )
