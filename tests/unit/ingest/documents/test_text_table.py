"""Text files of every encoding and separator come out as the same cells."""

from __future__ import annotations

import time

import pytest

from dashboard.errors import InputError
from dashboard.ingest.documents import limits
from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.documents.opening import open_document

TABLE = "รหัส,อำเภอ,ค่า\n8001,เมืองนครศรีธรรมราช,๑๒\n8002,พรหมคีรี,-\n"
CELLS = [["รหัส", "อำเภอ", "ค่า"], ["8001", "เมืองนครศรีธรรมราช", "๑๒"], ["8002", "พรหมคีรี", "-"]]


def opened(text: str | bytes) -> Document:
    return open_document("a.csv", text.encode() if isinstance(text, str) else text)


def table(text: str | bytes) -> Sheet:
    return opened(text).sheets[0]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"],
)
def test_every_encoding_of_thai_gives_the_same_cells(encoding: str) -> None:
    assert table(TABLE.encode(encoding)).rows == CELLS


def test_utf16_with_its_bytes_swapped_is_known_by_its_mark() -> None:
    assert table(b"\xfe\xff" + TABLE.encode("utf-16-be")).rows == CELLS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_stands_between_cells_is_found(separator: str) -> None:
    document = opened(TABLE.replace(",", separator))
    assert document.separator == separator
    assert document.sheets[0].rows == CELLS


def test_commas_inside_numbers_do_not_part_the_cells_of_a_registration_file() -> None:
    text = "6712|10|กรุงเทพมหานคร|2,544,400|2,910,620|\n6712|80|นครศรีธรรมราช|754,123|781,456|\n"
    assert table(text).rows[0] == ["6712", "10", "กรุงเทพมหานคร", "2,544,400", "2,910,620", ""]


def test_decimal_commas_do_not_win_over_semicolons() -> None:
    text = "name;2564;2565\na;1,5;2,5\nb;3,5;4,5\n"
    assert table(text).rows[1] == ["a", "1,5", "2,5"]


def test_a_separator_inside_quotes_is_text() -> None:
    assert table('a;b\n"1;2,3,4,5";6\n').rows[1] == ["1;2,3,4,5", "6"]


def test_one_column_is_a_table() -> None:
    assert table("ค่า\n1\n2\n").rows == [["ค่า"], ["1"], ["2"]]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    document = opened("sep=;\na;b\n1,5;2\n")
    assert document.separator == ";"
    assert document.sheets[0].rows == [["a", "b"], ["1,5", "2"]]
    assert list(document.sheets[0].numbers) == [2, 3]


def test_rows_carry_the_line_on_which_they_begin() -> None:
    sheet = table('a,b\n"x\ny",2\n\n,\n3,4\n')
    assert sheet.rows == [["a", "b"], ["x\ny", "2"], ["3", "4"]]
    assert list(sheet.numbers) == [1, 2, 6]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_end_of_line_is_one(end: str) -> None:
    sheet = table(end.join(["a,b", "1,2", "3,4"]))
    assert sheet.rows == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert list(sheet.numbers) == [1, 2, 3]


def test_a_text_that_excel_was_told_to_keep_is_a_text_and_other_formulas_are_marked() -> None:
    sheet = table('a,b\n"=""080""",=1+1\n=,=cmd|x\n')
    assert sheet.rows == [["a", "b"], ["080", "=1+1"], ["=", "=cmd|x"]]
    assert sheet.formulas == ((1, 1), (2, 1))


def test_a_mark_of_the_end_of_file_is_no_text() -> None:
    assert table(b"a,b\r\n1,2\r\n\x1a").rows == [["a", "b"], ["1", "2"]]


def test_an_open_quote_is_refused_with_the_row_where_it_begins() -> None:
    with pytest.raises(InputError) as refused:
        opened('a,b\n1,2\n3,"4\n5,6\n')
    assert (refused.value.key, refused.value.facts["row"]) == ("documents.quotes", 3)


@pytest.mark.parametrize(
    ("limit", "value", "key"),
    [
        ("ROWS", 2, "documents.rows"),
        ("COLUMNS", 2, "documents.columns"),
        ("TEXT_CELLS", 8, "documents.text_cells"),
        ("LINE_CHARACTERS", 5, "documents.columns"),
        ("FILE_BYTES", 17, "documents.too_big"),
    ],
)
def test_each_limit_is_kept(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, key: str
) -> None:
    text = "a,b,c\n1,2,3\n4,5,6\n"
    assert len(table(text).rows) == 3
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(InputError) as refused:
        opened(text)
    assert refused.value.key == key


def test_a_picture_of_thai_bytes_in_another_alphabet_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        opened("Größe,Fläche\nKöln,12\n".encode("latin-1"))
    assert refused.value.key == "documents.encoding"


def test_a_hundred_thousand_rows_of_twenty_columns_fit_with_their_heading() -> None:
    assert limits.TEXT_CELLS >= 100_001 * 20
    assert limits.ROWS >= 100_001
    assert limits.FILE_BYTES >= 100_001 * 20 * 9


def test_the_advice_for_a_text_file_is_not_to_save_it_as_csv(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "TEXT_CELLS", 4)
    with pytest.raises(InputError) as refusal:
        opened("a,b\n1,2\n3,4\n")
    assert "CSV" not in refusal.value.hint("th") + refusal.value.hint("en")


def test_blank_rows_count_towards_the_limit_of_rows() -> None:
    started = time.perf_counter()
    for blank in (b"\n", b",,\n", b" \n"):
        content = b"indicator,area,period\n" + blank * (19_000_000 // len(blank))
        with pytest.raises(InputError) as refused:
            open_document("a.csv", content)
        assert (refused.value.key, refused.value.facts["limit"]) == ("documents.rows", "250,000")
    assert time.perf_counter() - started < 15
