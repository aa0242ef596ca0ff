"""`hpp check`: the published snapshot against its promises, and against somebody who is curious."""

from __future__ import annotations

import json
from argparse import Namespace

from dashboard.cli.attacked import attack, report, told
from dashboard.cli.folders import catalog_of, data_folder, published
from dashboard.errors import HppError
from dashboard.snapshot import Promise, check
from dashboard.text import LANGS, Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Prints a line for each promise, or for each attack with `--disclosure`.

    Raises:
        HppError: one is broken; it is the last line.
    """
    return _disclosure(options, lang) if options.disclosure else _promises(options, lang)


def _promises(options: Namespace, lang: Lang) -> int:
    found = data_folder(options, lang)
    snapshot = published(found)
    made: list[Promise] = []
    for promise in check(snapshot, catalog_of(found)):
        made.append(promise)
        if not options.json:
            print(_line(promise, lang), flush=True)
    if options.json:
        lines = [
            {"promise": each.key, "kept": each.kept, **{x: each.sentence(x) for x in LANGS}}
            for each in made
        ]
        print(json.dumps({"snapshot": snapshot.id, "promises": lines}, ensure_ascii=False))
    if not all(each.kept for each in made):
        raise HppError("cli.check_failed", id=snapshot.id)
    if not options.json:
        print(t("cli.check.all_kept", lang, id=snapshot.id, count=len(made)))
    return 0


def _disclosure(options: Namespace, lang: Lang) -> int:
    attacked = attack(data_folder(options, lang))
    if options.json:
        print(json.dumps(told(attacked, cells=options.cells), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(attacked, lang, cells=options.cells)))
    if not attacked.kept:
        raise HppError("disclosure.recovered", id=attacked.snapshot)
    return 0


def _line(promise: Promise, lang: Lang) -> str:
    mark, word = ("✓", "kept") if promise.kept else ("✗", "broken")
    return f"{mark} {t(f'cli.check.{word}', lang)}: {promise.sentence(lang)}"
