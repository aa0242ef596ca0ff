"""The process is killed, the disk is full, permission is gone, two publish at once: for real."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.snapshot import (
    Snapshot,
    current,
    current_id,
    list_snapshots,
    publish,
    read_journal,
    write_snapshot,
)

KILLS = 40
NOBODY = 65534


def run(root: Path, script: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def write(tables: Any, folder: Path, value: float, parent: Snapshot | None = None) -> Snapshot:
    return write_snapshot(
        tables(value),
        folder=folder,
        reason="test",
        parent=parent.id if parent else None,
        origin="ingest" if parent else "build",
    )


# One process prepares itself and then starts others that need not: each works until it is killed.
KILLED = """
import json, os, pickle, random, signal, sys, time
from pathlib import Path
from dashboard.snapshot import (
    TakenFile, current, list_snapshots, prune, publish_next, read_journal, rollback, write_snapshot
)

folder, handed, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
tables = pickle.loads(handed.read_bytes())
chance = random.Random(80)

def work(number, rounds=10**6):
    frame = tables["observation"]
    for number in range(number + 1, number + 1 + rounds):
        tables["observation"] = frame.assign(obs_value=frame["obs_value"] * 0 + number)
        new = write_snapshot(
            tables, folder=folder, reason="x", parent=current(folder).id, origin="ingest",
            files=[TakenFile("a.csv", "00", number)],
        )
        publish_next(folder, new.id)
        if number % 3 == 0:
            rollback(folder)
        prune(folder, 3)

def start(*given):
    child = os.fork()
    if child:
        return child
    work(*given)
    os._exit(0)

# How long a round takes depends on the machine, and on what else it does.
begun = time.perf_counter()
assert os.waitpid(start(-500, 1), 0)[1] == 0
long = 2 * (time.perf_counter() - begun)

seen = 0
for kill in range(kills):
    child = start(kill * 1000)
    time.sleep(chance.uniform(0, long))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    present = current(folder, verify=True)
    journal = read_journal(folder)
    switches = [
        each for each in journal.acts
        if each.what in ("publish", "rollback", "build") and each.state == "done"
    ]
    print(json.dumps({
        "present": present.id,
        "told": switches[-1].snapshot,
        "acts": len(journal.acts),
        "kept": switches[:seen] == switches_before if kill else True,
        "damaged": journal.damaged_lines,
        "interrupted": sum(each.state == "interrupted" for each in journal.acts),
        "whole": [each.id for each in list_snapshots(folder) if not each.path.is_dir()],
        "named": sorted(each.name for each in folder.iterdir() if len(each.name) == 12),
        "readable": sorted(each.id for each in list_snapshots(folder)),
        "unfinished": sum(each.name.startswith(".") for each in folder.iterdir()),
    }))
    seen, switches_before = len(switches), switches
"""


def test_a_steward_killed_at_any_instant_leaves_whole_snapshots_and_a_journal(
    tables: Any, tmp_path: Path, root: Path
) -> None:
    folder, handed = tmp_path / "snapshots", tmp_path / "tables"
    handed.write_bytes(pickle.dumps(tables()))
    publish(folder, write(tables, folder, -1).id)

    done = run(root, KILLED, folder, handed, KILLS)

    assert done.returncode == 0, done.stderr
    looks = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(looks) == KILLS
    for look in looks:
        assert look["told"] == look["present"]
        assert look["kept"]
        assert look["damaged"] == []
        assert look["readable"] == look["named"]
    # The kills hit a steward at work: it got on in between, and was caught in the middle.
    assert len({look["present"] for look in looks}) > KILLS // 8
    assert looks[-1]["acts"] > KILLS
    assert max(look["unfinished"] for look in looks) + looks[-1]["interrupted"] > 0
    # And life goes on.
    parent = current(folder)
    assert publish(folder, write(tables, folder, -2, parent).id) == current(folder, verify=True)
    assert all(each.state != "begun" for each in read_journal(folder).acts)


FULL = """
import pickle, sys
from pathlib import Path
from dashboard.errors import HppError
from dashboard.snapshot import current, publish_next, write_snapshot

folder, handed, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
tables = pickle.loads(handed.read_bytes())
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
parent = current(folder).id
try:
    new = write_snapshot(tables, folder=folder, reason="x", parent=parent, origin="ingest")
    publish_next(folder, new.id)
except HppError as error:
    print(error.message("en"))
    print(error.message("th"))
    sys.exit(error.exit_code)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 320 kB; a reason to skip where none can be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=320k", "tmpfs", str(disk)]
    made = shutil.which("mount") and subprocess.run(mount, capture_output=True, check=False)
    if not made or made.returncode:
        pytest.skip("no small disk can be mounted here: the limit on file sizes is tested instead")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, left: int) -> None:
    """Fills `disk` up to `left` blocks of 4 kB."""
    stuffing = disk / "stuffing"
    with stuffing.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            size = file.tell()
    os.truncate(stuffing, max(0, size - left * 4096))


def test_a_full_disk_leaves_what_is_published_whole_and_is_told(
    tables: Any, small_disk: Path, tmp_path: Path, root: Path
) -> None:
    folder, handed = small_disk / "snapshots", tmp_path / "tables"
    first = write(tables, folder, 1)
    publish(folder, first.id)
    ends = []
    for left in (0, 4, 7, 8, 30):
        handed.write_bytes(pickle.dumps(tables(100 + left)))
        fill(small_disk, left)

        done = run(root, FULL, folder, handed, 0)

        (small_disk / "stuffing").unlink()
        present = current(folder, verify=True)
        journal = read_journal(folder)
        assert present is not None
        assert journal.damaged_lines == ()
        assert (present.id != first.id) == (done.returncode == 0), done.stderr
        if done.returncode:
            english, hint, thai, _ = done.stdout.splitlines()
            assert english.startswith("Cannot write /")
            assert english.endswith("No space left on device.")
            assert hint.endswith("what is published has not changed.")
            assert thai.startswith("เขียน /")
        ends.append(done.returncode)
        publish(folder, first.id)

    assert ends[0] == 1
    assert ends[-1] == 0
    assert sorted(ends, reverse=True) == ends


def test_a_full_journal_stops_the_act_and_nothing_else(tables: Any, small_disk: Path) -> None:
    folder = small_disk / "snapshots"
    first = write(tables, folder, 1)
    publish(folder, first.id)
    second = write(tables, folder, 2, first)
    journal = small_disk / "journal.jsonl"
    # The next line needs a block that is not there.
    journal.write_bytes(journal.read_bytes().ljust(4096 * 2 - 10, b" ").rstrip(b"\n") + b"\n")
    before = journal.read_bytes()
    fill(small_disk, 0)

    with pytest.raises(Exception, match=r"Cannot write .*journal\.jsonl: No space left on device"):
        publish(folder, second.id)

    assert current(folder, verify=True) == first
    assert journal.read_bytes() == before


@pytest.mark.parametrize("limit", [300, 2_000, 8_000])
def test_a_limit_on_file_sizes_leaves_what_is_published_whole(
    tables: Any, tmp_path: Path, root: Path, limit: int
) -> None:
    folder, handed = tmp_path / "snapshots", tmp_path / "tables"
    handed.write_bytes(pickle.dumps(tables(2)))
    first = write(tables, folder, 1)
    publish(folder, first.id)

    done = run(root, FULL, folder, handed, limit)

    assert done.returncode == 1, done.stderr
    assert "File too large" in done.stdout
    assert current(folder, verify=True) == first
    assert read_journal(folder).damaged_lines == ()
    assert list_snapshots(folder) == [first]


FORBIDDEN = """
import os, sys
from pathlib import Path
from dashboard.errors import HppError
from dashboard.snapshot import current, prune, publish, read_journal, rollback
from dashboard.text import messages

folder, other, user = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
# What is read on first use is read now: the interpreter itself may be closed to others.
messages()
current(folder)
if user:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
before = current(folder, verify=True).id
told = set()
for act in (lambda: publish(folder, other), lambda: rollback(folder, other),
            lambda: prune(folder, 1)):
    try:
        act()
        sys.exit("it was allowed")
    except HppError as error:
        told.add(f"{error.exit_code} {error.fact('en')}")
assert current(folder, verify=True).id == before
print(len(read_journal(folder).acts), *sorted(told), sep="\\n")
"""


@pytest.mark.parametrize("closed", ["the data folder", "the snapshots", "the journal"])
def test_without_permission_nothing_changes_and_it_is_told(
    tables: Any, root: Path, closed: str
) -> None:
    # Not in the usual place: that lets nobody else in, and root would be refused nothing.
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        folder = data / "snapshots"
        made = [write(tables, folder, value) for value in range(4)]
        publish(folder, made[0].id)
        journal = data / "journal.jsonl"
        open_to_all = {data: 0o777, folder: 0o777, journal: 0o666}
        shut = {"the data folder": [*open_to_all], "the snapshots": [folder]}
        for each, mode in open_to_all.items():
            closing = each in shut.get(closed, [journal])
            each.chmod(mode & (0o555 if closing else 0o777))

        done = run(root, FORBIDDEN, folder, made[1].id, 0 if os.getuid() else NOBODY)

        assert done.returncode == 0, done.stderr
        acts, *told = done.stdout.splitlines()
        assert told
        assert all(each.startswith("1 Cannot write /") for each in told)
        assert all(each.endswith(": Permission denied.") for each in told)
        assert int(acts) >= 1
        assert current_id(folder) == made[0].id
        assert len(list_snapshots(folder)) == len(made)
        data.chmod(0o700)
        folder.chmod(0o700)


AT_ONCE = """
import sys
from pathlib import Path
from dashboard.errors import InputError
from dashboard.snapshot import difference, open_snapshot, publish_next

folder, mine = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
try:
    publish_next(folder, mine, who=mine)
except InputError as error:
    theirs = open_snapshot(folder, error.facts["present"])
    found = difference(theirs, open_snapshot(folder, mine))
    print(error.key, theirs.id, found.counts()["revised"], found.unchanged)
    sys.exit(error.exit_code)
"""


def test_of_two_processes_that_publish_at_once_one_wins_and_one_learns_the_difference(
    tables: Any, tmp_path: Path, root: Path
) -> None:
    folder = tmp_path / "snapshots"
    first = write(tables, folder, 0)
    publish(folder, first.id)
    made = [write(tables, folder, value, first) for value in (1, 2)]
    stewards = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, folder, each.id],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in made
    ]
    for each in stewards:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in stewards:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate()[0] for each in stewards]

    codes = [each.returncode for each in stewards]
    assert sorted(codes) == [0, 2]
    winner = made[codes.index(0)]
    assert current(folder, verify=True) == winner
    assert said[codes.index(2)] == f"history.parent_moved {winner.id} 1 1\n"
    assert [each.who for each in read_journal(folder).acts if each.what == "publish"] == [winner.id]
    assert {each.id for each in list_snapshots(folder)} == {first.id, *(each.id for each in made)}
