"""One reader for each publisher's format; each recognises its own files.

A reader is a module with `NAME`, `recognises(document)` and `read(document, words, data_set=…)`;
one that can hold several files against each other also has `together(readings, words, published)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol, cast

import pandas as pd

from dashboard.ingest.documents.model import Document
from dashboard.ingest.report import Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary

NAMES: Final = ("tpmap", "dopa", "dopa_age", "agenda", "template", "nso")
"""Readers by name; the first that recognises a file reads it."""


class Reader(Protocol):
    """What a module of this room offers."""

    NAME: str

    def recognises(self, document: Document) -> bool:
        """Whether the file is of this publisher's format; cheap, never raises."""

    def read(self, document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
        """Figures and problems; nothing in the content makes it raise."""


class Holder(Protocol):
    """A reader that holds files of one edition against each other."""

    def together(
        self, readings: Sequence[Reading], words: Vocabulary, published: pd.DataFrame
    ) -> tuple[Problem, ...]:
        """What does not agree between the files, or with what is published.

        It is given the readings of every reader, and passes over those that it does not know.
        """


def reader_of(document: Document) -> Reader | None:
    """The reader that recognises a file, None where nobody does."""
    readers = (cast("Reader", import_module(f"{__name__}.{name}")) for name in NAMES)
    return next((each for each in readers if each.recognises(document)), None)


def holder(name: str) -> Holder | None:
    """The reader `name` where it can hold several files against each other."""
    module = import_module(f"{__name__}.{name}")
    return cast("Holder", module) if hasattr(module, "together") else None
