"""The district figure as it is sent: its size, and that no geometry is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

from bench.changes import MAPS, Map, our_tab, twin_tab
from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import Server, running
from bench.tab import Tab

PROMISE: Final = Promise(limit=30)


def measure(_effort: Effort) -> Iterator[Line]:
    """Kilobytes (10³ bytes) of the figure's JSON on both district maps."""
    with running("ours") as ours, running("twin") as twin:
        for shown in MAPS:
            yield _line(ours, twin, shown)


def _line(ours: Server, twin: Server, shown: Map) -> Line:
    spec = asyncio.run(_spec(our_tab(ours, shown)))
    return Line(
        name=f"figure of {shown.name}",
        unit="KB",
        ours=len(spec.encode()) / 1e3,
        twin=len(asyncio.run(_spec(twin_tab(twin, shown))).encode()) / 1e3,
        promise=PROMISE,
        broken="it holds coordinates" if '"coordinates"' in spec else "",
    )


async def _spec(tab: Tab) -> str:
    async with tab:
        await tab.open()
        return tab.map_figure()
