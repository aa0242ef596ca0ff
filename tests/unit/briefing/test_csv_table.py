from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from dashboard.briefing import Column, Rounded, Table, csv_bytes
from dashboard.briefing.csv_table import plain, safe_text

COLUMNS = (
    Column("ref_area", "รหัส"),
    Column("name", "อำเภอ"),
    Column("obs_value", "ค่า", "number", 2, status="conf_status"),
    Column("conf_status", "สถานะความลับ"),
)
FRAME = pd.DataFrame(
    {
        "ref_area": ["8012", "8010", "8009", "8015"],
        "name": ["ปากพนัง", "ลานสกา, เขต", 'นา"บอน"', "ขนอม"],
        "obs_value": [6.8, -0.49, float("nan"), float("nan")],
        "conf_status": ["F", "F", "C", "F"],
    }
)


def test_a_rounded_number_shows_the_digits_that_are_certain_and_no_more() -> None:
    table = Table(
        (Column("m0", "M0", "number", 2),),
        tuple((Rounded(value, decimals),) for value, decimals in ((1.6, 1), (0.7, 2), (23.0, 0))),
    )

    assert _read(csv_bytes(table))[1:] == [["1.6"], ["0.70"], ["23"]]
    assert table.words("en") == (("1.6",), ("0.70",), ("23",))


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _one(text: str) -> str:
    """A text that went through a file and back."""
    frame = pd.DataFrame({"a": [text], "b": ["x"]})
    return _read(csv_bytes(Table.of(frame, (Column("a", "a"), Column("b", "b")))))[1][0]


def test_the_file_is_what_it_should_be_to_the_byte() -> None:
    assert (
        csv_bytes(Table.of(FRAME, COLUMNS))
        == (
            "\ufeffรหัส,อำเภอ,ค่า,สถานะความลับ\r\n"
            "8012,ปากพนัง,6.8,F\r\n"
            '8010,"ลานสกา, เขต",-0.49,F\r\n'
            '8009,"นา""บอน""",,C\r\n'
            "8015,ขนอม,,F\r\n"
        ).encode()
    )


def test_the_file_starts_with_the_byte_order_mark_once() -> None:
    data = csv_bytes(Table.of(FRAME, COLUMNS))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1


def test_a_suppressed_value_leaves_no_trace_even_where_the_frame_holds_one() -> None:
    frame = FRAME.assign(obs_value=[6.8, -0.49, 3.25, 1.0])
    assert b"3.25" not in csv_bytes(Table.of(frame, COLUMNS))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        "  =1+1",
        "\N{NO-BREAK SPACE}=1",
        "\N{ZERO WIDTH SPACE}=1",
        "\ufeff=1",
        "\x00=1",
        "＝1+1",
        "＋1+1",
        "－2+3",
        "＠SUM(A1)",
        " ＝1",
        "﹦1+1",
        "-",
        "+66 2 123",
    ],
)  # fmt: skip
def test_a_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert _one(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "-0.49",
        "+7.6",
        "-11,689",
        "8001",
        "007",
        "2561",
        "1,534,653",
        "–",
        "a=b",
        "ก-ข",
        "",
        " x",
        "'",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert _one(text) == text


def test_heads_are_texts_too() -> None:
    table = Table.of(pd.DataFrame({"a": [1.0]}), (Column("a", "=1+1", "number"),))
    assert _read(csv_bytes(table)) == [["'=1+1"], ["1"]]


def test_line_breaks_inside_a_text_survive() -> None:
    assert _one("บรรทัด 1\nบรรทัด 2") == "บรรทัด 1\nบรรทัด 2"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1534653.0, "1534653"),
        (0.0, "0"),
        (-0.0, "0"),
        (-0.49, "-0.49"),
        (0.1 + 0.2, "0.3"),
        (2.909862, "2.909862"),
        (1e15, "1000000000000000"),
        (0.0000012, "0.0000012"),
        (100.0, "100"),
        (1583684.216, "1583684.216"),
    ],
)
def test_numbers_have_a_point_and_neither_exponent_nor_grouping(value: float, text: str) -> None:
    assert plain(value) == text


def test_safe_text_is_done_once() -> None:
    assert safe_text(safe_text("=1")) == "'=1"


def test_a_table_without_rows_is_its_heads() -> None:
    assert csv_bytes(Table.of(FRAME.head(0), COLUMNS[:2])) == "\ufeffรหัส,อำเภอ\r\n".encode()
