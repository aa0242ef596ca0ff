"""Which data folder a command works on, and what it needs there."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from dashboard.catalog import Catalog, load_catalog
from dashboard.errors import NotPublished
from dashboard.ingest.seed import seed
from dashboard.settings import DATA_VARIABLE, Places, places
from dashboard.snapshot import Snapshot, current
from dashboard.text import Lang, t


def data_folder(options: Namespace, lang: Lang, *, fill: bool = False) -> Places:
    """The folders in force.

    A per-user folder is seeded with what was released. A folder that was named is taken as it is,
    unless `fill` says that the command sets one up: a mistyped name must not look like data.
    """
    named = getattr(options, "data", None)
    found = places(named)
    if fill or not (named or os.environ.get(DATA_VARIABLE, "").strip()):
        for file in seed(found).kept:
            print(t("cli.seed.kept", lang, file=file), file=sys.stderr)
    return found


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
