"""A JSON file as a tree of plain values, without the ways in which JSON lies or explodes.

Refused: keys that come twice (which one is meant?), NaN and Infinity (no JSON), nesting without
end, and more values than the memory holds. The count is taken before anything is built.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Final

from dashboard.errors import InputError
from dashboard.ingest.documents import limits
from dashboard.ingest.documents.encodings import encoding_of

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")


class _DoubledKeyError(ValueError):
    """An object names a key twice."""


def looks_like_json(content: bytes) -> bool:
    """Whether the first character opens an object or a list, in UTF-8 or UTF-16."""
    head = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return head[:1] in {b"{", b"["}


def read_json(file: str, content: bytes) -> object:
    """The tree that `content` holds.

    Raises:
        InputError: no JSON, or one that is too large, too deep or ambiguous.
    """
    if len(content) > limits.JSON_BYTES:
        size = limits.JSON_BYTES // limits.MEGABYTE
        raise InputError("documents.too_big", file=file, limit=size)
    _count(file, content)
    text = content.decode(encoding_of(file, content))
    tree = _parsed(file, text)
    _walk(file, tree)
    return tree


def _count(file: str, content: bytes) -> None:
    containers = content.count(b"{") + content.count(b"[")
    values = content.count(b",") + content.count(b":")
    if containers > limits.JSON_CONTAINERS or values > limits.JSON_VALUES:
        raise InputError("documents.cells", file=file, limit=f"{limits.JSON_VALUES:,}")


def _parsed(file: str, text: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=_finite
        )
    except RecursionError as error:
        raise InputError("documents.depth", file=file, limit=limits.JSON_DEPTH) from error
    except _DoubledKeyError as error:
        raise InputError("documents.doubled_key", file=file) from error
    except json.JSONDecodeError as error:
        raise InputError("documents.json", file=file, row=error.lineno) from error
    except ValueError as error:
        raise InputError("documents.json_number", file=file) from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _DoubledKeyError
    return made


def _refuse(word: str) -> object:
    raise ValueError(word)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _walk(file: str, tree: object) -> None:
    """Go through the tree level by level: its depth, and whether its texts can be printed."""
    level: list[object] = [tree]
    for _ in range(limits.JSON_DEPTH):
        for text in (each for each in level if isinstance(each, str)):
            _check_text(file, text)
        level = [child for each in level for child in _children(each)]
        if not level:
            return
    raise InputError("documents.depth", file=file, limit=limits.JSON_DEPTH)


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else ()


def _check_text(file: str, text: str) -> None:
    if len(text) > limits.CELL_CHARACTERS:
        limit = f"{limits.CELL_CHARACTERS:,}"
        raise InputError("documents.long_text", file=file, limit=limit)
    if _UNPRINTABLE.search(text):
        raise InputError("documents.binary", file=file)
