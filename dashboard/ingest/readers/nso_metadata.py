"""The `Metadata` sheet of a catalogue workbook, read as the source of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.readers.nso_words import plain, without_contacts
from dashboard.ingest.report import Citation

ITEMS: Final = {
    "title": ("ชื่อชุดข้อมูล", "title", "dataset name", "data set name", "dataset title"),
    "publisher": ("องค์กร", "หน่วยงาน", "ชื่อหน่วยงาน", "organization", "organisation", "publisher"),
    "licence": ("สัญญาอนุญาตให้ใช้ข้อมูล", "สัญญาอนุญาต", "license", "licence", "data license"),
    "url": ("url", "แหล่งที่มา url", "ที่อยู่เว็บไซต์", "เว็บไซต์", "website", "link"),
    "unit": ("หน่วยวัด", "หน่วยนับ", "unit", "unit of measure"),
    "multiplier": ("หน่วยตัวคูณ", "unit multiplier"),
}
_OTHERS: Final = (
    "ประเภทข้อมูล",
    "คำสำคัญ",
    "วัตถุประสงค์",
    "อีเมลผู้ติดต่อ",
    "ชื่อผู้ติดต่อ",
    "แหล่งที่มา",
    "keywords",
)
_KEYS: Final = {name_key(word): item for item, words in ITEMS.items() for word in words}
_KNOWN: Final = frozenset(_KEYS) | frozenset(map(name_key, _OTHERS))
FEWEST: Final = 3
MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a workbook says of itself; `unit` with its multiplier, as พันบาท."""

    citation: Citation = field(default_factory=Citation)
    unit: str = ""


def is_metadata(sheet: Sheet) -> bool:
    """Whether a sheet lists the items of the catalogue's description."""
    if "metadata" in sheet.name.casefold() or "เมทาดาตา" in sheet.name:
        return bool(_items(sheet))
    names = {name_key(plain(cell)) for row in sheet.rows[:MOST_ROWS] for cell in row[:4]}
    return len(names & _KNOWN) >= FEWEST


def metadata_of(document: Document) -> Metadata:
    """What the `Metadata` sheets of a document say; empty without one."""
    items: dict[str, str] = {}
    for sheet in filter(is_metadata, document.sheets):
        items = dict(_items(sheet)) | items
    unit = items.get("multiplier", "") + items.get("unit", "")
    return Metadata(
        Citation(
            publisher=items.get("publisher", ""),
            title=items.get("title", ""),
            url=items.get("url", ""),
            licence=items.get("licence", ""),
        ),
        unit=unit.removeprefix("หน่วย") if unit != "หน่วย" else "",
    )


def _items(sheet: Sheet) -> Mapping[str, str]:
    """Known items and their values: what stands to the right of the item's name."""
    found: dict[str, str] = {}
    for row in sheet.rows[:MOST_ROWS]:
        texts = [plain(cell) for cell in row]
        for place, text in enumerate(texts):
            item = _KEYS.get(name_key(text.rstrip(":")))
            value = next(filter(None, texts[place + 1 :]), "")
            if item and value:
                found.setdefault(item, without_contacts(value))
    return found
