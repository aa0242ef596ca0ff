"""Rows that are longer, shorter or shifted against the header, as text files hand them in."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import agenda, template
from dashboard.ingest.report import Problem, Reading
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary

HEAD = "indicator,area,period,value"


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load_vocabulary(Path(__file__).resolve().parents[4] / "data" / "catalog")


def read(words: Vocabulary, *lines: str) -> Reading:
    return template.read(open_document("a.csv", "\n".join(lines).encode()), words)


def placed(problems: tuple[Problem, ...]) -> list[tuple[str, int, str, str]]:
    return [(each.severity, each.place.row, each.place.column, each.rule) for each in problems]


def test_a_thousands_comma_without_quotation_marks_is_not_read_as_leading_digits(
    words: Vocabulary,
) -> None:
    reading = read(words, HEAD, "ses_debt_total,80,2568,200,000", "ses_debt_total,92,2568,180000")
    assert placed(reading.problems) == [("error", 2, "", "template.more_cells")]
    (found,) = reading.problems
    assert found.fact("en") == "The row has more cells than the 4 headings"
    assert found.fact("th") == "แถวนี้มีข้อมูลเกินหัวตาราง ซึ่งมี 4 คอลัมน์"
    assert '"200,000"' in found.hint("en")


@pytest.mark.parametrize("heading", ["note", "status", "", "ของฉัน"])
def test_the_end_of_a_number_under_the_next_heading_is_no_note(
    words: Vocabulary, heading: str
) -> None:
    found = read(words, f"{HEAD},{heading}", "ses_debt_total,80,2568,200,000").problems
    (cut,) = (each for each in found if each.rule == "template.cut_number")
    assert (cut.severity, cut.place.row, cut.place.column) == ("error", 2, "value")
    assert cut.value == "200,000"


def test_a_number_in_quotation_marks_and_a_numerator_beside_a_value_are_taken(
    words: Vocabulary,
) -> None:
    quoted = read(words, f"{HEAD},note", 'ses_debt_total,80,2568,"200,000",999')
    assert quoted.problems == ()
    assert quoted.observations["obs_value"].tolist() == [200_000.0]
    rate = "tpmap_target_poor_rate,8012,2561,TPMAP 2561,50,500,1000"
    head = "indicator,area,period,edition,value,numerator,denominator"
    assert read(words, head, rate).problems == ()


def test_a_row_that_ends_before_its_value_is_an_error(words: Vocabulary) -> None:
    head = "indicator,area,period,edition,value"
    reading = read(words, head, "ses_debt_total,92,2568,180000", "ses_debt_total,80,2568,,200000")
    assert placed(reading.problems) == [("error", 2, "value", "template.short_row")]
    assert len(reading.observations) == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("ses_debt_total,92,2568,180000,,,", "edition"),
        ("ses_debt_total,92,2568,,,180000,", "unit"),
        ('ses_debt_total,92,2568,,,,"180,000"', "note"),
    ],
)
def test_a_number_under_another_heading_than_the_empty_value_is_an_error(
    words: Vocabulary, row: str, column: str
) -> None:
    head = "indicator,area,period,edition,value,unit,note"
    reading = read(words, head, row, "ses_debt_total,80,2568,,200000,,")
    assert placed(reading.problems) == [("error", 2, column, "template.value_elsewhere")]


def test_rows_without_a_value_are_counted_and_a_remark_is_one_of_them(words: Vocabulary) -> None:
    rows = ["ses_debt_total,80,2568,200000", *(f"ses_debt_total,{n},2568," for n in (92, 93))]
    reading = read(words, HEAD, *rows, "หมายเหตุ: รอข้อมูล")
    assert placed(reading.problems) == [("warning", 1, "value", "template.unfilled")]
    assert (
        reading.problems[0].fact("en") == "Rows without a value, which were not read: 3 (rows 3–5)"
    )
    assert reading.problems[0].fact("th") == ("ยังไม่ได้กรอกค่า 3 แถว (แถว 3–5) จึงไม่ได้อ่านแถวเหล่านั้น")
    assert reading.facts["unfilled"] == 3


def test_a_note_that_takes_in_the_row_below_is_an_error(words: Vocabulary) -> None:
    rows = ['ses_debt_total,80,2568,200000,"abc', 'ses_debt_total,92,2568,180000,x"']
    reading = read(words, f"{HEAD},note", *rows, "ses_debt_total,84,2568,180000,x")
    assert placed(reading.problems) == [("error", 2, "note", "template.row_in_cell")]
    assert reading.problems[0].value == "ses_debt_total,92,2568,180000,x"


def test_a_note_of_two_lines_is_a_warning_and_in_a_workbook_nothing(words: Vocabulary) -> None:
    row = 'ses_debt_total,80,2568,200000,"ข้อมูลเบื้องต้น\nรอยืนยัน"'
    assert placed(read(words, f"{HEAD},note", row).problems) == [
        ("warning", 2, "note", "template.line_break")
    ]
    book = openpyxl.Workbook()
    for line in (f"{HEAD},note".split(","), ["ses_debt_total", "80", 2568, 200_000, "ก\nข"]):
        book.worksheets[0].append(line)
    packed = io.BytesIO()
    book.save(packed)
    assert template.read(open_document("a.xlsx", packed.getvalue()), words).problems == ()


@pytest.mark.parametrize(
    ("indicator", "edition", "rule", "named"),
    [
        ("pop_registered", "TPMAP 2561", "template.without_editions", ""),
        ("ses_debt_total", "2024 edition", "template.without_editions", ""),
        ("gpp_current", "TPMAP 2561", "template.foreign_edition", "2020 edition"),
    ],
)
def test_an_edition_that_the_indicator_does_not_have_is_refused(
    words: Vocabulary, indicator: str, edition: str, rule: str, named: str
) -> None:
    head = "indicator,area,period,edition,value"
    reading = read(words, head, f"{indicator},80,2562,{edition},1530000")
    assert [each.rule for each in reading.problems if each.severity == "error"] == [rule]
    (found,) = (each for each in reading.problems if each.rule == rule)
    assert named in found.hint("en")
    assert "template.toml" in found.hint("th")
    assert len(reading.observations) == 0


def test_a_new_edition_is_taken_once_the_catalogue_has_it(
    words: Vocabulary, tmp_path: Path
) -> None:
    for file in words.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    known = (tmp_path / "template.toml").read_text(encoding="utf-8")
    added = known + 'dopa_population = ["TPMAP 2561"]\n'
    (tmp_path / "template.toml").write_text(added, encoding="utf-8")
    row = "pop_registered,80,2568,TPMAP 2561,1530000"
    reading = read(load_vocabulary(tmp_path), "indicator,area,period,edition,value", row)
    assert reading.problems == ()
    assert reading.observations["edition"].tolist() == ["TPMAP 2561"]


def test_a_row_of_an_agenda_with_more_cells_than_headings_is_an_error(words: Vocabulary) -> None:
    head = "agenda,indicator,ref_area,period,level_1,level_2,level_3"
    text = f"{head}\na1,ses_debt_total,80,2568,200,000,190000,180000\n"
    opened = open_document("a.csv", text.encode())
    assert agenda.recognises(opened)
    found = [each for each in agenda.read(opened, words).problems if "more_cells" in each.rule]
    assert [(each.severity, each.place.row) for each in found] == [("error", 2)]
