"""Publishing: the file CURRENT is made to hold the id of another snapshot.

That is one atomic replace. Whatever happens in between, a reader finds the old snapshot or the new
one, whole.
"""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import DamagedSnapshot, HppError, InputError
from dashboard.snapshot.acts import What
from dashboard.snapshot.disk import locked, replace_file, telling_disk_errors
from dashboard.snapshot.hidden import opened, shown_among, without
from dashboard.snapshot.journal import recorded
from dashboard.snapshot.manifest import Snapshot, is_snapshot_name, open_snapshot, read_manifest
from dashboard.snapshot.pointer import CURRENT, current_id


def current(folder: Path, *, verify: bool = False) -> Snapshot | None:
    """The published snapshot, None where nothing is published; `verify` checks its hashes.

    Raises:
        DamagedSnapshot: CURRENT, or the snapshot that it names, is absent, altered or unreadable.
    """
    name = current_id(folder)
    if name is None:
        return None
    if not (folder / name).is_dir():
        raise DamagedSnapshot("snapshot.damaged", file=folder / name, id=name)
    return open_snapshot(folder, name, verify=verify)


def list_snapshots(folder: Path) -> list[Snapshot]:
    """Every readable snapshot in `folder`, newest first; damaged ones are left out."""
    names = (each.name for each in folder.iterdir()) if folder.is_dir() else ()
    found = (_readable(folder, name) for name in names if is_snapshot_name(name))
    return sorted(
        filter(None, found), key=lambda each: (each.manifest.created, each.id), reverse=True
    )


def publish(
    folder: Path,
    snapshot_id: str,
    *,
    over: str | None = None,
    what: What = "build",
    who: str = "",
    reason: str | None = None,
) -> Snapshot:
    """Makes `snapshot_id` the published snapshot, after its hashes have been checked.

    Args:
        folder: the folder of snapshots.
        snapshot_id: a snapshot in it.
        over: the id that must be the published one until now, "" for none; None does not ask.
        what: publish, rollback or build, for the journal.
        who: who does it, by default the operating system's user.
        reason: why, "" for no reason given, None for what the snapshot was made for.

    Raises:
        InputError: no such snapshot; or something else than `over` is published by now; or, for
            what="publish", it shows anew what another snapshot of the folder suppresses.
        DamagedSnapshot: the snapshot is not what its manifest says. CURRENT stays as it was.
        HppError: the disk refuses, be it only the journal. CURRENT stays as it was.
    """
    open_snapshot(folder, snapshot_id)
    with locked(folder):
        # Again, and all of it: it may have been removed while this process waited.
        snapshot = open_snapshot(folder, snapshot_id, verify=True)
        present = _present(folder)
        if over is not None and present != over:
            raise InputError(
                "history.parent_moved", id=snapshot_id, over=over or "–", present=present or "–"
            )
        if what == "publish":
            _refuse_opening(folder, snapshot, present)
        why = snapshot.manifest.reason if reason is None else reason
        facts = {"over": present, "who": who, "reason": why}
        files = snapshot.manifest.taken
        with (
            recorded(folder, what, snapshot_id, files=files, **facts),
            telling_disk_errors(folder),
        ):
            replace_file(folder / CURRENT, f"{snapshot_id}\n".encode())
    return snapshot


def may_be_replaced(folder: Path) -> bool:
    """Whether shipped figures may be published over what is published now.

    Not where that holds figures of the office's own. Where it is too damaged to tell, not as long
    as any snapshot in the folder holds some: then a person decides, with `hpp rollback`.
    """
    try:
        name = current_id(folder)
        return name is None or not read_manifest(folder / name).holds_ingested
    except HppError:
        return not any(each.manifest.holds_ingested for each in list_snapshots(folder))


def _refuse_opening(folder: Path, snapshot: Snapshot, present: str) -> None:
    """Going on never shows what is hidden elsewhere; going back shows what was shown before.

    Raises:
        InputError: it would; what is published now and shows the same is no reason.
    """
    others = [each for each in list_snapshots(folder) if each.id != snapshot.id]
    cells = opened(snapshot, others)
    for each in others:
        if each.id == present:
            cells = without(cells, shown_among(cells, each))
    if len(cells):
        indicator, area, period, _ = cells.iloc[0]
        facts = {"indicator": indicator, "area": area, "period": period, "count": len(cells)}
        raise InputError("disclosure.opens", id=snapshot.id, **facts)


def _present(folder: Path) -> str:
    """The published id; "" for none, also where CURRENT is too damaged to say."""
    try:
        return current_id(folder) or ""
    except DamagedSnapshot:
        return ""


def _readable(folder: Path, name: str) -> Snapshot | None:
    try:
        return open_snapshot(folder, name)
    except HppError:
        return None
