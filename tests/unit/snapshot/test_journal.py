from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dashboard.snapshot.journal
from dashboard.errors import HppError
from dashboard.snapshot import (
    Snapshot,
    TakenFile,
    current_id,
    publish,
    read_journal,
    rollback,
    user_name,
    write_snapshot,
)
from dashboard.snapshot.acts import Act
from dashboard.snapshot.disk import append_line, locked
from dashboard.snapshot.journal import journal_file, recorded

FILE = TakenFile("tpmap.csv", "ab" * 32, 4096)
Write = Callable[..., Snapshot]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


@pytest.fixture
def write(tables: Any, folder: Path) -> Write:
    def make(value: float, **given: Any) -> Snapshot:
        facts = {"reason": "new figures", "parent": None, "origin": "build", **given}
        return write_snapshot(tables(value), folder=folder, **facts)

    return make


def acts(folder: Path) -> list[tuple[str, str, str, str]]:
    return [(each.what, each.snapshot, each.over, each.state) for each in read_journal(folder).acts]


def test_nothing_done_is_nothing_told(folder: Path) -> None:
    assert read_journal(folder).acts == ()
    assert read_journal(folder).damaged_lines == ()


def test_the_journal_tells_who_did_what_when_why_and_from_which_files(
    write: Write, folder: Path
) -> None:
    first = write(1)
    publish(folder, first.id)
    second = write(
        2, parent=first.id, origin="ingest", who="somsri", files=(FILE,), reason="TPMAP 2566"
    )
    publish(folder, second.id, over=first.id, what="publish", who="somchai")
    rollback(folder, who="somsri", reason="wrong file")

    assert acts(folder) == [
        ("build", first.id, "", "done"),
        ("ingest", second.id, first.id, "done"),
        ("publish", second.id, first.id, "done"),
        ("rollback", first.id, second.id, "done"),
    ]
    _, brought, published, back = told = read_journal(folder).acts
    assert [each.who for each in told] == [user_name(), "somsri", "somchai", "somsri"]
    assert [each.reason for each in told] == [
        "new figures",
        "TPMAP 2566",
        "TPMAP 2566",
        "wrong file",
    ]
    assert brought.files == published.files == (FILE,)
    assert back.files == ()
    assert all(each.when.endswith("+00:00") for each in told)


def test_the_journal_lies_beside_the_snapshots_and_holds_no_figure(
    write: Write, folder: Path
) -> None:
    publish(folder, write(7531.25, origin="ingest", files=(FILE,)).id)

    file = folder.parent / "journal.jsonl"
    assert "7531" not in file.read_text(encoding="utf-8")
    assert [each.name for each in folder.iterdir() if not each.is_dir()] == ["CURRENT"]


def test_bringing_in_what_is_there_already_is_told_too(write: Write, folder: Path) -> None:
    first = write(1)
    again = write(1, origin="ingest", files=(FILE,))

    assert again == first
    assert acts(folder) == [("ingest", first.id, "", "done")]


def test_the_manifest_says_who_brought_what_in(write: Write) -> None:
    made = write(1, origin="ingest", who="somsri\x1b[2J", files=(TakenFile("../x/a.csv", "0", 1),))

    assert made.manifest.who == "somsri[2J"
    assert made.manifest.taken == (TakenFile("a.csv", "0", 1),)
    assert (write(2).manifest.who, write(2).manifest.taken) == ("", ())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\somsri\\ก ข.xlsx", "ก ข.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\x00\x1b[31m.csv", "a b[31m.csv"),
        ("evil\u202evsc.exe", "evilvsc.exe"),
        ("x\udcff.csv", "x.csv"),
        ("x" * 9000, "x" * 500),
    ],
)
def test_names_of_files_are_kept_without_folders_and_control_characters(
    write: Write, folder: Path, name: str, kept: str
) -> None:
    write(1, origin="ingest", files=(TakenFile(name, "0", 1),), reason=name, who=name)

    (act,) = read_journal(folder).acts
    assert act.files[0].name == kept
    assert len(journal_file(folder).read_bytes().splitlines()) == 2
    assert not any(ord(each) < 32 for each in act.reason + act.who)


def begin(folder: Path, what: str, snapshot_id: str, over: str = "") -> None:
    """What a process leaves that is killed after its first line."""
    act = Act("0" * 12, "2026-01-01T00:00:00+00:00", "somsri", what, snapshot_id, over)  # type: ignore[arg-type]
    append_line(journal_file(folder), act.line())


@pytest.mark.parametrize(("published", "state"), [("second", "done"), ("first", "interrupted")])
def test_an_act_without_an_end_is_judged_by_what_is_published(
    write: Write, folder: Path, published: str, state: str
) -> None:
    ids = {"first": write(1).id, "second": write(2).id}
    begin(folder, "publish", ids["second"], ids["first"])
    (folder / "CURRENT").write_text(ids[published] + "\n", encoding="ascii")
    before = journal_file(folder).read_bytes()

    assert acts(folder) == [("publish", ids["second"], ids["first"], state)]
    assert journal_file(folder).read_bytes() == before


@pytest.mark.parametrize(
    ("what", "there", "state"),
    [
        ("ingest", True, "done"),
        ("ingest", False, "interrupted"),
        ("prune", True, "interrupted"),
        ("prune", False, "done"),
    ],
)
def test_making_and_removing_are_judged_by_what_is_there(
    write: Write, folder: Path, what: str, *, there: bool, state: str
) -> None:
    begin(folder, what, write(1).id if there else "0123456789ab")

    assert [each.state for each in read_journal(folder).acts] == [state]


def test_the_next_act_writes_down_how_an_interrupted_one_ended(write: Write, folder: Path) -> None:
    first, second = write(1), write(2)
    publish(folder, first.id)
    begin(folder, "publish", second.id, first.id)

    publish(folder, second.id)
    rollback(folder, first.id)

    # Without that, the act would be taken for done once the same snapshot is published.
    assert acts(folder)[1:] == [
        ("publish", second.id, first.id, "interrupted"),
        ("build", second.id, first.id, "done"),
        ("rollback", first.id, second.id, "done"),
    ]


def test_an_act_that_goes_on_is_not_called_interrupted(write: Write, folder: Path) -> None:
    snapshot = write(1)

    with locked(folder), recorded(folder, "publish", snapshot.id):
        assert acts(folder) == [("publish", snapshot.id, "", "begun")]

    assert acts(folder) == [("publish", snapshot.id, "", "refused")]


TORN = [b'{"act":"0123', b"{", b"\xff\xfe", b'{"act":"000000000000","ended":"done","when":"x"}']


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_last_line_harms_neither_earlier_acts_nor_the_next(
    write: Write, folder: Path, torn: bytes
) -> None:
    first, second = write(1), write(2)
    publish(folder, first.id)
    with journal_file(folder).open("ab") as file:
        file.write(torn)

    assert read_journal(folder).damaged_lines == (3,)
    publish(folder, second.id)

    assert acts(folder) == [
        ("build", first.id, "", "done"),
        ("build", second.id, first.id, "done"),
    ]
    assert read_journal(folder).damaged_lines == (3,)


@pytest.mark.parametrize(
    "change",
    [
        {"what": "steal"},
        {"who": 7},
        {"files": [{"name": "a", "sha256": "b"}]},
        {"files": [{"name": "a", "sha256": "b", "bytes": "many"}]},
        {"files": 3},
        {"when": "yesterday"},
        {"act": None},
        {"over": None},
    ],
)
def test_a_line_that_says_something_else_is_reported(
    write: Write, folder: Path, change: dict[str, Any]
) -> None:
    publish(folder, write(1).id)
    file = journal_file(folder)
    lines = file.read_bytes().splitlines()
    wrong = json.dumps(json.loads(lines[0]) | {"act": "9" * 12} | change).encode()
    file.write_bytes(b"\n".join([wrong, b"[]", b"7", *lines]) + b"\n")

    journal = read_journal(folder)

    assert journal.damaged_lines == (1, 2, 3)
    assert [each.state for each in journal.acts] == ["done"]


def test_a_deeply_nested_line_is_reported(write: Write, folder: Path) -> None:
    publish(folder, write(1).id)
    with journal_file(folder).open("ab") as file:
        file.write(b"[" * 100_000 + b"\n")

    assert read_journal(folder).damaged_lines == (3,)


def test_an_act_that_cannot_be_written_down_is_not_done(
    write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write(1), write(2)
    publish(folder, first.id)
    before = journal_file(folder).read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(HppError, match=r"journal\.jsonl: No space left on device") as caught:
        publish(folder, second.id)

    assert caught.value.exit_code == 1
    assert current_id(folder) == first.id
    assert journal_file(folder).read_bytes() == before


def test_an_act_that_is_done_stays_done_when_only_its_end_cannot_be_written(
    write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = write(1)
    lines = []

    def once(file: Path, line: bytes) -> None:
        lines.append(line)
        if len(lines) > 1:
            raise OSError(28, "No space left on device")
        append_line(file, line)

    monkeypatch.setattr(dashboard.snapshot.journal, "append_line", once)
    publish(folder, snapshot.id)

    assert len(lines) == 2
    assert current_id(folder) == snapshot.id
    assert acts(folder) == [("build", snapshot.id, "", "done")]


def test_a_journal_that_cannot_be_read_is_told(folder: Path) -> None:
    journal_file(folder).mkdir(parents=True)

    with pytest.raises(HppError, match=r"Cannot read the journal .*: Is a directory"):
        read_journal(folder)


def test_a_link_in_place_of_the_journal_is_not_followed(write: Write, folder: Path) -> None:
    snapshot = write(1)
    elsewhere = folder.parent / "elsewhere"
    journal_file(folder).symlink_to(elsewhere)

    with pytest.raises(HppError, match=r"Cannot write .*journal\.jsonl"):
        publish(folder, snapshot.id)

    assert not elsewhere.exists()
    assert current_id(folder) is None
