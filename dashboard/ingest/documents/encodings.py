"""In which encoding a text is written: UTF-8, UTF-16 or TIS-620 with the additions of CP874.

A text that fits none of them is refused rather than read wrongly: a wrong letter in a name of a
place costs more than a second export.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from dashboard.errors import InputError

_SAMPLE: Final = 8192
_STEP: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In UTF-16 one byte of every pair names the script: Latin, Thai, or punctuation.
_SCRIPTS: Final = b"\x00\x0e\x20"
_SCRIPT_SHARE: Final = 0.95
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CONSONANT: Final = re.compile(rb"[\xa1-\xce]")
# A vowel above or below, or a tone mark, that stands on nothing.
_LOOSE_MARK: Final = re.compile(rb"(?<![\xa1-\xfb])[\xd1\xd4-\xda\xe7-\xee]")
_CONSONANT_SHARE: Final = 1 / 3
_LOOSE_SHARE: Final = 0.02


def encoding_of(file: str, content: bytes) -> str:
    """The name of the codec that reads `content` whole.

    Raises:
        InputError: documents.encoding where none of the known ones does, documents.binary where
            the text holds a zero byte or another control character.
    """
    candidates = _candidates(content)
    for encoding in candidates:
        if _reads(file, content, encoding):
            return encoding
    if b"\0" in content and "utf-8" in candidates:
        raise InputError("documents.binary", file=file)
    raise InputError("documents.encoding", file=file)


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    unmarked = _unmarked_utf16(content[:_SAMPLE])
    if unmarked:
        return (unmarked,)
    return ("utf-8", "cp874") if _is_thai(content) else ("utf-8",)


def _unmarked_utf16(sample: bytes) -> str:
    for encoding, scripts in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        others = len(scripts.translate(None, delete=_SCRIPTS))
        if 0 in scripts and others <= len(scripts) * (1 - _SCRIPT_SHARE):
            return encoding
    return ""


def _is_thai(content: bytes) -> bool:
    """Whether the upper half of the bytes behaves as Thai letters do in TIS-620."""
    high = len(_HIGH.findall(content[:_STEP]))
    consonants = len(_CONSONANT.findall(content[:_STEP]))
    loose = len(_LOOSE_MARK.findall(content[:_STEP]))
    return consonants >= high * _CONSONANT_SHARE and loose <= high * _LOOSE_SHARE


def _reads(file: str, content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    try:
        for start in range(0, len(content), _STEP):
            end = start + _STEP
            text = decoder.decode(view[start:end], final=end >= len(content))
            if _CONTROL.search(text):
                raise InputError("documents.binary", file=file)
    except UnicodeDecodeError:
        return False
    return True
