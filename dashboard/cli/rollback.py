"""`hpp rollback`: a former snapshot becomes the published one again, for a reason that is given."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dashboard.cli.changes import summary_lines
from dashboard.cli.folders import data_folder
from dashboard.cli.publish import hold_promises
from dashboard.errors import DamagedSnapshot, HppError, InputError
from dashboard.snapshot import (
    current_id,
    difference,
    open_snapshot,
    parent_id,
    read_journal,
    rollback,
)
from dashboard.text import Lang, t

PUBLISHING: Final = frozenset({"publish", "rollback", "build"})


def run(options: Namespace, lang: Lang) -> int:
    """Publishes what the published snapshot was made from, or the snapshot named.

    What would change is told first; without a reason that is all.

    Raises:
        InputError: there is none to go back to; no reason is given; or the one named was never
            published before and breaks a promise.
        HppError: it is damaged, or the disk refuses.
    """
    found = data_folder(options, lang)
    folder = found.snapshots
    if options.id and not _was_published(folder, options.id):
        hold_promises(found, options.id)
    present = _present(folder, named=bool(options.id))
    target = options.id or parent_id(folder, present)
    open_snapshot(folder, target, verify=True)
    if present not in {"", target}:
        print("\n".join(_what_changes(folder, present, target, lang)))
    reason = options.reason.strip()
    if not reason and present != target:
        raise InputError("history.no_reason")
    done = rollback(folder, target, reason=reason)
    key = "cli.publish.already" if done.already else "cli.publish.done"
    print(t(key, lang, id=done.snapshot.id))
    return 0


def _present(folder: Path, *, named: bool) -> str:
    """The published id; "" for none, and where CURRENT is damaged but a way out is `named`."""
    try:
        return current_id(folder) or ""
    except DamagedSnapshot:
        if not named:
            raise
        return ""


def _what_changes(folder: Path, present: str, target: str, lang: Lang) -> Iterator[str]:
    """The difference by kind and by indicator; damage to what is left behind is told as such."""
    try:
        found = difference(open_snapshot(folder, present), open_snapshot(folder, target))
    except HppError as error:
        facts = {"before": present, "after": target, "why_th": error.fact("th")}
        yield t("cli.rollback.uncompared", lang, **facts, why_en=error.fact("en"))
        return
    yield t("cli.diff.between", lang, before=present, after=target)
    yield from summary_lines(found, lang)
    yield ""


def _was_published(folder: Path, snapshot_id: str) -> bool:
    """Whether it was: what is built always is, of the rest the journal knows."""
    acts = read_journal(folder).acts
    told = any(
        each.snapshot == snapshot_id and each.state == "done" and each.what in PUBLISHING
        for each in acts
    )
    return told or open_snapshot(folder, snapshot_id).manifest.origin == "build"
