from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from dashboard.charts.describe import Caption
from dashboard.charts.png import raster

BASE = 60
CAPTION = Caption(
    title="ปากพนังสูงที่สุด",
    measure="ร้อยละ พ.ศ. 2561",
    sources=("ที่มา: สศช.", "ขอบเขต: กรมแผนที่ทหาร"),
    caveats=(),
    alt="แผนที่ 23 อำเภอ",
)


def _svg(words: str, weight: int = 400) -> str:
    """One line of 40 px type on white, its base line at `BASE`."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="90">'
        '<rect width="240" height="90" fill="#fff"/>'
        f'<text x="20" y="{BASE}" font-family="Sarabun" font-size="40" font-weight="{weight}">'
        f"{words}</text></svg>"
    )


def _ink(words: str, weight: int = 400) -> np.ndarray:
    """Where there is ink, rows from the top."""
    image = Image.open(io.BytesIO(raster(_svg(words, weight), scale=1)))
    return np.asarray(image.convert("L")) < 128


def _rows(ink: np.ndarray) -> tuple[int, int]:
    found = np.flatnonzero(ink.any(axis=1))
    return int(found[0]), int(found[-1])


def _columns(ink: np.ndarray) -> tuple[int, int]:
    found = np.flatnonzero(ink.any(axis=0))
    return int(found[0]), int(found[-1])


def test_a_picture_has_scale_times_the_pixels_of_its_drawing() -> None:
    image = raster(_svg("ก"), scale=2)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", image[16:24]) == (480, 180)


def test_two_is_the_usual_scale() -> None:
    assert struct.unpack(">II", raster(_svg("ก"))[16:24]) == (480, 180)


@pytest.mark.parametrize(
    ("marked", "bare"),
    [("ที่", "ท"), ("น้", "น"), ("กี่", "ก"), ("ม่", "ม"), ("ปั้", "ป"), ("นิ์", "น")],
)
def test_marks_above_stand_over_their_letter_and_move_nothing(marked: str, bare: str) -> None:
    with_marks, without = _ink(marked), _ink(bare)
    assert _columns(without)[0] == _columns(with_marks)[0]
    assert _columns(with_marks)[1] - _columns(without)[1] <= 4
    assert _rows(with_marks)[0] < _rows(without)[0]
    assert _rows(with_marks)[1] == _rows(without)[1]


def test_a_tone_mark_stands_higher_over_a_vowel_than_over_a_letter() -> None:
    assert _rows(_ink("ที่"))[0] < _rows(_ink("ท่"))[0] < _rows(_ink("ท"))[0]


def test_a_tone_mark_and_the_ring_of_sara_am_stand_over_the_letter_in_that_order() -> None:
    ring, both, plain = _ink("นำ"), _ink("น้ำ"), _ink("นา")
    assert _columns(ring) == _columns(both) == _columns(plain)
    assert _rows(both)[0] < _rows(ring)[0] < _rows(plain)[0]
    right_end_of_letter = _columns(_ink("น"))[1]
    above = both[: _rows(plain)[0] - 1]
    assert _columns(above)[1] <= right_end_of_letter + 4


@pytest.mark.parametrize("word", ["ผู้", "ปู่", "กุ", "ฐุ", "ญู"])
def test_vowels_below_reach_under_the_base_line(word: str) -> None:
    assert not _ink("ผ")[BASE + 3 :].any()
    assert _ink(word)[BASE + 6 :].any()


def test_a_tone_mark_over_a_tall_letter_avoids_its_stem() -> None:
    tall, bare = _ink("ป่"), _ink("ป")
    added = tall & ~bare
    stem = _columns(bare[: _rows(bare)[0] + 4])[0]
    assert _columns(added)[1] <= stem


@pytest.mark.parametrize("letter", ["ญ", "ฐ"])
def test_a_letter_loses_its_foot_where_a_vowel_stands_below(letter: str) -> None:
    lost = _ink(letter) & ~_ink(f"{letter}ู")
    assert lost[BASE + 2 :].any()


@pytest.mark.parametrize("word", ["ถ้ำพรรณรา", "กี่ปู่", "น้ำ", "ผู้"])
def test_nothing_is_cut_off_within_the_metrics_of_the_type(word: str) -> None:
    top, bottom = _rows(_ink(word))
    assert top >= BASE - 1.29 * 40
    assert bottom <= BASE + 0.36 * 40


def test_weights_differ() -> None:
    inks = [int(_ink("นคร", weight).sum()) for weight in (400, 500, 600, 700)]
    assert inks == sorted(set(inks))


def test_no_typeface_of_the_machine_is_used() -> None:
    """Signs that Sarabun lacks look all alike, whatever the machine has."""
    assert (_ink("中") == _ink("Ж")).all()
    assert not (_ink("ก") == _ink("ข")).all()


def test_the_caption_travels_inside_the_file() -> None:
    image = Image.open(io.BytesIO(raster(_svg("ก"), caption=CAPTION)))
    image.load()
    assert image.info["Title"] == "ปากพนังสูงที่สุด"
    assert image.info["Description"] == "ร้อยละ พ.ศ. 2561\nแผนที่ 23 อำเภอ"
    assert image.info["Source"] == "ที่มา: สศช.\nขอบเขต: กรมแผนที่ทหาร"


def test_the_caption_changes_no_pixel() -> None:
    plain = Image.open(io.BytesIO(raster(_svg("ก"))))
    told = Image.open(io.BytesIO(raster(_svg("ก"), caption=CAPTION)))
    assert plain.tobytes() == told.tobytes()
