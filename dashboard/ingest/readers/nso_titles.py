"""Which workbook a title is of: every word of it is declared, or it is another workbook.

`รายได้เฉลี่ยต่อเดือนของครัวเรือนเกษตร` holds every word of the entry for household income, and is not
household income: เกษตร is left over. Thai writes no blanks between words, so a title is covered by
declared words from left to right, such that the fewest letters are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dashboard.catalog.model import Catalog
from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import MEANINGS, Workbook, Workbooks
from dashboard.ingest.readers.nso_words import plain, unit_in

FEWEST_LETTERS: Final = 4
"""Names of areas of fewer letters count only behind the word for their kind: จังหวัดตาก."""
_NEW_RUN: Final = 2
"""What a run of left-over letters costs beside them, so that no short word cuts one into pieces."""
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]")
_UNIT: Final = re.compile(r"หน่วย\s*[::]\s*\S+|\bunits?\s*:\s*\S+", re.IGNORECASE)
_ERA: Final = r"(?:(?<![\u0e01-\u0e4e])[พค]\.?\s?ศ\.?|\bb\.?e\.?|\ba\.?d\.?)"
_QUARTER: Final = r"(?:ไตรมาส(?:\s*ที่)?|\bq(?:uarter)?)\s*[1-4]"
_OF_TIME: Final = re.compile(
    rf"(?:{_QUARTER}\s*(?:/|ปี|{_ERA}|\s)*)?(?:(?:ประจำ)?ปี\s*)?(?:{_ERA}\s*)?(?<!\d)(?:19|20|24|25)\d\d(?!\d)"
    rf"(?:\s*/\s*(?:19|20)\d\d(?!\d))?|{_QUARTER}(?!\d)|(?:ปี\s*)?{_ERA}(?=\s|$|-|\d)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"^\s*(?:ตาราง(?:ที่)?|table)\s*[\d.]+|(?:ตาราง|table)\s*(?:ที่\s*)?(?:ผ\s*)?[\d.]+(?:\s*/\s*ผ\s*\d+)?"
    r"|\bst_[\d_]+|\bincome-(?=\d{4})|\S+\.(?:xlsx?|csv|pdf)\b",
    re.IGNORECASE,
)
_CLASSIFIED: Final = re.compile(
    r"(?:จำแนก|แยก)\s*(?:เป็นราย|ตาม|ราย)(?P<th>[^A-Za-z]*)"
    r"|\b(?:classified )?by\b(?P<en>[^\u0e00-\u0e7f]*)",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"[\s,;:/()\[\]\-–—\"“”]+")


class Fit(NamedTuple):
    """How titles fit an entry.

    Attributes:
        size: letters of its words that the titles hold; 0 where one of them is missing.
        left: words of the titles that it does not declare.
    """

    size: int
    left: tuple[str, ...] = ()


class Nearest(NamedTuple):
    """The entry that would fit if `left` were not there; `workbook` is None where there is none."""

    workbook: Workbook | None
    left: tuple[str, ...] = ()


class _Alternative(NamedTuple):
    """Keys that a title must hold, and those that it must hold behind จำแนกตาม."""

    heads: tuple[str, ...]
    behind: tuple[str, ...] = ()

    def stands_in(self, heads: Sequence[str], behind: Sequence[str]) -> bool:
        """Whether titles hold all of it."""
        return bool(self.heads) and all(
            any(word in text for text in texts)
            for words, texts in ((self.heads, heads), (self.behind, behind))
            for word in words
        )


class _Words(NamedTuple):
    """What an entry declares, as keys: alternatives, words of titles, words behind จำแนกตาม."""

    alternatives: tuple[_Alternative, ...]
    anywhere: frozenset[str]
    behind: frozenset[str]


class Titles:
    """The declared words of all entries, ready to be held against titles."""

    def __init__(self, workbooks: Workbooks, catalog: Catalog) -> None:
        self._passing = frozenset(map(name_key, workbooks.passing)) | _places(catalog)
        self._entries = workbooks.entries
        self._words = {each.id: self._declared(each) for each in workbooks.entries}

    def find(self, title: str, name: str, sheet: str) -> list[Workbook]:
        """The entries that a table is of; several are a tie.

        Args:
            title: what stands above the table.
            name: what the workbook calls itself.
            sheet: the name of the sheet; counts only where the others do not suffice.
        """
        for texts in ([title], [title, name], [title, sheet]):
            fits = {each.id: self.fit(each, texts) for each in self._entries}
            most = max((fit.size for fit in fits.values() if not fit.left), default=0)
            if most:
                best = [e for e in self._entries if fits[e.id] == Fit(most)]
                return [] if any(self.fit(each, [name]).left for each in best) else best
        return []

    def nearest(self, title: str, name: str, sheet: str) -> Nearest:
        """The entry that nearly fits: all its words are there, and the fewest others."""
        near: list[tuple[int, int, Nearest]] = []
        for texts in ([title], [title, name], [name], [title, sheet]):
            for each in self._entries:
                fit = self.fit(each, texts)
                if fit.size and fit.left:
                    cost = len("".join(fit.left))
                    near.append((cost, -fit.size, Nearest(each, fit.left)))
        return min(near, key=lambda found: found[:2])[2] if near else Nearest(None)

    def fit(self, workbook: Workbook, texts: Sequence[str]) -> Fit:
        """How titles that belong together fit one entry."""
        return self._fit(self._words[workbook.id], workbook.without, texts)

    def is_called(self, names: Iterable[str], texts: Sequence[str]) -> bool:
        """Whether titles are one of `names` and nothing else but years, places and connectives."""
        keys = [key for each in names if (key := name_key(each))]
        alternatives = tuple(_Alternative((key,)) for key in keys)
        words = _Words(alternatives, frozenset(keys), frozenset())
        fit = self._fit(words, (), [each for each in texts if each])
        return fit.size > 0 and not fit.left

    def bare(self, title: str) -> str:
        """A title without years, places and what stands behind จำแนกตาม."""
        return self._without_passing(_parts(title)[0])

    def to_declare(self, title: str) -> str:
        """What an entry for a title has to declare: its bare words and how it is classified."""
        head, behind = _parts(title)
        by = ((each, self._without_passing(each)) for each in behind)
        clauses = (f" {'by ' if each.isascii() else 'จำแนกตาม'}{text}" for each, text in by if text)
        return self._without_passing(head) + "".join(clauses)

    def _without_passing(self, text: str) -> str:
        chunks = [each for each in text.split() if list(_uncovered(each, self._passing))]
        return " ".join(chunks).strip(" ,-–")

    def _declared(self, workbook: Workbook) -> _Words:
        parts = {text: _parts(text) for words in workbook.titles for text in words}
        alternatives = tuple(
            _Alternative(
                tuple(filter(None, (name_key(parts[text][0]) for text in words))),
                tuple(name_key(each) for text in words for each in parts[text][1]),
            )
            for words in workbook.titles
        )
        labels = {
            label
            for each in workbook.dimensions
            for label, meaning in each.labels.items()
            if meaning not in MEANINGS
        }
        written = frozenset(word for each in alternatives for word in each.heads)
        also = frozenset(map(name_key, workbook.also))
        headings = frozenset(key for each in workbook.dimensions for key in each.headings)
        told = frozenset(name_key(text) for _, behind in parts.values() for text in behind)
        return _Words(alternatives, written | also | labels, headings | told)

    def _fit(self, words: _Words, without: Iterable[str], texts: Sequence[str]) -> Fit:
        parts = [_parts(text) for text in texts]
        heads = [name_key(head) for head, _ in parts]
        behind = [name_key(text) for _, texts_behind in parts for text in texts_behind]
        whole = "".join(map(name_key, texts))
        if any(word in whole for word in without):
            return Fit(0)
        sizes = (
            sum(map(len, each.heads + each.behind))
            for each in words.alternatives
            if each.stands_in(heads, behind)
        )
        size = max(sizes, default=0)
        return Fit(size, tuple(dict.fromkeys(self._left(parts, words)))) if size else Fit(0)

    def _left(self, parts: Iterable[tuple[str, list[str]]], words: _Words) -> Iterator[str]:
        for head, behind in parts:
            yield from _uncovered(head, self._passing | words.anywhere)
            for text in behind:
                yield from _uncovered(text, self._passing | words.behind)


def _places(catalog: Catalog) -> frozenset[str]:
    """Keys of the names of areas as a title may hold them."""
    found: set[str] = set()
    for area in catalog.areas.values():
        kind = "อำเภอ" if area.level == "district" else "จังหวัด"
        found |= {name_key(kind + area.name.th), name_key(f"{area.name.en} {area.level}")}
        if area.level != "district":
            found |= {name_key(area.name.th), name_key(area.name.en)}
    return frozenset(key for key in found if len(key) >= FEWEST_LETTERS)


def _parts(title: str) -> tuple[str, list[str]]:
    """A title without its years, units and numbers, and what stands behind each จำแนกตาม."""
    text = _BRACKETS.sub(lambda match: " " if unit_in(match[0], alone=False) else match[0], title)
    for pattern in (_UNIT, _NUMBER, _OF_TIME):
        text = pattern.sub(" ", text)
    text = plain(text)
    behind = [match["th"] or match["en"] or "" for match in _CLASSIFIED.finditer(text)]
    return plain(_CLASSIFIED.sub(" ", text)), behind


def _uncovered(text: str, words: frozenset[str]) -> Iterator[str]:
    """The runs of letters of `text` that no choice of `words` covers, blanks between words kept."""
    chunks = [key for each in _SIGNS.split(text) if (key := name_key(each))]
    key = "".join(chunks)
    starts = {sum(map(len, chunks[:place])) for place in range(len(chunks))}
    letters = _left_letters(key, words)
    run = ""
    for place, letter in enumerate(key):
        if place in letters:
            run += f" {letter}" if run and place in starts else letter
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _left_letters(key: str, words: frozenset[str]) -> set[int]:
    """Places of the letters that are left when `key` is covered as far as can be."""
    lengths = sorted({len(word) for word in words} - {0})
    # The best way to each place: its cost, where it came from, whether its last letter is left.
    best: list[tuple[int, int, bool]] = [(0, -1, False)]
    for end in range(1, len(key) + 1):
        cost, _, was_left = best[end - 1]
        ways = [(cost + 1 + (0 if was_left else _NEW_RUN), end - 1, True)]
        ways += [
            (best[end - length][0], end - length, False)
            for length in lengths
            if length <= end and key[end - length : end] in words
        ]
        best.append(min(ways))
    left: set[int] = set()
    place = len(key)
    while place > 0:
        _, before, is_left = best[place]
        if is_left:
            left.add(before)
        place = before
    return left
