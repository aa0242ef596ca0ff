"""One file by itself: opened, searched for personal data, recognised, read.

A mistake of this system while it reads one file is told as that file's, and the others go on.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from pathlib import Path

from dashboard.errors import HppError, InputError
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.documents.personal import find_personal
from dashboard.ingest.documents.unseen import find_unseen
from dashboard.ingest.intake.data_sets import by_data_set
from dashboard.ingest.intake.model import FileReport, Incoming
from dashboard.ingest.readers import reader_of
from dashboard.ingest.report import Place, Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary

logger = logging.getLogger(__name__)


def report_of(
    name: str, file: Incoming, words: Vocabulary, *, data_set: str, keep_cells: bool
) -> FileReport:
    """What a reader makes of `file`, which is called `name`; its cells only if `keep_cells`."""
    try:
        content = read_file(file.content) if isinstance(file.content, Path) else file.content
        document = open_document(name, content)
    except InputError as refusal:
        problem = Problem("error", refusal.key, Place(name), facts=refusal.facts)
        return FileReport(name, errors=(problem,))
    personal = find_personal(document)
    if personal:
        return FileReport(document.name).with_problems(personal)
    report = FileReport(
        document.name,
        document.sha256,
        len(content),
        document=document if keep_cells else None,
    )
    report = report.with_problems(find_unseen(document))
    try:
        reader = reader_of(document)
        reading = reader.read(document, words, data_set=data_set) if reader else None
    except (HppError, MemoryError):
        raise
    except Exception as fault:  # noqa: BLE001  one file's fault is not that of the others
        return report.with_problems([_fault(report.name, fault)])
    if reading is None:
        return report.with_problems([Problem("error", "intake.unknown_format", Place(report.name))])
    return _read(report, reading, words)


def _fault(name: str, fault: Exception) -> Problem:
    """A mistake of this system; its message may quote the file, and goes neither here nor to a log.

    The reference names what was raised, and the line of the house that raised it.
    """
    own = [
        each for each in traceback.extract_tb(fault.__traceback__) if "dashboard" in each.filename
    ]
    where = f"{Path(own[-1].filename).stem}:{own[-1].lineno}"
    reference = f"{type(fault).__name__} {where}"
    logger.error("the reader of a file that was handed in failed: %s", reference)
    return Problem("error", "intake.fault", Place(name), facts={"reference": reference})


def _read(report: FileReport, reading: Reading, words: Vocabulary) -> FileReport:
    """The report of a file that a reader knew; a data set that nobody named is an error."""
    count = len(reading.observations)
    problems = list(reading.problems)
    parts = by_data_set(reading, words)
    if "" in parts:
        names = ", ".join(sorted(parts[""].observations["indicator"].unique()))
        facts = {"names": names, "known": ", ".join(words.catalog.data_sets)}
        problems.append(Problem("error", "intake.no_data_set", Place(report.name), facts=facts))
    told = sum(len(each.rows) for each in reading.registers.values())
    if not count + told and not any(each.severity == "error" for each in problems):
        problems.append(Problem("warning", "intake.no_figures", Place(report.name)))
    return replace(
        report,
        reader=reading.reader,
        data_set=reading.data_set or ", ".join(name for name in parts if name),
        observations=count + told,
        reading=reading,
    ).with_problems(problems)
