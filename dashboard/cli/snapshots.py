"""`hpp snapshots`: what there is, and which one is published."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.folders import data_folder
from dashboard.errors import NotPublished
from dashboard.snapshot import Snapshot, current_id, list_snapshots
from dashboard.text import Lang, t
from dashboard.text.width import table_lines

_COLUMNS = ("id", "created", "rows", "origin", "reason")


def run(options: Namespace, lang: Lang) -> int:
    """Prints a table, newest first.

    Raises:
        NotPublished: there is no snapshot at all.
    """
    folder = data_folder(options, lang).snapshots
    found = list_snapshots(folder)
    if not found:
        raise NotPublished("store.not_published", folder=folder)
    published = current_id(folder)
    head = ["", *(t(f"cli.snapshots.{name}", lang) for name in _COLUMNS)]
    rows = [_row(each, published, lang) for each in found]
    print("\n".join(table_lines(head, rows, right=frozenset({3}))))
    return 0


def _row(snapshot: Snapshot, published: str | None, lang: Lang) -> list[str]:
    manifest = snapshot.manifest
    return [
        "*" if snapshot.id == published else "",
        snapshot.id,
        manifest.created.removesuffix("+00:00").replace("T", " "),
        f"{manifest.files['observation'].rows:,}",
        t(f"cli.snapshots.origin.{manifest.origin}", lang),
        manifest.reason,
    ]
