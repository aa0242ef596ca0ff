"""An `.xlsx` workbook as sheets of cells, read by calamine after it was found harmless.

What calamine sees is not the file that was handed in but a new one made of the parts that were
examined: the visible sheets, their texts and formats, a directory of our own. So it can neither
follow another directory than the one that was checked, nor meet a part that was not.
Hidden sheets are not read; their names are kept.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any, Final, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.errors import InputError
from dashboard.ingest.documents import limits
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.documents.names import printable
from dashboard.ingest.documents.package import DAMAGE, Package, local
from dashboard.ingest.documents.worksheet import TRUE, Scan, Spent, Walk

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TEXTS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"


class _Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class _Contents(NamedTuple):
    """What the workbook says of its parts."""

    sheets: tuple[_Listed, ...]
    texts: str
    styles: str
    since_1904: bool


def read_workbook(file: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The visible sheets in order, and the names of the hidden ones.

    Cells stand as in the file: row 1 is the first, column A the first. A cell whose calculation
    failed holds its mark, such as `#REF!`; a time of day or a duration is text.

    Raises:
        InputError: no workbook of figures, a damaged one, or one beyond the limits.
    """
    if len(content) > limits.WORKBOOK_BYTES:
        size = limits.WORKBOOK_BYTES // limits.MEGABYTE
        raise InputError("documents.too_big", file=file, limit=size)
    with _damage_refused(file):
        package = Package(file, content)
        contents = _contents(package)
        clean, scans = _copied(package, contents)
        sheets = tuple(_read(clean, scans))
    return sheets, tuple(sheet.name for sheet in contents.sheets if sheet.hidden)


@contextmanager
def _damage_refused(file: str) -> Iterator[None]:
    """Whatever the libraries make of a damaged file is one refusal."""
    try:
        yield
    except (*DAMAGE, CalamineError) as error:
        raise InputError("documents.unreadable", file=file) from error
    except BaseException as error:
        # A failed assertion inside the library arrives as a class that no module exports.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("documents.unreadable", file=file) from error


def _contents(package: Package) -> _Contents:
    main = _main_part(package)
    targets = _relations(package, main)
    sheets: list[_Listed] = []
    since_1904 = False
    for name, attributes in package.elements(main):
        if name == "workbookPr":
            since_1904 = attributes.get("date1904", "").lower() in TRUE
        elif name == "sheet":
            kind, part = targets[attributes["id"]]
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(_Listed(printable(attributes["name"]), part, hidden))
    _check_sheets(package, sheets)
    parts = dict(targets.values())
    return _Contents(
        tuple(sheets), parts.get("sharedStrings", ""), parts.get("styles", ""), since_1904
    )


def _check_sheets(package: Package, sheets: list[_Listed]) -> None:
    if len(sheets) > limits.SHEETS:
        raise InputError("documents.sheets", file=package.file, limit=limits.SHEETS)
    shown = [sheet for sheet in sheets if not sheet.hidden]
    if len({sheet.name.lower() for sheet in sheets}) < len(sheets):
        msg = "two sheets have one name"
        raise ValueError(msg)
    if len({sheet.part for sheet in shown}) < len(shown):
        msg = "two sheets are one part"
        raise ValueError(msg)
    if not shown:
        raise InputError("documents.no_sheet", file=package.file)


def _main_part(package: Package) -> str:
    targets = _relations(package, "")
    return next((part for kind, part in targets.values() if kind == "officeDocument"), "")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What `part` refers to: id → (kind, name of the part); links to other files are refused."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    for element, attributes in package.elements(posixpath.join(folder, "_rels", f"{name}.rels")):
        if element != "Relationship":
            continue
        kind = attributes["Type"].rpartition("/")[2]
        target = posixpath.join("/", folder, attributes["Target"])
        found[attributes["Id"]] = (kind, posixpath.normpath(target).lstrip("/"))
    return found


def _copied(package: Package, contents: _Contents) -> tuple[io.BytesIO, list[tuple[str, Scan]]]:
    """A workbook of the visible sheets that were walked through, and what was found on the way."""
    _refuse_links(package)
    clean = io.BytesIO()
    spent = Spent()
    scans: list[tuple[str, Scan]] = []
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        lengths = _copy_texts(package, contents, archive)
        if contents.styles in package:
            _copy(archive, _STYLES, package.parse(contents.styles, _ignore))
        shown = [sheet for sheet in contents.sheets if not sheet.hidden]
        for number, sheet in enumerate(shown, start=1):
            walk = Walk(package.file, sheet.name, spent, lengths)
            chunks = package.parse(sheet.part, walk.start, walk.prepare)
            _copy(archive, _sheet_part(number), chunks)
            scans.append((sheet.name, walk.scan))
        _write_directory(archive, [sheet.name for sheet in shown], contents)
    clean.seek(0)
    return clean, scans


def _refuse_links(package: Package) -> None:
    """Links to web pages may stay; whatever else lies outside the file may not."""
    for part in package.parts:
        if not part.endswith(".rels"):
            continue
        for _, attributes in package.elements(part):
            outside = attributes.get("TargetMode", "").lower() == "external"
            if outside and not attributes.get("Type", "").endswith("/hyperlink"):
                raise InputError("documents.links", file=package.file)


def _ignore(_: str, __: dict[str, str]) -> None:
    """Nothing in this part needs looking at."""


def _copy(archive: zipfile.ZipFile, part: str, chunks: Iterable[bytes]) -> None:
    with archive.open(part, "w") as stream:
        for chunk in chunks:
            stream.write(chunk)


def _copy_texts(package: Package, contents: _Contents, archive: zipfile.ZipFile) -> list[int]:
    """Copy the shared texts; their lengths."""
    lengths: list[int] = []
    if contents.texts not in package:
        return lengths

    def start(name: str, _: dict[str, str]) -> None:
        if local(name) == "si":
            if len(lengths) >= limits.WORKBOOK_CELLS:
                limit = f"{limits.WORKBOOK_CELLS:,}"
                raise InputError("documents.cells", file=package.file, limit=limit)
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    def prepare(parser: expat.XMLParserType) -> None:
        parser.CharacterDataHandler = text

    _copy(archive, _TEXTS, package.parse(contents.texts, start, prepare))
    if max(lengths, default=0) > limits.CELL_CHARACTERS:
        raise InputError(
            "documents.long_text", file=package.file, limit=f"{limits.CELL_CHARACTERS:,}"
        )
    return lengths


def _sheet_part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _write_directory(archive: zipfile.ZipFile, names: list[str], contents: _Contents) -> None:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    since = "1" if contents.since_1904 else "0"
    archive.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><workbookPr date1904="{since}"/>'
        f"<sheets>{listed}</sheets></workbook>",
    )
    parts = [(f"rId{i}", "worksheet", _sheet_part(i)) for i in range(1, len(names) + 1)]
    parts += [("texts", "sharedStrings", _TEXTS), ("styles", "styles", _STYLES)]
    held = set(archive.namelist())
    inside = [(key, kind, part) for key, kind, part in parts if part in held]
    archive.writestr("xl/_rels/workbook.xml.rels", _written_relations(inside))
    main = [("rId1", "officeDocument", "xl/workbook.xml")]
    archive.writestr("_rels/.rels", _written_relations(main))


def _written_relations(parts: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="/{part}"/>'
        for key, kind, part in parts
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _read(clean: io.BytesIO, scans: list[tuple[str, Scan]]) -> Iterator[Sheet]:
    workbook = CalamineWorkbook.from_filelike(clean)
    for name, scan in scans:
        sheet = workbook.get_sheet_by_name(name)
        before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
        rows = [[*before, *_plain(row)] for row in sheet.iter_rows()]
        for (row, column), mark in scan.errors.items():
            rows[row][column] = mark
        yield Sheet(
            name=name,
            rows=rows,
            numbers=range(1, len(rows) + 1),
            merged=_merged(sheet.merged_cell_ranges),
            formulas=tuple(scan.formulas),
            hidden_rows=tuple(row for row in scan.hidden_rows if row < len(rows)),
            hidden_columns=tuple(scan.hidden_columns),
        )


def _plain(row: list[Any]) -> list[Cell]:
    if time in (kinds := set(map(type, row))) or timedelta in kinds:
        return [str(cell) if isinstance(cell, time | timedelta) else cell for cell in row]
    return row


def _merged(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None,
) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(sorted((*first, *last) for first, last in ranges or ()))
