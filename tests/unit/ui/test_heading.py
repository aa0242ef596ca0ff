from __future__ import annotations

from dashboard.ui.heading import _bold, phrases


def test_phrases_stay_whole_and_tags_stay_text() -> None:
    assert phrases("น้ำ <b>ที่</b> GPP 2563") == (
        '<span class="whole">น้ำ</span> <span class="whole">&lt;b&gt;ที่&lt;/b&gt;</span> GPP 2563'
    )


def test_bold_words_and_phrases_of_a_sentence_stay_whole() -> None:
    assert _bold("รวม **9,336 คน** <ทั้งจังหวัด>") == (
        '<span class="whole">รวม</span> <b>9,336 คน</b> <span class="whole">&lt;ทั้งจังหวัด&gt;</span>'
    )
