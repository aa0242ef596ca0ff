"""Whatever is handed in: a report or a refusal, in both languages, and nothing is written.

Half of the files are anything at all; the others have the shape of a publisher's file and are
broken in the ways in which files break on their way: cut, mixed up, recoded, a cell that is
something else. No figure here is real.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.errors import InputError
from dashboard.ingest.intake import Examination, Incoming, examine, examining, keep
from dashboard.ingest.merge import read_published
from dashboard.ingest.vocabulary import load_vocabulary
from dashboard.settings import Places
from dashboard.snapshot import current

Examine = Callable[..., Examination]
Row = Sequence[Any]

BROKEN: Final = Path(__file__).resolve().parents[2] / "data" / "broken"
CORPUS: Final = sorted(file.name for file in BROKEN.iterdir() if file.suffix != ".md")
SUFFIXES: Final = (".csv", ".txt", ".xlsx", ".json")
DISTRICTS: Final = [f"80{number:02d}" for number in range(1, 24)]

TEMPLATE: Final[list[Row]] = [
    ["indicator", "area", "period", "edition", "value", "numerator", "denominator", "status"],
    ["ses_debt_total", "80", "2568", "", "200000", "", "", ""],
    ["ses_debt_total", "ตรัง", "พ.ศ. 2568", "", "180,000", "", "", "P"],
    ["tpmap_target_poor_rate", "8001", "2561", "TPMAP 2561", "2.5", "25", "1000", ""],
    ["tpmap_target_poor", "8002", "2561", "TPMAP 2561", "", "", "", "C"],
]
DOPA: Final[list[Row]] = [
    ["6712", "80", "นครศรีธรรมราช", "0", "0", "0", "242", "473", "715", "121", ""],
    *(
        ["6712", "80", "นครศรีธรรมราช", code, f"อำเภอ {code}", "0", "10", "20", "30", "5", ""]
        for code in DISTRICTS
    ),
    ["6712", "80", "นครศรีธรรมราช", "8099", "เทศบาล", "0", "10", "10", "20", "5", ""],
    ["6712", "80", "นครศรีธรรมราช", "8051", "สาขา", "0", "2", "3", "5", "1", ""],
]
AGES: Final[list[Row]] = [
    [name, *(str(times * (1 + age % 2)) for age in range(204)), *("0",) * 12, ""]
    for name, times in [("จังหวัดนครศรีธรรมราช", 3), ("อำเภอพรหมคีรี", 1), ("อำเภอลานสกา", 1)]
]
COMMON: Final[list[Row]] = [
    ["amphur_ID", "household.CNT", "HOUSEMEMBER_CNT", "indicator1.ALL", "indicator1.CNT"],
    *([code, "300", "1000", "900", "60"] for code in DISTRICTS[:4]),
]
POOR: Final[list[Row]] = [
    [
        *("amphur_ID", "poor.JPT.CNT", "poor.JPT.MOFreg.CNT", "poor.JPT.MOFval.CNT"),
        *("poor.JPT.MOFval.health", "JPT.MOFval.pov.rate", "province_ID"),
    ],
    *([f"{code}.0", "80", "40", "30", "10", "3.0", "80"] for code in DISTRICTS[:4]),
]
NESTED: Final = {
    code: {"amphur_ID": code, "poor": {"JPT": {"CNT": 80, "MOFval": {"CNT": 30, "health": 10}}}}
    for code in DISTRICTS[:4]
}
NSO: Final[list[Row]] = [
    ["ตารางที่ 1 รายได้เฉลี่ยต่อเดือนของครัวเรือน รายจังหวัด พ.ศ. 2564 - 2568"],
    ["หน่วย: บาท"],
    ["ภาค", "จังหวัด", 2564, "2566", "พ.ศ. 2568"],
    ["ทั่วราชอาณาจักร", None, 27352, 29030.5, 30000],
    ["ภาคใต้", "นครศรีธรรมราช", 27000, "33,414", "-"],
    [None, "ตรัง", 26000, "n.a.", 28000],
    [None, "พัทลุง 1/", 25000, "…", 27000],
]
TEXTS: Final[dict[str, tuple[str, list[Row]]]] = {
    "แบบกรอก.csv": (",", TEMPLATE),
    "stat_c67.txt": ("|", DOPA),
    "6712cc80.txt": ("|", AGES),
    "61_80_amphur_common.csv": (",", COMMON),
    "61_80_amphur_11111.csv": (",", POOR),
}

# What a cell should not be.
WRONG: Final = (
    *("", " ", "0", "-1", "2566", "2023", "80", "8001.0", "8099", "1e99", "nan", "∞", "1,23"),
    *("๒๕๖๖", "−5", "(5)", "5 p", "1/", "…", "=1+1", "TH", "อ.เมือง", "C", "M", "TPMAP 9999"),
    *("\u200b", "\u202e", "|", '"', "ก" * 200, "9" * 40, "#REF!", "1/2563", "{value}", "None"),
)
ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-be", "latin-1")
SEPARATORS: Final = (",", ";", "\t", "|")

places_in_rows = st.tuples(st.integers(0, 400), st.integers(0, 400))
changed_cells = st.lists(st.tuples(places_in_rows, st.sampled_from(WRONG)), max_size=4)
changed_rows = st.lists(
    st.tuples(st.sampled_from(["cut", "twice", "swap", "shift"]), places_in_rows), max_size=3
)
changed_bytes = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=4)


READERS: Final = {
    "แบบกรอก.csv": "template",
    "stat_c67.txt": "dopa",
    "6712cc80.txt": "dopa_age",
    "61_80_amphur_common.csv": "tpmap",
    "61_80_amphur_11111.csv": "tpmap",
}


def few(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@pytest.fixture(scope="module")
def places(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A copy of the data folder; what no file can change is read from it once."""
    data = tmp_path_factory.mktemp("fuzz") / "data"
    for name in ("catalog", "snapshots"):
        shutil.copytree(root / "data" / name, data / name)
    copied = Places(home=root, data=data)
    snapshot = current(copied.snapshots)
    assert snapshot is not None
    words, published = load_vocabulary(copied.catalog), read_published(snapshot)
    # Fewer areas, less to compare: what is looked for here does not hang on their number.
    near = published.observations["ref_area"].isin(["80", "92", *DISTRICTS])
    published = replace(published, observations=published.observations[near])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examining, "load_vocabulary", lambda _: words)
        patch.setattr(examining, "read_published", lambda _: published)
        yield copied


@pytest.fixture
def examined(places: Places) -> Examine:
    """Examines files, and looks at what came of it: on the disk nothing, in words everything."""

    def run(*files: tuple[str, bytes]) -> Examination:
        before = on_disk(places.data)
        found = examine([Incoming(*each) for each in files], places, documents=True)
        if found.refusal is not None:
            with pytest.raises(InputError):
                keep(found, places, reason="no")
        assert on_disk(places.data) == before
        look(found, len(files))
        return found

    return run


def on_disk(folder: Path) -> list[tuple[str, int, int]]:
    files = ((file, file.stat()) for file in folder.rglob("*"))
    return sorted((str(file), each.st_size, each.st_mtime_ns) for file, each in files)


def look(found: Examination, files: int) -> None:
    assert len(found.files) == files
    for report in found.files:
        assert report.name.isprintable()
        assert report.errors or report.warnings or report.observations
        assert report.reader or report.errors
    for problem in (*found.errors, *found.warnings):
        assert problem.rule != "intake.fault"
        told = problem.as_json()
        json.dumps(told, allow_nan=False).encode()
        assert all(told["fact"].values())
        assert problem.hint("th") if problem.severity == "error" else True
    if found.errors:
        assert found.candidate is None
        assert found.difference is None


def spoilt(rows: Sequence[Row], cells: Any, lines: Any) -> list[list[Any]]:
    """`rows` with other cells in some places, and rows cut, doubled, swapped or shifted."""
    table = [list(row) for row in rows]
    for (i, j), wrong in cells:
        row = table[i % len(table)]
        row[j % len(row)] = wrong
    for how, (i, j) in lines:
        first, second = i % len(table), j % len(table)
        if how == "cut":
            table[first] = table[first][: 1 + j % len(table[first])]
        elif how == "twice":
            table.insert(second, list(table[first]))
        elif how == "swap":
            table[first], table[second] = table[second], table[first]
        else:
            table[first] = ["", *table[first]]
    return table


def flipped(content: bytes, changes: Sequence[tuple[int, int]], length: int | None) -> bytes:
    """`content` with other bytes in some places, cut off after `length` of them."""
    bytes_ = bytearray(content)
    for at, byte in changes:
        bytes_[at % len(bytes_)] = byte
    return bytes(bytes_[: None if length is None else length % len(bytes_)])


def workbook(rows: Sequence[Row], merged: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "ข้อมูล"
    for row in rows:
        sheet.append(
            ["".join(filter(str.isprintable, c)) if isinstance(c, str) else c for c in row]
        )
    if merged:
        sheet.merge_cells(merged)
    book.create_sheet("Metadata").append(["No.", "ชื่อรายการไทย", "รายละเอียด"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("name", "reader"), READERS.items())
def test_each_text_is_known_before_it_is_broken(examined: Examine, name: str, reader: str) -> None:
    separator, rows = TEXTS[name]
    text = "\n".join(separator.join(map(str, row)) for row in rows)
    (report,) = examined((name, text.encode())).files
    assert (report.reader, report.observations > 0) == (reader, True)


def test_the_workbook_and_the_nested_file_are_known_before_they_are_broken(
    examined: Examine,
) -> None:
    book = ("รายได้.xlsx", workbook(NSO, ""))
    tree = ("61_80_amphur_11111.json", json.dumps(NESTED).encode())
    read = [(each.reader, each.observations > 0) for each in examined(book, tree).files]
    assert read == [("nso", True), ("tpmap", True)]


@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
@few(150)
def test_any_bytes_under_any_ending_are_refused_or_reported(
    examined: Examine, content: bytes, suffix: str
) -> None:
    examined((f"ไฟล์{suffix}", content))


@given(st.text(max_size=120), st.sampled_from(SUFFIXES), st.sampled_from(ENCODINGS))
@few(150)
def test_any_text_in_any_encoding_is_refused_or_reported(
    examined: Examine, text: str, suffix: str, encoding: str
) -> None:
    examined((f"ไฟล์{suffix}", text.encode(encoding, errors="replace")))


@given(st.text(max_size=200))
@few(60)
def test_any_name_of_a_file_is_told_on_one_line(examined: Examine, name: str) -> None:
    (report,) = examined((name, b"a,b\n1,2\n")).files
    assert 0 < len(report.name) <= 120


@pytest.mark.parametrize("name", CORPUS)
@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_every_broken_file_is_refused_whatever_it_is_called(
    examined: Examine, name: str, suffix: str
) -> None:
    (report,) = examined((name + suffix, (BROKEN / name).read_bytes())).files
    assert report.errors
    assert report.reading is None


@given(
    st.sampled_from(sorted(TEXTS)),
    changed_cells,
    changed_rows,
    changed_bytes,
    st.sampled_from(ENCODINGS[:-1]),
    st.sampled_from(SEPARATORS),
    st.none() | st.integers(1, 1 << 16),
)
@few(25)
def test_a_publishers_text_broken_on_its_way_is_refused_or_reported(
    examined: Examine,
    name: str,
    cells: Any,
    lines: Any,
    changes: Any,
    encoding: str,
    separator: str,
    length: int | None,
) -> None:
    own, rows = TEXTS[name]
    between = separator if separator == ";" else own
    text = "\n".join(between.join(map(str, row)) for row in spoilt(rows, cells, lines))
    content = text.encode(encoding, errors="replace")
    examined((name, flipped(content, changes, length)))


@given(changed_cells, changed_rows, st.sampled_from(["", "A1:E1", "A5:A7", "A3:B3", "C5:D6"]))
@few(12)
def test_a_workbook_of_a_sister_survey_with_wrong_cells_is_refused_or_reported(
    examined: Examine, cells: Any, lines: Any, merged: str
) -> None:
    examined(("รายได้.xlsx", workbook(spoilt(NSO, cells, lines), merged)))


@given(st.sampled_from([NSO, TEMPLATE]), changed_bytes, st.none() | st.integers(1, 1 << 16))
@few(20)
def test_a_workbook_with_wrong_bytes_is_refused_or_reported(
    examined: Examine, rows: list[Row], changes: Any, length: int | None
) -> None:
    examined(("แบบ.xlsx", flipped(workbook(rows, ""), changes, length)))


leaves = st.sampled_from([None, True, 0, -1, 8001, 8001.0, 3, 1e300, "8001", "9,999", "x", ""])
WORDS = st.sampled_from(["8001", "amphur_ID", "poor", "JPT", "MOFval.CNT", "CNT", "data", "x"])


def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and objects of `inner`, and `inner` itself."""
    return inner | st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4)


trees = grown(grown(grown(leaves)))


@given(
    st.just(NESTED) | trees, changed_bytes, st.sampled_from(["61_80_amphur_11111.json", "x.json"])
)
@few(60)
def test_a_nested_file_of_any_shape_is_refused_or_reported(
    examined: Examine, tree: object, changes: Any, name: str
) -> None:
    content = json.dumps(tree, ensure_ascii=False).encode()
    examined((name, flipped(content, changes, None)))


@given(st.lists(st.sampled_from(sorted(TEXTS)), min_size=2, max_size=4), changed_cells)
@few(5)
def test_files_of_one_name_or_several_are_examined_together(
    examined: Examine, names: list[str], cells: Any
) -> None:
    found = []
    for name in names:
        separator, rows = TEXTS[name]
        text = "\n".join(separator.join(map(str, row)) for row in spoilt(rows, cells, ()))
        found.append((name, text.encode()))
    examination = examined(*found)
    assert len({report.name for report in examination.files}) == len(names)
