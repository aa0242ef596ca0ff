from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.output import _safe

Hpp = Callable[..., Any]
RATE, HEALTH, PEOPLE, GPP = (
    "tpmap_target_poor_rate",
    "tpmap_target_poor_health",
    "pop_registered",
    "gpp_per_capita",
)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_csv_has_the_promised_columns_and_plain_numbers(hpp: Hpp, data: Path) -> None:
    result = hpp("get", RATE, "--area", "8001", "--format", "csv", "--data", data)
    assert result.code == 0
    assert result.err == ""
    assert result.out == (
        "indicator,ref_area,area_name,time_period,obs_value,unit,obs_status,conf_status,edition,"
        "source,derived,caveats,reason,reason_text\r\n"
        "tpmap_target_poor_rate,8001,Mueang Nakhon Si Thammarat,2018,3.0473,percent,A,F,"
        "TPMAP 2561,tpmap_2561_district:2,false,"
        "of_surveyed not_mpi poverty_lenses_differ definition_break_2565 bangkok_not_surveyed,,\r\n"
    )


def test_json_holds_numbers_as_numbers_and_null_for_none(hpp: Hpp, data: Path) -> None:
    result = hpp("get", HEALTH, "--within", "80", "--format", "json", "--data", data)
    found = json.loads(result.out)
    assert [(each["ref_area"], each["obs_value"], each["conf_status"]) for each in found] == [
        ("8001", 1417, "F"),
        ("8002", 85, "F"),
        ("8003", None, "C"),
    ]
    assert found[0]["derived"] is False
    assert list(found[0])[:5] == [
        "indicator",
        "ref_area",
        "area_name",
        "time_period",
        "obs_value",
    ]


def test_a_table_is_aligned_and_says_suppressed_in_words(hpp: Hpp, data: Path) -> None:
    asked = ("get", HEALTH, "--area", "8001", "8003", "--data", data)
    place = "  A           {}            TPMAP 2561  tpmap_2561_district:2"
    assert hpp(*asked).out.splitlines()[2:4] == [
        f"{HEALTH}  8001      Mueang Nakhon Si Thammarat  2018              1,417  persons"
        + place.format("F"),
        f"{HEALTH}  8003      Lan SaKa                    2018         suppressed  persons"
        + place.format("C"),
    ]
    thai = hpp(*asked, "--lang", "th").out.splitlines()
    assert thai[0].split() == [
        "ตัวชี้วัด",
        "รหัส",
        "พื้นที่",
        "งวด",
        "ค่า",
        "หน่วย",
        "สถานะ",
        "การปกปิด",
        "ฉบับ",
        "แหล่งที่มา",
        "คำนวณ",
    ]
    assert "ลานสกา" in thai[3]
    assert "ปกปิด" in thai[3]


def test_below_a_table_its_letters_are_in_words(hpp: Hpp, data: Path) -> None:
    asked = ("get", HEALTH, "--area", "8001", "8003", "--data", data)
    assert hpp(*asked).out.splitlines()[4:7] == [
        "",
        "obs_status: A = normal",
        "conf_status: F = free to publish; C = suppressed to protect persons",
    ]
    assert hpp(*asked, "--lang", "th").out.splitlines()[5:7] == [
        "สถานะ: A = ค่าปกติ",
        "การปกปิด: F = เปิดเผยได้; C = ปกปิดเพื่อคุ้มครองข้อมูลส่วนบุคคล",
    ]


def test_below_a_table_stand_the_caveats_of_its_rows(hpp: Hpp, root: Path) -> None:
    asked = ("get", HEALTH, "--area", "80", "--data", root / "data")
    lines = hpp(*asked).out.splitlines()
    head = lines.index("Caveats")
    badges = [each.partition(":")[0] for each in lines[head + 1 :]]
    assert "  Dimensions overlap" in badges
    assert "  Small counts suppressed" in badges
    assert "  Preliminary figure" not in badges
    thai = hpp(*asked, "--lang", "th").out
    assert "\nข้อควรระวัง\n" in thai
    assert "  มิติซ้อนทับกัน: คนหนึ่งคนอาจขัดสน" in thai


UNEMPLOYED = "lfs_unemployment_rate"
WHY = "Cannot be calculated: an input figure is missing"


def test_an_absent_figure_says_why_in_data_as_code_and_in_words(hpp: Hpp, data: Path) -> None:
    asked = ("get", UNEMPLOYED, "--area", "CL-GULF", "80", "--period", "2025-Q3", "--data", data)
    told = [("80", "0.3298", "", ""), ("CL-GULF", "", "missing_input", WHY)]

    found = rows(hpp(*asked, "--format", "csv").out)
    columns = ("ref_area", "obs_value", "reason", "reason_text")
    assert sorted(tuple(each[name] for name in columns) for each in found) == told

    thai = json.loads(hpp(*asked, "--format", "json", "--lang", "th").out)
    assert {each["ref_area"]: (each["reason"], each["reason_text"]) for each in thai} == {
        "80": ("", ""),
        "CL-GULF": ("missing_input", "คำนวณไม่ได้ เพราะขาดตัวเลขตั้งต้น"),
    }


def test_a_table_says_why_in_a_last_column_only_where_a_figure_is_absent(
    hpp: Hpp, data: Path
) -> None:
    asked = ("get", UNEMPLOYED, "--period", "2025-Q3", "--data", data)
    lines = hpp(*asked, "--area", "CL-GULF", "80").out.splitlines()
    assert lines[0].endswith("  computed  why there is no figure")
    assert [each.endswith(f"  {WHY}") for each in lines[2:4]] == [True, False]
    assert hpp(*asked, "--area", "80").out.splitlines()[0].endswith("  computed")
    assert hpp(*asked, "--area", "S11", "--lang", "th").out.splitlines()[0].endswith("เหตุที่ไม่มีค่า")


def test_caveats_in_data_are_those_of_the_row(hpp: Hpp, root: Path) -> None:
    asked = ("get", GPP, "--area", "80", "--period", "all", "--format", "json")
    found = json.loads(hpp(*asked, "--data", root / "data").out)
    told = {(each["time_period"], each["edition"]): each["caveats"].split() for each in found}
    assert "preliminary" in told["2024", "2024 edition"]
    assert "preliminary" not in told["1996", "2020 edition"]


def test_without_an_area_the_province_and_its_districts_come(hpp: Hpp, data: Path) -> None:
    both = rows(hpp("get", PEOPLE, GPP, "--format", "csv", "--data", data).out)
    assert [(each["indicator"], each["ref_area"], each["time_period"]) for each in both] == [
        (PEOPLE, "80", "2024"),
        (PEOPLE, "8001", "2021"),
        (PEOPLE, "8002", "2021"),
        (PEOPLE, "8003", "2021"),
        (GPP, "80", "2024"),
    ]
    assert both[0]["obs_value"] == "1534653"


@pytest.mark.parametrize(
    ("options", "areas"),
    [
        (["--within", "S", "--level", "province"], ["80", "81"]),
        (["--within", "CL-GULF"], ["80"]),
        (["--within", "80"], ["8001", "8002", "8003"]),
        (["--within", "กระบี่", "--level", "district"], ["8101"]),
        (["--level", "province"], ["80", "81"]),
        (["--level", "country"], ["TH"]),
        (["--area", "S", "--within", "S", "--level", "province"], ["S", "80", "81"]),
        (["--area", "80", "--area", "th"], ["TH", "80"]),
        (["--area", "อำเภอลานสกา", "phrom khiri", "จังหวัดกระบี่"], ["81", "8002", "8003"]),
    ],
)
def test_areas_are_named_by_code_name_place_and_level(
    hpp: Hpp, data: Path, options: list[str], areas: list[str]
) -> None:
    found = rows(
        hpp("get", PEOPLE, *options, "--period", "2021", "--format", "csv", "--data", data).out
    )
    assert [each["ref_area"] for each in found] == areas


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2020", ["2020"]),
        ("2563", ["2020"]),
        ("latest", ["2024"]),
        ("all", ["2019", "2020", "2024"]),
    ],
)
def test_periods_are_common_era_buddhist_era_latest_or_all(
    hpp: Hpp, data: Path, period: str, expected: list[str]
) -> None:
    out = hpp("get", GPP, "--area", "80", "--period", period, "--format", "csv", "--data", data).out
    assert [each["time_period"] for each in rows(out)] == expected


def test_a_quarter_may_be_written_in_the_buddhist_era(hpp: Hpp, data: Path) -> None:
    asked = ("get", "lfs_unemployment_rate", "--area", "80", "--format", "csv", "--data", data)
    found = rows(hpp(*asked, "--period", "2568-q3").out)
    assert [(each["time_period"], each["obs_value"]) for each in found] == [("2025-Q3", "0.3298")]
    assert found[0]["derived"] == "true"


def test_an_unknown_indicator_offers_the_nearest(hpp: Hpp, data: Path) -> None:
    result = hpp("get", "tpmap_target_por_rate", "--data", data)
    assert (result.code, result.out) == (2, "")
    fact, hint = result.err.splitlines()
    assert fact == "There is no indicator called tpmap_target_por_rate."
    assert hint.startswith("Nearest: tpmap_target_poor_rate (")


@pytest.mark.parametrize("name", ["gdp", "gppx", "GPP"])
def test_gpp_at_current_prices_is_among_the_nearest(hpp: Hpp, root: Path, name: str) -> None:
    hint = hpp("get", name, "--data", root / "data").err.splitlines()[1]
    assert "gpp_current (GPP, current prices)" in hint
    assert "gpp_sector" not in hint


def test_an_unknown_indicator_is_found_by_its_thai_name(hpp: Hpp, data: Path) -> None:
    result = hpp("get", "ประชากรตามทะเบียน", "--data", data, "--lang", "th")
    assert result.code == 2
    assert result.err.startswith("ไม่มีตัวชี้วัดชื่อ ประชากรตามทะเบียน\nรหัสที่ใกล้เคียง: pop_registered (")


@pytest.mark.parametrize("option", ["--area", "--within"])
def test_an_unknown_area_offers_the_nearest(hpp: Hpp, data: Path, option: str) -> None:
    result = hpp("get", PEOPLE, option, "Phrom Kiri", "--data", data)
    assert result.code == 2
    assert result.err.startswith(
        "There is no area with the code or name Phrom Kiri.\nNearest: 8002 (Phrom Khiri), "
    )


def test_an_unknown_level_offers_the_nearest_and_names_all(hpp: Hpp, data: Path) -> None:
    result = hpp("get", PEOPLE, "--level", "distrct", "--data", data)
    assert result.code == 2
    assert result.err == (
        "There is no level called distrct.\n"
        "Nearest: district, cluster, country. All levels: country, region, planning_region, "
        "cluster, province, district\n"
    )


def test_what_is_no_period_offers_the_nearest(hpp: Hpp, data: Path) -> None:
    result = hpp("get", GPP, "--period", "20202", "--data", data)
    assert result.code == 2
    assert result.err == (
        "20202 is not a period.\n"
        "Nearest: 2020, 2024, 2019. Write 2018, 2561, 2020-Q1, FY2565, latest or all.\n"
    )


def test_nothing_found_says_what_exists(hpp: Hpp, data: Path) -> None:
    result = hpp("get", HEALTH, "--period", "2019", "--data", data)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "tpmap_target_poor_health has no figure for these areas and periods.\n"
        "What exists: country 2018; region 2018; planning_region 2018; cluster 2018; "
        "province 2018; district 2018\n"
    )
    thai = hpp("get", HEALTH, "--period", "2562", "--data", data, "--lang", "th")
    assert thai.code == 2
    assert thai.err.startswith("ไม่มีตัวเลขของ tpmap_target_poor_health ตามพื้นที่และงวดที่ระบุ\nข้อมูลที่มี: ")


def test_a_part_that_is_absent_is_told_beside_the_answer(hpp: Hpp, data: Path) -> None:
    result = hpp(
        "get", PEOPLE, HEALTH, "--area", "80", "8101", "--period", "2024", "--format", "csv",
        "--data", data,
    )  # fmt: skip
    assert result.code == 0
    assert [each["ref_area"] for each in rows(result.out)] == ["80"]
    assert "tpmap_target_poor_health has no figure" in result.err
    assert "8101 has no figure for these periods." in result.err


def test_a_data_folder_without_a_snapshot_says_what_to_do(hpp: Hpp, tmp_path: Path) -> None:
    result = hpp("get", PEOPLE, "--data", tmp_path)
    assert result.code == 2
    assert result.err == (
        f"Nothing is published in {tmp_path}/snapshots yet.\nMake a snapshot with `hpp build`.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@cell", "'@cell"),
        ("-cell", "'-cell"),
        (-1.5, -1.5),
        (0, 0),
        (None, ""),
        (True, "true"),
        ("ปากพนัง", "ปากพนัง"),
    ],
)
def test_a_csv_cell_is_never_a_formula(cell: object, written: object) -> None:
    assert _safe(cell) == written


def test_an_edition_is_named_in_the_readers_language_but_by_its_id_in_data(
    hpp: Hpp, root: Path
) -> None:
    asked = ("get", "gpp_current", "--area", "80", "--period", "2562", "--data", root / "data")
    assert "ฉบับ พ.ศ. 2563" in hpp(*asked, "--lang", "th").out
    told = rows(hpp(*asked, "--lang", "th", "--format", "csv").out)
    assert [(each["obs_value"], each["edition"]) for each in told] == [
        ("175989.7314", "2020 edition")
    ]
