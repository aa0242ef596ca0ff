"""Files that are handed in, from bytes to a published snapshot, on a copy of the shipped data."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.errors import InputError, NotPublished
from dashboard.ingest.intake import Examination, Incoming, examine, keep, publish_kept
from dashboard.settings import Places
from dashboard.snapshot import current, current_id, list_snapshots
from dashboard.store import Store

HEAD = "indicator,area,period,value\n"


@pytest.fixture
def places(root: Path, tmp_path: Path) -> Places:
    data = tmp_path / "data"
    for name in ("catalog", "snapshots"):
        shutil.copytree(root / "data" / name, data / name)
    return Places(home=root, data=data)


@pytest.fixture
def examined(places: Places) -> Callable[..., Examination]:
    """Examines texts in the template's columns, one file each."""

    def run(*texts: str, head: str = HEAD) -> Examination:
        files = [
            Incoming(f"{number}.csv", (head + text).encode()) for number, text in enumerate(texts)
        ]
        return examine(files, places)

    return run


def test_a_new_year_is_examined_kept_and_published(
    places: Places, examined: Callable[..., Examination]
) -> None:
    before = current_id(places.snapshots)

    examination = examined("ses_debt_total,80,2568,200000\nses_debt_total,ตรัง,2568,180000\n")
    assert examination.errors == ()
    assert [(each.reader, each.data_set, each.observations) for each in examination.files] == [
        ("template", "nso_ses_income_debt", 2)
    ]
    assert examination.difference is not None
    assert examination.difference.counts()["new_period"] >= 2
    assert current_id(places.snapshots) == before

    snapshot = keep(examination, places, reason="รอบ 2568")
    assert current_id(places.snapshots) == before
    assert (snapshot.manifest.parent, snapshot.manifest.origin) == (before, "ingest")
    assert snapshot.manifest.holds_ingested

    publish_kept(snapshot, examination, places, reason="รอบ 2568", who="ทดสอบ")
    published = current(places.snapshots, verify=True)
    assert published is not None
    store = Store.open(published)
    rows = store.observations(["ses_debt_total"], areas=["80", "92"], period="2025")
    assert dict(zip(rows["ref_area"], rows["obs_value"], strict=True)) == {
        "80": 200_000.0,
        "92": 180_000.0,
    }
    cited = store.citations(rows["source"].unique())
    assert cited["copied_from"].str.contains("0.csv").all()
    store.close()


def test_what_is_published_already_is_nothing_new(
    places: Places, examined: Callable[..., Examination]
) -> None:
    # DOPA, 31 December 2567: 1,534,653 persons.
    examination = examined('pop_registered,80,2567,"1,534,653"\n')

    assert examination.errors == ()
    assert not examination.changes
    with pytest.raises(InputError, match="No figure differs"):
        keep(examination, places, reason="again")


def test_every_error_of_every_file_is_told_and_nothing_is_kept(
    places: Places, examined: Callable[..., Examination]
) -> None:
    examination = examined(
        "pop_registered,นครศรีธรรมราด,2568,1\npop_registered,80,2968,1\n",
        "pop_register,80,2568,1\n",
    )

    found = [(each.place.file, each.place.row) for each in examination.errors]
    assert found == [("0.csv", 2), ("0.csv", 3), ("1.csv", 2)]
    assert examination.candidate is None
    with pytest.raises(InputError):
        keep(examination, places, reason="no")
    assert len(list_snapshots(places.snapshots)) == 1


def test_a_small_count_of_a_district_is_suppressed_before_anything_is_written(
    places: Places, examined: Callable[..., Examination]
) -> None:
    head = "indicator,area,period,edition,value,data set\n"
    row = "tpmap_target_poor_access,8001,2561,TPMAP 2561,3,tpmap_2561_district\n"

    examination = examined(row, head=head)

    assert examination.refusal is None
    assert "3" not in {each.value for each in examination.warnings}
    assert "intake.emptied" in {each.rule for each in examination.warnings}
    assert examination.difference is not None
    assert examination.difference.counts()["newly_suppressed"] >= 1
    written = keep(examination, places, reason="small")
    rows = pq.read_table(written.table_path("observation")).to_pandas()
    (cell,) = rows.query(
        "indicator == 'tpmap_target_poor_access' and ref_area == '8001' and time_period == '2018'"
    ).itertuples()
    assert (cell.conf_status, math.isnan(cell.obs_value)) == ("C", True)


def test_a_publishers_district_file_gives_back_nothing_that_is_suppressed(
    places: Places, shared: Path
) -> None:
    folder = shared / "raw" / "tpmap_2561"
    files = [Incoming(each.name, each) for each in sorted(folder.glob("61_80_amphur_*.csv"))]

    examination = examine(files, places)

    assert examination.errors == ()
    assert examination.refusal is None
    assert not examination.changes


def test_of_two_stewards_the_second_is_refused_and_loses_nothing(
    places: Places, examined: Callable[..., Examination]
) -> None:
    first = examined("ses_debt_total,80,2568,200000\n")
    second = examined("ses_debt_total,80,2568,210000\n")
    one = keep(first, places, reason="one")
    two = keep(second, places, reason="two")
    publish_kept(one, first, places, reason="one")

    with pytest.raises(InputError):
        publish_kept(two, second, places, reason="two")

    assert current_id(places.snapshots) == one.id
    assert {each.id for each in list_snapshots(places.snapshots)} >= {one.id, two.id}


def test_files_of_one_name_are_told_apart(places: Places) -> None:
    text = (HEAD + "pop_registered,80,2968,1\n").encode()

    examination = examine([Incoming("a.csv", text), Incoming("a.csv", text)], places)

    assert [each.name for each in examination.files] == ["a.csv", "a (2).csv"]
    assert {each.place.file for each in examination.errors} == {"a.csv", "a (2).csv"}


def test_personal_data_is_refused_and_nothing_of_it_is_repeated(places: Places) -> None:
    text = "ชื่อ,นามสกุล,เลขประจำตัวประชาชน\nสมชาย,ใจดี,1101700230708\n".encode()

    (report,) = examine([Incoming("list.csv", text)], places, documents=True).files

    assert report.errors
    assert (report.reading, report.document, report.observations) == (None, None, 0)
    told = "".join(each.message(lang) for each in report.errors for lang in ("th", "en"))
    assert "1101700230708" not in told
    assert "สมชาย" not in told


def test_an_unknown_data_set_and_no_file_are_refused(places: Places) -> None:
    with pytest.raises(InputError, match="no data set nowhere"):
        examine([Incoming("a.csv", b"a")], places, data_set="nowhere")
    with pytest.raises(InputError, match="0 files"):
        examine([], places)


def test_without_a_published_snapshot_there_is_nothing_to_hold_files_against(
    places: Places,
) -> None:
    shutil.rmtree(places.snapshots)

    with pytest.raises(NotPublished):
        examine([Incoming("a.csv", b"a")], places)
