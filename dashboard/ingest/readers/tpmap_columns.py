"""The columns of TPMAP's files, as their publisher spells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from dashboard.catalog.tpmap import DIMENSIONS

HOUSEHOLDS: Final = "household.CNT"
SURVEYED: Final = "HOUSEMEMBER_CNT"
REGISTERED: Final = "MOF_REG_CNT"
VERIFIED: Final = "MOF_VAL_CNT"
GROUPS: Final = ("ELDERLY_CNT", "DISABLED_CNT", "CHRONICPATIENT_CNT")
HAPPINESS: Final = "happiness"
POOR_HOUSEHOLDS: Final = "poor.household.CNT"
POOR: Final = "poor.JPT.CNT"
POOR_REGISTERED: Final = "poor.JPT.MOFreg.CNT"
TARGET: Final = "poor.JPT.MOFval.CNT"
RATE: Final = "JPT.MOFval.pov.rate"
DIMENSION_COLUMNS: Final[dict[str, str]] = {
    name: f"poor.JPT.MOFval.{'accessibility' if name == 'access' else name}" for name in DIMENSIONS
}
COMMON: Final = "common"
HEADLINE: Final = "1" * len(DIMENSIONS)

PROVINCE_ID: Final = "province_ID"
DISTRICT_ID: Final = "amphur_ID"
_BELOW: Final = re.compile(
    r"(tumbol|tambol|tambon|village|vill|moo|house|household|hc|person|citizen)_?(id|code|no)",
    re.IGNORECASE,
)
_COMMON: Final = re.compile(r"indicator[0-9]{1,2}\.(ALL|CNT)")
_POOR: Final = re.compile(r"(poor\.(JPT|household)\.|JPT\.MOFval\.).+")
_SURE: Final = frozenset({HOUSEHOLDS, SURVEYED, REGISTERED, VERIFIED})
MOST_HAPPY: Final = 10.0
HUNDRED: Final = 100.0


def members(number: int) -> str:
    """Members of households in the scope of จปฐ. indicator `number`."""
    return f"indicator{number}.ALL"


def failing(number: int) -> str:
    """Members of households that fail จปฐ. indicator `number`."""
    return f"indicator{number}.CNT"


def target_failing(number: int) -> str:
    """Target poor who fail จปฐ. indicator `number`."""
    return f"poor.JPT.MOFval.ind{number}.CNT"


def is_common(column: str) -> bool:
    """Whether the column is one of a `common` file."""
    return column in _SURE or column in {*GROUPS, HAPPINESS} or bool(_COMMON.fullmatch(column))


def is_poor(column: str) -> bool:
    """Whether the column is one of a file of a selection."""
    return bool(_POOR.fullmatch(column))


def is_ours(columns: Iterable[str]) -> bool:
    """Whether these are the columns of a TPMAP file."""
    return any(each in _SURE or is_poor(each) or _COMMON.fullmatch(each) for each in columns)


def below_district(columns: Iterable[str]) -> str:
    """The column that names tambons, villages or households; "" where none does."""
    return next((each for each in columns if _BELOW.fullmatch(each)), "")


def id_column(columns: Collection[str]) -> str:
    """The column that names a row's area; "" for the file of the country."""
    return next((each for each in (DISTRICT_ID, PROVINCE_ID) if each in columns), "")


def chosen(selection: str) -> tuple[str, ...]:
    """The dimensions of five bits: 01010 is living and income."""
    return tuple(name for name, bit in zip(DIMENSIONS, selection, strict=True) if bit == "1")


def bits(dimensions: Collection[str]) -> str:
    """The five bits of some dimensions."""
    return "".join("1" if name in dimensions else "0" for name in DIMENSIONS)


def most(column: str) -> float | None:
    """The largest value that a column can hold; None for counts."""
    return {HAPPINESS: MOST_HAPPY, RATE: HUNDRED}.get(column)
