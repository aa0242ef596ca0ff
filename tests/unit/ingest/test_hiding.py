"""What files may not do to suppressed cells, on a copy of the shipped data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.errors import DamagedSnapshot, InputError
from dashboard.ingest.intake import Examination, Incoming, examine, keep, publish_kept
from dashboard.settings import Places
from dashboard.snapshot import (
    Snapshot,
    current,
    list_snapshots,
    prune,
    publish,
    publish_next,
    rollback,
)

ACCESS = "tpmap_target_poor_access"
HEAD = "indicator,area,period,edition,value,status,data_set\n"
NOTED = "indicator,area,period,edition,value,status,note,data_set\n"
SET = "tpmap_2561_district"
# Of the published figures of 2561: suppressed in 8003, 14 target poor in 8001.
HIDDEN, SHOWN = f"{ACCESS},8003,2561,TPMAP 2561", f"{ACCESS},8001,2561,TPMAP 2561"

Examine = Callable[..., Examination]
Kept = Callable[..., tuple[Examination, Snapshot]]


@pytest.fixture
def places(root: Path, tmp_path: Path) -> Places:
    data = tmp_path / "data"
    for name in ("catalog", "snapshots"):
        shutil.copytree(root / "data" / name, data / name)
    return Places(home=root, data=data)


@pytest.fixture
def examined(places: Places) -> Examine:
    def run(text: str, head: str = HEAD) -> Examination:
        return examine([Incoming("a.csv", (head + text).encode())], places)

    return run


@pytest.fixture
def kept(places: Places, examined: Examine) -> Kept:
    """Examines, keeps and, where asked to, publishes."""

    def run(text: str, *, publishing: bool = True) -> tuple[Examination, Snapshot]:
        examination = examined(text)
        snapshot = keep(examination, places, reason="test")
        if publishing:
            publish_kept(snapshot, examination, places, reason="test")
        return examination, snapshot

    return run


def rules(examination: Examination) -> set[str]:
    return {each.rule for each in (*examination.errors, *examination.warnings)}


def state(snapshot: Snapshot, area: str) -> tuple[float | None, str]:
    rows = pq.read_table(snapshot.table_path("observation")).to_pandas()
    here = rows[(rows["indicator"] == ACCESS) & (rows["time_period"] == "2018")]
    (cell,) = here[here["ref_area"] == area].itertuples()
    value = None if cell.obs_value != cell.obs_value else float(cell.obs_value)
    return value, str(cell.conf_status)


def damaged_but_readable(file: Path) -> None:
    """Turns one byte, somewhere where every table can still be decoded and says something else."""
    sound, table = file.read_bytes(), pq.read_table(file)
    for number in range(1, 60):
        at = len(sound) * number // 60
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        try:
            if not pq.read_table(file).equals(table):
                return
        except (OSError, ValueError, pa.ArrowException):
            continue
    pytest.fail("no byte is silent")


def test_nothing_is_made_of_a_damaged_snapshot(places: Places, examined: Examine) -> None:
    published = current(places.snapshots)
    assert published is not None
    damaged_but_readable(published.table_path("observation"))

    with pytest.raises(DamagedSnapshot) as refused:
        examined("ses_debt_total,80,2568,,200001,A,\n")
    assert refused.value.facts["file"] == published.table_path("observation")
    with pytest.raises(DamagedSnapshot):
        rollback(places.snapshots, published.id)
    assert [each.id for each in list_snapshots(places.snapshots)] == [published.id]


def test_a_missing_figure_leaves_a_cell_suppressed_and_says_so(
    examined: Examine, kept: Kept
) -> None:
    examination, snapshot = kept(f"{HIDDEN},,M,{SET}\n{SHOWN},15,A,{SET}\n")

    assert "disclosure.stays_suppressed" in rules(examination)
    assert state(snapshot, "8003") == (None, "C")
    assert state(snapshot, "8001") == (15, "F")
    assert not examined(f"{HIDDEN},9,A,{SET}\n").changes


def test_the_note_of_a_suppressed_figure_holds_no_number(examined: Examine) -> None:
    rows = (
        f"{SHOWN},,C,จริงคือ 3 คน,{SET}",
        f"{ACCESS},8013,2561,TPMAP 2561,,C,จริงคือ ๓ คน,{SET}",
        f"{HIDDEN},,C,three of 40,{SET}",
        f"{ACCESS},8014,2561,TPMAP 2561,3,A,เหลือ 3 คน,{SET}",
        f"{ACCESS},8004,2561,TPMAP 2561,,C,ปกปิดตามคำขอ,{SET}",
        f"{ACCESS},8002,2566,TPMAP 2561,15,A,แก้ไขจาก 14,{SET}",
    )

    examination = examined("\n".join(rows), head=NOTED)

    assert examination.candidate is None
    assert {each.rule for each in examination.errors} == {"disclosure.telling_note"}
    assert [each.place.row for each in examination.errors] == [2, 3, 4, 5]
    assert {each.value for each in examination.errors} == {""}


def test_a_figure_that_was_shown_is_told_to_be_shown_still_until_pruned(
    places: Places, kept: Kept
) -> None:
    shipped = current(places.snapshots)
    assert shipped is not None
    examination, snapshot = kept(f"{SHOWN},,C,{SET}\n")

    (warning,) = (each for each in examination.warnings if each.rule == "disclosure.still_shown")
    assert warning.facts["id"] == shipped.id
    assert warning.facts["area"] == "8001"
    assert prune(places.snapshots, 1, reason="8001") == (shipped.id,)
    assert [each.id for each in list_snapshots(places.snapshots)] == [snapshot.id]


def test_what_another_snapshot_hides_stays_hidden(places: Places, kept: Kept) -> None:
    """A new year: 8001 is suppressed in a snapshot that is left again by going back."""
    new = f"{ACCESS},8001,2566,TPMAP 2561"
    _, shows = kept(f"{new},9,A,{SET}\n", publishing=False)
    _, hides = kept(f"{new},,C,{SET}\n")
    rollback(places.snapshots, reason="test")

    with pytest.raises(InputError) as refused:
        publish_next(places.snapshots, shows.id, reason="test")
    assert refused.value.key == "disclosure.opens"
    assert refused.value.facts["area"] == "8001"
    again = examine([Incoming("b.csv", f"{HEAD}{new},9,A,{SET}\n".encode())], places)
    assert again.candidate is not None
    rows = again.candidate.observations
    cell = rows[(rows["ref_area"] == "8001") & (rows["time_period"] == "2023")]
    assert list(cell.loc[cell["indicator"] == ACCESS, "conf_status"]) == ["C"]
    shutil.rmtree(hides.path)
    assert publish(places.snapshots, shows.id, what="publish", reason="test").id == shows.id
