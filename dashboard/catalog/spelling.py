"""One key for every way of typing a name, in Thai or English; pure text, no table.

Spaces, hyphens, points, quotes, case and invisible characters carry no meaning in a name. Thai
marks have one order here: vowel above or below, then tone, then sara am, whatever was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from dashboard.catalog.model import Level

LONGEST_NAME: Final = 80
"""Names longer than this are no names: they are looked up, but nothing near is sought."""

_TONE: Final = "\u0e48-\u0e4b"
_THAI_ORDER: Final = (
    # A tone typed before the vowel it stands on.
    (re.compile(f"([{_TONE}])([\u0e31\u0e34-\u0e3a])"), r"\2\1"),
    # Sara am in two parts, its tone before or between them, and a tone typed after sara am.
    (re.compile(f"\u0e4d([{_TONE}]?)\u0e32"), "\\1\u0e33"),
    (re.compile(f"\u0e33([{_TONE}])"), "\\1\u0e33"),
    # Sara e twice looks like sara ae.
    (re.compile("\u0e40\u0e40"), "\u0e41"),
)
_KINDS: Final[tuple[tuple[re.Pattern[str], Level], ...]] = (
    (re.compile(r"(?:กิ่ง)?(?:อำเภอ|อ\.)(?P<name>.+)"), "district"),
    (re.compile(r"(?:จังหวัด|จ\.)(?P<name>.+)"), "province"),
    (re.compile(r"(?:king)?amph(?:oe|ur|oor)(?P<name>.+)"), "district"),
    (re.compile(r"(?P<name>.+)district"), "district"),
    (re.compile(r"changwat(?P<name>.+)"), "province"),
    (re.compile(r"(?P<name>.+)province"), "province"),
)
_PAIR: Final = re.compile(r"(?P<inner>.+?)(?:,|(?=จังหวัด)|(?=จ\.)|(?=changwat))(?P<outer>.+)")
_QUOTES: Final = "'\"`‘’“”"


class _Letters(dict[int, str]):
    """What becomes of each letter; filled as letters are met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isdecimal():
            kept = str(unicodedata.decimal(letter))
        else:
            nothing = unicodedata.category(letter)[0] in "ZC" or letter in _QUOTES
            kept = "" if nothing else letter
        self[code] = kept
        return kept


class _Meanings(dict[int, str]):
    """Letters, digits and Thai marks stay; paiyannoi (ฯ) only says that a name goes on."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        means = letter != "ฯ" and unicodedata.category(letter)[0] in "LMN"
        self[code] = letter if means else ""
        return self[code]


_LETTERS: Final = _Letters()
_MEANINGS: Final = _Meanings()


class Spelled(NamedTuple):
    """A name without the word for its kind: `อ.ปากพนัง` is ปากพนัง, a district."""

    key: str
    level: Level | None


def tight(text: str) -> str:
    """`text` in one form of Unicode, lower case, without blanks, quotes and invisible characters.

    Points and other signs stay: `อ.` tells a kind. Digits of any script become 0–9.
    """
    kept = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    for pattern, order in _THAI_ORDER:
        kept = pattern.sub(order, kept)
    return kept


def name_key(text: str) -> str:
    """The key of a name; equal for every spelling that differs in form only."""
    return tight(text).translate(_MEANINGS)


def spelled(text: str) -> Spelled:
    """The key of `text` without a word for its kind, and the level that this word told."""
    close = tight(text)
    for pattern, level in _KINDS:
        match = pattern.fullmatch(close)
        if match:
            return Spelled(name_key(match["name"]), level)
    return Spelled(name_key(close), None)


def parts(text: str) -> tuple[str, str] | None:
    """`อ.ปากพนัง จ.นครศรีธรรมราช` as the place and what it lies in; None where it is one name."""
    match = _PAIR.fullmatch(tight(text))
    return (match["inner"], match["outer"]) if match else None
