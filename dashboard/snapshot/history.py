"""Going on to the next snapshot, going back, and letting go of old ones.

What was published meanwhile by somebody else is never published over by accident: whoever goes on
or back says from where.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pandas as pd

from dashboard.errors import DamagedSnapshot, InputError, NotPublished
from dashboard.snapshot.disk import flush_folder, locked, telling_disk_errors
from dashboard.snapshot.hidden import opened, shown_among, suppressed_cells, without
from dashboard.snapshot.journal import recorded
from dashboard.snapshot.manifest import Snapshot, open_snapshot, read_manifest
from dashboard.snapshot.pointer import current_id
from dashboard.snapshot.publish import list_snapshots, publish
from dashboard.snapshot.write import REMOVED


class Published(NamedTuple):
    """What is published now, and whether it already was."""

    snapshot: Snapshot
    already: bool


def publish_next(folder: Path, snapshot_id: str, *, who: str = "", reason: str = "") -> Published:
    """Publishes a snapshot that was made from the one published now.

    Raises:
        InputError: no such snapshot; or it was made from another one than is published by now
            (`history.parent_moved`, facts id, over and present).
        DamagedSnapshot: it is damaged, or CURRENT is: then nobody knows what would be replaced.
        HppError: the disk refuses. What is published stays published.
    """
    snapshot = open_snapshot(folder, snapshot_id)
    present = current_id(folder)
    if present == snapshot_id:
        return Published(open_snapshot(folder, snapshot_id, verify=True), already=True)
    # Over nothing there is nothing to lose, whatever it was made from.
    over = "" if present is None else snapshot.manifest.parent
    done = publish(folder, snapshot_id, over=over, what="publish", who=who, reason=reason or None)
    return Published(done, already=False)


def rollback(folder: Path, snapshot_id: str = "", *, who: str = "", reason: str = "") -> Published:
    """Publishes the snapshot that the published one was made from, or the one named.

    A damaged CURRENT stands in the way of neither, as long as the snapshot is named.

    Raises:
        NotPublished: nothing is published, and none was named.
        InputError: the published snapshot was made from none, or from one that is gone; no such
            snapshot; or something else was published at this very moment.
        DamagedSnapshot: the snapshot to go back to is damaged.
        HppError: the disk refuses. What is published stays published.
    """
    try:
        present = current_id(folder) or ""
    except DamagedSnapshot:
        if not snapshot_id:
            raise
        present = None
    target = snapshot_id or parent_id(folder, present or "")
    if target == present:
        return Published(open_snapshot(folder, target, verify=True), already=True)
    # The reason that a former snapshot was made for does not say why it comes back.
    done = publish(folder, target, over=present, what="rollback", who=who, reason=reason)
    return Published(done, already=False)


def prune(folder: Path, keep: int, *, who: str = "", reason: str = "") -> tuple[str, ...]:
    """Removes all but the `keep` newest snapshots; the ids of those removed, newest first.

    The published one stays, and so does the one that it was made from: `rollback` needs it. Unless
    that one shows what the published one suppresses: then its being there is the harm.
    Damaged ones are left for a person to look at.

    Raises:
        InputError: `keep` is less than 1.
        NotPublished: nothing is published; then nobody knows what is still needed.
        DamagedSnapshot: CURRENT does not say what is published, or that snapshot is damaged.
        HppError: the disk refuses; what was not removed is whole.
    """
    with locked(folder):
        old = [each.id for each in removable(folder, keep)]
        present = current_id(folder) or ""
        for each in old:
            with recorded(folder, "prune", each, over=present, who=who, reason=reason):
                _remove(folder, each)
        with telling_disk_errors(folder):
            for left in folder.glob(f"{REMOVED}*"):
                shutil.rmtree(left)
    return tuple(old)


def removable(folder: Path, keep: int) -> list[Snapshot]:
    """What `prune` would remove, newest first; nothing is touched.

    Raises:
        InputError: `keep` is less than 1.
        NotPublished: nothing is published.
        DamagedSnapshot: what is published is damaged.
    """
    if keep < 1:
        raise InputError("history.keep_too_few", keep=keep)
    present = current_id(folder)
    if present is None:
        raise NotPublished("store.not_published", folder=folder)
    listed = list_snapshots(folder)
    needed = {present, read_manifest(folder / present).parent}
    return [
        each
        for each in listed[keep:]
        if each.id not in needed or (each.id != present and _shows_hidden(each, present, listed))
    ]


def hidden_elsewhere(folder: Path, snapshot: Snapshot) -> pd.DataFrame:
    """Cells that another snapshot of the folder suppresses and this one neither has nor shows.

    Whoever gives them a value opens what the other one hides.

    Returns:
        indicator, ref_area, time_period and edition.
    """
    others = [each for each in list_snapshots(folder) if each.id != snapshot.id]
    cells = without(suppressed_cells(others), suppressed_cells([snapshot]))
    return without(cells, shown_among(cells, snapshot))


def parent_id(folder: Path, snapshot_id: str) -> str:
    """The snapshot that `snapshot_id` ("" where nothing is published) was made from.

    Raises:
        NotPublished: nothing is published.
        InputError: it was made from none, or from one that is gone.
        DamagedSnapshot: its manifest cannot be read.
    """
    if not snapshot_id:
        raise NotPublished("store.not_published", folder=folder)
    # The manifest alone: the tables may be what is to be got away from.
    parent = read_manifest(folder / snapshot_id).parent
    if not parent:
        raise InputError("history.no_parent", id=snapshot_id)
    if not (folder / parent).is_dir():
        raise InputError("history.parent_gone", id=snapshot_id, parent=parent)
    return parent


def _shows_hidden(snapshot: Snapshot, present: str, listed: list[Snapshot]) -> bool:
    """Whether a snapshot shows cells that the published one suppresses."""
    return not opened(snapshot, [each for each in listed if each.id == present]).empty


def _remove(folder: Path, snapshot_id: str) -> None:
    """Takes the name away first: a half-removed folder never has that of a snapshot."""
    with telling_disk_errors(folder):
        (folder / snapshot_id).replace(folder / f"{REMOVED}{snapshot_id}-{uuid4().hex[:8]}")
        flush_folder(folder)
