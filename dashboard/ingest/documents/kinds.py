"""What a file is, judged by its first bytes; its ending is not asked.

Most files that are no table say so at once, and each has its own advice: `refused_kind` names it.
"""

from __future__ import annotations

import re
from typing import Final

ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PARQUET: Final = b"PAR1"
_PICTURES: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
)
_ARCHIVES: Final = (
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"PK\x05\x06",
    b"PK\x07\x08",
)
_HTML: Final = re.compile(
    rb"\s*<(?:!doctype html|html|head|meta|body|table|div|style)\b", re.IGNORECASE
)
_XML: Final = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|[A-Za-z][\w:.-]*[\s/>])")
_UTF8_BOM: Final = b"\xef\xbb\xbf"
_HEAD: Final = 1024


def refused_kind(content: bytes) -> str:
    """The key of what `content` is when it is no table; "" when it may be one."""
    head = content[:_HEAD].removeprefix(_UTF8_BOM)
    return _packed_kind(content, head) or _marked_kind(head)


def _packed_kind(content: bytes, head: bytes) -> str:
    if head.startswith(_OLE):
        return "documents.encrypted" if _ENCRYPTED in content else "documents.old_workbook"
    if head.startswith(_PARQUET):
        return "documents.parquet"
    return "documents.archive" if head.startswith(_ARCHIVES) else ""


def _marked_kind(head: bytes) -> str:
    if head.lstrip().startswith(b"%PDF"):
        return "documents.pdf"
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "documents.picture"
    if _HTML.match(head):
        return "documents.html"
    return "documents.xml" if _XML.match(head) else ""
