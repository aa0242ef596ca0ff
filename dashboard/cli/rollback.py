"""`hpp rollback`: a former snapshot becomes the published one again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from dashboard.cli.folders import data_folder
from dashboard.cli.publish import hold_promises
from dashboard.snapshot import open_snapshot, read_journal, rollback
from dashboard.text import Lang, t

PUBLISHING: Final = frozenset({"publish", "rollback", "build"})


def run(options: Namespace, lang: Lang) -> int:
    """Publishes what the published snapshot was made from, or the snapshot named.

    Raises:
        InputError: there is none to go back to; or the one named was never published before and
            breaks a promise.
        HppError: it is damaged, or the disk refuses.
    """
    found = data_folder(options, lang)
    folder = found.snapshots
    if options.id and not _was_published(folder, options.id):
        hold_promises(found, options.id)
    done = rollback(folder, options.id, reason=options.reason)
    key = "cli.publish.already" if done.already else "cli.publish.done"
    print(t(key, lang, id=done.snapshot.id))
    return 0


def _was_published(folder: Path, snapshot_id: str) -> bool:
    """Whether it was: what is built always is, of the rest the journal knows."""
    acts = read_journal(folder).acts
    told = any(
        each.snapshot == snapshot_id and each.state == "done" and each.what in PUBLISHING
        for each in acts
    )
    return told or open_snapshot(folder, snapshot_id).manifest.origin == "build"
