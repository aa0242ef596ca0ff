"""Small pictures inside cards: a line without axes, and the band that shows a place among peers.

Both come as data URIs for an `<img>`; the card's text says what they show.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import isfinite
from typing import Final

from dashboard.charts.svg_axis import Scale
from dashboard.charts.svg_sheet import px
from dashboard.charts.template import TOKENS, Mode

_EDGE: Final = 4.0


def sparkline(
    values: Sequence[float | None],
    *,
    mode: Mode = "light",
    width: float = 64,
    height: float = 36,
    colour: str = "",
) -> str:
    """A data URI of a line through `values`, evenly spaced, the last one marked.

    None and NaN leave a gap; a value alone between gaps is a dot. `colour` is that of the line;
    the mark at the end is always the accent. Without any value the picture is empty.
    """
    ink = TOKENS[mode]
    stroke = colour or ink["ink3"]
    known = [value for value in values if value is not None and isfinite(value)]
    parts = []
    if known:
        spots = list(_spots(values, known, width, height))
        parts = [_stretch(stretch, stroke) for stretch in spots]
        x, y = spots[-1][-1]
        parts.append(f'<circle cx="{px(x)}" cy="{px(y)}" r="3" fill="{ink["accent"]}"/>')
    return _data_uri("".join(parts), width, height)


def band(
    position: int | None,
    *,
    of: int = 4,
    mode: Mode = "light",
    width: float = 100,
    height: float = 6,
) -> str:
    """A data URI of `of` parts side by side, part `position` (0 is the left one) filled.

    Raises:
        ValueError: there is no such part.
    """
    if position is not None and not 0 <= position < of:
        msg = f"part {position} of a band of {of}"
        raise ValueError(msg)
    ink = TOKENS[mode]
    step = (width + 2) / of
    parts = (
        f'<rect x="{px(at * step)}" width="{px(step - 2)}" height="{px(height)}" rx="1"'
        f' fill="{ink["accent"] if at == position else ink["context"]}"/>'
        for at in range(of)
    )
    return _data_uri("".join(parts), width, height)


def _spots(
    values: Sequence[float | None], known: list[float], width: float, height: float
) -> Iterator[list[tuple[float, float]]]:
    """Unbroken stretches of positions."""
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    x = Scale(0, max(1, len(values) - 1), _EDGE, width - _EDGE)
    y = Scale(low, high, height - _EDGE, _EDGE)
    for has_value, stretch in groupby(enumerate(values), key=lambda each: _is_known(each[1])):
        if has_value:
            yield [(x.at(at), y.at(value)) for at, value in stretch if value is not None]


def _is_known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _stretch(spots: list[tuple[float, float]], stroke: str) -> str:
    if len(spots) == 1:
        x, y = spots[0]
        return f'<circle cx="{px(x)}" cy="{px(y)}" r="1.5" fill="{stroke}"/>'
    steps = "L".join(f"{px(x)} {px(y)}" for x, y in spots)
    style = f'fill="none" stroke="{stroke}" stroke-width="1.6" stroke-linejoin="round"'
    return f'<path d="M{steps}" {style}/>'


def _data_uri(body: str, width: float, height: float) -> str:
    size = f'width="{px(width)}" height="{px(height)}" viewBox="0 0 {px(width)} {px(height)}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
