"""Every picture of the poverty page travels: as CSV, as a workbook and as a PNG with its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.briefing import csv_bytes, workbook
from dashboard.charts.describe import LinePicture, MapPicture
from dashboard.charts.png import raster
from dashboard.charts.svg import draw
from dashboard.settings import Places
from dashboard.text import LANGS, Lang
from dashboard.ui import (
    poverty_depth,
    poverty_funnel,
    poverty_indicators,
    poverty_inequality,
    poverty_lenses,
    poverty_life,
)
from dashboard.ui.area_view import Vintage
from dashboard.ui.engine import Engine
from dashboard.ui.panel import Panel, placed
from dashboard.ui.poverty_groups import panel_of
from dashboard.ui.poverty_inequality_trend import trend
from dashboard.ui.poverty_overlap import depths
from dashboard.ui.reader import ERAS, Reader

WHEN = Vintage("2018", "2018", "TPMAP 2561", preliminary=False)


@pytest.fixture(params=LANGS)
def who(request: pytest.FixtureRequest, root: Path) -> Iterator[Reader]:
    lang: Lang = request.param
    engine = Engine(Places(home=root, data=root / "data"))
    with engine.figures() as store:
        yield Reader(
            page="poverty",
            lang=lang,
            style=ERAS[lang],
            mode="light",
            edition=engine.edition(store),
            store=store,
            catalog=engine.catalog(),
            levels=engine.levels(store),
            where=engine.where,
            pages={},
        )


def panels(who: Reader) -> Iterator[Panel]:
    """Every panel whose picture is drawn by this room; map and dots are the districts page's."""
    yield from poverty_funnel._panels(who, WHEN, "8012")
    for kind in poverty_depth.MEASURES:
        yield from poverty_depth._panels(who, depths(who, "2018"), kind, "8012", "2018")
    yield panel_of(who, "indicators", poverty_indicators._grouped(who, "8012"))
    yield panel_of(who, "life", poverty_life._grouped(who, None))
    yield poverty_lenses._panel(who)
    spreads = poverty_inequality.spreads(who)
    yield from poverty_inequality._panels(who, spreads, spreads[0])
    line = trend(who, who.catalog.indicators["persons_per_house"])
    assert line is not None
    yield line


def test_every_picture_has_its_files(who: Reader) -> None:
    names = []
    for panel in panels(who):
        names.append(panel.file)
        assert csv_bytes(panel.table).count(b"\r\n") == len(panel.table.rows) + 1
        assert workbook(panel.table, about=panel.about, lang=who.lang).startswith(b"PK")
        drawing = draw(panel.picture, geo_dir=who.where.geo, lang=who.lang)
        assert panel.picture.caption.sources[0][:20] in drawing
        assert "TPMAP" in drawing or isinstance(panel.picture, LinePicture)
        assert not isinstance(panel.picture, MapPicture)
        assert panel.about.sources
    assert len(set(names)) == len(names) - 2 * (len(poverty_depth.MEASURES) - 1)


def test_every_row_of_a_file_names_period_source_snapshot_and_caveats(who: Reader) -> None:
    for panel in panels(who):
        keys = [column.key for column in panel.table.columns]
        assert keys[-3:] == ["cited", "snapshot", "caveats"]
        assert len(set(keys)) == len(keys)
        period = keys.index("period")
        for row in panel.table.rows:
            assert row[-2] == who.store.id
            empty = not any(isinstance(cell, float) for cell in row)
            assert empty or (row[period] and row[-3] and row[-1]), (panel.file, row)


def test_a_picture_that_travels_names_its_place(who: Reader) -> None:
    for panel in panels(who):
        words = placed(who, panel).caption
        assert who.area(panel.within) in f"{words.title} {words.measure}"
    [every, *_] = _inequality(who)
    measure = placed(who, every).caption.measure
    assert measure.startswith(
        {"th": "จังหวัดนครศรีธรรมราช · ", "en": "Nakhon Si Thammarat province · "}[who.lang]
    )
    assert not every.picture.caption.measure.startswith(measure[:8]), "the page says it already"


def _inequality(who: Reader) -> tuple[Panel, ...]:
    known = poverty_inequality.spreads(who)
    return poverty_inequality._panels(who, known, known[0])


def test_no_picture_or_row_tells_a_command(who: Reader) -> None:
    for panel in panels(who):
        assert "hpp " not in draw(panel.picture, geo_dir=who.where.geo, lang=who.lang)
        assert b"hpp " not in csv_bytes(panel.table)


def test_a_row_names_only_what_it_rests_on(who: Reader) -> None:
    [funnel, _] = poverty_funnel._panels(who, WHEN, None)
    keys = [column.key for column in funnel.table.columns]
    told = [dict(zip(keys, row, strict=True)) for row in funnel.table.rows]
    assert told[0]["cited"] == told[1]["cited"] != ""
    assert "; " not in str(told[0]["cited"]), "one publication"
    round_ = {"th": "ผู้ลงทะเบียนปี 2560", "en": "Card round of 2017"}[who.lang]
    assert [round_ in str(row["caveats"]) for row in told[:3]] == [False, True, False]
    assert told[3]["cited"] == told[3]["period"] == told[3]["caveats"] == ""


def test_a_picture_with_a_frame_can_be_a_png(who: Reader) -> None:
    panel = poverty_lenses._panel(who)
    drawing = draw(panel.picture, geo_dir=who.where.geo, lang=who.lang)
    image = raster(drawing, caption=panel.picture.caption)

    assert image.startswith(b"\x89PNG")
    assert panel.picture.caption.title.encode() in image


def test_rows_of_computed_tables_say_that_they_are_computed(who: Reader) -> None:
    [ranked, _, _] = poverty_depth._panels(who, depths(who, "2018"), "m0", None, "2018")
    remark = [column.key for column in ranked.table.columns].index("remark")

    assert all(who.t("state.computed") in str(row[remark]) for row in ranked.table.rows)
    assert len(ranked.table.rows) == 24


def test_contributions_of_a_district_without_suppression_sum_to_all(who: Reader) -> None:
    [_, weights, _] = poverty_depth._panels(who, depths(who, "2018"), "m0", "8001", "2018")

    shares = [float(str(row[2])) for row in weights.table.rows]
    points = [float(str(row[1])) for row in weights.table.rows]
    assert sum(points) == pytest.approx(100 * 3356 / (5 * 92606)), "together they are M0"
    assert shares == pytest.approx([42.2, 12.6, 11.0, 33.8, 0.4], abs=0.05)
    assert sum(shares) == pytest.approx(100, abs=0.3)
