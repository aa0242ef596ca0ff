"""Which area a row is about: the narrowest of its labels that names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.catalog.resolver import AreaResolver
from dashboard.catalog.spelling import name_key
from dashboard.ingest.readers.nso_labels import WIDE_TO_NARROW, LabelColumn
from dashboard.ingest.readers.nso_words import marked, native

_AGGREGATE: Final = re.compile(
    r"(?:รวม)?(?:ภาค(?:กลาง|เหนือ|ใต้|ตะวัน|อีสาน)|กลุ่มจังหวัด|กรุงเทพ(?:มหานคร|ฯ)?\s*(?:และ|,)|ปริมณฑล|เขตปริมณฑล)"
    r"|(?:greater\s+)?bangkok(?:\s+metropol\w+)?\s+(?:and|&)"
    r"|(?:upper |lower )?(?:north|south|east|west|central|northeast)\w*(?:\s+(?:region|part))?$"
    r"|[a-z\s]+\s(?:region|vicinity)$",
    re.IGNORECASE,
)
_PROVINCE: Final = re.compile(r"จังหวัด\s?([\u0e01-\u0e4e]{3,})")
_CAPITAL: Final = re.compile(r"(?:อำเภอ|อ\.)?\s?เมือง|(?:a\.\s?)?mueang", re.IGNORECASE)
"""A capital district, whose short name is that of many."""
_WHOLE: Final = frozenset(
    map(name_key, ("รวม", "รวมทั้งหมด", "ยอดรวม", "รวมทุกจังหวัด", "ทั้งจังหวัด", "รวมทั้งจังหวัด", "total"))
)
_FAMILIAR: Final = re.compile(
    r"ทั่วราชอาณาจักร|ทั่วประเทศ|whole kingdom"
    r"|(?:จังหวัด)?(?:กรุงเทพมหานคร|นครศรีธรรมราช|กระบี่|พังงา|ภูเก็ต"
    r"|สุราษฎร์ธานี|ระนอง|ชุมพร|สงขลา|สตูล|ตรัง|พัทลุง|ปัตตานี|ยะลา|นราธิวาส|เชียงใหม่|ขอนแก่น|นครราชสีมา|ชลบุรี)"
    r"|ภาค(?:ใต้|กลาง|เหนือ|ตะวันออก\S*|ตะวันตก)"
    r"|bangkok|nakhon si thammarat|krabi|phang-?nga|phuket|surat thani|ranong|chumphon|songkhla"
    r"|satun|trang|phatthalung|pattani|yala|narathiwat|chiang mai|khon kaen",
    re.IGNORECASE,
)


class RowArea(NamedTuple):
    """The area of a row.

    `code` is "" where there is none: then `aggregate` says that the label names areas which the
    catalogue has no code for; `nearest` are codes of similar names.
    """

    code: str
    label: str
    column: int
    aggregate: bool = False
    nearest: tuple[str, ...] = ()


def names_area(text: str, areas: AreaResolver) -> bool:
    """Whether a label names an area, one of the catalogue or a region that it lacks."""
    name = marked(text).text
    if not any(map(str.isalpha, name)):
        return False
    return bool(_find(areas, name) or _CAPITAL.match(name)) or is_aggregate(name, areas)


def familiar(text: str) -> bool:
    """Whether a label is an area that everyone knows; needs no catalogue."""
    return bool(_FAMILIAR.fullmatch(native(marked(text).text)))


def province_in(title: str, areas: AreaResolver) -> str:
    """The code of the province that a title is about, "" where it names none."""
    match = _PROVINCE.search(title)
    return areas.find(match[1], level="province").code if match else ""


def is_aggregate(name: str, areas: AreaResolver) -> bool:
    """Whether a label names a region or group of provinces that the catalogue has no code for."""
    return areas.elsewhere(name) or bool(_AGGREGATE.match(name))


def area_of(
    texts: dict[int, str], columns: Sequence[LabelColumn], areas: AreaResolver, within: str = ""
) -> RowArea | None:
    """The area of a row with these labels; None where no label of an area stands in it.

    A total (รวม) in a narrower column is the area of the wider one; `within` is the province that
    the title names, for districts without a column of provinces.
    """
    wanted = [each for each in columns if each.kind == "area"]
    order = sorted(wanted, key=lambda each: (WIDE_TO_NARROW.index(each.level), each.index))
    found: RowArea | None = None
    for column in order:
        name = marked(texts.get(column.index, "")).text
        if not name or (found is not None and name_key(name) in _WHOLE):
            continue
        found = _one(name, column, areas, found.code if found else within)
    return found


def _one(name: str, column: LabelColumn, areas: AreaResolver, within: str) -> RowArea:
    code = ""
    if column.level == "district":
        code = areas.find(name, level="district", within=within).code
    code = code or _find(areas, name)
    if code:
        return RowArea(code, name, column.index)
    if name_key(name) in _WHOLE or is_aggregate(name, areas):
        return RowArea("", name, column.index, aggregate=True)
    level = None if column.level == "region" else column.level
    near = areas.find(name, level=level).candidates or areas.find(name).candidates
    return RowArea("", name, column.index, nearest=near)


def _find(areas: AreaResolver, name: str) -> str:
    """The code of a name; a footnote mark may cling to it without a sign: กระบี่1."""
    code = areas.find(name).code or areas.find(native(name)).code
    bare = re.sub(r"(?<=[a-z\u0e00-\u0e7f])\d{1,2}$", "", name, flags=re.IGNORECASE)
    return code or (areas.find(bare).code if bare != name else "")
