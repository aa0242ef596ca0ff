"""JSON as a tree of plain values."""

from __future__ import annotations

import pytest

from dashboard.errors import InputError
from dashboard.ingest.documents import limits
from dashboard.ingest.documents.opening import open_document

TEXT = '[{"province_ID": 80, "poor": {"JPT": {"CNT": 12.5}}, "ชื่อ": null, "ok": true}]'
TREE = [{"province_ID": 80, "poor": {"JPT": {"CNT": 12.5}}, "ชื่อ": None, "ok": True}]


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as refused:
        open_document("a.json", text.encode())
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_tree_is_read_in_every_encoding(encoding: str) -> None:
    document = open_document("a.txt", TEXT.encode(encoding))
    assert document.form == "json"
    assert document.tree == TREE
    assert document.sheets == ()


def test_a_fault_is_named_with_its_line() -> None:
    refused = refusal('{"a": 1,\n "b": }')
    assert (refused.key, refused.facts["row"]) == ("documents.json", 2)


def test_nesting_ends_where_the_limit_is() -> None:
    deepest = limits.JSON_DEPTH - 1
    assert open_document("a", b"[" * deepest + b"1" + b"]" * deepest).form == "json"
    assert refusal("[" * (deepest + 1) + "1" + "]" * (deepest + 1)).key == "documents.depth"
    assert refusal("[" * 200_000 + "]" * 200_000).key == "documents.depth"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[" + "[]," * 300_001 + "1]", "documents.cells"),
        ("[" + "1," * 1_500_001 + "1]", "documents.cells"),
        ('["' + "x" * 32_768 + '"]', "documents.long_text"),
        ('["\\ud800"]', "documents.binary"),
        ('{"\\u0007": 1}', "documents.binary"),
        ("[-Infinity]", "documents.json_number"),
        ("[1e400]", "documents.json_number"),
        ("[" + "9" * 5000 + "]", "documents.json_number"),
        ('{"a": {"b": 1, "b": 1}}', "documents.doubled_key"),
    ],
)
def test_what_json_can_do_wrong_is_refused(text: str, key: str) -> None:
    assert refusal(text).key == key
