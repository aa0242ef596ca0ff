"""All files together: held against the rules, against each other, and against what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pandas as pd

from dashboard.disclosure import KEY, refusals
from dashboard.disclosure.relations import load_relations
from dashboard.errors import InputError
from dashboard.ingest.checks import check
from dashboard.ingest.hiding import broken_cells, suppression, telling_notes
from dashboard.ingest.intake.data_sets import by_data_set, cited
from dashboard.ingest.intake.model import Examination, FileReport
from dashboard.ingest.merge import Candidate, Cited, Published, merge, unchanged
from dashboard.ingest.readers import holder
from dashboard.ingest.registers import Told, merged, misfits
from dashboard.ingest.report import Place, Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.snapshot import Registers, compare_registers
from dashboard.snapshot.compare import compare

if TYPE_CHECKING:
    from dashboard.disclosure.protect import Protection

_THAILAND: Final = timedelta(hours=7)


def with_checks(
    reports: Sequence[FileReport], words: Vocabulary, published: pd.DataFrame
) -> list[FileReport]:
    """The reports with what the rules and the readers of several files found."""
    readings = [each.reading for each in reports if each.reading is not None]
    found: list[Problem] = []
    for name in dict.fromkeys(each.reader for each in readings):
        group = holder(name)
        if group is not None:
            found += group.together(readings, words, published)
    rows = [each.observations for each in readings if len(each.observations)]
    if rows:
        together = pd.concat(rows, ignore_index=True)
        found += check(together, words, published, today=_today())
    by_file: dict[str, list[Problem]] = {}
    for problem in found:
        by_file.setdefault(problem.place.file, []).append(problem)
    return [each.with_problems(by_file.get(each.name, ())) for each in reports]


def compared(
    reports: Sequence[FileReport],
    parent: str,
    published: Published,
    words: Vocabulary,
    hidden: pd.DataFrame,
) -> Examination:
    """What files without errors would change; an error still where a note tells a hidden figure.

    Args:
        reports: of all files.
        parent: the snapshot that is published.
        published: its tables.
        words: the catalogue.
        hidden: cells that other snapshots suppress.
    """
    figures = [
        Cited(cited(part, words), each.name, each.sha256)
        for each in reports
        if each.reading is not None and len(each.reading.observations)
        for part in by_data_set(each.reading, words).values()
    ]
    told = _registers(reports)
    if not figures and not told:
        return Examination(tuple(reports), parent)
    try:
        candidate = _candidate(figures, published, words, hidden)
    except InputError as trouble:
        return Examination(tuple(reports), parent, trouble=trouble)
    candidate = replace(candidate, registers=merged(published.registers, told))
    telling = telling_notes(_readings(reports), candidate)
    if telling:
        return Examination(tuple(_with_problems(reports, telling)), parent)
    difference = replace(
        compare(published.observations, candidate.observations),
        registers=compare_registers(published.registers, candidate.registers),
    )
    changed = candidate.observations.merge(difference.rows[KEY], on=KEY)
    refused = refusals(changed, published.observations, words.catalog)
    if candidate.protection is not None:
        broken = broken_cells(candidate.observations, difference.rows, words)
        refused = pd.concat([candidate.protection.exposed, broken, refused], ignore_index=True)
        refused = refused.drop_duplicates(KEY, ignore_index=True)
    problems = suppression(_readings(reports), candidate, difference, parent)
    return Examination(
        tuple(_with_protection(_with_problems(reports, problems), candidate.protection)),
        parent,
        difference=difference,
        candidate=candidate,
        refused=refused,
    )


def _candidate(
    figures: Sequence[Cited], published: Published, words: Vocabulary, hidden: pd.DataFrame
) -> Candidate:
    """The next snapshot's figures; those of the published one where no file holds any."""
    if not figures:
        return unchanged(published)
    relations = load_relations(words.folder, words.catalog)
    return merge(published, figures, words.catalog, relations, hidden=hidden)


def _readings(reports: Iterable[FileReport]) -> dict[str, Reading]:
    """What was read of every file that holds figures, by the file's name."""
    found = {each.name: each.reading for each in reports if each.reading is not None}
    return {name: each for name, each in found.items() if len(each.observations)}


def _with_problems(reports: Iterable[FileReport], problems: Sequence[Problem]) -> list[FileReport]:
    """The reports, each with the problems of its file."""
    return [
        each.with_problems(problem for problem in problems if problem.place.file == each.name)
        for each in reports
    ]


def _registers(reports: Iterable[FileReport]) -> list[Told]:
    """The registers of every file that holds some."""
    return [
        Told(each.name, each.reading.registers)
        for each in reports
        if each.reading is not None and each.reading.registers
    ]


def with_registers(reports: Sequence[FileReport], published: Registers) -> list[FileReport]:
    """The reports with what does not fit between the registers."""
    found = list(misfits(published, _registers(reports)))
    return _with_problems(reports, found)


def _with_protection(
    reports: Sequence[FileReport], protection: Protection | None
) -> Iterator[FileReport]:
    """The reports; the first file with figures says how many cells were emptied."""
    told = protection is None or not len(protection.first) + len(protection.further)
    for each in reports:
        if told or protection is None or not each.observations:
            yield each
            continue
        told = True
        facts = {"first": len(protection.first), "further": len(protection.further)}
        problem = Problem("warning", "intake.emptied", Place(each.name), facts=facts)
        yield each.with_problems([problem])


def _today() -> date:
    """Today in Thailand."""
    return (datetime.now(UTC) + _THAILAND).date()
