"""What every request and response passes through: headers, uploads, the language of a page."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.ui.door import came_through_proxy

UPLOADS: Final = "/_stcore/upload_file/"
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
