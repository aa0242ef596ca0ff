"""Workbooks written by hand, part by part, so that each can be wrong in one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

Book = Callable[..., bytes]


def relations(*lines: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def relation(key: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def worksheet(cells: str, *, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'


def _parts(cells: str, after: str, texts: list[str]) -> dict[str, str]:
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="ข้อมูล" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            relation("r1", "worksheet", "worksheets/sheet1.xml"),
            relation("r2", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": worksheet(cells, after=after),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }


def _book(
    cells: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    after: str = "",
    texts: list[str] | None = None,
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """An `.xlsx` file of one sheet `ข้อมูล`.

    Args:
        cells: what stands in its `sheetData`.
        after: what follows it in the sheet.
        texts: the shared texts.
        parts: further parts, or others in the place of the usual ones.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (_parts(cells, after, texts or []) | (parts or {})).items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture(scope="session")
def book() -> Book:
    return _book
