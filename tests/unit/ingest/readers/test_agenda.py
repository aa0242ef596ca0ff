"""The agenda workbook: what is read from it, and every way in which it is refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import reader_of
from dashboard.ingest.readers.agenda import read, recognises
from dashboard.ingest.report import Problem, Reading
from dashboard.ingest.template.agenda_workbook import agenda_workbook
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot import empty_registers

AGENDA = {"id": "a1", "title_th": "วาระสมมุติ"}
TARGET = {
    "agenda": "a1",
    "indicator": "tpmap_target_poor_rate",
    "ref_area": "80",
    "period": 2570,
    "level_1": 2.5,
    "level_2": 2.0,
    "level_3": 1.5,
}
UNLOCK = {
    "id": "u1",
    "agenda": "a1",
    "system": "ระบบงาน",
    "problem": "ปัญหา",
    "requested_change": "ข้อเสนอ",
    "status": "ร่าง",
}
Rows = Sequence[dict[str, Any]]


@pytest.fixture(scope="module")
def words(request: pytest.FixtureRequest) -> Vocabulary:
    return load_vocabulary(request.config.rootpath / "data" / "catalog")


@pytest.fixture
def reading(words: Vocabulary) -> Callable[..., Reading]:
    """Reads a workbook of these rows, a sheet for each table."""

    def run(*, agenda: Rows = (), targets: Rows = (), unlock: Rows = ()) -> Reading:
        book = openpyxl.Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        for name, rows in (("agenda", agenda), ("targets", targets), ("unlock", unlock)):
            if not rows:
                continue
            sheet = book.create_sheet(name)
            heads = list(dict.fromkeys(key for row in rows for key in row))
            sheet.append(heads)
            for row in rows:
                sheet.append([row.get(head) for head in heads])
        file = io.BytesIO()
        book.save(file)
        document = open_document("a.xlsx", file.getvalue())
        assert recognises(document)
        return read(document, words)

    return run


def rules(found: Reading) -> list[tuple[str, int, str]]:
    errors = [each for each in found.problems if each.severity == "error"]
    for each in errors:
        assert each.fact("th")
        assert each.fact("en")
        assert each.hint("th")
        assert each.hint("en")
    return [(each.rule, each.place.row, each.place.column) for each in errors]


def test_three_sheets_become_three_registers(reading: Callable[..., Reading]) -> None:
    found = reading(
        agenda=[AGENDA],
        targets=[TARGET | {"weight": 100, "due": "30/9/2570", "ref_area": "นครศรีธรรมราช"}],
        unlock=[UNLOCK | {"status": "เสนอแล้ว", "status_date": date(2026, 11, 1)}],
    )

    assert found.problems == ()
    target = found.registers["target"].rows.iloc[0]
    assert (target["ref_area"], target["period"], target["due"]) == ("80", "FY2570", "2027-09-30")
    entry = found.registers["unlock"].rows.iloc[0]
    assert (entry["system"], entry["status"]) == ("work", "proposed")
    assert entry["status_date"] == "2026-11-01"


def test_words_may_be_thai_english_or_ids(reading: Callable[..., Reading]) -> None:
    rows = [
        UNLOCK | {"id": f"u{number}", "system": system}
        for number, system in enumerate(("ระบบงบประมาณ", "Budget system", "budget"))
    ]

    found = reading(agenda=[AGENDA], unlock=rows)

    assert found.problems == ()
    assert set(found.registers["unlock"].rows["system"]) == {"budget"}


@pytest.mark.parametrize(
    ("levels", "indicator", "rule"),
    [
        ((1.5, 2.0, 2.5), "tpmap_target_poor_rate", "agenda.levels_out_of_order.lower"),
        ((2.5, 2.5, 1.5), "tpmap_target_poor_rate", "agenda.levels_out_of_order.lower"),
        ((0.7, 0.6, 0.5), "hai_overall", "agenda.levels_out_of_order.higher"),
        ((3, 1, 2), "pop_registered", "agenda.levels_out_of_order.neutral"),
    ],
)
def test_targets_out_of_order_are_refused(
    reading: Callable[..., Reading], levels: tuple[float, ...], indicator: str, rule: str
) -> None:
    numbers = dict(zip(("level_1", "level_2", "level_3"), levels, strict=True))

    found = reading(agenda=[AGENDA], targets=[TARGET | numbers | {"indicator": indicator}])

    assert rules(found) == [(rule, 2, "level_1")]


def test_weights_that_are_not_100_are_refused(reading: Callable[..., Reading]) -> None:
    rows = [
        TARGET | {"weight": 60},
        TARGET | {"indicator": "tpmap_target_poor_health_rate", "weight": 30},
    ]

    found = reading(agenda=[AGENDA], targets=rows)

    assert rules(found) == [("agenda.weights", 2, "weight")]
    assert "90" in found.problems[0].fact("en")


def test_weights_of_two_years_are_added_apart(reading: Callable[..., Reading]) -> None:
    rows = [TARGET | {"weight": 100}, TARGET | {"weight": 100, "period": "2571"}]

    assert reading(agenda=[AGENDA], targets=rows).problems == ()


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (date(2570, 3, 31), "agenda.be_as_ce"),
        ("2570-03-31", "agenda.be_as_ce"),
        ("31/3/1484", "agenda.be_as_ce"),
        ("31/3/70", "agenda.not_a_date"),
        ("31/2/2570", "agenda.not_a_date"),
        ("1999-01-01", "agenda.date_out_of_range"),
        ("สิ้นปี", "agenda.not_a_date"),
    ],
)
def test_a_due_date_that_is_543_years_off_or_none_is_refused(
    reading: Callable[..., Reading], cell: object, rule: str
) -> None:
    found = reading(agenda=[AGENDA], unlock=[UNLOCK | {"due": cell}])

    assert rules(found) == [(rule, 2, "due")]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2027, 3, 31), "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
        ("31/3/2570", "2027-03-31"),
        ("31/3/2027", "2027-03-31"),
    ],
)
def test_a_date_may_be_written_in_four_ways(
    reading: Callable[..., Reading], cell: object, day: str
) -> None:
    found = reading(agenda=[AGENDA], unlock=[UNLOCK | {"due": cell}])

    assert found.problems == ()
    assert found.registers["unlock"].rows["due"].tolist() == [day]


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        ({"system": None}, "agenda.no_system", "system"),
        ({"system": "ระบบอื่น"}, "agenda.unknown_word", "system"),
        ({"status": "รอ"}, "agenda.unknown_word", "status"),
        ({"status": "เห็นชอบ"}, "agenda.no_status_date", "status_date"),
        ({"effect_indicator": "nope"}, "agenda.unknown_indicator", "effect_indicator"),
        ({"effect_indicator": "hai_overall"}, "agenda.effect_half", "effect_direction"),
        ({"evidence_url": "javascript:alert(1)"}, "agenda.not_an_address", "evidence_url"),
        ({"problem": "@ข้อความ"}, "agenda.formula", "problem"),
        ({"id": "ตัวอย่าง-1"}, "agenda.example", "id"),
        ({"id": "a b"}, "agenda.not_an_id", "id"),
        ({"problem": "ก" * 2001}, "agenda.too_long", "problem"),
    ],
)
def test_a_bad_entry_is_refused_with_its_place(
    reading: Callable[..., Reading], change: dict[str, object], rule: str, column: str
) -> None:
    row = {"status_date": None, "evidence_url": None, "effect_indicator": None}
    row |= {"effect_direction": None} | UNLOCK | change

    assert rules(reading(agenda=[AGENDA], unlock=[row])) == [(rule, 2, column)]


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        ({"indicator": "tpmap_target_por_rate"}, "agenda.unknown_indicator", "indicator"),
        ({"ref_area": "เมืองทอง"}, "agenda.unknown_area", "ref_area"),
        ({"level_2": "สอง"}, "agenda.not_a_number", "level_2"),
        ({"level_2": None}, "agenda.missing", "level_2"),
        ({"weight": 140}, "agenda.weight_range", "weight"),
        ({"baseline": 4.3}, "agenda.baseline_half", "baseline_period"),
        ({"period": "70"}, "years.two_digits", "period"),
        (
            {"indicator": "hai_overall", "ref_area": "8012"},
            "agenda.level_without_figures",
            "ref_area",
        ),
    ],
)
def test_a_bad_target_is_refused_with_its_place(
    reading: Callable[..., Reading], change: dict[str, object], rule: str, column: str
) -> None:
    row = TARGET | {"baseline": None, "baseline_period": None, "weight": None} | change
    if row["indicator"] == "hai_overall":
        row |= {"level_1": 0.5, "level_2": 0.6, "level_3": 0.7}

    assert rules(reading(agenda=[AGENDA], targets=[row])) == [(rule, 2, column)]


def test_the_same_row_twice_is_refused(reading: Callable[..., Reading]) -> None:
    found = reading(agenda=[AGENDA, AGENDA], targets=[TARGET, TARGET], unlock=[UNLOCK, UNLOCK])

    assert [rule for rule, *_ in rules(found)] == ["agenda.doubled"] * 3


def test_everything_wrong_is_told_at_once(reading: Callable[..., Reading]) -> None:
    found = reading(
        agenda=[AGENDA],
        targets=[TARGET | {"weight": 60, "level_1": 1.0}, TARGET | {"period": 2571, "weight": 10}],
        unlock=[UNLOCK | {"system": None, "due": date(2570, 1, 1)}],
    )

    assert sorted(rule for rule, *_ in rules(found)) == [
        "agenda.be_as_ce",
        "agenda.levels_out_of_order.lower",
        "agenda.no_system",
        "agenda.weights",
        "agenda.weights",
    ]


def test_the_workbook_that_is_handed_out_can_be_handed_in(words: Vocabulary) -> None:
    for lang in ("th", "en"):
        document = open_document("a.xlsx", agenda_workbook(empty_registers(), words.catalog, lang))
        found = reader_of(document)
        assert found is not None
        assert found.NAME == "agenda"
        reading = found.read(document, words)
        assert reading.problems == ()
        assert {name: len(each.rows) for name, each in reading.registers.items()} == {
            "agenda": 0,
            "target": 0,
            "unlock": 0,
        }


def test_an_example_stands_in_the_help_alone_and_is_marked(words: Vocabulary) -> None:
    content = agenda_workbook(empty_registers(), words.catalog, "th")
    book = openpyxl.load_workbook(io.BytesIO(content))

    cells = {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in book.worksheets
    }
    held = {title for title, texts in cells.items() if any("ตัวอย่าง-1" in each for each in texts)}
    assert held == {"วิธีกรอก"}
    assert "ตัวอย่าง (สมมุติ ไม่ใช่ข้อมูลจริง)" in cells["วิธีกรอก"]
    assert [len(book[name][1]) for name in ("วาระ", "เป้าหมาย", "ปลดเงื่อนไข")] == [16, 11, 16]
    assert len(book["ปลดเงื่อนไข"].data_validations.dataValidation) >= 6


def test_a_csv_of_one_table_is_read(words: Vocabulary, root: Path) -> None:
    file = root / "data" / "agenda" / "agenda.csv"

    reading = read(open_document(file.name, file.read_bytes()), words)

    assert reading.problems == ()
    [row] = reading.registers["agenda"].rows.to_dict("records")
    assert row["title_th"] == ("พัฒนาคุณภาพชีวิตพิชิตความยากจนคนเมืองคอน ลดความเหลื่อมล้ำ ไม่ทิ้งใครไว้ข้างหลัง")
    assert row["period"] == "FY2565"


def test_a_template_of_figures_is_not_taken_for_an_agenda() -> None:
    document = open_document("a.csv", b"indicator,area,period,value\nx,80,2570,1\n")

    assert not recognises(document)


def test_problems_are_told_in_both_languages(reading: Callable[..., Reading]) -> None:
    found: list[Problem] = list(
        reading(agenda=[AGENDA], unlock=[UNLOCK | {"system": None}]).problems
    )

    assert found[0].hint("th") == "เลือก ระบบงาน ระบบแผน ระบบงบประมาณ หรือ ระบบบริหารงานบุคคล"
