"""What all sessions of a process share: catalogue, boundaries and the published figures.

The catalogue is read again when one of its files changes; the figures follow CURRENT. A catalogue
that no longer passes its checks leaves the last good one in force.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from dashboard.catalog import Catalog, load_catalog
from dashboard.errors import HppError
from dashboard.settings import Places
from dashboard.store import Store, Stores

logger = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int], ...]


class Engine:
    """Catalogue and figures of one data folder."""

    def __init__(self, where: Places) -> None:
        self.where = where
        self._stores = Stores(where.snapshots)
        self._lock = threading.Lock()
        self._catalog: Catalog | None = None
        self._stamp: Stamp = ()
        self._readings = 0
        self._catalog_trouble: HppError | None = None
        self._levels: tuple[str, dict[str, frozenset[str]]] = ("", {})

    @contextmanager
    def figures(self) -> Iterator[Store]:
        """The published figures, held open until the block ends."""
        with self._stores.acquire() as store:
            yield store

    @property
    def trouble(self) -> HppError | None:
        """Why the newest snapshot or catalogue is not the one that is shown."""
        return self._stores.trouble or self._catalog_trouble

    def catalog(self) -> Catalog:
        """The catalogue in force.

        Raises:
            CatalogError: the first reading failed, so that there is none.
        """
        with self._lock:
            stamp = _stamp(self.where.catalog)
            if stamp != self._stamp:
                self._read(stamp)
            if self._catalog is None:
                raise self._catalog_trouble or HppError("catalog.missing_file", file="catalog")
            return self._catalog

    def edition(self, store: Store) -> str:
        """Tells apart what may be shown: another snapshot or another catalogue, another edition."""
        return f"{store.id}/{self._readings}"

    def levels(self, store: Store) -> dict[str, frozenset[str]]:
        """The levels at which each indicator has figures, by indicator; read once per snapshot."""
        snapshot, levels = self._levels
        if snapshot != store.id:
            rows = store.indicators()
            levels = {
                name: frozenset(words.split())
                for name, words in zip(rows["id"], rows["levels"], strict=True)
            }
            self._levels = (store.id, levels)
        return levels

    def _read(self, stamp: Stamp) -> None:
        self._stamp = stamp
        try:
            self._catalog, self._catalog_trouble = load_catalog(self.where.catalog), None
            self._readings += 1
        except HppError as error:
            self._catalog_trouble = error
        except Exception as error:
            # Whatever else an edited file can do: the server goes on with what it has, and says so.
            logger.exception("the catalogue cannot be read")
            why = type(error).__name__
            self._catalog_trouble = HppError("catalog.unreadable", file="catalog", why=why)


@cache
def engine(where: Places) -> Engine:
    """The one engine of this process for a data folder."""
    return Engine(where)


def _stamp(folder: Path) -> Stamp:
    # A file that begins with a dot is one that is being written: it may be gone by now.
    return tuple((file.name, file.stat().st_mtime_ns) for file in sorted(folder.glob("[!.]*.*")))
