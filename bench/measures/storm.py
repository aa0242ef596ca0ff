"""Many readers at once: how long each waits until its page is complete."""

from __future__ import annotations

import asyncio
from statistics import median
from typing import Final

from bench.changes import MAPS, our_tab, twin_tab
from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import Server, running
from bench.tab import Tab

PROMISE: Final = Promise(share=1 / 3)


def measure(effort: Effort) -> list[Line]:
    """Median time from connecting until the script is done, all sessions opened at once."""
    waits = {side: _waits(side, effort) for side in ("ours", "twin")}
    worst = max(waits["ours"])
    return [
        Line(
            name=f"{effort.crowd} sessions at once, district map",
            unit="s",
            ours=median(waits["ours"]),
            twin=median(waits["twin"]),
            promise=PROMISE,
            note=f"longest of ours {worst:.2f} s",
        )
    ]


def _waits(side: str, effort: Effort) -> list[float]:
    with running(side) as server:
        asyncio.run(_crowd(server, 1))
        return asyncio.run(_crowd(server, effort.crowd))


async def _crowd(server: Server, count: int) -> list[float]:
    tabs = [_tab(server) for _ in range(count)]
    try:
        return [run.seconds for run in await asyncio.gather(*(tab.open() for tab in tabs))]
    finally:
        await asyncio.gather(*(tab.close() for tab in tabs))


def _tab(server: Server) -> Tab:
    return (our_tab if server.side == "ours" else twin_tab)(server, MAPS[0])
