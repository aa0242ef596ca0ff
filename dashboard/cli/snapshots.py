"""`hpp snapshots`: what there is, which one is published, who made it and why."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.cli.folders import data_folder
from dashboard.cli.output import moment_words, reason_words, utf8
from dashboard.errors import NotPublished
from dashboard.snapshot import Snapshot, current_id, list_snapshots, read_journal
from dashboard.snapshot.journal import journal_file
from dashboard.snapshot.plain import plain_text
from dashboard.text import Lang, t
from dashboard.text.width import table_lines

_COLUMNS = ("id", "when", "rows", "origin", "parent", "who", "reason")


def run(options: Namespace, lang: Lang) -> int:
    """Prints a table or JSON, newest first.

    Raises:
        NotPublished: there is no snapshot at all.
    """
    folder = data_folder(options, lang).snapshots
    found = list_snapshots(folder)
    if not found:
        raise NotPublished("store.not_published", folder=folder)
    who = _makers(folder, lang)
    published = current_id(folder)
    facts = [_facts(each, published, who) for each in found]
    if options.json:
        utf8()
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return 0
    head = ["", *(t(f"cli.snapshots.{name}", lang) for name in _COLUMNS)]
    rows = [_row(each, lang) for each in facts]
    print("\n".join(table_lines(head, rows, right=frozenset({3}))))
    return 0


def _makers(folder: Path, lang: Lang) -> dict[str, str]:
    """Who first made or published each snapshot, as the journal says."""
    journal = read_journal(folder)
    if journal.damaged_lines:
        lines = ", ".join(map(str, journal.damaged_lines))
        told = t("cli.snapshots.damaged_journal", lang, file=journal_file(folder), lines=lines)
        print(told, file=sys.stderr)
    return {each.snapshot: each.who for each in reversed(journal.acts) if each.state == "done"}


def _facts(snapshot: Snapshot, published: str | None, who: Mapping[str, str]) -> dict[str, Any]:
    manifest = snapshot.manifest
    return {
        "id": snapshot.id,
        "published": snapshot.id == published,
        "created": manifest.created,
        "rows": manifest.files["observation"].rows,
        "origin": manifest.origin,
        "holds_ingested": manifest.holds_ingested,
        "parent": manifest.parent,
        "who": manifest.who or who.get(snapshot.id, ""),
        "reason": plain_text(manifest.reason),
        "files": [asdict(each) for each in manifest.taken],
    }


def _row(facts: Mapping[str, Any], lang: Lang) -> list[str]:
    return [
        "*" if facts["published"] else "",
        facts["id"],
        moment_words(facts["created"], lang),
        f"{facts['rows']:,}",
        t(f"cli.snapshots.origin.{facts['origin']}", lang),
        facts["parent"] or "–",
        facts["who"] or "–",
        reason_words(facts["reason"], lang),
    ]
