from __future__ import annotations

from dashboard.ingest.documents.places import letters


def test_columns_are_lettered_as_a_spreadsheet_letters_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 27, 701, 702)] == [
        *("A", "Z", "AA", "AB", "ZZ", "AAA"),
    ]
