"""What travels through the websocket, decompressed: per change, and for a page's first load."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from statistics import median
from typing import Final

from bench.changes import MAPS, Map, Step, drive_ours, drive_twin, spread, twin_tab
from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import Server, running
from bench.tab import Tab

PER_CHANGE: Final = {
    "23 districts": Promise(limit=20),
    "151 districts": Promise(limit=20, share=1 / 20),
}
EVERY: Final = 10_000
"""More than any select box offers."""
FIRST_LOAD: Final = Promise(limit=120)
PAGES: Final = (
    ("", ""),
    ("districts", ""),
    ("districts", "within=S"),
    ("provinces", ""),
    ("trends", ""),
    ("sources", ""),
)


def measure(effort: Effort) -> Iterator[Line]:
    """Kilobytes (10³ bytes) per change on both district maps, then per page."""
    with running("ours") as ours, running("twin") as twin:
        for shown in MAPS:
            yield asyncio.run(_per_change(ours, twin, shown, effort.changes))
        for page, query in PAGES:
            same = (shown for shown in MAPS if (page, query) == ("districts", shown.query))
            yield asyncio.run(
                _page(Tab(ours, page, query), [twin_tab(twin, each) for each in same])
            )


async def _per_change(our_server: Server, twin_server: Server, shown: Map, count: int) -> Line:
    """The heaviest of all our changes against the twin's median: the harder comparison."""
    ours = await drive_ours(our_server, shown, EVERY)
    twin = await drive_twin(twin_server, shown, _some(ours.steps, count))
    payloads = [run.payload / 1e3 for run in ours.runs]
    return Line(
        name=f"payload per change, {shown.name}",
        unit="KB",
        ours=max(payloads),
        twin=median(run.payload for run in twin.runs) / 1e3,
        promise=PER_CHANGE[shown.name],
        note=f"heaviest of {len(payloads)}; our median {median(payloads):.1f} KB",
    )


def _some(steps: list[Step], count: int) -> list[Step]:
    """At most `count` of the steps of each select box, evenly spread."""
    boxes = dict.fromkeys(step.key for step in steps)
    return [
        step for box in boxes for step in spread([each for each in steps if each.key == box], count)
    ]


async def _page(tab: Tab, twins: list[Tab]) -> Line:
    """A page's first load; the twin beside it where it has such a page."""
    address = f"/{tab.page}" + (f"?{tab.query}" if tab.query else "")
    loads = [await _first_load(each) for each in (tab, *twins)]
    return Line(
        name=f"first load of {address}",
        unit="KB",
        ours=loads[0],
        twin=loads[1] if twins else None,
        promise=FIRST_LOAD,
    )


async def _first_load(tab: Tab) -> float:
    async with tab:
        return (await tab.open()).payload / 1e3
