"""Files that are handed in: opened, recognised, read, checked, and held against what is published.

    examine → (a person reads the report) → keep → publish

Nothing is written before `keep`. Of a file that is refused, nothing stays: neither its words in a
log nor its figures in memory.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import pandas as pd
import pyarrow as pa

from dashboard.catalog import load_catalog
from dashboard.disclosure import refusals
from dashboard.disclosure.relations import load_relations
from dashboard.errors import HppError, InputError, NotPublished
from dashboard.ingest.checks import check
from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.names import own_names
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.documents.personal import find_personal
from dashboard.ingest.documents.unseen import find_unseen
from dashboard.ingest.hiding import broken_cells, suppression, telling_notes
from dashboard.ingest.merge import (
    KEY,
    Candidate,
    Cited,
    Published,
    merge,
    read_published,
    unchanged,
)
from dashboard.ingest.readers import holder, reader_of
from dashboard.ingest.registers import Told, merged, misfits
from dashboard.ingest.report import Citation, Place, Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.settings import Places
from dashboard.snapshot import (
    Registers,
    Snapshot,
    TakenFile,
    compare_registers,
    current,
    hidden_elsewhere,
    publish,
    snapshot_tables,
    write_snapshot,
)
from dashboard.snapshot import check as promises
from dashboard.snapshot.compare import Difference, compare
from dashboard.text import LANGS, t

if TYPE_CHECKING:
    from dashboard.disclosure.protect import Protection

MOST_FILES: Final = 200
_THAILAND: Final = timedelta(hours=7)

logger = logging.getLogger(__name__)

Progress = Callable[[str, str], None]
"""Told what is being done, and with which file: a text key's last word, then a name or ""."""


class Incoming(NamedTuple):
    """A file as it came: a name, and its bytes or where they are."""

    name: str
    content: bytes | Path


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    Attributes:
        name: a safe name, unlike that of every other file of the examination.
        sha256: of its bytes, "" where it was not opened.
        size: of the file, in bytes.
        reader: who read it, "" where nobody knows it.
        data_set: what its figures belong to, several with commas between, "" where unknown.
        observations: how many figures, or rows of registers, were found.
        errors: what keeps it out.
        warnings: what a person should look at.
        reading: its figures; None where it was refused.
        document: its cells, where the caller asked for them; None for personal data.
    """

    name: str
    sha256: str = ""
    size: int = 0
    reader: str = ""
    data_set: str = ""
    observations: int = 0
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    reading: Reading | None = None
    document: Document | None = None

    def with_problems(self, problems: Iterable[Problem]) -> FileReport:
        """The report with more problems, in the order of the file."""
        every = sorted([*self.errors, *self.warnings, *problems], key=_where)
        errors = tuple(each for each in every if each.severity == "error")
        return replace(
            self, errors=errors, warnings=tuple(each for each in every if each not in errors)
        )


@dataclass(frozen=True, slots=True)
class Examination:
    """What all files together would do.

    Attributes:
        files: a report for each file, in the order given.
        parent: the snapshot that they were held against.
        difference: what would change; None where a file has errors.
        candidate: the next snapshot's tables; None where a file has errors.
        refused: why the candidate must not be kept: cells that would point at persons.
        trouble: why there is no candidate although no file has errors.
    """

    files: tuple[FileReport, ...]
    parent: str
    difference: Difference | None = None
    candidate: Candidate | None = None
    refused: pd.DataFrame = field(default_factory=pd.DataFrame)
    trouble: InputError | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Every error of every file."""
        return tuple(problem for each in self.files for problem in each.errors)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Every warning of every file."""
        return tuple(problem for each in self.files for problem in each.warnings)

    def report(self) -> Examination:
        """What was found, without the figures themselves: they take most of the memory."""
        files = tuple(replace(each, reading=None, document=None) for each in self.files)
        return replace(self, files=files, candidate=None)

    @property
    def changes(self) -> bool:
        """Whether there is anything to keep."""
        return self.difference is not None and not self.difference.empty

    @property
    def refusal(self) -> InputError | None:
        """Why this cannot be kept: errors, or cells that would point at persons; else None."""
        if self.errors:
            return InputError("intake.has_errors", count=len(self.errors))
        if len(self.refused):
            return InputError("intake.unsafe", **_first_refused(self.refused))
        return self.trouble


def examine(
    files: Sequence[Incoming],
    where: Places,
    *,
    data_set: str = "",
    progress: Progress | None = None,
    documents: bool = False,
) -> Examination:
    """Reads and checks `files` together; writes nothing.

    Args:
        files: what was handed in.
        where: the data folder, whose published snapshot they are held against.
        data_set: the data set that the steward says they belong to, "" to let the files say.
        progress: is told every step.
        documents: whether the reports keep the cells of the files, to show them.

    Raises:
        NotPublished: there is no snapshot to hold them against.
        DamagedSnapshot: that snapshot is not what its manifest says.
        InputError: no file, too many, or an unknown `data_set`.
        CatalogError: the catalogue breaks a rule.
    """
    tell = progress or (lambda _step, _name: None)
    if not 0 < len(files) <= MOST_FILES:
        raise InputError("intake.number_of_files", count=len(files), most=MOST_FILES)
    words = load_vocabulary(where.catalog)
    if data_set and data_set not in words.catalog.data_sets:
        known = ", ".join(words.catalog.data_sets)
        raise InputError("intake.unknown_data_set", name=data_set, known=known)
    snapshot = _published(where)
    reports = []
    for name, each in _named(files).items():
        tell("read", name)
        reports.append(_report(name, each, words, data_set=data_set, keep_cells=documents))
    # The cells of a large file are gone, but the system would not have their memory back.
    pa.default_memory_pool().release_unused()
    tell("check", "")
    published = read_published(snapshot)
    reports = _with_checks(reports, words, published.observations)
    reports = _with_registers(reports, published.registers)
    if any(each.errors for each in reports):
        return Examination(tuple(reports), snapshot.id)
    tell("compare", "")
    hidden = hidden_elsewhere(where.snapshots, snapshot)
    return _compared(reports, snapshot.id, published, words, hidden)


def keep(examination: Examination, where: Places, *, reason: str, who: str = "") -> Snapshot:
    """Writes what was examined as a snapshot, and into the journal; publishing is another step.

    Args:
        examination: files without errors that change something.
        where: the data folder that they were examined for.
        reason: why, for the snapshot and the journal.
        who: who hands them in, "" for the operating system's user.

    Raises:
        InputError: a file has errors; a count would point at persons; nothing changes.
        HppError: the disk refuses; what is published stays published.
    """
    refusal, candidate = examination.refusal, examination.candidate
    if refusal is not None:
        raise refusal
    if candidate is None or not examination.changes:
        raise InputError("intake.nothing_to_keep")
    tables = snapshot_tables(
        candidate.observations,
        load_catalog(where.catalog),
        citations=candidate.citations,
        notes=candidate.notes,
        registers=candidate.registers,
    )
    return write_snapshot(
        tables,
        folder=where.snapshots,
        reason=reason,
        parent=examination.parent,
        origin="ingest",
        who=who,
        files=[TakenFile(each.name, each.sha256, each.size) for each in examination.files],
    )


def publish_kept(
    snapshot: Snapshot, examination: Examination, where: Places, *, reason: str, who: str = ""
) -> None:
    """Publishes what `keep` wrote, if it keeps every promise and its parent is still current.

    Raises:
        InputError: a promise would be broken, or something else was published meanwhile.
        HppError: the disk refuses. What is published stays published.
    """
    for promise in promises(snapshot, load_catalog(where.catalog)):
        if not promise.kept:
            why = {f"why_{lang}": promise.sentence(lang) for lang in LANGS}
            raise InputError("intake.broken_promise", id=snapshot.id, **why)
    publish(
        where.snapshots,
        snapshot.id,
        over=examination.parent,
        what="publish",
        who=who,
        reason=reason,
    )


def _published(where: Places) -> Snapshot:
    # Whatever is made of it would carry its damage on, and look sound.
    snapshot = current(where.snapshots, verify=True)
    if snapshot is None:
        raise NotPublished("store.not_published", folder=where.snapshots)
    return snapshot


def _named(files: Sequence[Incoming]) -> dict[str, Incoming]:
    """Files by a name of their own, which is safe to print."""
    return dict(zip(own_names(each.name for each in files), files, strict=True))


def _report(
    name: str, file: Incoming, words: Vocabulary, *, data_set: str, keep_cells: bool
) -> FileReport:
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
    parts = _by_data_set(reading, words)
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


def _by_data_set(reading: Reading, words: Vocabulary) -> dict[str, Reading]:
    """A reading whose file names no data set for all, by that of each indicator.

    That is what the file says of it (`facts["data_sets"]`), else the only one it has in the
    catalogue. Indicators of several are under "": nobody knows which one is meant.
    """
    if reading.data_set:
        return {reading.data_set: reading}
    sets = {each.id: each.data_sets for each in words.catalog.indicators.values()}
    said = cast("Mapping[str, str]", reading.facts.get("data_sets", {}))
    rows = reading.observations
    only = {
        name: said.get(name) or (sets[name][0].id if len(sets[name]) == 1 else "")
        for name in rows["indicator"].unique()
    }
    groups = rows.groupby(rows["indicator"].map(only).astype("str"), sort=True)
    return {
        str(name): replace(reading, data_set=str(name), observations=part.reset_index(drop=True))
        for name, part in groups
    }


def _cited(reading: Reading, words: Vocabulary) -> Reading:
    """The reading with what its file does not say about itself taken from the data set."""
    known, said = words.catalog.data_sets[reading.data_set], reading.citation
    typed = reading.reader == "template"
    return replace(
        reading,
        citation=Citation(
            publisher=said.publisher or known.publisher.name.th,
            title=t("intake.typed", "th") if typed else said.title or known.title.th,
            url=said.url or known.url,
            licence=said.licence or known.licence,
        ),
    )


def _with_checks(
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


def _compared(
    reports: Sequence[FileReport],
    parent: str,
    published: Published,
    words: Vocabulary,
    hidden: pd.DataFrame,
) -> Examination:
    cited = [
        Cited(_cited(part, words), each.name, each.sha256)
        for each in reports
        if each.reading is not None and len(each.reading.observations)
        for part in _by_data_set(each.reading, words).values()
    ]
    told = _registers(reports)
    if not cited and not told:
        return Examination(tuple(reports), parent)
    try:
        candidate = _candidate(cited, published, words, hidden)
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
    cited: Sequence[Cited], published: Published, words: Vocabulary, hidden: pd.DataFrame
) -> Candidate:
    """The next snapshot's figures; those of the published one where no file holds any."""
    if not cited:
        return unchanged(published)
    relations = load_relations(words.folder, words.catalog)
    return merge(published, cited, words.catalog, relations, hidden=hidden)


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


def _with_registers(reports: Sequence[FileReport], published: Registers) -> list[FileReport]:
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


def _first_refused(refused: pd.DataFrame) -> Mapping[str, object]:
    first = refused.iloc[0]
    return {
        "indicator": first["indicator"],
        "area": first["ref_area"],
        "period": first["time_period"],
        "count": len(refused),
    }


def _today() -> date:
    """Today in Thailand."""
    return (datetime.now(UTC) + _THAILAND).date()


def _where(problem: Problem) -> tuple[str, str, int, str]:
    place = problem.place
    return place.file, place.sheet, place.row, place.column
