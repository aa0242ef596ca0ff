"""What is said under the pointer, in few bytes: what all points say alike is said only once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any


def told(head: str, texts: Sequence[str]) -> dict[str, Any]:
    """`hovertemplate`, and `text` where the points differ: together they say head and text.

    Args:
        head: begins every point's words; may hold a placeholder of Plotly's.
        texts: the words of each point, at least one.
    """
    start = _common(texts)
    end = _common([text[len(start) :][::-1] for text in texts])[::-1]
    if "%{" in start + end:
        start = end = ""
    rest = [text[len(start) : len(text) - len(end)] for text in texts]
    if not any(rest):
        return {"hovertemplate": f"{head}{start}{end}<extra></extra>"}
    return {"text": rest, "hovertemplate": f"{head}{start}%{{text}}{end}<extra></extra>"}


def _common(texts: Sequence[str]) -> str:
    """The beginning that all texts share."""
    first, last = min(texts), max(texts)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in alike)
