"""`hpp check --disclosure` on the published snapshot: seconds, with the start of the program."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from statistics import median
from typing import Final

from bench.effort import Effort
from bench.line import Line, NotMeasured, Promise

SECONDS: Final = Promise(limit=60)


def measure(effort: Effort) -> list[Line]:
    """Seconds of the whole audit, and how many cells it attacks."""
    runs = [_audit() for _ in range(max(1, effort.pictures // 4))]
    told = runs[-1][1]
    together = next(each for each in told["attacks"] if each["attack"] == "together")
    return [
        Line(
            name="attack on the published snapshot",
            unit="s",
            ours=median(seconds for seconds, _ in runs),
            promise=SECONDS,
            note=f"{together['suppressed']:,} suppressed cells, "
            f"{together['unpublished']:,} published nowhere",
            broken="" if told["kept"] else "something was recovered",
        )
    ]


def _audit() -> tuple[float, dict[str, object]]:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "dashboard", "check", "--disclosure", "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True)
    seconds = time.perf_counter() - begin
    if not done.stdout:
        message = f"the audit ended with {done.returncode}"
        raise NotMeasured(message)
    return seconds, json.loads(done.stdout)
