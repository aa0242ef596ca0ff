"""The words of the programme: closed, complete in both languages, anchors that rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalog.agenda import AgendaWords, read_agenda_words
from dashboard.errors import CatalogError


@pytest.fixture
def words(root: Path) -> AgendaWords:
    return read_agenda_words(root / "data" / "catalog")


def test_the_vocabularies_are_those_of_the_programme_word_for_word(words: AgendaWords) -> None:
    thai = {
        "system": [each.th for each in words.of("system").values()],
        "change_type": [each.th for each in words.of("change_type").values()],
        "level": [each.th for each in words.of("level").values()],
        "status": [each.th for each in words.of("status").values()],
    }

    assert thai == {
        "system": ["ระบบงาน", "ระบบแผน", "ระบบงบประมาณ", "ระบบบริหารงานบุคคล"],
        "change_type": [
            *("มอบอำนาจ", "ยกเว้น/ผ่อนผัน", "แก้ระเบียบ"),
            *("แก้กฎหมาย", "ปรับกระบวนงาน", "อัตรากำลัง"),
        ],
        "level": ["จังหวัดทำได้เอง", "กรม/กระทรวง", "ครม.", "รัฐสภา"],
        "status": [
            *("ร่าง", "เสนอแล้ว", "อยู่ระหว่างพิจารณา", "เห็นชอบ"),
            *("มีผลใช้", "วัดผลแล้ว", "ไม่เห็นชอบ", "ถอน"),
        ],
    }


def test_levels_are_worth_50_75_and_100(words: AgendaWords) -> None:
    assert [(each.name.th, each.points) for each in words.levels] == [
        ("ขั้นต้น", 50),
        ("มาตรฐาน", 75),
        ("ขั้นสูง", 100),
    ]


def test_the_three_aims_in_stages(words: AgendaWords) -> None:
    assert [each.name.th for each in words.aims] == ["อยู่รอด", "อยู่อย่างพอเพียง", "ยั่งยืน"]


def test_an_entry_that_is_measured_refused_or_withdrawn_waits_for_nobody(
    words: AgendaWords,
) -> None:
    assert words.closed == {"measured", "refused", "withdrawn"}


def changed(root: Path, folder: Path, old: str, new: str) -> Path:
    text = (root / "data" / "catalog" / "agenda.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "agenda.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_middle_anchor_may_be_70(root: Path, tmp_path: Path) -> None:
    found = read_agenda_words(changed(root, tmp_path, "points = 75", "points = 70"))

    assert [each.points for each in found.levels] == [50, 70, 100]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("points = 75", "points = 50", "not above the level before"),
        ("points = 100", "points = 120", "beyond 100"),
        ("[anchor.level_2]", "[anchor.level_two]", "level_2"),
        ('en = "Budget system"', 'en = ""', "name"),
        ("open = false", "opne = false", "opne"),
        ("[family.", "[familly.", "unknown familly"),
        ('en = "Budget system"', 'en = "Budget system", de = "x"', "name.de"),
    ],
)
def test_a_broken_word_is_refused_with_its_place(
    root: Path, tmp_path: Path, old: str, new: str, why: str
) -> None:
    with pytest.raises(CatalogError, match=why) as refused:
        read_agenda_words(changed(root, tmp_path, old, new))

    assert refused.value.facts["file"] == "agenda.toml"


def test_a_folder_without_the_file_has_no_words(tmp_path: Path) -> None:
    assert read_agenda_words(tmp_path) == AgendaWords()
