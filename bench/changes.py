"""A reader who changes indicator and year on a district map: the same steps on both sides.

Our page chooses the steps, for its address tells the id of what it shows; the twin repeats them.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import parse_qs

import pandas as pd

from bench.line import NotMeasured
from bench.servers import ROOT, Server
from bench.tab import Run, Tab

T = TypeVar("T")
SERIES: Final = "pop_registered"
"""An indicator of all southern districts with many years."""
SETTLE: Final = 0.3
"""Seconds after the last answer until the server has tidied up behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """One district map: its name in print, its page on both sides, our page's parameters."""

    name: str
    twin_page: str
    query: str


MAPS: Final = (
    Map(name="23 districts", twin_page="", query=""),
    Map(name="151 districts", twin_page="south", query="within=S"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A change: the select box `key` is set to the id `value`."""

    key: str
    value: str


@dataclass(slots=True)
class Drive:
    """What a reader's changes led to; `cpu` is the server's CPU seconds for all of them."""

    steps: list[Step] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cpu: float = 0.0


def our_tab(server: Server, shown: Map, query: str = "") -> Tab:
    """A tab on our district page, more parameters in its address."""
    return Tab(server, "districts", "&".join(part for part in (shown.query, query) if part))


def twin_tab(server: Server, shown: Map) -> Tab:
    """A tab on the twin's page of the same map."""
    return Tab(server, shown.twin_page)


async def drive_ours(server: Server, shown: Map, count: int) -> Drive:
    """Changes the indicator `count` times, then, in another tab, the year of a long series.

    Every step shows what the tab has not shown before; indicators are spread evenly over the list.
    """
    drive = Drive()
    for key, query in (("ind", ""), ("period", f"ind={SERIES}")):
        async with our_tab(server, shown, query) as tab:
            await tab.open()
            before = await _cpu(server)
            for option in spread(tab.others(key), count):
                drive.runs.append(await tab.choose(key, option))
                drive.steps.append(Step(key, asked(tab.query, key)))
            drive.cpu += await _cpu(server) - before
    return drive


async def drive_twin(server: Server, shown: Map, steps: Sequence[Step]) -> Drive:
    """Repeats `steps` on the twin, where the series is opened by a change that is not counted."""
    drive = Drive()
    names = indicator_names()
    for key in ("ind", "period"):
        async with twin_tab(server, shown) as tab:
            await tab.open()
            if key == "period":
                await tab.choose("ind", names[SERIES])
            before = await _cpu(server)
            for step in (each for each in steps if each.key == key):
                option = names[step.value] if key == "ind" else step.value.split("@")[0]
                drive.runs.append(await tab.choose(key, option))
                drive.steps.append(step)
            drive.cpu += await _cpu(server) - before
    return drive


def asked(query: str, key: str) -> str:
    """The id of `key` in an address.

    Raises:
        NotMeasured: it is not there, so that the twin cannot follow.
    """
    values = parse_qs(query).get(key)
    if not values:
        message = f"ours: the address does not say {key!r}: {query!r}"
        raise NotMeasured(message)
    return values[0]


def spread(options: Sequence[T], count: int) -> list[T]:
    """At most `count` of the options, evenly spread, in their order."""
    wanted = min(count, len(options))
    return [options[index * len(options) // wanted] for index in range(wanted)]


def snapshot() -> Path:
    """The folder of the published snapshot, by the same rule as the servers.

    Raises:
        NotMeasured: nothing is published.
    """
    current = Path(os.environ.get("HPP_DATA") or ROOT / "data") / "snapshots" / "CURRENT"
    if not current.is_file():
        message = "nothing is published in this data folder: run make build"
        raise NotMeasured(message)
    return current.parent / current.read_text(encoding="utf-8").strip()


def indicator_names() -> dict[str, str]:
    """English name by indicator id, which is what the twin's select box shows."""
    table = pd.read_parquet(snapshot() / "indicator.parquet", columns=["id", "name_en"])
    return dict(zip(table["id"], table["name_en"], strict=True))


async def _cpu(server: Server) -> float:
    await asyncio.sleep(SETTLE)
    return server.cpu()
