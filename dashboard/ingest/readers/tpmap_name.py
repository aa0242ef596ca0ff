"""The names that TPMAP gives its files: `61_80_amphur_common.csv`, `61_province_11111.csv`.

A browser or a person may have put something before or after the name; what the name still says is
read, and nothing is guessed from a name that lacks it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LEVELS: Final = {
    "country": "country",
    "province": "province",
    "amphur": "district",
    "tambol": "below",
    "village": "below",
}
_FAMILY: Final = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{2})_(?:(?P<province>[0-9]{2})_)?"
    r"(?P<level>country|province|amphur|tambol|village)_(?P<key>common|[01]{5})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_KEY: Final = re.compile(r"(?<![0-9A-Za-z])(?P<key>common|[01]{5})(?![0-9A-Za-z])", re.IGNORECASE)


class FileName(NamedTuple):
    """What a file's name says; "" where it says nothing.

    `level` is country, province, district or below (tambon and village); `key` is common or the
    five bits of a selection; `word` is the level as it is written.
    """

    year: str = ""
    province: str = ""
    level: str = ""
    key: str = ""
    word: str = ""


def told_by(name: str) -> FileName:
    """What `name` says about year, province, level and selection."""
    match = _FAMILY.search(name)
    if match is None:
        key = _KEY.search(name)
        return FileName(key=key["key"].lower() if key else "")
    word = match["level"].lower()
    return FileName(
        match["year"], match["province"] or "", _LEVELS[word], match["key"].lower(), word
    )
