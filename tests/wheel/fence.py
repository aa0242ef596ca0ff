"""Loaded by every interpreter of the clean environment: refuses and records two kinds of steps.

No connection and no look-up of a name beyond the loopback; no file of the checkout.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any

RECORD = os.environ.get("HPP_TEST_RECORD", "")
CHECKOUT = os.environ.get("HPP_TEST_CHECKOUT", "")
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def is_near(host: object) -> bool:
    """Whether a host is this machine; no host at all and every local address are."""
    if not isinstance(host, str) or host in {"", "localhost", "0.0.0.0", "::"}:  # noqa: S104
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Stops what leaves the machine or reads the checkout."""
    if event in LOOKUPS and not is_near(_text(arguments[0])):
        refuse(f"{event} {_text(arguments[0])}")
    if event in SENDING and isinstance(arguments[1], tuple) and not is_near(arguments[1][0]):
        refuse(f"{event} {arguments[1][0]}")
    if event == "open" and CHECKOUT and _text(arguments[0]).startswith(f"{CHECKOUT}/"):
        refuse(f"{event} {_text(arguments[0])}")


def refuse(what: str) -> None:
    """Writes it down, then fails.

    Raises:
        PermissionError: always.
    """
    handle = os.open(RECORD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{what}\n".encode())
    os.close(handle)
    message = f"beyond the fence: {what}"
    raise PermissionError(message)


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


if RECORD:
    sys.addaudithook(guard)
