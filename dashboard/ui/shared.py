"""What readers have in common is made once: figures, pictures and sentences of one snapshot.

Keys are ids only, never frames. What is kept is never changed by anybody, so that all sessions
may hold the same object; what was not asked for longest goes when there is no more room. A page
asks some twenty times per change: Streamlit's own cache, which digests every key and records what
is drawn while it makes something, spends a tenth of a page's time on that.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from threading import Lock
from typing import Any, Final, TypeVar

from dashboard.ui.reader import Reader

T = TypeVar("T")
Key = tuple[Hashable, ...]

MOST: Final = 1000


class Kept:
    """At most `most` things by key, each made by the first who asks while others wait for it."""

    def __init__(self, most: int) -> None:
        self._most: Final = most
        self._things: Final[OrderedDict[Key, Future[Any]]] = OrderedDict()
        self._lock: Final = Lock()

    def get(self, key: Key, make: Callable[[], T]) -> T:
        """What is kept under `key`; made now where nothing is. What fails is not kept."""
        while True:
            thing, mine = self._find(key)
            if mine:
                return self._made(key, thing, make)
            try:
                found: T = thing.result()
            except CancelledError:
                continue  # whoever made it could not: the next one tries
            return found

    def _find(self, key: Key) -> tuple[Future[Any], bool]:
        """What is kept or being made, and whether it is the asker's to make."""
        with self._lock:
            known = self._things.get(key)
            if known is not None:
                self._things.move_to_end(key)
                return known, False
            new: Future[Any] = Future()
            self._things[key] = new
            while len(self._things) > self._most:
                self._things.popitem(last=False)
            return new, True

    def _made(self, key: Key, thing: Future[Any], make: Callable[[], T]) -> T:
        try:
            made = make()
        except BaseException:
            with self._lock:
                if self._things.get(key) is thing:
                    del self._things[key]
            thing.cancel()
            raise
        thing.set_result(made)
        return made


_kept: Final = Kept(MOST)


def shared(who: Reader, *key: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes for `key` in the reader's words, made once per snapshot and catalogue."""
    return _kept.get((who.edition, who.lang, who.style, *key), make)
