"""A real server on the shipped figures, a real Chromium, and a fresh context for every test."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import LOOPBACK, Visit

CHROMIUM = Path("/usr/bin/chromium")
# No name is ever looked up, and nothing of the browser's own calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESK = {"width": 1280, "height": 720}
PATIENCE = 60

Arrive = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent: install Debian's package chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@contextmanager
def serving(root: Path, data: Path, *options: str) -> Iterator[str]:
    """A server on `data` until the block ends, started with `options`; its address."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), *options]
    log = data.parent / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "HPP_DATA": str(data)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_ready(server, port, log)
            yield f"http://{LOOPBACK}:{port}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if _ready(port):
            return
        time.sleep(0.1)
    pytest.fail(f"the server is not ready: {log.read_text(encoding='utf-8', errors='replace')}")


def _ready(port: int) -> bool:
    asking = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        asking.request("GET", "/api/ready")
        return asking.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asking.close()


def copied(root: Path, folder: Path) -> Path:
    """A copy of the shipped data folder that a test may change."""
    return Path(shutil.copytree(root / "data", folder / "data"))


@pytest.fixture(scope="session")
def origin(browser: Browser, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the shipped figures; asked for by tests that only read."""
    assert browser.is_connected()
    with serving(root, copied(root, tmp_path_factory.mktemp("shipped"))) as address:
        yield address


@pytest.fixture
def arrive(browser: Browser, origin: str) -> Iterator[Arrive]:
    """Makes a `Visit` in a fresh context: `arrive(color_scheme="dark")`.

    Whatever a test looks at, no visit may ask another machine for anything, and no script fails.
    """
    visits: list[Visit] = []

    def arrive(**options: Any) -> Visit:
        address = options.pop("origin", origin)
        context = browser.new_context(**{"viewport": DESK, "locale": "th-TH", **options})
        visits.append(Visit(context, address))
        return visits[-1]

    yield arrive
    for visit in visits:
        visit.context.close()
    assert [each.strangers for each in visits if each.strangers] == []
    assert [each.failures for each in visits if each.failures] == []
