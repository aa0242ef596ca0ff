"""`hpp diff`: what differs between two snapshots."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from dashboard.cli.changes import SHOWN, change_json, change_lines
from dashboard.cli.folders import data_folder
from dashboard.cli.output import edition_names, utf8
from dashboard.errors import InputError
from dashboard.snapshot import Snapshot, current_id, open_snapshot, parent_id
from dashboard.text import Lang

CURRENT: Final = "current"
PARENT: Final = "parent"


def run(options: Namespace, lang: Lang) -> int:
    """Prints the difference.

    Raises:
        InputError: no such snapshot.
        DamagedSnapshot: one of them is damaged.
    """
    found = data_folder(options, lang)
    before, after = _meant(found.snapshots, options.before, options.after)
    if options.json:
        utf8()
        print(change_json(before, after))
    else:
        most = None if options.all else SHOWN
        lines = change_lines(before, after, lang, most=most, editions=edition_names(found, lang))
        print("\n".join(lines))
    return 0


def _meant(folder: Path, before: str, after: str) -> tuple[Snapshot, Snapshot]:
    """Both snapshots, sound; `parent` is what the other one was made from."""
    if before == after == PARENT:
        raise InputError("history.two_parents")
    first = _id(folder, before) if before != PARENT else ""
    second = _id(folder, after) if after != PARENT else ""
    first, second = first or parent_id(folder, second), second or parent_id(folder, first)
    return open_snapshot(folder, first, verify=True), open_snapshot(folder, second, verify=True)


def _id(folder: Path, word: str) -> str:
    if word != CURRENT:
        return open_snapshot(folder, word).id
    present = current_id(folder)
    if present is None:
        raise InputError("history.no_published", word=word)
    return present
