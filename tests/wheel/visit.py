"""A visitor inside the clean environment: starts `hpp serve`, looks around, tells it as JSON.

Runs where the server runs, because a server that is cut off can be reached from nowhere else.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

HOST = "127.0.0.1"
PATIENCE = 30.0
PAGES = ("", "districts", "provinces", "trends", "sources")
FILES = (
    "/",
    "/districts",
    "/geo/nakhon_districts.geojson",
    "/geo/topo/world_110m.json",
    "/app/static/fonts/Sarabun-Regular.woff2",
)


def main() -> None:
    """Visits, and stops the server whatever happens."""
    port = free_port()
    program = Path(sys.executable).with_name("hpp")
    begin = time.perf_counter()
    server = subprocess.Popen([program, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port, "/_stcore/health", server)
        told: dict[str, Any] = {"healthy_after": time.perf_counter() - begin}
        told["ready"] = json.loads(wait_for(port, "/api/ready", server))
        told["files"] = {path: describe(*fetch(port, path)) for path in FILES}
        told["pages"] = {page: asyncio.run(session(port, page)) for page in PAGES}
        maps = {address for page in told["pages"].values() for address in page["maps"]}
        told["maps"] = {each: describe(*fetch(port, f"/{each}")) for each in sorted(maps)}
        told["running"] = server.poll() is None
    finally:
        server.terminate()
        server.wait(PATIENCE)
    print(json.dumps(told))  # noqa: T201


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def fetch(port: int, path: str) -> tuple[int, str, bytes]:
    """Status, type and body of an answer."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Content-Type", ""), answer.read()


def wait_for(port: int, path: str, server: subprocess.Popen[bytes]) -> bytes:
    """The body of the first answer with status 200.

    Raises:
        TimeoutError: it does not come, or the server has ended.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            status, _, body = fetch(port, path)
        except ConnectionError:
            status = 0
        if status == HTTPStatus.OK:
            return body
        time.sleep(0.05)
    message = f"no good answer from {path}; the server's exit code is {server.poll()}"
    raise TimeoutError(message)


def describe(status: int, kind: str, body: bytes) -> dict[str, Any]:
    """What a test can look at."""
    return {"status": status, "type": kind, "size": len(body), "start": body[:4].decode("latin-1")}


async def session(port: int, page: str) -> dict[str, Any]:
    """Runs a page as a browser does: what it shows, its errors, where its maps get shapes."""
    address = f"ws://{HOST}:{port}/_stcore/stream"
    elements: list[Any] = []
    async with (
        asyncio.timeout(PATIENCE),
        connect(address, subprotocols=["streamlit"], max_size=None) as line,  # type: ignore[list-item]
    ):
        request = BackMsg()
        request.rerun_script.page_name = page
        await line.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await line.recv(decode=False))
            if message.delta.WhichOneof("type") == "new_element":
                elements.append(message.delta.new_element)
            if message.WhichOneof("type") == "script_finished":
                break
    return {
        "finished": ForwardMsg.ScriptFinishedStatus.Name(message.script_finished),
        "kinds": sorted({each.WhichOneof("type") for each in elements}),
        "errors": [each.alert.body for each in elements if each.alert.format == 1],
        "maps": sorted(boundaries(elements)),
    }


def boundaries(elements: list[Any]) -> set[str]:
    """The addresses at which the maps among `elements` find their shapes."""
    specs = (json.loads(each.plotly_chart.spec) for each in elements if each.plotly_chart.spec)
    shared = (each["layout"]["template"]["data"].get("choropleth", []) for each in specs)
    return {trace["geojson"] for traces in shared for trace in traces}


main()
