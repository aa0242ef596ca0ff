"""What a build of the boundaries found and wrote, in words both languages can say.

A line is a message key and facts, never a finished sentence, as errors are: the report is shown
in the language of the reader who asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.text import Lang, t


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was repaired, left out or noticed."""

    key: str
    facts: Mapping[str, object]

    def text(self, lang: Lang) -> str:
        """The sentence in `lang`."""
        return t(self.key, lang, **self.facts)


class Findings:
    """Collects the lines of one build, in the order in which they are found."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def add(self, key: str, **facts: object) -> None:
        """Note one thing."""
        self._lines.append(Line(key, facts))

    def lines(self) -> tuple[Line, ...]:
        """Everything noted so far."""
        return tuple(self._lines)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of the result: name relative to the geo folder, features (0: not a map), bytes."""

    name: str
    features: int
    size: int

    def text(self, lang: Lang) -> str:
        """The line of the report about this file."""
        key = "geo.written_map" if self.features else "geo.written"
        return t(key, lang, name=self.name, features=self.features, size=f"{self.size:,}")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` did: files written, and every repair, each as a renderable line."""

    files: tuple[WrittenFile, ...]
    findings: tuple[Line, ...]

    def lines(self, lang: Lang) -> tuple[str, ...]:
        """The whole report in `lang`: findings first, then the files."""
        found = tuple(line.text(lang) for line in self.findings)
        nothing = (t("geo.nothing_found", lang),)
        return (found or nothing) + tuple(file.text(lang) for file in self.files)
