from __future__ import annotations

import pytest

from dashboard.ui.plot import CONFIG, picked_code


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([{"location": "8012"}], "8012"),
        ([{"location": 8012}], "8012"),
        ([{"customdata": "8012"}], "8012"),
        ([{"customdata": ["8012"]}], "8012"),
        ([{"location": None}, {"location": "8003"}], "8003"),
        ([{"point_index": 3}], None),
        ([{"customdata": []}], None),
        ([], None),
    ],
)
def test_a_click_names_the_first_area_it_hits(points: list[dict[str, object]], code: str) -> None:
    assert picked_code(points) == code


def test_plotly_is_told_where_its_topology_lies() -> None:
    assert CONFIG["topojsonURL"] == "geo/topo/"
    assert CONFIG["scrollZoom"] is False
