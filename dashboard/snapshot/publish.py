"""Which snapshot is the published one: a file, CURRENT, that holds its id.

Publishing is one atomic replace of that file. Whatever happens in between, a reader finds the old
snapshot or the new one, whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dashboard.errors import DamagedSnapshot, HppError, InputError
from dashboard.snapshot.disk import locked, replace_file, telling_disk_errors
from dashboard.snapshot.manifest import Snapshot, is_snapshot_name, open_snapshot, read_manifest

CURRENT: Final = "CURRENT"


def current_id(folder: Path) -> str | None:
    """The id that CURRENT holds, None where nothing is published; reads one small file.

    Raises:
        DamagedSnapshot: CURRENT holds no id, or cannot be read.
    """
    file = folder / CURRENT
    try:
        name = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DamagedSnapshot("snapshot.damaged_current", file=file) from error
    if not is_snapshot_name(name):
        raise DamagedSnapshot("snapshot.damaged_current", file=file)
    return name


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


def publish(folder: Path, snapshot_id: str, *, over: str | None = None) -> Snapshot:
    """Makes `snapshot_id` the published snapshot, after its hashes have been checked.

    Args:
        folder: the folder of snapshots.
        snapshot_id: a snapshot in it.
        over: the id that must be the published one until now, "" for none; None does not ask.

    Raises:
        InputError: no such snapshot; or something else than `over` is published by now.
        DamagedSnapshot: the snapshot is not what its manifest says. CURRENT stays as it was.
        HppError: the disk refuses. CURRENT stays as it was.
    """
    snapshot = open_snapshot(folder, snapshot_id, verify=True)
    with locked(folder):
        if over is not None and (current_id(folder) or "") != over:
            raise InputError("snapshot.moved", id=snapshot_id, over=over)
        with telling_disk_errors(folder):
            replace_file(folder / CURRENT, f"{snapshot_id}\n".encode())
    return snapshot


def may_be_replaced(folder: Path) -> bool:
    """Whether shipped figures may be published over what is published now.

    Not where that holds figures of the office's own. Where it is too damaged to tell, not as long
    as any snapshot in the folder holds some: then a person decides, with `hpp publish`.
    """
    try:
        name = current_id(folder)
        return name is None or not read_manifest(folder / name).holds_ingested
    except HppError:
        return not any(each.manifest.holds_ingested for each in list_snapshots(folder))


def _readable(folder: Path, name: str) -> Snapshot | None:
    try:
        return open_snapshot(folder, name)
    except HppError:
        return None
