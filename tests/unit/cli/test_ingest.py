"""`hpp ingest` on a copy of the shipped data folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.snapshot import current_id, list_snapshots, read_journal

Hpp = Callable[..., Any]

GOOD = "indicator,area,period,value\nses_debt_total,80,2568,200000\n"
BAD = "indicator,area,period,value\nses_debt_total,ปากพนังง,2568,200000\nses_debt,80,2568,1\n"


@pytest.fixture
def office(root: Path, tmp_path: Path) -> Path:
    data = tmp_path / "office"
    for name in ("catalog", "snapshots"):
        shutil.copytree(root / "data" / name, data / name)
    return data


@pytest.fixture
def handed(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        file = tmp_path / "รอบ 2568.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_dry_run_tells_what_would_change_and_writes_nothing(
    hpp: Hpp, office: Path, handed: Callable[[str], Path]
) -> None:
    result = hpp("ingest", handed(GOOD), "--dry-run", "--data", office)

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(
        "รอบ 2568.csv: this system's template · data set nso_ses_income_debt · figures: 1\n"
    )
    assert "new period" in result.out
    assert result.out.endswith("Examined; nothing was written or published.\n")
    assert len(list_snapshots(office / "snapshots")) == 1
    assert read_journal(office / "snapshots").acts == ()


def test_a_program_gets_files_and_difference_as_json(
    hpp: Hpp, office: Path, handed: Callable[[str], Path]
) -> None:
    result = hpp("ingest", handed(GOOD), "--dry-run", "--json", "--data", office)

    told = json.loads(result.out)
    (file,) = told["files"]
    assert (file["reader"], file["data_set"], file["observations"]) == (
        "template",
        "nso_ses_income_debt",
        1,
    )
    assert (file["errors"], file["warnings"]) == ([], [])
    new = {"ref_area": "80", "time_period": "2025", "edition": "", "kind": "new_period"}
    assert told["difference"]["counts"]["new_period"] == 2
    assert told["difference"]["changes"] == [
        # Debt to income waits for the income of the same round.
        {"indicator": "ses_debt_to_income", **new, "derived": True},
        {"indicator": "ses_debt_total", **new, "derived": False},
    ]
    assert (told["snapshot"], told["published"], told["refused"]) == (None, False, None)


def test_errors_are_all_told_and_end_with_2(
    hpp: Hpp, office: Path, handed: Callable[[str], Path]
) -> None:
    told = hpp(
        "ingest", handed(BAD), "--publish", "--reason", "x", "--data", office, "--lang", "th"
    )
    assert told.code == 2
    assert "แถว 2 · คอลัมน์ area" in told.out
    assert "แถว 3 · คอลัมน์ indicator" in told.out
    assert told.err.startswith("ไม่ได้บันทึก เพราะแฟ้มมีข้อผิดพลาด 2 รายการ\n")

    as_json = hpp("ingest", handed(BAD), "--json", "--data", office)
    assert as_json.code == 2
    answer = json.loads(as_json.out)
    assert [each["row"] for each in answer["files"][0]["errors"]] == [2, 3]
    assert answer["difference"] is None
    assert len(list_snapshots(office / "snapshots")) == 1


def test_publishing_needs_a_reason_and_no_dry_run(
    hpp: Hpp, office: Path, handed: Callable[[str], Path]
) -> None:
    without = hpp("ingest", handed(GOOD), "--publish", "--data", office)
    both = hpp("ingest", handed(GOOD), "--publish", "--dry-run", "--reason", "x", "--data", office)

    assert (without.code, both.code) == (2, 2)
    assert without.err.startswith("There is no reason for publishing.\n")
    assert both.err.startswith("Both --dry-run and --publish are asked for.\n")


def test_a_file_is_kept_published_told_in_the_journal_and_taken_back(
    hpp: Hpp, office: Path, handed: Callable[[str], Path]
) -> None:
    snapshots = office / "snapshots"
    before = current_id(snapshots)

    kept = hpp("ingest", handed(GOOD), "--data", office)
    (new,) = {each.id for each in list_snapshots(snapshots)} - {before}
    assert kept.out.endswith(
        f"Snapshot {new} is written, not published. Publish it with hpp publish {new}\n"
    )
    assert current_id(snapshots) == before

    published = hpp("ingest", handed(GOOD), "--publish", "--reason", "รอบ 2568", "--data", office)
    assert published.code == 0
    assert current_id(snapshots) == new
    last = read_journal(snapshots).acts[-1]
    assert (last.what, last.snapshot, last.over, last.reason) == (
        "publish",
        new,
        before,
        "รอบ 2568",
    )
    assert [(each.name, each.bytes) for each in last.files] == [
        ("รอบ 2568.csv", len(GOOD.encode()))
    ]

    again = hpp("ingest", handed(GOOD), "--data", office)
    assert again.out.endswith("there is nothing to write.\n")
    assert hpp("rollback", "--reason", "ทดลอง", "--data", office).code == 0
    assert current_id(snapshots) == before
