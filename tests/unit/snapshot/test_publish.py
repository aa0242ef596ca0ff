from __future__ import annotations

import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import DamagedSnapshot, HppError, InputError
from dashboard.snapshot import (
    Snapshot,
    current,
    current_id,
    list_snapshots,
    publish,
    write_snapshot,
)


def write(tables: Any, folder: Path, value: float) -> Snapshot:
    return write_snapshot(tables(value), folder=folder, reason="test", parent=None, origin="build")


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert current(tmp_path / "absent") is None
    assert list_snapshots(tmp_path / "absent") == []


def test_the_published_snapshot_is_the_one_that_current_names(tables: Any, tmp_path: Path) -> None:
    first, second = write(tables, tmp_path, 1), write(tables, tmp_path, 2)

    publish(tmp_path, first.id)
    publish(tmp_path, second.id)

    assert (tmp_path / "CURRENT").read_text(encoding="ascii") == f"{second.id}\n"
    assert current(tmp_path) == second
    assert {each.id for each in list_snapshots(tmp_path)} == {first.id, second.id}


def test_publishing_over_another_snapshot_than_expected_is_refused(
    tables: Any, tmp_path: Path
) -> None:
    first, second = write(tables, tmp_path, 1), write(tables, tmp_path, 2)
    publish(tmp_path, first.id)

    with pytest.raises(InputError, match="not made from the published one"):
        publish(tmp_path, second.id, over=second.id)

    assert current_id(tmp_path) == first.id
    publish(tmp_path, second.id, over=first.id)
    assert current_id(tmp_path) == second.id


def test_publishing_over_nothing_asks_that_nothing_is_published(
    tables: Any, tmp_path: Path
) -> None:
    first = write(tables, tmp_path, 1)

    publish(tmp_path, first.id, over="")

    with pytest.raises(InputError, match="not made from the published one"):
        publish(tmp_path, first.id, over="")


def test_a_damaged_snapshot_is_not_published(tables: Any, tmp_path: Path) -> None:
    first, second = write(tables, tmp_path, 1), write(tables, tmp_path, 2)
    publish(tmp_path, first.id)
    file = second.table_path("observation")
    file.write_bytes(file.read_bytes()[:-4] + b"PAR2")

    with pytest.raises(DamagedSnapshot, match=r"observation\.parquet"):
        publish(tmp_path, second.id)

    assert current_id(tmp_path) == first.id


def test_an_unknown_snapshot_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no snapshot"):
        publish(tmp_path, "0123456789ab")


@pytest.mark.parametrize("content", ["", "nonsense\n", "../../../../etc\n"])
def test_current_without_an_id_is_damage(tmp_path: Path, content: str) -> None:
    (tmp_path / "CURRENT").write_text(content, encoding="ascii")

    with pytest.raises(DamagedSnapshot, match="does not name a snapshot"):
        current(tmp_path)


def test_current_that_names_an_absent_snapshot_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("0123456789ab\n", encoding="ascii")

    with pytest.raises(DamagedSnapshot, match="0123456789ab"):
        current(tmp_path)


def test_a_disk_that_refuses_leaves_current_as_it_was(
    tables: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write(tables, tmp_path, 1), write(tables, tmp_path, 2)
    publish(tmp_path, first.id)

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied", "CURRENT")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(HppError, match="Cannot write CURRENT: Permission denied") as caught:
        publish(tmp_path, second.id)

    assert caught.value.exit_code == 1
    assert current(tmp_path, verify=True) == first
    assert not list(tmp_path.glob(".CURRENT*"))


PUBLISH_FOREVER = """
import itertools, pickle, shutil, sys, time
from pathlib import Path
from dashboard.snapshot import current_id, list_snapshots, publish, write_snapshot

folder, start = Path(sys.argv[1]), int(sys.argv[3])
tables = pickle.loads(Path(sys.argv[2]).read_bytes())
print("ready", flush=True)
begin = time.monotonic()
for number in itertools.count(start):
    frame = tables["observation"]
    tables["observation"] = frame.assign(obs_value=frame["obs_value"] * 0 + number)
    old = current_id(folder)
    new = write_snapshot(tables, folder=folder, reason="x", parent=None, origin="build")
    publish(folder, new.id, over=old)
    print(time.monotonic() - begin, flush=True)
    begin = time.monotonic()
    for each in list_snapshots(folder):
        if each.id not in {old, new.id}:
            shutil.rmtree(each.path)
"""
KILLS = 36


def test_a_writer_killed_at_any_instant_leaves_a_whole_snapshot(
    tables: Any, tmp_path: Path, root: Path
) -> None:
    folder, handed = tmp_path / "snapshots", tmp_path / "tables"
    handed.write_bytes(pickle.dumps(tables()))
    publish(folder, write(tables, folder, -1).id)
    chance = random.Random(80)  # noqa: S311  instants, not secrets
    seen, unfinished, long = set(), 0, 0.02

    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISH_FOREVER, folder, handed, str(kill * 1000)],
            cwd=root,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        # However slow the machine is: after a round or none, at any instant of the next one.
        rounds = [float(process.stdout.readline()) for _ in range(kill % 2)]
        long = rounds[-1] if rounds else long
        time.sleep(chance.uniform(0, long))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()

        snapshot = current(folder, verify=True)
        assert snapshot is not None
        seen.add(snapshot.id)
        unfinished = max(unfinished, len(list(folder.glob(".writing-*"))))

    # The kills hit a writer at work: it got on in between, and was caught in the middle.
    assert len(seen) > KILLS // 4
    assert unfinished > 0
