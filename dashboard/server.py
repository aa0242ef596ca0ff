"""The web server: Streamlit as an ASGI application, boundaries over HTTP, readiness, headers.

Nothing here leaves the machine: fonts, boundaries and scripts are served from this process.
"""

from __future__ import annotations

import logging
import math
import os
import socket
import threading
import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.errors import HppError, InputError
from dashboard.settings import (
    DATA_VARIABLE,
    LOOPBACK,
    PACKAGE,
    STEWARD_ON,
    STEWARD_VARIABLE,
    Places,
)
from dashboard.ui.door import came_through_proxy
from dashboard.ui.gallery import GALLERY

ENTRY = PACKAGE / "ui" / "app.py"
SETTINGS = ENTRY.parent / ".streamlit" / "config.toml"
YEAR = 31_536_000
UPLOADS = "/_stcore/upload_file/"
STEWARD_PAGE: Final = "steward"
NO_PAGES: Final = frozenset(
    {"_stcore", "media", "component", "static", "app", "api", "picture", "geo"}
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
}

_KEEP = f"public, max-age={YEAR}, immutable"
_PICTURE = {"Content-Encoding": "gzip", "Cache-Control": _KEEP}

logger = logging.getLogger(__name__)


class SafeHeaders:
    """Adds the headers that keep a page to itself, on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; a response starts with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class LocalUploads:
    """Refuses an uploaded file that came through a proxy: files are handed in at this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 to such a file; passes everything else on."""
        names = [name.decode("latin-1") for name, _ in scope.get("headers", [])]
        if UPLOADS in scope.get("path", "") and came_through_proxy(names):
            await Response(status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class PageLanguage:
    """Says in a page's own words which language it is in: Thai unless the address asks otherwise.

    Streamlit's page says "en". Both names have two letters, so no length changes. A page is asked
    for uncompressed, for a name inside could not be found otherwise; it weighs 8 KB.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; the first line of a page is told its language."""
        headers = scope.get("headers", [])
        if any(name == b"accept" and b"text/html" in value for name, value in headers):
            plain = [each for each in headers if each[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        english = b"lang=en" in scope.get("query_string", b"").split(b"&")
        is_page = False

        async def send_in_thai(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                kind = MutableHeaders(scope=message).get("content-type", "")
                is_page = kind.startswith("text/html")
            elif is_page:
                body = message.get("body", b"")
                message["body"] = body.replace(b'<html lang="en"', b'<html lang="th"', 1)
            await send(message)

        await self._app(scope, receive, send if english else send_in_thai)


class KnownPages:
    """Sends a reader who asks for a page that is not there to the first one.

    Streamlit would answer with a dialog in English. The first page finds the name in its address,
    and says in the reader's language that the link asked for something unknown.
    """

    def __init__(self, app: ASGIApp, pages: Path) -> None:
        self._app = app
        self._pages = frozenset(each.stem for each in pages.glob("*.py"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 307 where a browser asks for an unknown page; passes everything else on."""
        name = scope.get("path", "").strip("/")
        if not self._is_page(scope) or name in self._offered(scope):
            await self._app(scope, receive, send)
            return
        asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
        kept = [(key, value) for key, value in asked if key in {"lang", "era"}]
        up = "../" * name.count("/") or "./"
        address = f"{up}?{urlencode([*kept, ('page', name)])}"
        await RedirectResponse(address)(scope, receive, send)

    def _is_page(self, scope: Scope) -> bool:
        """Whether a browser asks for a page, and not for a part of one."""
        accepted = b"".join(value for key, value in scope.get("headers", []) if key == b"accept")
        first = scope.get("path", "").strip("/").partition("/")[0]
        is_navigation = scope["type"] == "http" and b"text/html" in accepted
        return is_navigation and first not in NO_PAGES

    def _offered(self, scope: Scope) -> frozenset[str]:
        """The pages that there are for this reader; the empty name is the first one's."""
        names = [name.decode("latin-1") for name, _ in scope.get("headers", [])]
        closed = os.environ.get(STEWARD_VARIABLE) != STEWARD_ON or came_through_proxy(names)
        return (self._pages | {""}) - ({STEWARD_PAGE} if closed else set())


class Boundaries(StaticFiles):
    """Boundary files; their address carries their hash, so that a browser keeps them for a year."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, to be kept where the address names its content."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = _KEEP
        return response


@dataclass(slots=True)
class Readiness:
    """Whether figures are loaded; `trouble` says why not."""

    ready: bool = False
    trouble: str = ""


def application(where: Places) -> st.App:
    """The ASGI application that serves the dashboard on the data folder of `where`."""
    readiness = Readiness()

    async def ready(_request: Request) -> JSONResponse:
        status = 200 if readiness.ready else 503
        trouble = _trouble(where) if readiness.ready else readiness.trouble
        return JSONResponse({"ready": readiness.ready, "trouble": trouble}, status)

    async def picture(request: Request) -> Response:
        body = GALLERY.find(request.path_params["name"])
        if body is None:
            return Response(status_code=404)
        return Response(body, media_type="image/svg+xml", headers=_PICTURE)

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        threading.Thread(target=_warm_up, args=(where, readiness), daemon=True).start()
        yield

    return st.App(
        ENTRY,
        routes=[
            Route("/api/ready", ready),
            Route("/picture/{name}", picture),
            Mount("/geo", Boundaries(directory=where.geo)),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(LocalUploads),
            Middleware(PageLanguage),
            Middleware(KnownPages, pages=where.pages),
        ],
        lifespan=lifespan,
        on_script_error=_apologise,
    )


def serve(where: Places, *, host: str, port: int, steward: bool = False) -> None:
    """Runs the server until it is stopped.

    Args:
        where: the data folder.
        host: the address to listen on.
        port: the port.
        steward: whether files may be handed in and published; only on loopback, where whoever
            comes is somebody at this machine.

    Raises:
        InputError: the port is taken or not allowed; files would be taken from a network.
    """
    check_address(host=host, port=port, steward=steward)
    os.environ[DATA_VARIABLE] = str(where.data)
    os.environ[STEWARD_VARIABLE] = STEWARD_ON if steward else ""
    options = dict(_flat(tomllib.loads(SETTINGS.read_text(encoding="utf-8"))))
    options |= {"server.address": host, "server.port": port}
    if host in LOOPBACK:
        options["server.allowedHosts"] = list(LOOPBACK)
    if steward:
        options["server.maxUploadSize"] = _largest_upload()
    application(where).run(config=options)


def check_address(*, host: str, port: int, steward: bool) -> None:
    """Refuses an address that cannot be listened on.

    Raises:
        InputError: the port is taken or not allowed; files would be taken from a network.
    """
    if not host.strip():
        raise InputError("serve.host")
    if steward and host not in LOOPBACK:
        raise InputError("serve.steward", host=host)
    _check_port(host, port)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted names: Streamlit looks for a file beside the launcher only."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _largest_upload() -> int:
    """The largest file that is read, in whole MB."""
    from dashboard.ingest.documents.limits import FILE_BYTES  # noqa: PLC0415  readers need no pandas

    return math.ceil(FILE_BYTES / 2**20)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise InputError("serve.port", host=host, port=port) from error


def _warm_up(where: Places, readiness: Readiness) -> None:
    """Loads what the first reader would otherwise wait for; trouble is told, not raised."""
    from dashboard.ui.warm_up import warm_up  # noqa: PLC0415  the server answers before this is in

    try:
        warm_up(where)
    except HppError as error:
        readiness.trouble = str(error)
        logger.warning("%s", error)
    else:
        readiness.ready = True


def _trouble(where: Places) -> str:
    """Why readers do not see the newest snapshot or catalogue; "" where they do."""
    from dashboard.ui.engine import engine  # noqa: PLC0415  as above

    trouble = engine(where).trouble
    return "" if trouble is None else str(trouble)


def _apologise(error: Exception) -> bool:
    """Tells the reader that something failed, with an id to quote; the log holds the rest."""
    from dashboard.ui.trouble import apologise  # noqa: PLC0415  as above

    return apologise(error)
