"""What to show when the published snapshot is damaged: the last one before it that is whole.

Only what was published once is ever shown, and nothing that somebody took back by a rollback.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.errors import HppError
from dashboard.snapshot.journal import read_journal
from dashboard.snapshot.manifest import Snapshot, open_snapshot, read_manifest
from dashboard.snapshot.pointer import current_id


def last_good(folder: Path) -> Snapshot | None:
    """The newest of the snapshots published earlier whose files are whole; None for none.

    The journal says what was published; where it does not tell, the damaged one's parent was.
    """
    for name in dict.fromkeys(_published_earlier(folder)):
        try:
            return open_snapshot(folder, name, verify=True)
        except HppError:
            continue  # damaged or removed as well: the one before it is asked
    return None


def _published_earlier(folder: Path) -> Iterator[str]:
    """Ids, newest first."""
    acts = _publications(folder)
    taken_back = {over for what, _, over in acts if what == "rollback"}
    yield from (name for _, name, _ in reversed(acts) if name not in taken_back)
    yield from (over for _, _, over in reversed(acts) if over and over not in taken_back)
    parent = _parent(folder)
    if parent and parent not in taken_back:
        yield parent


def _publications(folder: Path) -> list[tuple[str, str, str]]:
    """What was done, which snapshot was published by it, and over which one; oldest first."""
    try:
        acts = read_journal(folder).acts
    except HppError:
        return []  # an unreadable journal tells nothing; the parent still may
    return [
        (each.what, each.snapshot, each.over)
        for each in acts
        if each.state == "done" and each.what in {"publish", "rollback", "build"}
    ]


def _parent(folder: Path) -> str | None:
    try:
        name = current_id(folder)
        return read_manifest(folder / name).parent if name else None
    except HppError:
        return None
