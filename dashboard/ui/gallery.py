"""Drawn pictures by address: a page names them, the browser fetches them over HTTP and keeps them.

An address is a hash of the picture, so that the same picture has the same address for every reader.
The gallery is bounded: what nobody has asked for longest goes first, and is drawn again on demand
by the next run of a page.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from threading import Lock

MOST = 2000
FOLDER = "picture"


class Gallery:
    """Pictures of this process; each method may be called from any thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def hang(self, svg: str) -> str:
        """Keeps a picture and returns its address, relative to the page: `picture/1a2b….svg`."""
        body = svg.encode()
        name = f"{hashlib.sha256(body).hexdigest()[:24]}.svg"
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
            else:
                self._pictures[name] = gzip.compress(body, mtime=0)
                while len(self._pictures) > self._most:
                    self._pictures.popitem(last=False)
        return f"{FOLDER}/{name}"

    def find(self, name: str) -> bytes | None:
        """The gzipped picture `name`, or None where there is no such picture (any more)."""
        with self._lock:
            return self._pictures.get(name)


GALLERY = Gallery()
