"""`hpp prune`: old snapshots are removed, for a reason that is given."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.folders import data_folder
from dashboard.cli.output import moment_words, reason_words
from dashboard.errors import InputError, NotPublished
from dashboard.snapshot import Snapshot, prune, removable
from dashboard.text import Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Removes all but the newest, and names what it removed; without a reason, what would go.

    Raises:
        InputError: fewer than one is to be kept, nothing is published, or no reason is given.
        HppError: what is published is damaged, or the disk refuses.
    """
    folder = data_folder(options, lang).snapshots
    if not folder.is_dir():
        raise NotPublished("store.not_published", folder=folder)
    if not options.reason.strip():
        for snapshot in removable(folder, options.keep):
            print(_would_go(snapshot, lang))
        raise InputError("history.no_reason")
    removed = prune(folder, options.keep, reason=options.reason.strip())
    for each in removed:
        print(t("cli.prune.removed", lang, id=each))
    if not removed:
        print(t("cli.prune.nothing", lang))
    return 0


def _would_go(snapshot: Snapshot, lang: Lang) -> str:
    created = moment_words(snapshot.manifest.created, lang)
    reason = reason_words(snapshot.manifest.reason, lang)
    return t("cli.prune.would_go", lang, id=snapshot.id, created=created, reason=reason)
