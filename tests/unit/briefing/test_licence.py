from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.briefing import licence_words
from dashboard.catalog import load_catalog
from dashboard.text import LANGS


@pytest.mark.parametrize(
    ("recorded", "thai", "english"),
    [
        (
            "repo licence not checked; NESDC attribution required",
            "ผู้เผยแพร่ไม่ได้ระบุเงื่อนไข โปรดอ้างอิงแหล่งที่มา",
            "The publisher states no terms; please cite the source",
        ),
        (
            "none stated",
            "ผู้เผยแพร่ไม่ได้ระบุเงื่อนไข โปรดอ้างอิงแหล่งที่มา",
            "The publisher states no terms; please cite the source",
        ),
        (
            "BOT: attribution required",
            "ต้องอ้างอิงธนาคารแห่งประเทศไทยเมื่อนำไปใช้",
            "The Bank of Thailand must be cited",
        ),
        ("figures of the office's own", "ตัวเลขของสำนักงานเอง", "The office’s own figures"),
        ("CC BY 4.0", "CC BY 4.0", "CC BY 4.0"),
        ("", "", ""),
    ],
)
def test_terms_of_use_are_in_a_readers_words(recorded: str, thai: str, english: str) -> None:
    assert licence_words(recorded, "th") == thai
    assert licence_words(recorded, "en") == english


def test_no_shipped_publication_speaks_of_how_it_was_copied(root: Path) -> None:
    for data_set in load_catalog(root / "data" / "catalog").data_sets.values():
        for lang in LANGS:
            told = licence_words(data_set.licence, lang)
            assert told
            assert not {"repo", "copy", "metadata", "meta)"} & set(told.split())
