"""Words and numbers for readers: two languages, one key set, one table per room.

A message lives in a `.toml` file beside this module as `"key" = { th = "…", en = "…" }`, so that
neither language can be without the other. `t` fills in the facts.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Lang = Literal["th", "en"]
YearStyle = Literal["be", "ce"]

LANGS: tuple[Lang, ...] = ("th", "en")
YEAR_STYLES: tuple[YearStyle, ...] = ("be", "ce")


class Label(NamedTuple):
    """One text in both languages: `label.of("th")` is the Thai one."""

    th: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.th if lang == "th" else self.en


@cache
def messages() -> dict[str, Label]:
    """Every message of the product, by key.

    Raises:
        ValueError: two files hold the same key, or an entry lacks a language.
    """
    table: dict[str, Label] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if key in table:
                msg = f"{file.name}: {key} is defined twice"
                raise ValueError(msg)
            table[key] = Label(**entry)
    return table


def has_text(key: str) -> bool:
    """Whether a message with this key exists."""
    return key in messages()


def t(key: str, lang: Lang, /, **facts: object) -> str:
    """The message `key` in `lang`, its placeholders filled with `facts`.

    Raises:
        KeyError: no such message, or a placeholder without its fact.
    """
    text = messages()[key].of(lang)
    return text.format(**facts) if facts else text
