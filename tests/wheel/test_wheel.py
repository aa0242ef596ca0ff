from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path
from typing import Any

from dashboard import __version__

INFO = f"hpp_dashboard-{__version__}.dist-info/"
BUNDLE = "dashboard/_bundle/"
UNITS = "data/catalog/units.toml"
CAVEATS = "data/catalog/caveats.toml"


def files_in(folder: Path, *, within: Path) -> set[str]:
    """Every file that belongs to the project, as a path inside `within`."""
    return {
        file.relative_to(within).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_carries_code_pages_figures_and_boundaries_and_nothing_else(
    wheel: Path, root: Path
) -> None:
    published = (root / "data" / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()
    expected = files_in(root / "dashboard", within=root)
    data = ("data/catalog", "data/sources", "data/agenda", f"data/snapshots/{published}")
    for folder in ("pages", "geo", *data):
        expected |= {f"{BUNDLE}{name}" for name in files_in(root / folder, within=root)}
    expected |= {f"{BUNDLE}data/snapshots/CURRENT", f"{BUNDLE}data/LICENSES.md"}

    carried = {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(INFO)}

    assert carried - expected == set()
    assert expected - carried == set()
    assert "dashboard/ui/.streamlit/config.toml" in carried
    assert f"{BUNDLE}geo/nakhon_districts.geojson" in carried


def test_the_wheel_runs_on_any_machine_and_is_small(wheel: Path) -> None:
    assert wheel.name == f"hpp_dashboard-{__version__}-py3-none-any.whl"
    assert wheel.stat().st_size < 6_000_000


def test_no_file_of_the_wheel_names_a_path_of_the_machine_that_built_it(
    wheel: Path, root: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        telling = [name for name in archive.namelist() if f"{root}/".encode() in archive.read(name)]

    assert telling == []


def test_the_wheel_tells_its_needs_its_licences_and_its_command(wheel: Path, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        told = Parser().parsestr(archive.read(f"{INFO}METADATA").decode())
        commands = archive.read(f"{INFO}entry_points.txt").decode()

    needs = [each for each in told.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert sorted(map(plain, needs)) == sorted(map(plain, project["dependencies"]))
    assert told["License-Expression"] == "Apache-2.0"
    assert "data/LICENSES.md" in told.get_all("License-File", [])
    assert told["Requires-Python"] == ">=3.11"
    assert "hpp = dashboard.cli:main" in commands


def plain(requirement: str) -> list[str]:
    """A requirement without regard to the order of its bounds."""
    return sorted(requirement.replace(" ", "").replace("<", ",<").replace(">", ",>").split(","))


def test_the_fence_stands(installed: Any) -> None:
    outward = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    nameward = "import socket; socket.getaddrinfo('example.org', 80)"
    homeward = f"open({str(installed.checkout / 'pyproject.toml')!r})"

    for step in (outward, nameward, homeward):
        assert "beyond the fence" in installed.run("python", "-c", step).stderr

    assert len(installed.trespasses) == 3


def test_the_installed_command_answers_from_an_empty_folder(installed: Any) -> None:
    told = installed.run("hpp", "--version")
    assert (told.stdout, told.stderr, told.returncode) == (f"hpp {__version__}\n", "", 0)

    asked = ("get", "pop_registered", "--area", "80", "--period", "2009", "--format", "csv")
    told = installed.run("hpp", *asked)
    assert (told.returncode, told.stderr) == (0, "")
    [row] = csv.DictReader(io.StringIO(told.stdout))
    assert (row["ref_area"], row["time_period"], row["obs_value"]) == ("80", "2009", "1516499")

    told = installed.run("hpp", "check")
    assert (told.returncode, told.stderr) == (0, "")
    assert installed.trespasses == []


def test_the_first_command_fills_the_users_folder_and_the_second_leaves_it(
    installed: Any, root: Path
) -> None:
    shutil.rmtree(installed.data, ignore_errors=True)

    assert installed.run("hpp", "snapshots").returncode == 0
    for name in (UNITS, "data/sources/area_km2/observations.csv", "data/snapshots/CURRENT"):
        filled = installed.data / name.removeprefix("data/")
        assert filled.read_bytes() == (root / name).read_bytes()

    before = {file: file.stat().st_mtime_ns for file in installed.data.rglob("*")}
    assert installed.run("hpp", "snapshots").returncode == 0
    assert {file: file.stat().st_mtime_ns for file in installed.data.rglob("*")} == before


def test_building_in_the_users_folder_gives_the_shipped_snapshot(
    installed: Any, root: Path
) -> None:
    told = installed.run("hpp", "build", "--lang", "en")

    assert (told.returncode, told.stderr) == (0, "")
    shipped = (root / "data" / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()
    assert shipped in told.stdout
    assert (installed.data / "snapshots" / "CURRENT").read_text(encoding="ascii") == f"{shipped}\n"


def test_the_installed_server_serves_every_page_and_reaches_for_nothing(installed: Any) -> None:
    told = installed.run("python", "-m", "visit")
    assert told.returncode == 0, told.stderr
    seen = json.loads(told.stdout)

    assert seen["ready"] == {"ready": True, "trouble": ""}
    assert {file["status"] for file in seen["files"].values()} == {200}
    assert seen["files"]["/"]["type"].startswith("text/html")
    assert seen["files"]["/app/static/fonts/Sarabun-Regular.woff2"]["start"] == "wOF2"
    assert seen["files"]["/geo/nakhon_districts.geojson"]["size"] > 20_000
    for page in seen["pages"].values():
        assert page["finished"] == "FINISHED_SUCCESSFULLY"
        assert page["errors"] == []
        assert "exception" not in page["kinds"]
    [shapes] = seen["pages"]["districts"]["maps"]
    assert shapes.split("?")[0] == "geo/nakhon_districts.geojson"
    assert seen["maps"][shapes]["size"] == seen["files"]["/geo/nakhon_districts.geojson"]["size"]
    assert seen["running"]
    assert installed.trespasses == []


def test_an_upgrade_keeps_and_names_an_edited_file_and_refreshes_the_others(
    make_clean: Callable[[Path], Any], wheel: Path, tmp_path: Path
) -> None:
    clean = make_clean(wheel)
    assert clean.run("hpp", "snapshots").returncode == 0
    edited = clean.data / "catalog" / "units.toml"
    untouched = clean.data / "catalog" / "caveats.toml"
    edited.write_bytes(edited.read_bytes() + b"# by the office\n")

    clean.install(later_release(wheel, tmp_path))
    told = clean.run("hpp", "check", "--lang", "en")

    assert clean.run("hpp", "--version").stdout == "hpp 99.0\n"
    assert told.returncode == 0
    kept = "Kept the edited file instead of the released one: catalog/units.toml\n"
    assert told.stderr == kept
    assert edited.read_text(encoding="utf-8").endswith("# by the office\n")
    assert untouched.read_text(encoding="utf-8").endswith("# of a later release\n")
    assert clean.run("hpp", "snapshots").stderr == ""
    assert clean.trespasses == []


def later_release(wheel: Path, folder: Path) -> Path:
    """The same wheel as version 99.0, with another last line in two catalogue files."""
    later = folder / wheel.name.replace(__version__, "99.0")
    record = []
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(later, "w") as new:
        for name in old.namelist():
            if name == f"{INFO}RECORD":
                continue
            content, renamed = bumped(name, old.read(name)), name.replace(INFO, info("99.0"))
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            record.append(f"{renamed},sha256={digest.decode()},{len(content)}")
            new.writestr(renamed, content)
        new.writestr(f"{info('99.0')}RECORD", "\n".join([*record, f"{info('99.0')}RECORD,,", ""]))
    return later


def info(version: str) -> str:
    return f"hpp_dashboard-{version}.dist-info/"


def bumped(name: str, content: bytes) -> bytes:
    """A file as the later release has it."""
    if name in {f"{BUNDLE}{UNITS}", f"{BUNDLE}{CAVEATS}"}:
        return content + b"# of a later release\n"
    if name in {"dashboard/__init__.py", f"{INFO}METADATA"}:
        assert __version__.encode() in content
        return content.replace(__version__.encode(), b"99.0", 1)
    return content
