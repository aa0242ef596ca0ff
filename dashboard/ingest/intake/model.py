"""What came, what became of each file, and what all of them together would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard.errors import InputError
from dashboard.ingest.documents.model import Document
from dashboard.ingest.merge import Candidate
from dashboard.ingest.report import Problem, Reading, first_cell
from dashboard.snapshot.compare import Difference


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
            return InputError("intake.unsafe", **first_cell(self.refused), count=len(self.refused))
        return self.trouble


def _where(problem: Problem) -> tuple[str, str, int, str]:
    place = problem.place
    return place.file, place.sheet, place.row, place.column
