"""What the first reader would otherwise wait for: modules, figures, and the overview itself."""

from __future__ import annotations

import atexit
import gc
from importlib import import_module
from itertools import count

from dashboard.settings import Places
from dashboard.text import LANGS
from dashboard.ui.engine import engine
from dashboard.ui.reader import ERAS, Reader

SETTLING = frozenset({1, 4, 16, 64})
_runs = count(1)
PANELS = (
    "agenda",
    "area_panels",
    "catalogue",
    "indicator_page",
    "overview",
    "panel",
    "poverty",
    "trend_panels",
)


def warm_up(where: Places) -> None:
    """Loads everything, makes the overview in both languages, then sets it aside.

    Raises:
        HppError: there is nothing to show.
    """
    from dashboard.ui.overview import MAP, overview  # noqa: PLC0415  the import is part of the work
    from dashboard.ui.panel import hang  # noqa: PLC0415

    for name in PANELS:
        import_module(f"dashboard.ui.{name}")
    shared = engine(where)
    catalog = shared.catalog()
    with shared.figures() as store:
        for lang in LANGS:
            who = Reader(
                page="overview",
                lang=lang,
                style=ERAS[lang],
                mode="light",
                edition=shared.edition(store),
                store=store,
                catalog=catalog,
                levels=shared.levels(store),
                where=where,
                pages={},
            )
            hang(who, overview(who).where.picture, MAP)
    _set_aside()


def settle() -> None:
    """Called at the end of every run; after a few of them, whatever stays is set aside again."""
    if next(_runs) in SETTLING:
        _set_aside()


def _set_aside() -> None:
    """Streamlit collects garbage after every run.

    What is alive by now stays for good, and looking through it each time would cost more than the
    run itself.
    """
    gc.collect()
    gc.freeze()
    # At the end everything is let go of again, in the order that libraries expect.
    atexit.unregister(gc.unfreeze)
    atexit.register(gc.unfreeze)
