"""The server is started: where it listens, with which settings, and when it is refused."""

from __future__ import annotations

import math
import os
import socket
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.errors import InputError
from dashboard.server.application import ENTRY, application
from dashboard.settings import DATA_VARIABLE, LOOPBACK, STEWARD_ON, STEWARD_VARIABLE, Places

SETTINGS: Final = ENTRY.parent / ".streamlit" / "config.toml"


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
