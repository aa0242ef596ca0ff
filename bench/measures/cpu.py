"""Server CPU per change of indicator or year."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

from bench.changes import MAPS, Map, drive_ours, drive_twin
from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import running

PROMISE: Final = Promise(limit=60, share=1 / 4)


def measure(effort: Effort) -> Iterator[Line]:
    """Milliseconds of process CPU, averaged over changes to what was not shown before."""
    for shown in MAPS:
        yield _line(shown, effort.changes)


def _line(shown: Map, count: int) -> Line:
    with running("ours") as server:
        ours = asyncio.run(drive_ours(server, shown, count))
    with running("twin") as server:
        twin = asyncio.run(drive_twin(server, shown, ours.steps))
    return Line(
        name=f"server CPU per change, {shown.name}",
        unit="ms",
        ours=ours.cpu / len(ours.runs) * 1e3,
        twin=twin.cpu / len(twin.runs) * 1e3,
        promise=PROMISE,
        note=f"mean of {len(ours.runs)}",
    )
