"""Whatever the bytes: a document or a refusal in words, never another exception."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import InputError
from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.documents.personal import find_personal

BROKEN = Path(__file__).resolve().parents[3] / "data" / "broken"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \| `(?P<key>[^`]+)` \|", re.MULTILINE)
EXPECTED = ROW.findall((BROKEN / "README.md").read_text(encoding="utf-8"))
UNHURRIED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def opened(content: bytes) -> Document | None:
    """The document, or None where it is refused in both languages."""
    refusal: InputError | None = None
    try:
        document = open_document("x", content)
    except InputError as error:
        refusal = error
    if refusal is None:
        find_personal(document)
        return document
    assert refusal.key.startswith("documents.")
    assert refusal.hint("th")
    assert refusal.hint("en")
    assert "{" not in refusal.message("th") + refusal.message("en")
    return None


@pytest.mark.parametrize(("file", "key"), EXPECTED)
def test_each_broken_file_is_refused_for_its_own_reason(file: str, key: str) -> None:
    with pytest.raises(InputError) as refusal:
        open_document(file, read_file(BROKEN / file))
    assert refusal.value.key == key
    assert refusal.value.facts["file"] == file


def test_the_list_of_broken_files_is_complete() -> None:
    listed = {file for file, _ in EXPECTED}
    assert len(listed) == 37
    assert listed == {file.name for file in BROKEN.iterdir()} - {"README.md"}


@given(st.binary(max_size=400))
@UNHURRIED
def test_any_bytes_are_opened_or_refused(content: bytes) -> None:
    opened(content)


@given(st.text(alphabet="a1,;|\t\n\"' =ก๑-", max_size=200))
@UNHURRIED
def test_any_text_is_opened_or_refused(text: str) -> None:
    opened(text.encode())


@given(st.text(alphabet='{}[]",:0123456789.eEn-\\u ', max_size=120))
@UNHURRIED
def test_anything_like_json_is_opened_or_refused(text: str) -> None:
    opened(b"{" + text.encode())


@given(st.data())
@UNHURRIED
def test_a_workbook_with_damaged_bytes_is_opened_or_refused(data: st.DataObject) -> None:
    content = bytearray((BROKEN / "external_link.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    opened(bytes(content))


# As a spreadsheet would never write it.
CELL = '<c r="{place}" t="{kind}">{inside}</c>'


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A1", "B1", "C1", "A2", "", "A0", "ก1", "$A$1", "A1048577"]),
            st.sampled_from(["n", "s", "str", "b", "e", "d", "inlineStr", "?"]),
            st.sampled_from(
                ["<v>1</v>", "<v>0</v>", "<v>x</v>", "<v/>", "<f>1+1</f>", "<is><t>ก</t></is>", ""]
            ),
        ),
        max_size=5,
    )
)
@UNHURRIED
def test_any_cells_are_opened_or_refused(book: object, cells: list[tuple[str, str, str]]) -> None:
    inside = "".join(CELL.format(place=p, kind=k, inside=i) for p, k, i in cells)
    assert callable(book)
    opened(book(f'<row r="1">{inside}</row>', texts=["ก"]))
