"""From a path to bytes, and from bytes to a `Document`: the only way into the house for a file.

Nothing here trusts a name, an ending or a size that a file states. Whatever is wrong becomes one
`InputError` with a key of this room; no other exception leaves it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from dashboard.errors import InputError
from dashboard.ingest.documents import kinds, limits
from dashboard.ingest.documents.json_tree import looks_like_json, read_json
from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.names import safe_name
from dashboard.ingest.documents.text_table import read_text
from dashboard.ingest.documents.workbook import read_workbook


def read_file(path: Path) -> bytes:
    """The bytes of a file, whose kind and size are known before anything is read.

    Raises:
        InputError: documents.missing, documents.folder, documents.not_a_file (a pipe, a device),
            documents.no_access or documents.too_big.
    """
    name = safe_name(path.name)
    try:
        _check_kind(name, path.stat())
        # A file that became a pipe since then must not make the server wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _check_kind(name, os.fstat(stream.fileno()))
            content = stream.read(limits.FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError("documents.missing", file=name) from error
    except OSError as error:
        raise InputError("documents.no_access", file=name) from error
    _check_size(name, len(content))
    return content


def open_document(name: str, content: bytes) -> Document:
    """The file `name`, opened as what its bytes are.

    Args:
        name: as the sender calls it; only a safe base name of it is kept.
        content: all of its bytes.

    Raises:
        InputError: a refusal, with a key `documents.*` and the fact `file` at least.
    """
    file = safe_name(name)
    _check_size(file, len(content))
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise InputError("documents.empty", file=file)
    sha256 = hashlib.sha256(content).hexdigest()
    refused = kinds.refused_kind(content)
    if refused:
        raise InputError(refused, file=file)
    if content.startswith(kinds.ZIP):
        sheets, hidden = read_workbook(file, content)
        if not any(sheet.rows for sheet in sheets):
            raise InputError("documents.empty", file=file)
        return Document(file, sha256, "workbook", sheets, hidden=hidden)
    if looks_like_json(content):
        return Document(file, sha256, "json", tree=read_json(file, content))
    sheet, separator = read_text(file, content)
    return Document(file, sha256, "text", (sheet,), separator=separator)


def _check_kind(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("documents.folder", file=name)
    if not stat.S_ISREG(status.st_mode):
        raise InputError("documents.not_a_file", file=name)
    _check_size(name, status.st_size)


def _check_size(name: str, size: int) -> None:
    if size > limits.FILE_BYTES:
        limit = limits.FILE_BYTES // limits.MEGABYTE
        raise InputError("documents.too_big", file=name, limit=limit)
