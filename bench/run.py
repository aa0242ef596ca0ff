"""Prints what is claimed about speed, measured here and now, beside a naive twin.

    make bench
    .venv/bin/python bench/run.py --quick
    .venv/bin/python bench/run.py --only memory --only start --json speed.json

A promise that is not kept is printed and leaves the exit code at 0; a measurement that cannot be
made gives 1.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

# A script's own folder is on the path, not the checkout that holds it.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil

from bench.effort import FULL, QUICK, Effort
from bench.line import HEADER, TABLE_HEAD, Line, NotMeasured

MEASURES: Final = (
    *("figure", "payload", "cpu", "query", "memory", "storm", "picture", "start"),
    "intake",
    "audit",
)


def main() -> int:
    """Runs the chosen measurements; 0 when all of them could be made, else 1."""
    chosen = _arguments()
    # An exception unwinds, so that servers and browsers end with us; a bare signal would not.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    effort = QUICK if chosen.quick else FULL
    begin = time.perf_counter()
    print(f"{machine()}\n{HEADER}")
    lines: list[Line] = []
    failed: dict[str, str] = {}
    for name in chosen.only or MEASURES:
        try:
            for line in _measure(name, effort):
                print(line.text(), flush=True)
                lines.append(line)
        except (NotMeasured, TimeoutError, OSError) as error:
            failed[name] = f"{error}" or type(error).__name__
            print(f"{name:<44} not measured: {failed[name]}", flush=True)
    seconds = time.perf_counter() - begin
    print(summary(lines, failed, seconds))
    if chosen.table:
        print("\n".join(("", TABLE_HEAD, *(line.row() for line in lines))))
    if chosen.json:
        _write(chosen.json, lines, failed, seconds)
    return 1 if failed else 0


def machine() -> str:
    """Where and when: a busy machine explains times that are too long."""
    load = os.getloadavg()[0]
    return f"{psutil.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"


def summary(lines: list[Line], failed: dict[str, str], seconds: float) -> str:
    """One sentence on how many promises are kept, and the names of those that are not."""
    broken = [line.name for line in lines if not line.kept]
    text = f"{len(lines) - len(broken)} of {len(lines)} promises kept in {seconds:.0f} s"
    if broken:
        text += f"; NOT KEPT: {', '.join(broken)}"
    if failed:
        text += f"; not measured: {', '.join(failed)}"
    return f"\n{text}"


def _measure(name: str, effort: Effort) -> Iterable[Line]:
    """Lines as they are made, so that one that fails does not take the others with it."""
    lines: Iterable[Line] = importlib.import_module(f"bench.measures.{name}").measure(effort)
    return lines


def _write(file: Path, lines: list[Line], failed: dict[str, str], seconds: float) -> None:
    record: dict[str, Any] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "seconds": round(seconds, 1),
        "lines": [line.as_json() for line in lines],
        "not_measured": failed,
    }
    file.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument(
        "--only", action="append", choices=MEASURES, help="this measurement; may be repeated"
    )
    parser.add_argument("--table", action="store_true", help="end with the table of README.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to FILE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
