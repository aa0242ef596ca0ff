"""What areas are compared with says who computed it, in source lines and in every row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.text import Lang
from dashboard.ui.area_view import AreaView, Vintage
from dashboard.ui.area_yardsticks import compared, computed_yardsticks
from dashboard.ui.reader import Reader


@pytest.fixture
def who(reader: Reader) -> Reader:
    return reader


def _view(who: Reader, year: str, benchmarks: dict[str, float]) -> AreaView:
    edition = f"{year} edition"
    vintage = Vintage(year, year, edition, preliminary=False)
    return AreaView(
        indicator=who.catalog.indicators["gpp_per_capita"],
        level="province",
        within="S",
        vintage=vintage,
        frame=who.store.values(
            "gpp_per_capita", period=year, edition=edition, within="S", level="province"
        ),
        areas=(),
        benchmarks=benchmarks,
        method="quartile",
        selected=None,
    )


@pytest.mark.parametrize(
    ("lang", "line", "cell"),
    [
        ("th", "ภาคใต้: ระบบนี้คำนวณ", "ภาคใต้ 170,018 (ระบบนี้คำนวณ)"),
        ("en", "South: computed by this system", "South 170,018 (computed by this system)"),
    ],
)
def test_a_south_that_nobody_published_is_called_our_own(
    who: Reader, lang: Lang, line: str, cell: str
) -> None:
    reader = replace(who, lang=lang)
    view = _view(reader, "2024", {"S": 170018.0})
    assert computed_yardsticks(reader, view) == [line]
    assert compared(reader, view) == cell


def test_published_yardsticks_are_told_without_a_word(who: Reader) -> None:
    view = _view(who, "2020", {"S": 132857.0, "TH": 224962.0})
    assert computed_yardsticks(who, view) == []
    assert compared(who, view) == "South 132,857; Kingdom 224,962"
