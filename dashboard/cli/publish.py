"""`hpp publish`: a snapshot that is kept becomes the published one."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.changes import change_lines
from dashboard.cli.folders import catalog_of, data_folder, published
from dashboard.cli.output import edition_names
from dashboard.errors import InputError
from dashboard.settings import Places
from dashboard.snapshot import check, current_id, open_snapshot, publish_next
from dashboard.text import LANGS, Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Publishes, or shows what somebody else published meanwhile.

    Raises:
        InputError: no such snapshot; it breaks a promise; or it was made from another snapshot
            than is published by now: then the difference between the two is printed before.
        HppError: it is damaged, or the disk refuses.
    """
    found = data_folder(options, lang)
    hold_promises(found, options.id)
    try:
        done = publish_next(found.snapshots, options.id, reason=options.reason)
    except InputError as error:
        if error.key == "history.parent_moved":
            candidate = open_snapshot(found.snapshots, options.id)
            editions = edition_names(found, lang)
            lines = change_lines(published(found), candidate, lang, editions=editions)
            print("\n".join(lines))
        raise
    print(t("cli.publish.already" if done.already else "cli.publish.done", lang, id=options.id))
    return 0


def hold_promises(found: Places, snapshot_id: str) -> None:
    """Holds a snapshot against its promises, small counts among them, before it is published.

    Raises:
        InputError: it breaks one.
    """
    snapshot = open_snapshot(found.snapshots, snapshot_id, verify=True)
    if current_id(found.snapshots) == snapshot_id:
        return
    for promise in check(snapshot, catalog_of(found)):
        if not promise.kept:
            why = {f"why_{lang}": promise.sentence(lang) for lang in LANGS}
            raise InputError("history.broken_promise", id=snapshot_id, **why)
