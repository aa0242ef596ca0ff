"""Every message exists in both languages with the same facts, and so does every key in use."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from dashboard.text import has_text, messages

ROOT = Path(__file__).resolve().parents[2]
THAI = re.compile(r"[\u0e00-\u0e7f]")
KEY = re.compile(r"""\b(?:t|fail)\(\s*["']([a-z_]+(?:\.[A-Za-z0-9_-]+)+)["']""")
ERROR = re.compile(
    r"""(?:Error|Published|DamagedSnapshot)\(\s*["']([a-z_]+(?:\.[a-z0-9_]+)+)["']"""
)


def facts(text: str) -> set[str]:
    """The facts that a text names.

    `name_th` in Thai and `name_en` in English are one fact, and so are a number of areas with its
    unit (`areas`) and without (`count`).
    """
    names = {name.split("!")[0] for _, name, _, _ in Formatter().parse(text) if name}
    bare = {name.removesuffix("_th").removesuffix("_en") for name in names}
    return {"count" if name == "areas" else name for name in bare}


def sources() -> dict[Path, str]:
    files = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return {file: file.read_text(encoding="utf-8") for file in files}


def test_both_languages_name_the_same_facts() -> None:
    faults = {key for key, label in messages().items() if facts(label.th) != facts(label.en)}
    assert faults == set()


def test_no_message_is_empty() -> None:
    assert [key for key, label in messages().items() if not (label.th and label.en)] == []


def test_english_has_no_thai_but_names() -> None:
    thai = {key for key, label in messages().items() if THAI.search(label.en)}
    assert thai <= {"switch.th"} | {key for key in thai if "จปฐ." in messages()[key].en}


def test_every_key_in_the_code_has_its_words() -> None:
    missing = {
        (file.name, key)
        for file, text in sources().items()
        for key in KEY.findall(text) + ERROR.findall(text)
        if not has_text(key)
    }
    assert missing == set()


def test_every_error_has_a_hint() -> None:
    keys = {key for text in sources().values() for key in ERROR.findall(text)}
    assert keys
    assert {key for key in keys if not has_text(f"{key}.hint")} == set()


def test_a_file_has_one_word_in_thai() -> None:
    assert {key for key, label in messages().items() if "ไฟล์" in label.th} == set()
