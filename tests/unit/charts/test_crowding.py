from __future__ import annotations

from dashboard.charts.crowding import uncrowded
from dashboard.charts.describe import MapLabel

SQUARE = (99.0, 8.0, 101.0, 10.0)


def label(code: str, lon: float, lat: float) -> MapLabel:
    return MapLabel(code, ("บ้านตาขุน",), lon, lat, "middle", inside=True)


def test_a_name_over_another_is_left_out() -> None:
    first, second = label("8401", 100.0, 9.0), label("8402", 100.02, 9.01)

    assert uncrowded([first, second], SQUARE) == (first,)
    assert uncrowded([second, first], SQUARE) == (second,)


def test_names_that_keep_clear_all_stay() -> None:
    labels = (label("8401", 99.5, 9.0), label("8402", 100.5, 9.0), label("8403", 99.5, 9.3))

    assert uncrowded(labels, SQUARE) == labels
