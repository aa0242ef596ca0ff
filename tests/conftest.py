"""Fixtures of the whole suite: the shipped data folder, and what lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
