"""The shipped figures through the reader, against what was published; and what it refuses."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import InputError
from dashboard.ingest import SourceFigures, read_sources

OBSERVATIONS_PER_DATA_SET = {
    "area_km2": 14,
    "boi_applications": 1082,
    "bot_banking_2025": 42,
    "census_2000_2010": 1320,
    "ddc_deaths_age_2012_2018": 3222,
    "dopa_population": 22647,
    "dopa_vital_2017_2019": 934,
    "mots_tourism_2019_2022": 2528,
    "nesdc_gpp_2020ed": 23794,
    "nesdc_gpp_2024ed": 56,
    "nesdc_hai_2021ed": 560,
    "nesdc_nso_poverty_partial": 63,
    "nso_lfs_q4_2011_2019": 4260,
    "nso_lfs_quarterly_2020_2025": 5780,
    "nso_ses_expenditure": 210,
    "nso_ses_income_debt": 5930,
    "nso_ses_inequality": 161,
    "oae_rubber_2019": 202,
    "tpmap_2561_dimension_unions_nst": 170,
    "tpmap_2561_district": 12080,
    "tpmap_2561_province": 8436,
    "tpmap_2565_surveyed": 227,
}


@pytest.fixture(scope="module")
def figures(root: Path) -> SourceFigures:
    return read_sources(root / "data" / "sources")


def rows(figures: SourceFigures, **wanted: str) -> pd.DataFrame:
    """The observations whose columns hold the wanted words."""
    frame = figures.observations
    for column, word in wanted.items():
        frame = frame[frame[column] == word]
    return frame


def data_set_of(source: pd.Series) -> pd.Series:
    return source.str.split(":").str[0]


# What was published


@pytest.mark.parametrize(
    ("observation", "published"),
    [
        ("tpmap_target_poor 80 2018", 26391),
        ("tpmap_persons_surveyed 80 2018", 906950),
        ("tpmap_households_surveyed 80 2018", 321562),
        ("tpmap_households_surveyed 90 2018", 274973),
        ("pop_registered 80 1993", 1476060),
        ("pop_registered 80 2009", 1516499),
        ("pop_registered_male 80 2009", 753196),
        ("pop_registered TH 2024", 65951210),
        ("houses_registered TH 2014", 24091404),
        ("gpp_current 10 1995", 1583684.216),
        ("gpp_agriculture_share 80 2024", 30.6202),
        ("gini_income 80 2013", 0.347),
        ("lfs_employed 10 2020-Q1", 5287500),
        ("poverty_rate TH 2023", 3.41),
        ("area_km2 80 2018", 9942.5),
    ],
)
def test_a_published_value_comes_through_the_reader_unchanged(
    figures: SourceFigures, observation: str, published: float
) -> None:
    indicator, ref_area, time_period = observation.split()
    found = rows(figures, indicator=indicator, ref_area=ref_area, time_period=time_period)
    assert found["obs_value"].tolist() == [published]


def test_the_surveyed_of_two_tpmap_years_sum_to_the_published_national_totals(
    figures: SourceFigures,
) -> None:
    provinces = rows(figures, indicator="tpmap_persons_surveyed")
    provinces = provinces[provinces["ref_area"].str.len() == 2]
    sums = provinces.groupby("time_period")["obs_value"].sum()
    assert sums.to_dict() == {"2018": 36647817, "2022": 36103806}


def test_the_gpp_of_77_provinces_sums_to_the_published_gdp(figures: SourceFigures) -> None:
    gpp = rows(figures, indicator="gpp_current", time_period="2019")
    provinces = gpp[gpp["ref_area"].str.isdigit()]
    assert len(provinces) == 77
    assert provinces["obs_value"].sum() == pytest.approx(16892410.03, abs=1)


def test_23_districts_hold_the_target_poor_of_nakhon_si_thammarat(figures: SourceFigures) -> None:
    poor = rows(figures, indicator="tpmap_target_poor")
    districts = poor[poor["ref_area"].str.match(r"80\d\d")]
    assert len(districts) == 23
    assert districts["obs_value"].sum() == 26391


# What a figure carries


def test_a_figure_carries_its_edition_status_source_and_note(figures: SourceFigures) -> None:
    gpp = rows(figures, indicator="gpp_current", ref_area="80", time_period="2020").iloc[0]
    assert gpp[["edition", "obs_status", "conf_status", "source"]].tolist() == [
        "2020 edition",
        "P",
        "F",
        "nesdc_gpp_2020ed:1",
    ]
    assert not gpp["derived"]
    assert gpp["period_note"] == "calendar year; preliminary (p)"


def test_a_rate_that_was_computed_before_is_marked_derived(figures: SourceFigures) -> None:
    assert rows(figures, indicator="lfs_unemployment_rate", ref_area="80")["derived"].all()
    assert not rows(figures, indicator="lfs_employed", ref_area="80")["derived"].any()


def test_exactly_664_district_cells_are_suppressed_and_hold_no_value(
    figures: SourceFigures,
) -> None:
    suppressed = rows(figures, conf_status="C")
    assert Counter(data_set_of(suppressed["source"])) == {"tpmap_2561_district": 664}
    assert suppressed["obs_value"].isna().all()
    assert rows(figures, conf_status="F")["obs_value"].notna().all()


def test_no_count_of_one_to_four_persons_is_left_at_district_level(figures: SourceFigures) -> None:
    tpmap = figures.observations[
        figures.observations["source"].str.startswith("tpmap_2561_district:")
    ]
    counts = tpmap[tpmap["indicator"] != "tpmap_target_poor_rate"]["obs_value"]
    assert counts[(counts > 0) & (counts < 5)].empty


def test_the_poverty_figure_of_unclear_provenance_is_not_shipped(figures: SourceFigures) -> None:
    assert rows(figures, indicator="poverty_rate", ref_area="94").empty
    assert "nesdc_nso_poverty_partial:4" not in set(figures.citations["source"])
    assert set(figures.notes["trust"]) == {"A", "B"}


def test_every_data_set_holds_as_many_observations_as_were_transcribed(
    figures: SourceFigures,
) -> None:
    found = Counter(data_set_of(figures.observations["source"]))
    assert found == OBSERVATIONS_PER_DATA_SET
    assert found.total() == 93718


def test_the_frames_have_the_columns_that_later_rooms_rely_on(figures: SourceFigures) -> None:
    observations = figures.observations
    assert " ".join(observations.columns) == (
        "indicator ref_area time_period edition obs_value unit_measure obs_status conf_status "
        "derived reason period_note source note"
    )
    assert observations["obs_value"].dtype == "float64"
    assert observations["derived"].dtype == "bool"
    words = observations.drop(columns=["obs_value", "derived"])
    assert not words.isna().any(axis=None)
    assert list(figures.citations.columns) == [
        "source", "data_set", "publisher", "title", "url", "copied_from", "licence",
    ]  # fmt: skip
    assert list(figures.notes.columns) == ["note", "trust", "text_th", "text_en"]


def test_every_citation_and_note_shipped_is_used_by_a_figure(figures: SourceFigures) -> None:
    observations = figures.observations
    assert set(figures.citations["source"]) == set(
        " ".join(observations["source"].unique()).split()
    )
    assert set(figures.notes["note"]) == set(" ".join(observations["note"].unique()).split())


def test_the_shipped_figures_equal_the_transcribed_ones_row_by_row(
    figures: SourceFigures, shared: Path
) -> None:
    transcribed = sorted(
        row for folder in (shared / "sources").iterdir() if folder.is_dir() for row in long(folder)
    )
    shipped = figures.observations.drop(columns=["unit_measure", "reason"])
    shipped = shipped.assign(obs_value=shipped["obs_value"].map(repr))
    doubtful = shipped["obs_status"] == "U"
    names = [each for each in shipped.columns if each not in {"obs_status", "note"}]
    sound = set(shipped[~doubtful].itertuples(index=False, name=None))
    rest = [dict(zip(shipped.columns, row, strict=True)) for row in transcribed if row not in sound]
    assert len(sound) + len(rest) == len(transcribed)
    # A figure in doubt is the transcribed one; status and note say that it is.
    assert sorted(tuple(row[name] for name in names) for row in rest) == sorted(
        shipped.loc[doubtful, names].itertuples(index=False, name=None)
    )


PERSONS = ("pop_registered", "pop_registered_male", "pop_registered_female")


def test_figures_that_their_own_copy_contradicts_are_marked_and_told(
    figures: SourceFigures,
) -> None:
    rows = figures.observations
    rows = rows[rows["obs_status"] == "U"]
    found = Counter(f"{row.ref_area} {row.time_period}" for row in rows.itertuples())

    assert found == {
        # Ko Samui repeats 2013 and 2010: persons, males, females, houses, and by municipality.
        "8404 2006": 6,
        "8404 2007": 5,
        "8404 2009": 5,
        # Surat Thani, the sum of its districts; 2001 contradicts itself.
        "84 2001": 5,
        "84 2006": 6,
        "84 2007": 5,
        "84 2009": 1,
        # Na Bon repeats males and females of the year before.
        "8010 2007": 3,
        # Applications to the Board of Investment.
        "67 2016": 1,
        "40 2017": 1,
        "81 2018": 1,
        "50 2020": 1,
        "85 2020": 1,
        "TH 2015": 1,
        "63 2021": 1,
        "71 2021": 1,
        "83 2021": 1,
    }
    told = figures.notes.set_index("note")["text_en"]
    for note in rows["note"]:
        assert any(digit.isdigit() for digit in told[note])


@pytest.mark.parametrize(
    ("province", "year", "left"),
    [("81", "2018", 1020.4), ("85", "2020", 1016.8), ("83", "2021", 1022.3)],
)
def test_the_south_leaves_less_than_a_thirtieth_of_a_doubtful_investment(
    figures: SourceFigures, province: str, year: str, left: float
) -> None:
    rows = figures.observations
    rows = rows[(rows["indicator"] == "boi_investment") & (rows["time_period"] == year)]
    values = rows.set_index("ref_area")["obs_value"]
    south = [str(code) for code in (*range(80, 87), *range(90, 97)) if str(code) in values]

    others = sum(values[each] for each in south if each != province)

    assert round(values["S"] - others, 1) == left
    assert values[province] > 30 * left


def long(folder: Path) -> list[tuple[str | bool, ...]]:
    """The observations of a transcribed data set, without those of trust C."""
    unclear = {row["note"] for row in records(folder / "notes.csv") if "trust=C" in row["text"]}
    return [
        (
            *(row[name] for name in ("indicator", "ref_area", "time_period", "edition")),
            repr(float(row["obs_value"] or "nan")),
            row["obs_status"],
            row["conf_status"],
            row["derived"] == "1",
            row["period_note"],
            f"{folder.name}:{row['citation']}",
            f"{folder.name}:{row['note']}" if row["note"] else "",
        )
        for row in records(folder / "observations.csv")
        if row["note"] not in unclear
    ]


def records(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# What is refused

SOUND = {
    "observations.csv": """\
indicator,ref_area,attrs,2017,2018
births,80,a,12,15
births,81,a,,C
""",
    "attributes.csv": """\
attrs,time_period,edition,obs_status,derived,period_note,citation,note
a,2017,,A,0,,1,
a,2018,,P,1,calendar year,1 2,1 2
""",
    "citations.csv": """\
citation,publisher,title,url,copied_from,licence
1,DOPA,Births,https://example.org,copy,none stated
2,DOPA,"Births, revised",https://example.org,copy,none stated
""",
    "notes.csv": """\
note,trust,text_th,text_en
1,A,พบสองสำเนา,Two copies.
2,B,พบสำเนาเดียว,One copy.
""",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with one small, sound data set, `vital`."""
    folder = tmp_path / "sources" / "vital"
    folder.mkdir(parents=True)
    for name, text in SOUND.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder.parent


def change(sources: Path, file: str, old: str, new: str) -> None:
    """Replace `old` by `new` once in a file of the data set `vital`."""
    path = sources / "vital" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(sources: Path) -> tuple[str, dict[str, object]]:
    """Key and facts of the refusal; its message must read well in both languages."""
    with pytest.raises(InputError) as caught:
        read_sources(sources)
    for lang in ("th", "en"):
        assert caught.value.message(lang).count("\n") == 1
    return caught.value.key, caught.value.facts


def test_a_small_data_set_is_read_cell_by_cell(sources: Path) -> None:
    read = read_sources(sources)
    columns = ["ref_area", "time_period", "obs_status", "conf_status", "derived", "source", "note"]
    assert read.observations[columns].to_numpy().tolist() == [
        ["80", "2017", "A", "F", False, "vital:1", ""],
        ["80", "2018", "P", "F", True, "vital:1 vital:2", "vital:1 vital:2"],
        ["81", "2018", "P", "C", True, "vital:1 vital:2", "vital:1 vital:2"],
    ]
    assert read.observations["obs_value"].fillna(-1).tolist() == [12, 15, -1]


@pytest.mark.parametrize(
    ("file", "fault", "key", "place"),
    [
        ("observations.csv", ("12,15", "12,n/a"), "not_a_number", (2, "2018", "n/a")),
        ("observations.csv", ("12,15", '"1,200",15'), "not_a_number", (2, "2017", "1,200")),
        ("observations.csv", ("12,15", "12,1e3"), "not_a_number", (2, "2018", "1e3")),
        ("observations.csv", ("12,15", "12,๑๕"), "not_a_number", (2, "2018", "๑๕")),
        ("observations.csv", (",C", ",c"), "not_a_number", (3, "2018", "c")),
        ("observations.csv", ("2017,2018", "2560,2018"), "period", (1, "2560", "2560")),
        ("observations.csv", ("2017,2018", "2017,2018-Q5"), "period", (1, "2018-Q5", "2018-Q5")),
        ("observations.csv", ("81,a", "81,b"), "unknown_attrs", (3, "2018", "C")),
        ("observations.csv", ("80,a", ",a"), "blank_cell", (2, "ref_area", "")),
        (
            "observations.csv",
            ("births,81", "births,80"),
            "doubled_observation",
            (3, "2018", "births 80"),
        ),
        ("attributes.csv", ("a,2017", "a,2018"), "doubled_attributes", (3, "time_period", "2018")),
        ("attributes.csv", ("a,2017", "a,17"), "period", (2, "time_period", "17")),
        ("attributes.csv", (",P,", ",Q,"), "unknown_word", (3, "obs_status", "Q")),
        ("attributes.csv", ("P,1,", "P,yes,"), "unknown_word", (3, "derived", "yes")),
        ("attributes.csv", ("1 2,1 2", "1 3,1 2"), "unknown_citation", (3, "citation", "1 3")),
        ("attributes.csv", ("0,,1,", "0,,,"), "blank_cell", (2, "citation", "")),
        ("attributes.csv", ("1 2,1 2", "1 2,9"), "unknown_note", (3, "note", "9")),
        ("citations.csv", ("\n2,", "\n1,"), "doubled_id", (3, "citation", "1")),
        ("notes.csv", ("2,B", "2,C"), "unknown_word", (3, "trust", "C")),
        ("notes.csv", ("One copy.", ""), "blank_cell", (3, "text_en", "")),
    ],
)
def test_a_fault_is_refused_with_its_row_column_and_value(
    sources: Path, file: str, fault: tuple[str, str], key: str, place: tuple[int, str, str]
) -> None:
    change(sources, file, *fault)
    found, facts = refusal(sources)
    assert found == f"ingest.{key}"
    assert facts["file"] == f"vital/{file}"
    assert (facts["row"], facts["column"], facts["value"]) == place


def test_attributes_without_the_period_of_a_cell_are_refused_at_the_cell(sources: Path) -> None:
    change(sources, "attributes.csv", "a,2017", "b,2017")
    key, facts = refusal(sources)
    assert (key, facts["file"]) == ("ingest.attrs_without_period", "vital/observations.csv")
    assert (facts["row"], facts["column"], facts["attrs"]) == (2, "2017", "a")


def test_the_refusal_counts_the_other_places_of_the_same_fault(sources: Path) -> None:
    change(sources, "observations.csv", "12,15", "x,y")
    assert refusal(sources)[1]["count"] == 2


def test_the_message_names_the_place_in_words(sources: Path) -> None:
    change(sources, "observations.csv", "12,15", "12,n/a")
    with pytest.raises(InputError, match='row 2, column 2018: "n/a" is not a number'):
        read_sources(sources)


@pytest.mark.parametrize("file", SOUND)
def test_a_missing_file_is_named(sources: Path, file: str) -> None:
    (sources / "vital" / file).unlink()
    assert refusal(sources) == ("ingest.missing_file", {"file": f"vital/{file}"})


@pytest.mark.parametrize(
    ("file", "fault", "key", "column"),
    [
        ("observations.csv", ("ref_area", "area"), "missing_column", "ref_area"),
        ("observations.csv", ("2017,2018", "2018,2018"), "doubled_column", "2018"),
        ("citations.csv", ("licence", "license"), "missing_column", "licence"),
        ("notes.csv", ("note,", "note,text,"), "unknown_column", "text"),
    ],
)
def test_a_fault_of_the_header_names_the_column(
    sources: Path, file: str, fault: tuple[str, str], key: str, column: str
) -> None:
    change(sources, file, *fault)
    found, facts = refusal(sources)
    assert (found, facts["column"]) == (f"ingest.{key}", column)


def test_a_row_shorter_than_the_header_is_named(sources: Path) -> None:
    change(sources, "observations.csv", "births,81,a,,C", "births,81,a,C")
    key, facts = refusal(sources)
    assert (key, facts["row"], facts["cells"]) == ("ingest.ragged_row", 3, 4)


def test_a_file_in_another_encoding_is_refused(sources: Path) -> None:
    (sources / "vital" / "notes.csv").write_bytes("พบสำเนาเดียว".encode("tis-620"))
    assert refusal(sources)[0] == "ingest.unreadable"


def test_the_same_observation_in_two_data_sets_is_refused(sources: Path) -> None:
    shutil.copytree(sources / "vital", sources / "vital_again")
    key, facts = refusal(sources)
    assert (key, facts["file"]) == ("ingest.doubled_observation", "vital_again/observations.csv")
    assert facts["count"] == 3


def test_a_folder_without_data_sets_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ("ingest.no_data_sets", {"folder": tmp_path.name})
