from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.cli.changes import SHOWN
from dashboard.ingest.build import BuildResult
from dashboard.snapshot import (
    TABLES,
    Snapshot,
    TakenFile,
    current,
    current_id,
    publish,
    read_journal,
    user_name,
    write_snapshot,
)

Hpp = Callable[..., Any]
KEPT = ["gpp_per_capita", "tpmap_target_poor_health", "tpmap_target_poor_rate"]
ANCHORS = "indicator,ref_area,time_period,edition,how,value,tolerance,source\n"


@dataclass(frozen=True)
class Office:
    """A data folder with a published snapshot and two that were made from it."""

    data: Path
    first: Snapshot
    mine: Snapshot
    theirs: Snapshot

    @property
    def snapshots(self) -> Path:
        return self.data / "snapshots"


@pytest.fixture
def office(data: Path, root: Path, tmp_path: Path) -> Office:
    folder = tmp_path / "office"
    shutil.copytree(root / "data" / "catalog", folder / "catalog")
    (folder / "catalog" / "anchors.csv").write_text(ANCHORS, encoding="utf-8")
    source = current(data / "snapshots")
    assert source is not None
    tables = {name: pq.read_table(source.table_path(name)).to_pandas() for name in TABLES}
    rows = tables["observation"].astype(
        dict.fromkeys(tables["observation"].select_dtypes("category").columns, "str")
    )
    tables["observation"] = rows = rows[rows["indicator"].isin(KEPT)].reset_index(drop=True)
    first = write_snapshot(
        tables, folder=folder / "snapshots", reason="build", parent=None, origin="build"
    )
    publish(folder / "snapshots", first.id)

    def bring(frame: pd.DataFrame, reason: str) -> Snapshot:
        return write_snapshot(
            tables | {"observation": frame},
            folder=folder / "snapshots",
            reason=reason,
            parent=first.id,
            origin="ingest",
            who="somsri",
            files=(TakenFile("gpp.xlsx", "ab" * 32, 4096),),
        )

    return Office(folder, first, bring(_mine(rows), "GPP 2568"), bring(_theirs(rows), "other"))


def _at(rows: pd.DataFrame, indicator: str, area: str, period: str) -> Any:
    return (rows[["indicator", "ref_area", "time_period"]] == [indicator, area, period]).all(axis=1)


def _mine(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.copy()
    rows.loc[_at(rows, "gpp_per_capita", "80", "2024"), "obs_value"] += 0.001
    rows.loc[_at(rows, "gpp_per_capita", "S", "2024"), "obs_value"] += 1000
    hidden = _at(rows, "tpmap_target_poor_health", "8002", "2018")
    rows.loc[hidden, ["obs_value", "conf_status"]] = [float("nan"), "C"]
    newest = rows[_at(rows, "gpp_per_capita", "80", "2024")]
    return pd.concat([rows, newest.assign(time_period="2025", obs_value=140_000.0)])


def _theirs(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.copy()
    rows.loc[_at(rows, "gpp_per_capita", "81", "2024"), "obs_value"] = 200_000.0
    return rows


def test_a_difference_is_counted_by_kind_and_by_indicator_and_then_told_with_values(
    hpp: Hpp, office: Office
) -> None:
    result = hpp("diff", "current", office.mine.id, "--data", office.data)

    assert (result.code, result.err) == (0, "")
    lines = [line.split() for line in result.out.splitlines()]
    assert lines[0] == ["From", office.first.id, "to", office.mine.id]
    assert lines[4:8] == [
        ["revised", "2", "1"],
        ["newly", "suppressed", "1", "0"],
        ["new", "period", "1", "0"],
        ["unchanged", "34"],
    ]
    assert lines[11:14] == [
        ["gpp_per_capita", "revised", "2", "1"],
        ["gpp_per_capita", "new", "period", "1", "0"],
        ["tpmap_target_poor_health", "newly", "suppressed", "1", "0"],
    ]
    # As many decimals as it takes to see that a figure changed; what is computed comes after.
    told = [" ".join(line) for line in lines[17:]]
    assert told[0].startswith(
        "revised gpp_per_capita 80 Nakhon Si Thammarat 2024 2024 edition 131,"
    )
    old, new = (float(each.replace(",", "")) for each in told[0].split()[-2:])
    assert new - old == pytest.approx(0.001)
    assert told[1].startswith("revised gpp_per_capita S ")
    assert told[2].endswith("2018 TPMAP 2561 not shown suppressed")
    assert told[3].endswith("2025 2024 edition no row 140,000")


def test_a_difference_is_told_in_thai(hpp: Hpp, office: Office) -> None:
    out = hpp("diff", "parent", office.mine.id, "--data", office.data, "--lang", "th").out

    assert out.startswith(f"จาก {office.first.id} ไป {office.mine.id}\n")
    for word in ("ค่าเปลี่ยน", "ปกปิดใหม่", "งวดใหม่", "ไม่เปลี่ยนแปลง", "นครศรีธรรมราช", "ไม่มีรายการ"):
        assert word in out
    assert "พ.ศ.\u00a02568  ฉบับ พ.ศ. 2567" in out
    assert "2024 edition" not in out
    assert "revised" not in out


def test_a_difference_for_programs_has_null_where_there_is_no_value(
    hpp: Hpp, office: Office
) -> None:
    told = json.loads(hpp("diff", "parent", office.mine.id, "--json", "--data", office.data).out)

    assert (told["before"], told["after"]) == (office.first.id, office.mine.id)
    assert (told["unchanged"], told["counts"].pop("unchanged")) == (34, 34)
    assert {kind: count for kind, count in told["counts"].items() if count} == {
        "revised": 2,
        "newly_suppressed": 1,
        "new_period": 1,
    }
    assert told["indicators"] == {"added": [], "removed": [], "changed": {}}
    assert told["changes"][1] == {
        "indicator": "gpp_per_capita",
        "ref_area": "80",
        "time_period": "2025",
        "edition": "2024 edition",
        "kind": "new_period",
        "derived": False,
        "before": None,
        "conf_status_before": None,
        "after": 140000,
        "conf_status_after": "F",
    }
    hidden = next(each for each in told["changes"] if each["kind"] == "newly_suppressed")
    assert (hidden["before"], hidden["after"]) == (None, None)
    assert (hidden["conf_status_before"], hidden["conf_status_after"]) == ("F", "C")


def test_what_either_side_protects_is_not_told_from_the_other(hpp: Hpp, office: Office) -> None:
    told = json.loads(hpp("diff", office.mine.id, "current", "--json", "--data", office.data).out)

    free = next(each for each in told["changes"] if each["kind"] == "newly_free")
    assert (free["before"], free["conf_status_before"], free["after"]) == (None, "C", None)
    gone = next(each for each in told["changes"] if each["kind"] == "newly_missing")
    assert (gone["before"], gone["after"], gone["conf_status_after"]) == (140000, None, None)


def test_a_long_difference_is_cut_unless_all_is_asked_for(
    hpp: Hpp, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.cli.diff.SHOWN", 1)
    words = ("diff", "parent", office.mine.id, "--data", office.data)

    assert hpp(*words).out.splitlines()[-1] == "and 3 more (--all or --json shows them)"
    assert hpp(*words, "--all").out.splitlines()[-1].endswith("140,000")
    assert f"the first {SHOWN})" in hpp("diff", "--help").out


def test_equal_snapshots_are_said_to_be_equal(hpp: Hpp, office: Office) -> None:
    result = hpp("diff", "current", office.first.id, "--data", office.data)
    assert result.out.splitlines()[-1] == "Both say the same."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["parent", "parent"], "Only one of the two can be `parent`."),
        (["parent", "current"], "was made from no other."),
        ([], "was made from no other."),
        (["current", "0123456789ab"], "There is no snapshot 0123456789ab"),
        (["../x", "current"], "There is no snapshot ../x"),
    ],
)
def test_what_cannot_be_compared_is_told(
    hpp: Hpp, office: Office, words: list[str], told: str
) -> None:
    result = hpp("diff", *words, "--data", office.data)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert len(result.err.splitlines()) == 2


def test_a_snapshot_is_published_with_a_reason_once(hpp: Hpp, office: Office) -> None:
    words = ("publish", office.mine.id, "--reason", "the governor asked", "--data", office.data)

    result = hpp(*words)
    assert (result.code, result.out) == (0, f"Published snapshot {office.mine.id}.\n")
    again = hpp(*words)
    assert again.code == 0
    assert again.out == f"Snapshot {office.mine.id} is already published; nothing to do.\n"

    last = read_journal(office.snapshots).acts[-1]
    assert (last.what, last.snapshot, last.over) == ("publish", office.mine.id, office.first.id)
    assert (last.who, last.reason, last.state) == (user_name(), "the governor asked", "done")
    assert [each.name for each in last.files] == ["gpp.xlsx"]


def test_publishing_on_a_parent_that_is_no_longer_current_is_refused_with_the_difference(
    hpp: Hpp, office: Office
) -> None:
    hpp("publish", office.theirs.id, "--data", office.data)

    result = hpp("publish", office.mine.id, "--data", office.data)

    assert result.code == 2
    assert result.err.startswith(
        f"This snapshot was not made from the published one ({office.theirs.id}).\n"
    )
    assert f"hpp rollback {office.mine.id}" in result.err
    lines = [line.split() for line in result.out.splitlines()]
    assert lines[0] == ["From", office.theirs.id, "to", office.mine.id]
    # Their revision of 81 is among what would be undone.
    assert any(each[:3] == ["revised", "gpp_per_capita", "81"] for each in lines)
    assert current_id(office.snapshots) == office.theirs.id


def test_a_snapshot_that_breaks_a_promise_is_neither_published_nor_named_in_a_rollback(
    hpp: Hpp, office: Office
) -> None:
    tables = {name: pq.read_table(office.first.table_path(name)).to_pandas() for name in TABLES}
    rows = tables["observation"]
    rows.loc[_at(rows, "tpmap_target_poor_health", "8002", "2018"), "obs_value"] = 3
    unsafe = write_snapshot(
        tables,
        folder=office.snapshots,
        reason="x",
        parent=office.first.id,
        origin="ingest",
    )
    for command in ("publish", "rollback"):
        result = hpp(command, unsafe.id, "--data", office.data)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"{unsafe.id} is not published: 1 counts of districts")
        assert "tpmap_target_poor_health 8002 2018" in result.err
    thai = hpp("publish", unsafe.id, "--data", office.data, "--lang", "th").err
    assert thai.startswith(f"ไม่ได้เผยแพร่ {unsafe.id}: มีจำนวนระดับอำเภอ")
    assert current_id(office.snapshots) == office.first.id


def test_rolling_back_and_forth(hpp: Hpp, office: Office) -> None:
    where = ("--data", office.data)
    hpp("publish", office.mine.id, *where)

    result = hpp("rollback", "--reason", "wrong file", *where)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == f"From {office.mine.id} to {office.first.id}"
    assert ["newly", "missing", "1", "0"] in [line.split() for line in lines]
    assert lines[-1] == f"Published snapshot {office.first.id}."
    last = read_journal(office.snapshots).acts[-1]
    assert (last.what, last.reason) == ("rollback", "wrong file")

    nothing = hpp("rollback", "--reason", "why", *where)
    assert (nothing.code, nothing.out) == (2, "")
    assert nothing.err.startswith(f"Snapshot {office.first.id} was made from no other.\n")
    assert hpp("rollback", office.mine.id, "--reason", "right after all", *where).code == 0
    assert current_id(office.snapshots) == office.mine.id


def test_without_a_reason_a_rollback_only_tells_what_would_change(hpp: Hpp, office: Office) -> None:
    where = ("--data", office.data)
    hpp("publish", office.mine.id, *where)
    acts = len(read_journal(office.snapshots).acts)

    result = hpp("rollback", "--reason", " ", *where)

    assert result.code == 2
    assert result.err == (
        "There is no reason given, so nothing was done.\n"
        'Add --reason "…"; it goes into the journal.\n'
    )
    assert ["revised", "2", "1"] in [line.split() for line in result.out.splitlines()]
    assert current_id(office.snapshots) == office.mine.id
    assert len(read_journal(office.snapshots).acts) == acts


def test_a_former_snapshot_comes_back_without_a_catalogue(hpp: Hpp, office: Office) -> None:
    hpp("publish", office.mine.id, "--data", office.data)
    hpp("rollback", "--reason", "x", "--data", office.data)
    shutil.rmtree(office.data / "catalog")

    back = hpp("rollback", office.mine.id, "--reason", "x", "--data", office.data)
    assert back.code == 0


def test_pruning_names_what_it_removes(hpp: Hpp, office: Office) -> None:
    where = ("--data", office.data)
    hpp("publish", office.mine.id, *where)

    why = ("--reason", "room")
    too_few = hpp("prune", "--keep", "0", *why, *where)
    assert (too_few.code, too_few.out) == (2, "")
    assert hpp("prune", *where).err.startswith("--keep is missing.\n")
    assert hpp("prune", "--keep", "3", *why, *where).out == "There is nothing to remove.\n"

    for each, day in ((office.first, "02"), (office.theirs, "01")):
        file = each.path / "manifest.json"
        created = {"created": f"2020-01-{day}T00:00:00+00:00"}
        facts = json.loads(file.read_text(encoding="utf-8")) | created
        file.write_text(json.dumps(facts), encoding="utf-8")
    asked = hpp("prune", "--keep", "1", *where)
    assert asked.code == 2
    # The parent goes as well: it shows a cell that the published one suppresses.
    built = "built from the cited sources"
    assert asked.out.splitlines() == [
        f"Snapshot {office.first.id} would be removed (2020-01-02 00:00:00 · {built}).",
        f"Snapshot {office.theirs.id} would be removed (2020-01-01 00:00:00 · other).",
    ]
    assert asked.err.splitlines()[1] == 'Add --reason "…"; it goes into the journal.'
    assert office.theirs.path.is_dir()

    result = hpp("prune", "--keep", "1", *why, *where)
    removed = [f"Removed snapshot {each.id}." for each in (office.first, office.theirs)]
    assert (result.code, result.out.splitlines()) == (0, removed)
    left = {each.name for each in office.snapshots.iterdir() if each.is_dir()}
    assert left == {office.mine.id}


def test_snapshots_tell_who_made_them_from_what_and_why(hpp: Hpp, office: Office) -> None:
    lines = hpp("snapshots", "--data", office.data).out.splitlines()
    by_id = {each["id"]: each for each in _listed(hpp, office)}

    assert sum(line.startswith("*") for line in lines) == 1
    assert f"{office.first.id}  somsri" in next(each for each in lines if office.mine.id in each)
    assert by_id[office.first.id]["published"]
    assert by_id[office.first.id]["who"] == user_name()
    assert (by_id[office.first.id]["parent"], by_id[office.first.id]["files"]) == ("", [])
    mine = by_id[office.mine.id]
    assert (mine["published"], mine["origin"], mine["holds_ingested"]) == (False, "ingest", True)
    assert (mine["parent"], mine["who"], mine["reason"]) == (office.first.id, "somsri", "GPP 2568")
    assert mine["files"] == [{"name": "gpp.xlsx", "sha256": "ab" * 32, "bytes": 4096}]
    assert mine["rows"] == 38


def test_snapshots_are_told_in_thai_with_thai_time_and_no_word_of_the_machine(
    hpp: Hpp, office: Office
) -> None:
    file = office.first.path / "manifest.json"
    facts = json.loads(file.read_text(encoding="utf-8")) | {"created": "2026-11-23T18:30:00+00:00"}
    file.write_text(json.dumps(facts), encoding="utf-8")

    lines = hpp("snapshots", "--data", office.data, "--lang", "th").out.splitlines()
    line = next(each for each in lines if each.startswith(f"*  {office.first.id}"))

    assert "24 พ.ย. 2569 01.30 น." in line
    assert line.endswith("สร้างจากแหล่งข้อมูลที่อ้างอิง")


def test_a_build_that_is_not_published_says_how_to_look_at_it_and_use_it(
    hpp: Hpp, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(_: object) -> BuildResult:
        key = "snapshot.build.kept_ingested"
        return BuildResult(office.first, published=False, already=False, why=key, differences=())

    monkeypatch.setattr("dashboard.cli.build.build", built)

    out = hpp("build", "--data", office.data).out

    assert f"`hpp diff current {office.first.id}`" in out
    assert f'`hpp rollback {office.first.id} --reason "…"`' in out


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "127.0.0.1:8699"), ("::1", "[::1]:8699")]
)
def test_a_server_for_the_steward_says_where_that_page_is(
    hpp: Hpp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, address: str
) -> None:
    monkeypatch.setattr("dashboard.cli.serve.serve", lambda *_, **__: None)
    words = ("serve", "--host", host, "--port", "8699", "--data", tmp_path)

    assert "/steward" not in hpp(*words).out
    told = hpp(*words, "--steward").out.splitlines()[-1]
    assert told == f"The page for managing data is at http://{address}/steward"


def _listed(hpp: Hpp, office: Office) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(hpp("snapshots", "--json", "--data", office.data).out)
    return listed


def test_a_damaged_line_of_the_journal_is_reported_and_hides_nothing(
    hpp: Hpp, office: Office
) -> None:
    with (office.data / "journal.jsonl").open("ab") as file:
        file.write(b'{"act":')

    result = hpp("snapshots", "--data", office.data)

    assert result.code == 0
    assert result.err == (
        f"The journal {office.data}/journal.jsonl has lines that cannot be read: 7\n"
    )
    assert office.mine.id in result.out


def test_damage_is_our_fault_and_named(hpp: Hpp, office: Office) -> None:
    file = office.mine.table_path("source")
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    for words in (
        ("publish", office.mine.id),
        ("rollback", office.mine.id),
        ("diff", office.mine.id),
    ):
        result = hpp(*words, "--data", office.data)
        assert (result.code, result.out) == (1, "")
        assert str(file) in result.err
    assert current_id(office.snapshots) == office.first.id
