"""`hpp check`: the published snapshot against its promises."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.folders import catalog_of, data_folder, published
from dashboard.errors import HppError
from dashboard.snapshot import Promise, check
from dashboard.text import Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Prints a line for each promise.

    Raises:
        HppError: one is broken; it is the last line.
    """
    found = data_folder(options, lang)
    snapshot = published(found)
    count = 0
    for promise in check(snapshot, catalog_of(found)):
        print(_line(promise, lang), flush=True)
        if not promise.kept:
            raise HppError("cli.check_failed", id=snapshot.id)
        count += 1
    print(t("cli.check.all_kept", lang, id=snapshot.id, count=count))
    return 0


def _line(promise: Promise, lang: Lang) -> str:
    mark, word = ("✓", "kept") if promise.kept else ("✗", "broken")
    return f"{mark} {t(f'cli.check.{word}', lang)}: {promise.sentence(lang)}"
