from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CARRIED = ("dashboard", "pages", "geo", "data")


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A checkout in which somebody has worked: a former snapshot, and one that was cut short."""
    folder = tmp_path / "checkout"
    for name in CARRIED:
        shutil.copytree(root / name, folder / name)
    for file in (file for file in root.iterdir() if file.is_file()):
        shutil.copy(file, folder)
    for name in ("aaaaaaaaaaaa", ".writing-bbbbbbbbbbbb"):
        shutil.copytree(published(folder), folder / "data" / "snapshots" / name)
    return folder


def published(checkout: Path) -> Path:
    snapshots = checkout / "data" / "snapshots"
    return snapshots / (snapshots / "CURRENT").read_text(encoding="ascii").strip()


def build(checkout: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: run `make install`")
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=checkout,
        check=False,
        capture_output=True,
        text=True,
    )


def test_only_the_published_snapshot_goes_into_a_wheel(checkout: Path) -> None:
    assert build(checkout).returncode == 0

    [wheel] = (checkout / "dist").glob("*.whl")
    inside = "dashboard/_bundle/data/snapshots/"
    names = [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(inside)]
    folders = {name.removeprefix(inside).split("/")[0] for name in names}
    assert folders == {"CURRENT", published(checkout).name}


def test_figures_of_an_offices_own_never_go_into_a_wheel(checkout: Path) -> None:
    manifest = published(checkout) / "manifest.json"
    told = manifest.read_text(encoding="utf-8")
    assert '"holds_ingested": false' in told
    manifest.write_text(
        told.replace('"holds_ingested": false', '"holds_ingested": true'), encoding="utf-8"
    )

    done = build(checkout)

    assert done.returncode != 0
    assert "figures of an office's own, which no wheel may carry" in done.stderr
    assert not list(checkout.glob("dist/*.whl"))
