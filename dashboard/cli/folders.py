"""Which data folder a command works on, and what it needs there."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from dashboard.catalog import Catalog, load_catalog
from dashboard.errors import InputError, NotPublished
from dashboard.ingest.seed import seed
from dashboard.settings import DATA_VARIABLE, Places, places
from dashboard.snapshot import Snapshot, current
from dashboard.text import Lang, t


def data_folder(options: Namespace, lang: Lang, *, fill: bool = False) -> Places:
    """The folders in force.

    A per-user folder is seeded with what was released. A folder that was named is taken as it is,
    unless `fill` says that the command sets one up, which it then says: a mistyped name must not
    look like data.

    Raises:
        InputError: there is no such folder, it is none, it may not be read, or it is empty.
    """
    named = getattr(options, "data", None) or os.environ.get(DATA_VARIABLE, "").strip()
    found = places(getattr(options, "data", None))
    filled = fill or not named
    is_new = not _is_there(found.data, may_be_new=filled) or not found.catalog.is_dir()
    if filled:
        for file in seed(found).kept:
            print(t("cli.seed.kept", lang, file=file), file=sys.stderr)
    elif not (found.catalog.is_dir() or found.snapshots.is_dir()):
        raise NotPublished("store.not_published", folder=found.snapshots)
    if named and is_new and found.catalog.is_dir():
        print(t("cli.seed.filled", lang, folder=found.data), file=sys.stderr)
    return found


def _is_there(folder: Path, *, may_be_new: bool) -> bool:
    """Whether the data folder exists; the wrong one is refused before anything looks into it."""
    try:
        is_folder = folder.is_dir() or not folder.exists()
        if not is_folder or any(each.is_file() for each in folder.parents):
            raise InputError("cli.data_not_a_folder", folder=folder)
        first = next(each for each in (folder, *folder.parents) if each.exists())
        needed = os.R_OK | os.X_OK | (os.W_OK if first != folder else 0)
        if not os.access(first, needed):
            raise InputError("cli.data_not_allowed", folder=first)
    except PermissionError as error:
        raise InputError("cli.data_not_allowed", folder=folder) from error
    if first != folder and not may_be_new:
        raise InputError("cli.data_not_found", folder=folder)
    return first == folder


def published(found: Places, *, verify: bool = False) -> Snapshot:
    """The published snapshot; `verify` holds its files against their hashes.

    Raises:
        NotPublished: there is none.
        DamagedSnapshot: it is not what its manifest says.
    """
    snapshot = current(found.snapshots, verify=verify)
    if snapshot is None:
        raise NotPublished("store.not_published", folder=found.snapshots)
    return snapshot


def catalog_of(found: Places) -> Catalog:
    """The catalogue of the data folder.

    Raises:
        CatalogError: an entry breaks a rule.
    """
    return load_catalog(found.catalog)
