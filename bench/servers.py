"""The two servers that are compared, each a process of its own on a free port of the loopback.

Both run under the same settings: the twin is handed what `dashboard/ui/.streamlit/config.toml`
says about server, browser, client, runner and messages. A server is always stopped.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

import psutil

from bench.line import NotMeasured

ROOT: Final = Path(__file__).resolve().parent.parent
TWIN: Final = ROOT / "bench" / "twin"
HOST: Final = "127.0.0.1"
HEALTH: Final = "/_stcore/health"
PATIENCE: Final = 30.0
_SHARED_SECTIONS = ("global", "server", "browser", "client", "runner")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `started` is the time from the command to the first healthy answer."""

    side: str
    port: int
    process: psutil.Process
    started: float

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    def cpu(self) -> float:
        """CPU seconds used so far, user and system."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Resident megabytes (10⁶ bytes)."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def running(side: str) -> Iterator[Server]:
    """Starts `side` ("ours" or "twin") and waits for its first healthy answer.

    Raises:
        NotMeasured: the server ends or does not answer in time; the end of its log is told.
    """
    port = _free_port()
    command = _ours(port) if side == "ours" else _twin(port)
    with tempfile.TemporaryFile() as log:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT if side == "ours" else TWIN,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            if not _healthy(process, port, begin + PATIENCE):
                message = f"{side} did not start: {_tail(log)}"
                raise NotMeasured(message)
            started = time.perf_counter() - begin
            yield Server(side, port, psutil.Process(process.pid), started)
        finally:
            _stop(process)


def twin_settings() -> list[str]:
    """The dashboard's settings as flags of `streamlit run`, its theme left out."""
    file = ROOT / "dashboard" / "ui" / ".streamlit" / "config.toml"
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        f"--{section}.{name}={_flag(value)}"
        for section in _SHARED_SECTIONS
        for name, value in settings.get(section, {}).items()
        if not isinstance(value, list)
    ]


def _ours(port: int) -> Sequence[str]:
    program = Path(sys.executable).with_name("hpp")
    if not program.is_file():
        message = f"{program.name} is not installed beside {sys.executable}: run make install"
        raise NotMeasured(message)
    return [str(program), "serve", "--host", HOST, "--port", str(port)]


def _twin(port: int) -> Sequence[str]:
    start = [sys.executable, "-m", "streamlit", "run", str(TWIN / "app.py")]
    return [*start, *twin_settings(), f"--server.port={port}"]


def _environment() -> dict[str, str]:
    """Ours without what would change Streamlit's settings for one side only."""
    return {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}


def _flag(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _healthy(process: subprocess.Popen[bytes], port: int, deadline: float) -> bool:
    """Asks every hundredth of a second until the server answers, ends or is too late."""
    while time.perf_counter() < deadline and process.poll() is None:
        if _answers(port):
            return True
        time.sleep(0.01)
    return False


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", HEALTH)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(log: Any) -> str:  # noqa: ANN401  a temporary file has no nameable type
    log.seek(0)
    return log.read().decode("utf-8", "replace")[-800:].strip() or "no word in its log"
