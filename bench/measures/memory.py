"""What a further open session adds to the server's memory."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Final

from bench.changes import MAPS, our_tab, twin_tab
from bench.effort import Effort
from bench.line import Line, Promise
from bench.servers import running

PROMISE: Final = Promise(limit=0.4)
VISITORS: Final = 10
"""Tabs that come and go first, so that the heap has had its growth before anything is counted."""
SETTLE: Final = 2.0
"""Seconds after the last page until messages are flushed and threads have ended."""


def measure(effort: Effort) -> list[Line]:
    """Resident memory per session between few and many sessions that stay open."""
    further = effort.many_sessions - effort.few_sessions
    return [
        Line(
            name=f"memory per further session ({further} more)",
            unit="MB",
            ours=asyncio.run(_per_session("ours", effort)),
            twin=asyncio.run(_per_session("twin", effort)),
            promise=PROMISE,
        )
    ]


async def _per_session(side: str, effort: Effort) -> float:
    new_tab = our_tab if side == "ours" else twin_tab
    with running(side) as server:
        for _ in range(VISITORS):
            async with new_tab(server, MAPS[0]) as visitor:
                await visitor.open()
        async with AsyncExitStack() as tabs:
            resident = []
            opened = 0
            for wanted in (effort.few_sessions, effort.many_sessions):
                for _ in range(wanted - opened):
                    await (await tabs.enter_async_context(new_tab(server, MAPS[0]))).open()
                opened = wanted
                await asyncio.sleep(SETTLE)
                resident.append(server.memory())
    few, many = resident
    return (many - few) / (effort.many_sessions - effort.few_sessions)
