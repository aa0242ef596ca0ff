from __future__ import annotations

import pytest

from dashboard.text.width import display_width, pad, table_lines, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("ที่", 1),
        ("น้ำ", 2),
        ("นครศรีธรรมราช", 12),
        ("พื้นที่", 3),
        ("เมืองนครศรีธรรมราช", 16),
        ("漢字", 4),
        ("–", 1),
    ],
)
def test_thai_marks_take_no_column(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_padding_counts_columns_and_never_cuts() -> None:
    assert pad("ที่", 4) == "ที่   "
    assert pad("12", 4, right=True) == "  12"
    assert pad("abcdef", 3) == "abcdef"


def test_columns_of_a_table_line_up_under_thai_heads() -> None:
    lines = table_lines(["พื้นที่", "ค่า"], [["ปากพนัง", "6.80"], ["S", "12.00"]], right=frozenset({1}))
    assert lines == [
        "พื้นที่        ค่า",
        "──────  ─────",
        "ปากพนัง   6.80",
        "S       12.00",
    ]


def test_text_breaks_at_spaces() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("อ่าน ตรวจสอบ แล้วเขียน", 11) == ["อ่าน ตรวจสอบ", "แล้วเขียน"]
    assert wrap("", 10) == []


def test_a_phrase_longer_than_a_line_never_loses_its_marks() -> None:
    lines = wrap("ที่นี่ที่นี่", 3)
    assert lines == ["ที่นี่ที่", "นี่"]
    assert [display_width(line) for line in lines] == [3, 1]
