"""Follows the published snapshot: whoever asks gets the store of the one that CURRENT names.

Invariants: a call that finds nothing new costs one `stat`; one thread opens a new snapshot while
the others go on with the old one; a store is closed when it is superseded and its last reader is
gone; a damaged snapshot never replaces a good one.
"""

from __future__ import annotations

import logging
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Final

from dashboard.errors import DamagedSnapshot, HppError, NotPublished
from dashboard.snapshot import Snapshot, current, last_good
from dashboard.store.store import Store

logger = logging.getLogger(__name__)

RETRY_SECONDS: Final = 5.0
Stamp = tuple[int, int, int]


class Stores:
    """The stores of one folder of snapshots, for the whole process.

        with stores.acquire() as store:
            ...

    `trouble` says why the published snapshot is not the one in use; None when it is. A process
    that finds it damaged from the start goes on with the last good one that was published before.
    """

    def __init__(
        self,
        folder: Path,
        *,
        opening: Callable[[Snapshot], Store] = Store.open,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._open_store = opening
        self._clock = clock
        self._opening = Lock()
        self._held: _Held | None = None
        self._seen: Stamp | None = None
        self._retry_at = 0.0
        self.trouble: HppError | None = None

    def acquire(self) -> Lease:
        """The store of the published snapshot, kept open until the lease ends.

        Raises:
            NotPublished: nothing is published, and nothing was before.
            DamagedSnapshot: what is published is damaged, and so is all that was before.
        """
        self._follow()
        while True:
            held = self._held
            if held is None:
                raise self._no_store().with_traceback(None)
            if held.take():
                return Lease(held)

    def close(self) -> None:
        """Lets go of the open store; it closes when its last reader is gone."""
        with self._opening:
            held, self._held, self._seen = self._held, None, None
        if held is not None:
            held.retire()

    def _follow(self) -> None:
        stamp = self._stamp()
        if not self._is_news(stamp):
            return
        # With a store at hand nobody waits for the one who opens; without one there is no choice.
        if not self._opening.acquire(blocking=self._held is None):
            return
        try:
            if self._is_news(stamp):
                self._renew()
                self._seen = stamp
        finally:
            self._opening.release()

    def _is_news(self, stamp: Stamp | None) -> bool:
        troubled = self.trouble is not None or self._held is None
        return stamp != self._seen or (troubled and self._clock() >= self._retry_at)

    def _renew(self) -> None:
        """Opens what is published now, unless it is open already."""
        held = self._held
        try:
            snapshot = self._published()
            if held is None or held.store.id != snapshot.id:
                self._held = _Held(self._open_store(snapshot))
        except HppError as error:
            self._refuse(error)
            return
        except Exception as error:
            # Whatever else a damaged file can do: readers keep the last good figures.
            logger.exception("the published snapshot cannot be opened")
            why = type(error).__name__
            self._refuse(HppError("store.unexpected", folder=self._folder, why=why))
            return
        self.trouble = None
        if held is not None and held is not self._held:
            held.retire()

    def _refuse(self, trouble: HppError) -> None:
        self.trouble = trouble
        self._retry_at = self._clock() + RETRY_SECONDS
        if self._held is None and isinstance(trouble, DamagedSnapshot):
            earlier = last_good(self._folder)
            self._held = _Held(self._open_store(earlier)) if earlier else None

    def _published(self) -> Snapshot:
        snapshot = current(self._folder, verify=True)
        if snapshot is None:
            raise NotPublished("store.not_published", folder=self._folder)
        return snapshot

    def _stamp(self) -> Stamp | None:
        try:
            facts = (self._folder / "CURRENT").stat()
        except OSError:
            return None
        return facts.st_mtime_ns, facts.st_ino, facts.st_size

    def _no_store(self) -> HppError:
        return self.trouble or NotPublished("store.not_published", folder=self._folder)


class Lease:
    """A reader's hold on a store: as a context, or until it is closed or forgotten."""

    def __init__(self, held: _Held) -> None:
        self.store: Final = held.store
        self._end = weakref.finalize(self, held.give_back)

    def close(self) -> None:
        """Ends the hold; a second time does nothing."""
        self._end()

    def __enter__(self) -> Store:
        return self.store

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Held:
    """A store with its readers counted."""

    def __init__(self, store: Store) -> None:
        self.store: Final = store
        self._readers = 0
        self._retired = False
        # Re-entrant: a forgotten lease may end while its own thread counts.
        self._counting = RLock()

    def take(self) -> bool:
        """Counts a reader in; false where the store is superseded by now."""
        with self._counting:
            if self._retired:
                return False
            self._readers += 1
            return True

    def give_back(self) -> None:
        with self._counting:
            self._readers -= 1
            self._close_if_idle()

    def retire(self) -> None:
        with self._counting:
            self._retired = True
            self._close_if_idle()

    def _close_if_idle(self) -> None:
        if self._retired and self._readers == 0:
            self.store.close()
