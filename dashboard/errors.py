"""Every error of the house, as facts that can be told in the reader's language.

HppError                  our fault, exit code 1
├── DamagedSnapshot       a published file is not what its manifest says
└── InputError            wrong input, exit code 2
    ├── CatalogError      a catalogue entry breaks a rule
    └── NotPublished      nothing is published in this data folder yet

An error carries a key and facts, never a finished sentence; `message` looks the words up when
the language of the reader is known:

    raise InputError("geo.unknown_district", file="south.geojson", name="8099")
"""

from __future__ import annotations

from typing import Final

from dashboard.text import Lang, has_text, t


class HppError(Exception):
    """A broken promise: a fact, then a hint, in Thai or English.

    Args:
        key: the message's key in `dashboard/text`; `<key>.hint` says what to do.
        facts: what the message names, such as file, row, column and value.
    """

    exit_code = 1

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key: Final = key
        self.facts: Final = facts

    def fact(self, lang: Lang) -> str:
        """What happened, one sentence."""
        return t(self.key, lang, **self.facts)

    def hint(self, lang: Lang) -> str:
        """What the reader can do about it; empty where nothing can be done."""
        key = f"{self.key}.hint"
        return t(key, lang, **self.facts) if has_text(key) else ""

    def message(self, lang: Lang) -> str:
        """Fact and hint, a line each."""
        return "\n".join(part for part in (self.fact(lang), self.hint(lang)) if part)

    def __str__(self) -> str:
        return self.message("en")


class DamagedSnapshot(HppError):  # noqa: N818  the name is a fact, as the message is
    """A file of a snapshot is missing, altered or unreadable."""


class InputError(HppError):
    """What was handed in cannot be used as it is."""

    exit_code = 2


class CatalogError(InputError):
    """An entry of `data/catalog` breaks a rule; the message names file and entry."""


class NotPublished(InputError):  # noqa: N818
    """A data folder without a published snapshot."""
