"""Pages as Streamlit runs them, without a browser, on the shipped snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page at an address: `open_page("districts", ind="pop_registered", lang="en")`."""
    monkeypatch.setenv("HPP_DATA", str(root / "data"))

    def open_page(page: str, **parameters: str) -> AppTest:
        at = AppTest.from_file(root / "dashboard" / "ui" / "app.py", default_timeout=30)
        if page != "overview":
            at.switch_page(str(root / "pages" / f"{page}.py"))
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, [each.message for each in at.exception]
        assert not at.error, [each.body for each in at.error]
        return at

    return open_page
