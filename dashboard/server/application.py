"""The application: Streamlit with boundaries, drawn pictures and readiness beside it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard.errors import HppError
from dashboard.server.known_pages import KnownPages
from dashboard.server.middleware import LocalUploads, PageLanguage, SafeHeaders
from dashboard.settings import PACKAGE, Places
from dashboard.ui.gallery import GALLERY

ENTRY: Final = PACKAGE / "ui" / "app.py"
YEAR: Final = 31_536_000
_KEEP: Final = f"public, max-age={YEAR}, immutable"
_PICTURE: Final = {"Content-Encoding": "gzip", "Cache-Control": _KEEP}

logger = logging.getLogger(__name__)


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
