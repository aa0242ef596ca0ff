from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import places


def test_a_checkout_works_on_its_own_data(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HPP_DATA", raising=False)

    where = places()

    assert where.data == root / "data"
    assert where.shipped_data == root / "data"
    assert where.pages == root / "pages"


def test_the_option_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HPP_DATA", str(tmp_path / "variable"))

    assert places().data == tmp_path / "variable"
    assert places(tmp_path / "option").data == tmp_path / "option"


def test_a_relative_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert places(Path("office")).data == tmp_path / "office"
