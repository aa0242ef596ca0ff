from __future__ import annotations

from dashboard.ui.heading import phrases


def test_phrases_stay_whole_and_tags_stay_text() -> None:
    assert phrases("น้ำ <b>ที่</b> GPP 2563") == (
        '<span style="display:inline-block">น้ำ</span> '
        '<span style="display:inline-block">&lt;b&gt;ที่&lt;/b&gt;</span> GPP 2563'
    )
