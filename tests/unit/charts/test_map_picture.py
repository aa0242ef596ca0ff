from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.describe import Caption, LegendEntry, MapPicture
from dashboard.charts.map_picture import map_picture
from dashboard.geo.places import MapPlaces
from dashboard.text import Lang

Draw = Callable[..., MapPicture]


@pytest.fixture
def draw(catalog: Catalog, districts: list[Area], atlas: MapPlaces, caption: Caption) -> Draw:
    def of(frame: pd.DataFrame, lang: Lang = "th", **more: object) -> MapPicture:
        options: dict[str, object] = {
            "indicator": catalog.indicators["tpmap_target_poor_rate"],
            "areas": districts,
            "scope": "80",
            **more,
        }
        return map_picture(frame, places=atlas, lang=lang, caption=caption, **options)  # type: ignore[arg-type]

    return of


def test_the_legend_gives_real_ranges_from_high_to_low_with_counts(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates)
    assert picture.legend_title == "ร้อยละ (จำนวนอำเภอ)"
    assert [each.text for each in picture.legend] == [
        "3.84–6.80 (6)",
        "2.70–3.81 (6)",
        "1.45–2.19 (5)",
        "0.78–1.29 (6)",
    ]
    assert [each.klass for each in picture.legend] == [3, 2, 1, 0]


def test_the_english_legend_says_per_cent_and_districts(draw: Draw, rates: pd.DataFrame) -> None:
    assert draw(rates, "en").legend_title == "% (districts)"


def test_a_legend_without_counts_holds_ranges_only(draw: Draw, rates: pd.DataFrame) -> None:
    picture = draw(rates, counts=False)
    assert (picture.legend_title, picture.legend[0].text) == ("ร้อยละ", "3.84–6.80")


def test_six_digits_are_written_in_thousands_over_the_sea(
    draw: Draw, per_capita: pd.DataFrame, catalog: Catalog, provinces: list[Area]
) -> None:
    picture = draw(
        per_capita,
        indicator=catalog.indicators["gpp_per_capita"],
        areas=provinces,
        scope="S",
    )
    assert picture.legend_title.startswith("พันบาท")
    assert [each.text for each in picture.legend] == [
        "163–251 (4)",
        "118–155 (3)",
        "105–112 (3)",
        "55–103 (4)",
    ]
    assert (picture.geometry, picture.hatch) == ("south_provinces", "provinces_hatch")


def test_missing_suppressed_and_zero_are_three_things(
    draw: Draw, frame: Callable[..., pd.DataFrame]
) -> None:
    picture = draw(frame({"8001": 0.0, "8002": 1.0, "8003": 2.0}, suppressed=("8003",)))
    marks = {mark.code: mark for mark in picture.areas}
    assert (marks["8001"].state, marks["8001"].klass, marks["8001"].text) == ("value", 0, "0.00")
    assert (marks["8003"].state, marks["8003"].klass) == ("suppressed", None)
    assert marks["8003"].text == "ปกปิด"
    assert marks["8003"].hover == ("ลานสกา", "ปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล")
    assert (marks["8004"].state, marks["8004"].value) == ("missing", None)
    assert marks["8004"].text == "ไม่มีข้อมูล"
    assert picture.legend[-2:] == (
        LegendEntry("suppressed", None, "ปกปิด (1)"),
        LegendEntry("missing", None, "ไม่มีข้อมูล (20)"),
    )


def test_a_suppressed_cell_never_carries_a_value_even_when_the_frame_does(
    draw: Draw, frame: Callable[..., pd.DataFrame]
) -> None:
    leaking = frame({"8001": 3.0, "8002": 1.0})
    leaking.loc[0, "conf_status"] = "C"
    mark = draw(leaking).areas[0]
    assert (mark.code, mark.value) == ("8001", None)
    assert "3.00" not in " ".join([mark.text, *mark.hover])


def test_what_is_said_under_the_pointer_names_unit_and_status(
    draw: Draw, frame: Callable[..., pd.DataFrame]
) -> None:
    made = frame({"8012": 6.7989}).assign(obs_status="P", derived=True)
    mark = next(each for each in draw(made).areas if each.code == "8012")
    assert mark.hover == ("ปากพนัง", "ร้อยละ\N{NO-BREAK SPACE}6.80", "เบื้องต้น", "ระบบนี้คำนวณ")


def test_a_missing_figure_says_why(draw: Draw, frame: Callable[..., pd.DataFrame]) -> None:
    made = frame({"8012": None}).assign(reason="zero_denominator")
    mark = next(each for each in draw(made, "en").areas if each.code == "8012")
    assert mark.hover == ("Pak Phanang", "Cannot be calculated: the denominator is zero")


def test_every_name_is_on_the_map_of_the_province_and_the_sea_has_its_own(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates)
    assert len(picture.labels) == 23
    assert {label.code: label.lines for label in picture.labels}["8001"] == ("เมืองฯ",)
    assert picture.sea is not None
    assert picture.sea.lines == ("อ่าวไทย",)


def test_narrow_provinces_have_their_names_beside_them(
    draw: Draw, per_capita: pd.DataFrame, catalog: Catalog, provinces: list[Area]
) -> None:
    picture = draw(
        per_capita, indicator=catalog.indicators["gpp_per_capita"], areas=provinces, scope="S"
    )
    sides = {label.code: (label.inside, label.anchor) for label in picture.labels}
    assert sides["80"] == (True, "middle")
    assert sides["86"] == (False, "start")
    assert sides["83"] == (False, "end")


def test_names_can_be_chosen(draw: Draw, rates: pd.DataFrame) -> None:
    assert [each.code for each in draw(rates, named=["8012", "8001"]).labels] == ["8001", "8012"]


def test_a_selected_area_of_another_level_selects_nothing(draw: Draw, rates: pd.DataFrame) -> None:
    assert draw(rates, selected="8012").selected == "8012"
    assert draw(rates, selected="84").selected is None


def test_figures_that_print_alike_share_a_class(
    draw: Draw, frame: Callable[..., pd.DataFrame]
) -> None:
    values = {f"80{at:02}": float(at) for at in range(1, 12)}
    values["8005"], values["8006"] = 6.0049, 5.9951
    marks = {mark.code: mark for mark in draw(frame(values)).areas}
    assert marks["8005"].text == marks["8006"].text == "6.00"
    assert marks["8005"].klass == marks["8006"].klass


def test_a_legend_of_an_index_says_what_it_counts(
    draw: Draw, frame: Callable[..., pd.DataFrame], catalog: Catalog, provinces: list[Area]
) -> None:
    gini = {area.code: 0.28 + 0.01 * at for at, area in enumerate(provinces)}
    picture = draw(
        frame(gini),
        "en",
        indicator=catalog.indicators["gini_income"],
        areas=provinces,
        scope="S",
    )
    assert picture.legend_title == "coefficient, 0–1 (provinces)"


def test_the_one_name_on_a_crowded_map_stands_beside_its_area(
    draw: Draw, frame: Callable[..., pd.DataFrame], catalog: Catalog
) -> None:
    south = catalog.children("S", "district")
    rates = frame({area.code: float(at) for at, area in enumerate(south)})
    (label,) = draw(rates, areas=south, scope="S", selected="8012").labels
    assert label.lines == ("\u00a0\u00a0\u00a0\u00a0ปากพนัง",)
    assert (label.anchor, label.inside) == ("start", False)
