"""`hpp prune`: old snapshots are removed."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.folders import data_folder
from dashboard.snapshot import prune
from dashboard.text import Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Removes all but the newest, and names what it removed.

    Raises:
        InputError: fewer than one is to be kept, or nothing is published.
        HppError: what is published is damaged, or the disk refuses.
    """
    removed = prune(data_folder(options, lang).snapshots, options.keep, reason=options.reason)
    for each in removed:
        print(t("cli.prune.removed", lang, id=each))
    if not removed:
        print(t("cli.prune.nothing", lang))
    return 0
