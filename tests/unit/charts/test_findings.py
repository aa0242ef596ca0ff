from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.benchmark import benchmark_lines
from dashboard.charts.changes import Change
from dashboard.charts.findings import alt_text, map_finding, rank_finding, spread_finding
from dashboard.charts.trend_directions import directions
from dashboard.charts.trend_finding import trend_finding
from dashboard.charts.wording import short_name
from dashboard.text import Lang, YearStyle

NB = "\N{NO-BREAK SPACE}"
Frame = Callable[..., pd.DataFrame]
Say = Callable[..., str]


@pytest.fixture
def say(catalog: Catalog, districts: list[Area], provinces: list[Area]) -> Say:
    """Calls a finding for the districts' rates unless told otherwise."""

    def of(finding: Say, frame: pd.DataFrame, lang: Lang = "th", **more: object) -> str:
        name = str(more.pop("indicator", "tpmap_target_poor_rate"))
        areas = provinces if more.pop("at", "district") == "province" else districts
        indicator = catalog.indicators[name]
        return finding(frame, indicator=indicator, areas=areas, lang=lang, **more)

    return of


def test_the_map_names_the_highest_area_and_how_many_times_the_province_it_is(
    say: Say, rates: pd.DataFrame
) -> None:
    assert say(map_finding, rates, benchmark=("80", 2.9114)) == f"ปากพนังสูงที่สุด 2.3{NB}เท่าของทั้งจังหวัด"
    assert (
        say(map_finding, rates, "en", benchmark=("80", 2.9114))
        == f"Pak Phanang is highest, 2.3{NB}times the province"
    )


@pytest.mark.parametrize("benchmark", [None, ("80", 0.0), ("80", -1.0), ("80", math.nan)])
def test_without_a_usable_benchmark_the_map_names_highest_and_lowest(
    say: Say, rates: pd.DataFrame, benchmark: tuple[str, float] | None
) -> None:
    found = say(map_finding, rates, benchmark=benchmark)
    assert found == f"ปากพนังสูงที่สุดร้อยละ{NB}6.80 ลานสกาต่ำที่สุด{NB}0.78"


def test_the_largest_part_of_a_total_is_said_as_its_share(say: Say, frame: Frame) -> None:
    counts = frame({"8012": 3985.0, "8001": 2822.0, "8003": 245.0})
    found = say(map_finding, counts, indicator="tpmap_target_poor", benchmark=("80", 26391.0))
    assert found == f"ปากพนังมากที่สุด ร้อยละ{NB}15 ของทั้งจังหวัด (จาก 3{NB}อำเภอที่แสดงค่าได้)"


def test_an_area_outside_the_whole_is_no_share_of_it(say: Say, frame: Frame) -> None:
    people = frame({"83": 417402.0, "80": 300000.0})
    found = say(
        map_finding,
        people,
        "en",
        indicator="pop_registered",
        at="province",
        benchmark=("CL-GULF", 5e6),
    )
    assert found == (
        f"Most: Phuket, 417,402{NB}persons; fewest: Nakhon Si Thammarat, 300,000"
        f" (of 2{NB}provinces that can be shown)"
    )


# Chain volumes of 2563 (2020) and BOI applications of 2565 (2022): the South's rows are totals.
GPP_CVM = {
    "80": 104229.6507, "81": 41041.7317, "82": 30199.3884, "83": 99844.0, "84": 106150.0,
    "85": 19840.4974, "86": 56606.0562, "90": 157510.3861, "91": 21343.1708, "92": 39811.8923,
    "93": 20791.3914, "94": 31700.13, "95": 25692.9871, "96": 20600.4827,
}  # fmt: skip
BOI_INVESTMENT = {
    "80": 1633.3, "81": 560.9, "82": 64.5, "83": 3335.9, "84": 2582.2, "85": 185.0, "86": 1109.7,
    "90": 1589.3, "91": 509.5, "92": 6066.3, "93": 276.5, "94": 465.5, "95": 840.0, "96": 21.3,
}  # fmt: skip
BOI_PROJECTS = {
    "80": 9, "81": 6, "82": 2, "83": 12, "84": 22, "85": 3, "86": 9, "90": 25, "91": 4, "92": 12,
    "93": 1, "94": 5, "95": 3, "96": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "values", "south", "thai", "english"),
    [
        (
            "gpp_cvm",
            GPP_CVM,
            768303.1202,
            f"นครศรีธรรมราชสูงเป็นอันดับ{NB}3 จาก{NB}14",
            "Nakhon Si Thammarat is 3rd highest of 14",
        ),
        (
            "boi_investment",
            BOI_INVESTMENT,
            19240.0,
            f"นครศรีธรรมราชสูงเป็นอันดับ{NB}4 จาก{NB}14",
            "Nakhon Si Thammarat is 4th highest of 14",
        ),
        (
            "boi_projects",
            BOI_PROJECTS,
            114.0,
            f"นครศรีธรรมราชสูงเป็นอันดับ{NB}5 ร่วมกับอีก 1{NB}จังหวัด จาก{NB}14{NB}จังหวัด",
            f"Nakhon Si Thammarat is 5th highest of 14{NB}provinces, tied with 1{NB}province",
        ),
    ],
)
def test_a_province_is_not_compared_with_a_total_of_the_south(
    say: Say,
    frame: Frame,
    indicator: str,
    values: dict[str, float],
    south: float,
    thai: str,
    english: str,
) -> None:
    options = {"indicator": indicator, "at": "province", "benchmark": ("S", south)}
    made = frame({code: float(value) for code, value in values.items()})

    assert say(rank_finding, made, focus="80", **options) == thai
    assert say(rank_finding, made, "en", focus="80", **options) == english
    for told in (
        say(map_finding, made, "en", **options),
        say(spread_finding, made, "en", **options),
    ):
        assert told.startswith("Most: ")
        assert "the South" not in told
        assert "half" not in told


def test_a_total_has_no_line_and_a_rate_has_one(catalog: Catalog) -> None:
    drawn = {
        name: [
            each.text
            for each in benchmark_lines(
                {"S": south, "TH": math.nan}, catalog.indicators[name], "en"
            )
        ]
        for name, south in {
            "gpp_cvm": 768303.1202,
            "boi_investment": 19240.0,
            "boi_projects": 114.0,
            "pop_registered": 9454193.0,
            "rubber_harvested_area": 11e6,
            "gpp_per_capita": 132857.4,
            "ses_debt_total": 131083.0,
            "hai_overall": 0.64,
        }.items()
    }

    assert drawn == {
        "gpp_cvm": [],
        "boi_investment": [],
        "boi_projects": [],
        "pop_registered": [],
        "rubber_harvested_area": [],
        "gpp_per_capita": ["132,857"],
        "ses_debt_total": ["131,083"],
        "hai_overall": ["0.6400"],
    }


def test_the_highest_is_said_of_those_that_can_be_shown(say: Say, frame: Frame) -> None:
    """14, 11 and 10 target poor fail in access; the suppressed districts hold 49 together."""
    hidden = ("8003", "8004", "8005", "8007", "8008", "8009", "8011", "8012", "8015", "8016")
    made = frame(
        {"8001": 14.0, "8013": 11.0, "8014": 10.0, **dict.fromkeys(hidden, math.nan)},
        suppressed=hidden,
    )
    options = {"indicator": "tpmap_target_poor_access", "benchmark": ("80", 84.0)}

    assert say(map_finding, made, "en", **options) == (
        f"Mueang Nakhon Si Thammarat has the most: 17{NB}% of the province"
        f" (of 3{NB}districts that can be shown)"
    )


def test_the_province_stands_seventh_of_14_and_11_per_cent_below_the_south(
    say: Say, per_capita: pd.DataFrame
) -> None:
    options = {
        "indicator": "gpp_per_capita",
        "at": "province",
        "focus": "80",
        "benchmark": ("S", 132857.0),
    }
    assert (
        say(rank_finding, per_capita, **options)
        == f"นครศรีธรรมราชสูงเป็นอันดับ{NB}7 จาก{NB}14 ต่ำกว่าค่าภาคใต้ร้อยละ{NB}11"
    )
    assert (
        say(rank_finding, per_capita, "en", **options)
        == f"Nakhon Si Thammarat is 7th highest of 14, 11{NB}% below the South"
    )


@pytest.mark.parametrize(
    ("focus", "words"),
    [
        ("8012", f"ปากพนังสูงที่สุดใน 23{NB}อำเภอ สูงกว่าค่าจังหวัด{NB}3.89{NB}จุด"),
        ("8003", f"ลานสกาต่ำที่สุดใน 23{NB}อำเภอ ต่ำกว่าค่าจังหวัด{NB}2.13{NB}จุด"),
    ],
)
def test_rates_differ_in_points_and_the_ends_of_a_ranking_are_named(
    say: Say, rates: pd.DataFrame, focus: str, words: str
) -> None:
    assert say(rank_finding, rates, focus=focus, benchmark=("80", 2.91)) == words


def test_a_tie_is_said_and_areas_without_a_figure_are_not_counted(say: Say, frame: Frame) -> None:
    tied = frame({"8001": 3.0, "8002": 2.0, "8003": 2.001, "8004": 1.0, "8005": None})
    assert (
        say(rank_finding, tied, "en", focus="8003")
        == f"Lan Saka is 2nd highest of 4{NB}districts that can be shown, tied with 1{NB}district"
    )
    assert "อันดับ" not in say(rank_finding, tied, focus="8001")


def test_an_area_equal_to_the_benchmark_as_printed_is_called_equal(say: Say, frame: Frame) -> None:
    made = frame({"8001": 2.9114, "8002": 1.0, "8003": 4.0})
    found = say(rank_finding, made, "en", focus="8001", benchmark=("80", 2.9109))
    assert found.endswith("equal to the province")


def test_a_difference_too_small_for_one_decimal_is_not_called_zero(say: Say, frame: Frame) -> None:
    made = frame({"80": 100010.0, "84": 90000.0, "90": 200000.0})
    found = say(
        rank_finding,
        made,
        "en",
        indicator="gpp_per_capita",
        at="province",
        focus="80",
        benchmark=("S", 100000.0),
    )
    assert found.endswith(f"under 0.1{NB}% above the South")


def test_the_focus_without_a_figure_says_which_kind(say: Say, frame: Frame) -> None:
    made = frame({"8001": 1.0, "8002": 2.0, "8003": 3.0}, suppressed=("8003",))
    assert say(rank_finding, made, focus="8003") == "ลานสกาปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล"
    assert say(rank_finding, made, focus="8004") == "ฉวางไม่มีข้อมูล"


def test_districts_above_and_below_the_province_are_counted(say: Say, rates: pd.DataFrame) -> None:
    assert (
        say(spread_finding, rates, benchmark=("80", 2.9114))
        == f"10{NB}อำเภอสูงกว่าค่าจังหวัด อีก 13{NB}อำเภอต่ำกว่า"
    )
    assert (
        say(spread_finding, rates, "en", benchmark=("80", 2.9114))
        == f"10{NB}districts above the province, 13 below"
    )


def test_equal_missing_and_suppressed_districts_are_counted_too(say: Say, frame: Frame) -> None:
    made = frame({"8001": 3.0, "8002": 2.0, "8003": 1.0, "8004": 1.0}, suppressed=("8004",))
    assert (
        say(spread_finding, made, benchmark=("80", 2.0))
        == f"1{NB}อำเภอสูงกว่าค่าจังหวัด อีก 1{NB}อำเภอต่ำกว่า 1{NB}อำเภอเท่ากัน (ไม่มีข้อมูล{NB}19, ปกปิด{NB}1)"
    )


def test_districts_that_are_all_below_are_said_so(say: Say, frame: Frame) -> None:
    made = frame({f"80{at:02}": 1.0 + at / 100 for at in range(1, 24)})
    found = say(spread_finding, made, "en", benchmark=("80", 9.0))
    assert found == f"23{NB}districts below the province"


def test_totals_are_told_by_how_few_areas_hold_half(say: Say, frame: Frame) -> None:
    made = frame({"8001": 50.0, "8002": 30.0, "8003": 15.0, "8004": 5.0})
    assert (
        say(spread_finding, made, "en", indicator="tpmap_target_poor", benchmark=("80", 100.0))
        == f"Mueang Nakhon Si Thammarat and Phrom Khiri hold more than half "
        f"of the total of 4{NB}districts that can be shown"
    )


@pytest.mark.parametrize("finding", [map_finding, spread_finding])
def test_nothing_to_say_is_said(say: Say, frame: Frame, finding: Say) -> None:
    made = frame({"8001": 1.0}, suppressed=("8001",))
    assert say(finding, made, benchmark=("80", 2.0)) == f"ไม่มีตัวเลขที่แสดงได้ของ 23{NB}อำเภอ"


@pytest.mark.parametrize("finding", [map_finding, spread_finding])
def test_all_equal_is_no_ranking(say: Say, frame: Frame, finding: Say) -> None:
    made = frame({f"80{at:02}": 0.0 for at in range(1, 24)})
    found = say(finding, made, "en", benchmark=("80", 0.0))
    assert found == f"All 23{NB}districts are equal: 0.00{NB}%"


def test_the_only_figure_is_called_the_only_one(say: Say, frame: Frame) -> None:
    found = say(map_finding, frame({"8012": 6.8}), benchmark=("80", 2.0))
    assert found == f"ปากพนังร้อยละ{NB}6.80 เป็นพื้นที่เดียวที่แสดงค่าได้"


def test_several_highest_areas_share_the_sentence(say: Say, frame: Frame) -> None:
    made = frame({"8001": 5.0, "8002": 5.0, "8003": 1.0, "8004": 1.0, "8005": 1.0})
    assert (
        say(map_finding, made, benchmark=("80", 2.0))
        == f"เมืองนครศรีธรรมราช และ พรหมคีรีสูงที่สุดร้อยละ{NB}5.00 3{NB}อำเภอต่ำที่สุด{NB}1.00"
        f" (จาก 5{NB}อำเภอที่แสดงค่าได้)"
    )


def test_the_alt_text_says_what_kind_of_picture_it_is() -> None:
    words = alt_text(
        "map", finding="Pak Phanang is highest", measure="Target poor, 2018", lang="en"
    )
    assert words == "Map of Target poor, 2018: Pak Phanang is highest"


def _change(code: str, name: str, first: float, last: float, span: tuple[str, str]) -> Change:
    return Change(
        code=code,
        name=name,
        first=span[0],
        last=span[1],
        years=float(int(span[1]) - int(span[0])),
        first_value=first,
        last_value=last,
        absolute=last - first,
        relative=100 * (last / first - 1) if first > 0 else None,
        yearly=None,
        series=(first, last),
    )


LONG = ("2004", "2021")


def _trend(
    catalog: Catalog, changes: list[Change], lang: Lang = "th", name: str = "pop_registered"
) -> str:
    areas = [catalog.areas[change.code] for change in changes]
    style: YearStyle = "be" if lang == "th" else "ce"
    indicator = catalog.indicators[name]
    return trend_finding(changes, indicator=indicator, areas=areas, lang=lang, style=style)


def test_the_trend_sets_the_largest_rise_beside_the_largest_fall(catalog: Catalog) -> None:
    changes = [
        _change("8012", "ปากพนัง", 108842, 97153, LONG),
        _change("8001", "เมืองนครศรีธรรมราช", 262000, 268292, LONG),
        _change("8017", "บางขัน", 39495, 47513, LONG),
    ]
    assert (
        _trend(catalog, changes)
        == f"บางขันเพิ่มร้อยละ{NB}20 ใน 17{NB}ปี (2547–2564) ขณะที่ปากพนังลดร้อยละ{NB}11"
    )


def test_when_all_rise_most_and_least_are_named(catalog: Catalog) -> None:
    changes = [_change("8012", "A", 100, 110, LONG), _change("8017", "B", 100, 150, LONG)]
    assert (
        _trend(catalog, changes, "en")
        == f"All 2{NB}districts rose in 17{NB}years (2004–2021): B most, 50{NB}%; A least, 10{NB}%"
    )


def test_rates_move_in_points(catalog: Catalog) -> None:
    changes = [_change("80", "นครศรีธรรมราช", 1.46, 0.97, ("2023", "2024"))]
    assert (
        _trend(catalog, changes, name="lfs_unemployment_rate")
        == f"นครศรีธรรมราชลด{NB}0.49{NB}จุด ใน 1{NB}ปี (2566–2567)"
    )


def test_a_start_at_zero_is_told_in_the_unit_and_never_in_per_cent(catalog: Catalog) -> None:
    changes = [_change("8012", "A", 0, 12, LONG), _change("8017", "B", 10, 5, LONG)]
    assert (
        _trend(catalog, changes, "en")
        == f"A rose 12{NB}persons in 17{NB}years (2004–2021) while B fell 5{NB}persons"
    )


def test_areas_of_another_span_are_not_compared(catalog: Catalog) -> None:
    changes = [
        _change("8012", "A", 100, 110, LONG),
        _change("8017", "B", 100, 120, LONG),
        _change("8001", "C", 100, 900, ("2020", "2021")),
    ]
    assert _trend(catalog, changes, "en").startswith(f"All 2{NB}districts that can be shown rose")


def test_no_change_at_all_is_said(catalog: Catalog) -> None:
    changes = [_change("8012", "A", 100, 100, LONG), _change("8017", "B", 5, 5, LONG)]
    assert (
        _trend(catalog, changes, "en")
        == f"2{NB}districts did not change in 17{NB}years (2004–2021)"
    )


def test_one_comparable_period_has_no_trend(catalog: Catalog) -> None:
    assert _trend(catalog, [], "en") == "Only one comparable period, so no change is calculated"


def test_one_area_is_told_beside_its_yardstick_of_the_same_span(catalog: Catalog) -> None:
    """GPP per capita at current prices, 1995 to 2020, as published."""
    span = ("1995", "2020")
    ours = [_change("80", "นครศรีธรรมราช", 35579, 117801, span)]
    yardsticks = [
        _change("TH", "ทั่วราชอาณาจักร", 90000, 100000, ("1995", "2024")),
        _change("S", "ภาคใต้ (14 จังหวัด)", 52136, 132857, span),
    ]
    said = trend_finding(
        ours,
        indicator=catalog.indicators["gpp_per_capita"],
        areas=[catalog.areas["80"]],
        lang="th",
        style="be",
        yardsticks=yardsticks,
    )
    assert said == (
        f"นครศรีธรรมราชเพิ่มร้อยละ{NB}231 ใน 25{NB}ปี (2538–2563 ณ ราคาประจำปี) ขณะที่ภาคใต้เพิ่มร้อยละ{NB}155"
    )


def test_a_change_at_current_prices_says_so_and_when(catalog: Catalog) -> None:
    ours = [_change("80", "Nakhon Si Thammarat", 35579, 117801, ("1995", "2020"))]
    assert _trend(catalog, ours, "en", "gpp_per_capita") == (
        f"Nakhon Si Thammarat rose 231{NB}% in 25{NB}years (1995–2020, at current prices)"
    )
    assert "price" not in _trend(catalog, ours, "en", "gpp_cvm")


def _directions(
    catalog: Catalog,
    changes: list[Change],
    lang: Lang,
    *,
    name: str = "pop_registered",
    front: str = "",
) -> str:
    areas = [catalog.areas[change.code] for change in changes]
    indicator = catalog.indicators[name]
    return directions(changes, indicator=indicator, areas=areas, lang=lang, front=front)


def test_how_many_rose_and_how_many_fell_is_counted(catalog: Catalog) -> None:
    changes = [
        _change("8012", "A", 100, 90, LONG),
        _change("8017", "B", 100, 120, LONG),
        _change("8001", "C", 100, 101, LONG),
    ]
    assert _directions(catalog, changes, "th") == f"2{NB}อำเภอเพิ่มขึ้น 1{NB}อำเภอลดลง"
    assert _directions(catalog, changes, "en") == f"2{NB}districts rose, 1{NB}district fell"
    assert _directions(catalog, changes[1:], "th") == f"ทั้ง 2{NB}อำเภอเพิ่มขึ้น"


def test_an_area_of_another_span_is_not_counted_among_the_others(catalog: Catalog) -> None:
    changes = [
        _change("8012", "A", 100, 110, LONG),
        _change("8017", "B", 100, 120, LONG),
        _change("8001", "C", 100, 90, ("2020", "2021")),
    ]
    assert _directions(catalog, changes, "en") == f"2{NB}districts rose"


def test_the_one_area_in_front_is_placed_among_the_others(catalog: Catalog) -> None:
    """Registered population, 1993 to 2024: our province grew least."""
    span = ("1993", "2024")
    changes = [
        _change("80", "นครศรีธรรมราช", 1476060, 1534653, span),
        _change("93", "พัทลุง", 485000, 518672, span),
        _change("83", "ภูเก็ต", 193000, 427000, span),
    ]
    assert _directions(catalog, changes, "th", front="80") == (
        f"ทั้ง 3{NB}จังหวัดเพิ่มขึ้น นครศรีธรรมราชเพิ่มขึ้นน้อยที่สุด (คิดเป็นร้อยละ)"
    )
    assert _directions(catalog, changes, "en", front="93") == (
        f"All 3{NB}provinces rose, พัทลุง rose 2nd most in per cent"
    )


def _growth(code: str, name: str, first: float, last: float) -> Change:
    return replace(_change(code, name, first, last, ("1994", "2022")), relative=None)


def test_a_growth_rate_is_placed_by_points(catalog: Catalog) -> None:
    """Population change over one year, 1994 and 2022: ours fell by 1.13 points, the least."""
    changes = [
        _growth("80", "Nakhon Si Thammarat", 0.86, -0.27),
        _growth("82", "Phang-nga", 1.24, -0.21),
        _growth("83", "Phuket", 2.78, -0.21),
    ]

    def said(front: str, lang: Lang = "en") -> str:
        return _directions(catalog, changes, lang, name="pop_change_1y", front=front)

    assert said("80") == f"All 3{NB}provinces fell, Nakhon Si Thammarat fell least in points"
    assert said("83") == f"All 3{NB}provinces fell, Phuket fell most in points"
    assert said("80", "th").endswith("Nakhon Si Thammaratลดลงน้อยที่สุด (คิดเป็นจุด)")
    assert _trend(catalog, changes, "en", "pop_change_1y") == (
        f"All 3{NB}provinces fell in 28{NB}years (1994–2022): Phuket most, 2.99{NB}points;"
        f" Nakhon Si Thammarat least, 1.13{NB}points"
    )


def test_the_only_one_that_fell_and_one_that_shares_its_place_are_not_placed(
    catalog: Catalog,
) -> None:
    changes = [
        _change("8012", "A", 100, 90, LONG),
        _change("8017", "B", 100, 120, LONG),
        _change("8001", "C", 200, 240, LONG),
    ]
    both = f"2{NB}districts rose, 1{NB}district fell"
    assert [_directions(catalog, changes, "en", front=code) for code in ("8012", "8017")] == [
        both,
        both,
    ]


def test_beside_an_index_points_of_a_rate_have_their_full_name(catalog: Catalog) -> None:
    changes = [_change("80", "นครศรีธรรมราช", 1.46, 0.97, ("2023", "2024"))]
    said = trend_finding(
        changes,
        indicator=catalog.indicators["lfs_unemployment_rate"],
        areas=[catalog.areas["80"]],
        lang="th",
        style="be",
        of_index=True,
    )
    assert said == f"นครศรีธรรมราชลด{NB}0.49{NB}จุดร้อยละ ใน 1{NB}ปี (2566–2567)"


def test_the_capital_district_has_a_short_name(catalog: Catalog) -> None:
    assert short_name(catalog.areas["8001"], "th") == "เมืองฯ"
    assert short_name(catalog.areas["8001"], "en") == "Mueang"
    assert short_name(catalog.areas["8012"], "th") == "ปากพนัง"
    assert short_name(catalog.areas["80"], "th") == "นครศรีธรรมราช"


# Household income a month, 2566 (2023), baht: estimates of a sample survey.
INCOME = {
    "80": 33414, "81": 28360, "82": 22143, "83": 41865, "84": 33523, "85": 26739, "86": 32324,
    "90": 23933, "91": 23448, "92": 28288, "93": 26290, "94": 19777, "95": 26759, "96": 18333,
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "focus", "group", "gap"),
    [
        ("th", "80", "นครศรีธรรมราชอยู่ในกลุ่มสูงสุด (1–4) จาก", f" สูงกว่าค่าภาคใต้ร้อยละ{NB}17"),
        ("en", "83", "Phuket is in the highest group (1–4) of", f", 47{NB}% above the South"),
        ("en", "92", "Trang is in the upper middle group (5–7) of", f", 0.9{NB}% below the South"),
        ("en", "96", "Narathiwat is in the lowest group (11–14) of", f", 36{NB}% below the South"),
    ],
)
def test_estimates_of_a_sample_are_placed_in_groups(
    frame: Frame,
    catalog: Catalog,
    provinces: list[Area],
    lang: Lang,
    focus: str,
    group: str,
    gap: str,
) -> None:
    found = rank_finding(
        frame(INCOME),
        indicator=catalog.indicators["ses_income_month"],
        areas=provinces,
        lang=lang,
        focus=focus,
        benchmark=("S", 28532),
    )
    counted = {"th": f" 14{NB}จังหวัด", "en": f" 14{NB}provinces"}[lang]
    assert found == f"{group}{counted}{gap}"


def test_few_estimates_of_a_sample_have_no_places_at_all(
    frame: Frame, catalog: Catalog, provinces: list[Area]
) -> None:
    five = [area for area in provinces if area.code in {"80", "84", "86", "90", "93"}]
    found = rank_finding(
        frame({area.code: INCOME[area.code] for area in five}),
        indicator=catalog.indicators["ses_income_month"],
        areas=five,
        lang="en",
        focus="80",
        benchmark=("S", 28532),
    )
    assert found == f"Nakhon Si Thammarat is 17{NB}% above the South"
