"""A reader of the shipped figures, in English; tests change what they need by `replace`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.settings import Places
from dashboard.ui.engine import Engine
from dashboard.ui.reader import Reader


@pytest.fixture(scope="module")
def reader(root: Path) -> Iterator[Reader]:
    engine = Engine(Places(home=root, data=root / "data"))
    with engine.figures() as store:
        yield Reader(
            page="provinces",
            lang="en",
            style="ce",
            mode="light",
            edition=engine.edition(store),
            store=store,
            catalog=engine.catalog(),
            levels=engine.levels(store),
            where=engine.where,
            pages={},
        )
