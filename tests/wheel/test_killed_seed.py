from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.ingest.seed import seed
from dashboard.settings import Places
from dashboard.snapshot import current, current_id

# Imports once; then, line by line, seeds a folder in a process of its own and kills that process
# after some seconds, so that no other process can be hit.
SEEDER = """
import os, signal, sys, time
from pathlib import Path
from dashboard.ingest.seed import seed
from dashboard.settings import Places

home = Path(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    seconds, folder = line.strip().split(" ", 1)
    child = os.fork()
    if not child:
        seed(Places(home=home, data=Path(folder)))
        os._exit(0)
    time.sleep(float(seconds))
    os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
# Seeds each folder from three processes at once; the one that publishes ends with 7.
AT_ONCE = """
import os, sys
from pathlib import Path
from dashboard.ingest.seed import seed
from dashboard.settings import Places

for folder in sys.argv[2:]:
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            result = seed(Places(home=Path(sys.argv[1]), data=Path(folder)))
            os._exit(7 if result.published else 0)
        children.append(child)
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    print(sorted(ended), flush=True)
"""
KILLS = 24


@pytest.fixture
def release(root: Path, tmp_path: Path) -> Path:
    """A release with the shipped catalogue and snapshot, and two data sets."""
    home = tmp_path / "release"
    for name in ("catalog", "snapshots", "sources/area_km2", "sources/dopa_population"):
        shutil.copytree(root / "data" / name, home / "data" / name)
    return home


@pytest.fixture
def seeder(root: Path, release: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that fills folders from `release`, and can be cut short."""
    with subprocess.Popen(
        [sys.executable, "-c", SEEDER, release],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def cut_short(seeder: subprocess.Popen[str], folder: Path, seconds: float) -> bool:
    """Whether a seeding of `folder` was still at work when it was killed after `seconds`."""
    assert seeder.stdin is not None
    assert seeder.stdout is not None
    seeder.stdin.write(f"{seconds} {folder}\n")
    seeder.stdin.flush()
    ended = seeder.stdout.readline().strip()
    assert ended in {"0", "-9"}
    return ended == "-9"


def test_a_seeding_killed_at_any_instant_is_finished_by_the_next_start(
    seeder: subprocess.Popen[str], release: Path, tmp_path: Path
) -> None:
    shipped = Places(home=release, data=release / "data")
    begin = time.perf_counter()
    seed(Places(home=release, data=tmp_path / "whole"))
    duration = time.perf_counter() - begin
    chance = random.Random(80)  # noqa: S311  instants, not secrets
    killed = 0

    for number in range(KILLS):
        found = Places(home=release, data=tmp_path / str(number))
        killed += cut_short(seeder, found.data, duration * chance.uniform(0, 0.8))

        seed(found)

        snapshot = current(found.snapshots, verify=True)
        assert snapshot is not None
        assert snapshot.id == current_id(shipped.snapshots)
        assert content(found) == content(shipped)
        assert {file.name.split(".")[1] for file in found.data.rglob(".*")} <= {"CURRENT"}
        before = times(found)
        seed(found)
        assert times(found) == before

    # The kills hit a seeding at work.
    assert killed > KILLS // 4


def test_commands_that_start_at_once_fill_a_folder_once(
    root: Path, release: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, release, *(tmp_path / name for name in "abcd")],
        cwd=root,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )

    assert done.stdout == "[0, 0, 7]\n" * 4
    for name in "abcd":
        assert current(tmp_path / name / "snapshots", verify=True) is not None


def content(places: Places) -> dict[str, bytes]:
    """Catalogue and figures by name."""
    return {
        file.relative_to(places.data).as_posix(): file.read_bytes()
        for folder in (places.catalog, places.sources)
        for file in folder.rglob("[!.]*")
        if file.is_file()
    }


def times(places: Places) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in places.data.rglob("*")}
