from __future__ import annotations

import pytest

from dashboard.ui.trouble import LONGEST, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("period=1850", "`period=1850`"),
        ("x=![](http://example.org/a.png)", "`x=![](http://example.org/a.png)`"),
        ("x=` :material/home: `", "`x=  :material/home:`"),
        ("x=\x00\n<script>", "`x=  <script>`"),
    ],
)
def test_what_an_address_holds_stays_text(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_long_value_is_cut() -> None:
    assert len(quoted("x" * 10_000)) == LONGEST + 2
