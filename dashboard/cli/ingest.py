"""`hpp ingest`: files that are handed in, examined; then, if wanted, kept and published."""

from __future__ import annotations

import gc
import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from dashboard.cli.changes import summary_lines
from dashboard.cli.folders import data_folder
from dashboard.errors import InputError
from dashboard.ingest.intake import (
    Examination,
    FileReport,
    Incoming,
    Progress,
    examine,
    keep,
    publish_kept,
)
from dashboard.ingest.report import Problem
from dashboard.snapshot import Snapshot
from dashboard.snapshot.compare import Difference
from dashboard.text import Lang, t

MOST_PRINTED: Final = 40


def run(options: Namespace, lang: Lang) -> int:
    """Examines, reports, keeps and publishes, as far as the options ask for and the files allow.

    Raises:
        InputError: a file has errors and the report has been printed; a reason is lacking.
    """
    if options.publish and not options.reason.strip():
        raise InputError("intake.no_reason")
    if options.publish and options.dry_run:
        raise InputError("intake.dry_and_publish")
    # Of a hundred thousand rows no part refers to itself: looking for circles is time lost.
    gc.disable()
    where = data_folder(options, lang)
    files = [Incoming(Path(name).name, Path(name)) for name in options.files]
    examination = examine(files, where, data_set=options.dataset, progress=_progress(options, lang))
    refusal = examination.refusal
    kept = None
    if refusal is None and not options.dry_run and examination.changes:
        kept = keep(examination, where, reason=options.reason)
    examination = examination.report()
    published = kept is not None and options.publish
    if not options.json:
        print("\n".join(_report(examination, lang)))
    if kept is not None and published:
        publish_kept(kept, examination, where, reason=options.reason)
    if options.json:
        told = _as_json(examination, kept, refusal, published=published)
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0 if refusal is None else refusal.exit_code
    if refusal is not None:
        raise refusal
    print(_outcome(examination, kept, lang, published=published))
    return 0


def _progress(options: Namespace, lang: Lang) -> Progress | None:
    """A line on stderr for every step, where somebody watches."""
    if options.json or not sys.stderr.isatty():
        return None

    def tell(step: str, name: str) -> None:
        print(t(f"intake.step.{step}", lang, name=name), file=sys.stderr, flush=True)

    return tell


def _report(examination: Examination, lang: Lang) -> Iterator[str]:
    for each in examination.files:
        yield from _file(each, lang)
    if examination.changes and examination.difference is not None:
        yield ""
        yield t("intake.difference", lang, id=examination.parent)
        yield from summary_lines(examination.difference, lang)
        yield ""


def _file(report: FileReport, lang: Lang) -> Iterator[str]:
    reader = t(f"intake.reader.{report.reader or 'none'}", lang)
    yield t(
        "intake.file",
        lang,
        name=report.name,
        reader=reader,
        data_set=report.data_set or "–",
        count=report.observations,
    )
    yield from _problems("error", report.errors, lang)
    yield from _problems("warning", report.warnings, lang)


def _problems(severity: str, problems: Sequence[Problem], lang: Lang) -> Iterator[str]:
    for each in problems[:MOST_PRINTED]:
        place = each.place.words(lang).removeprefix(each.place.file).removeprefix(" · ")
        told = f"{place}: {each.fact(lang)}" if place else each.fact(lang)
        yield f"  {t(f'intake.{severity}', lang)} · {told}"
        if each.hint(lang):
            yield f"      {each.hint(lang)}"
    more = len(problems) - MOST_PRINTED
    if more > 0:
        yield "  " + t(f"intake.more_{severity}s", lang, count=more)


def _outcome(
    examination: Examination, kept: Snapshot | None, lang: Lang, *, published: bool
) -> str:
    if kept is not None:
        return t("intake.published" if published else "intake.kept", lang, id=kept.id)
    return t("intake.examined" if examination.changes else "intake.nothing_new", lang)


def _as_json(
    examination: Examination,
    kept: Snapshot | None,
    refusal: InputError | None,
    *,
    published: bool,
) -> dict[str, Any]:
    return {
        "files": [_file_json(each) for each in examination.files],
        "difference": _difference_json(examination.difference),
        "parent": examination.parent,
        "refused": None if refusal is None else _told(refusal),
        "snapshot": kept.id if kept else None,
        "published": published,
    }


def _file_json(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.name,
        "sha256": report.sha256,
        "reader": report.reader,
        "data_set": report.data_set,
        "observations": report.observations,
        "errors": [each.as_json() for each in report.errors],
        "warnings": [each.as_json() for each in report.warnings],
    }


def _difference_json(difference: Difference | None) -> dict[str, Any] | None:
    if difference is None:
        return None
    changes = difference.rows.loc[
        :, ["indicator", "ref_area", "time_period", "edition", "kind", "derived"]
    ]
    return {
        "counts": {**difference.counts(), "unchanged": difference.unchanged},
        "changes": changes.to_dict("records"),
        "registers": {name: rows._asdict() for name, rows in difference.registers.items()},
    }


def _told(error: InputError) -> dict[str, Any]:
    return {
        "rule": error.key,
        "fact": {"th": error.fact("th"), "en": error.fact("en")},
        "hint": {"th": error.hint("th"), "en": error.hint("en")},
    }
