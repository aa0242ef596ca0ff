"""Fixtures of the whole suite: the shipped data folder, and what lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Rooms whose tests share what is dear to start: one process runs them all.
SHARING = ("browser", "wheel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes, a file or a sharing room is one process's own."""
    for item in items:
        file = item.path.relative_to(ROOT / "tests")
        group = file.parts[0] if file.parts[0] in SHARING else str(file)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Publishers' files beside the checkout; tests that need them skip loudly without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"publishers' files are not beside this checkout: {folder.name}/ is absent")
    return folder
