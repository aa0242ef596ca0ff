"""From the command to the first healthy answer."""

from __future__ import annotations

from statistics import median
from typing import Final

from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import running

PROMISE: Final = Promise(limit=3)


def measure(effort: Effort) -> list[Line]:
    """Median over processes that are started and stopped in turn."""
    ours, twin = [], []
    for _ in range(effort.starts):
        ours.append(_start("ours"))
        twin.append(_start("twin"))
    return [
        Line(
            name="start until the first healthy answer",
            unit="s",
            ours=median(ours),
            twin=median(twin),
            promise=PROMISE,
            note=f"longest of ours {max(ours):.2f} s",
        )
    ]


def _start(side: str) -> float:
    with running(side) as server:
        return server.started
