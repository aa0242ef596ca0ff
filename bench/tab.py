"""A browser tab without a browser: Streamlit's websocket protocol, spoken as its page does.

A tab opens a page, then changes select boxes; it keeps the messages that the server marks as
cacheable and says so at each rerun, so that the server may answer with references. Compression is
not offered: every byte counted is a byte of decompressed payload.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

from bench.line import NotMeasured
from bench.servers import HOST, Server

PATIENCE: Final = 60.0
_DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass(slots=True)
class Run:
    """What one run of a page's script sent: bytes and messages on the wire, seconds until done."""

    payload: int = 0
    messages: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Kept:
    """A message in the page's cache, and the run that last used it."""

    message: ForwardMsg
    run: int


@dataclass(slots=True)
class Tab:
    """One reader's tab on a page of `server`; `query` is the address after the question mark."""

    server: Server
    page: str = ""
    query: str = ""
    elements: dict[tuple[int, ...], tuple[Element, str]] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _script: str = ""
    _runs: int = 0
    _age: int = 2
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _chosen: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self) -> Run:
        """Connects and loads the page; seconds count from before the connection."""
        begin = time.perf_counter()
        self._socket = await connect(
            f"ws://{HOST}:{self.server.port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE,
        )
        return await self._rerun(begin, fragment="")

    async def choose(self, key: str, option: str) -> Run:
        """Takes `option` in the select box whose key is `key`, as a reader does."""
        box, fragment = self.box(key)
        self._chosen[box.id] = option
        return await self._rerun(time.perf_counter(), fragment=fragment)

    async def close(self) -> None:
        """Closes the tab."""
        if self._socket is not None:
            await self._socket.close()

    def box(self, key: str) -> tuple[Selectbox, str]:
        """The select box with this key and the fragment that it belongs to.

        Raises:
            NotMeasured: the page shows no such box.
        """
        for element, fragment in self.elements.values():
            if element.selectbox.id.endswith((f"-{key}", f":{key}")):
                return element.selectbox, fragment
        message = f"{self.server.side}: page {self.page or '/'!r} shows no select box {key!r}"
        raise NotMeasured(message)

    def others(self, key: str) -> list[str]:
        """What can be chosen in a select box, what is on left out."""
        box, _ = self.box(key)
        now = self._chosen.get(box.id) or box.raw_value or box.options[box.default]
        return [option for option in box.options if option != now]

    def map_figure(self) -> str:
        """The choropleth of the page, as the JSON that was sent.

        Raises:
            NotMeasured: the page shows none.
        """
        for element, _ in self.elements.values():
            spec = str(element.plotly_chart.spec)
            if '"choropleth"' in spec:
                return spec
        message = f"{self.server.side}: page {self.page or '/'!r} shows no choropleth"
        raise NotMeasured(message)

    async def _rerun(self, begin: float, *, fragment: str) -> Run:
        if self._socket is None:
            message = "the tab is not open"
            raise NotMeasured(message)
        await self._socket.send(self._request(fragment).SerializeToString())
        run = Run()
        self._runs += 1
        async with asyncio.timeout(PATIENCE):
            while not self._take(await self._socket.recv(decode=False), run):
                pass
        run.seconds = time.perf_counter() - begin
        self._forget()
        return run

    def _request(self, fragment: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self._script
        state.page_name = "" if self._script else self.page
        state.fragment_id = fragment
        state.cached_message_hashes.extend(self._kept)
        for widget, option in self._chosen.items():
            state.widget_states.widgets.add(id=widget, string_value=option)
        context = state.context_info
        context.timezone, context.timezone_offset = "Asia/Bangkok", -420
        context.locale, context.color_scheme = "th-TH", "light"
        context.url = f"{self.server.address}/{self.page}"
        return message

    def _take(self, data: bytes, run: Run) -> bool:
        """Counts and applies one message; True when the script is done."""
        run.payload += len(data)
        run.messages += 1
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._recall(message)
        elif kind == "delta":
            self._show(message)
        elif kind == "new_session":
            self._age = message.new_session.config.max_cached_message_age
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        return kind == "script_finished" and message.script_finished in _DONE

    def _show(self, sent: ForwardMsg) -> None:
        if sent.metadata.cacheable:
            self._kept[sent.hash] = _Kept(sent, self._runs)
        path = tuple(sent.metadata.delta_path)
        if sent.delta.WhichOneof("type") != "new_element":
            self.elements.pop(path, None)
            return
        element = sent.delta.new_element
        if trouble := _trouble(element):
            message = f"{self.server.side}: page {self.page or '/'!r} says {trouble!r}"
            raise NotMeasured(message)
        self.elements[path] = element, sent.delta.fragment_id

    def _recall(self, message: ForwardMsg) -> None:
        kept = self._kept[message.ref_hash]
        kept.run = self._runs
        path = tuple(message.metadata.delta_path)
        self.elements[path] = kept.message.delta.new_element, kept.message.delta.fragment_id

    def _forget(self) -> None:
        """Drops what no run of late has used, as the page does."""
        oldest = self._runs - self._age
        self._kept = {key: kept for key, kept in self._kept.items() if kept.run > oldest}


def _trouble(element: Element) -> str:
    """What an element says of a failure: a page that failed is light, and no page."""
    if element.WhichOneof("type") == "exception":
        return str(element.exception.message)
    if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
        return str(element.alert.body)
    return ""
