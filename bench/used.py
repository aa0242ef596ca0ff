"""What a command needs: seconds, and the peak of its own resident memory.

Linux hands the peak of whoever starts a process to that process, as if it were its own. So the
command is started by a small process: this file, run as a script that imports next to nothing.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple


class Used(NamedTuple):
    """Seconds from start to end, megabytes at the peak, and the exit code."""

    seconds: float
    megabytes: float
    code: int


def used(command: Sequence[str]) -> Used:
    """Runs a command whose output nobody reads; what it complains of is seen."""
    small = [sys.executable, "-I", "-S", __file__, *command]
    done = subprocess.run(small, check=True, stdout=subprocess.PIPE, text=True)
    return Used(*json.loads(done.stdout))


def _main() -> None:
    begin = time.perf_counter()
    code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    os.write(sys.stdout.fileno(), json.dumps([seconds, peak, code]).encode())


if __name__ == "__main__":
    _main()
