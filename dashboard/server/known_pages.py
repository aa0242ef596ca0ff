"""Which addresses are pages, and what a reader gets who asks for one that is not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import STEWARD_ON, STEWARD_VARIABLE
from dashboard.ui.door import came_through_proxy

STEWARD_PAGE: Final = "steward"
NO_PAGES: Final = frozenset(
    {"_stcore", "media", "component", "static", "app", "api", "picture", "geo"}
)


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
