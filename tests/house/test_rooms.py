"""The house keeps its rooms apart: who may import whom, and who may touch which library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dashboard"
# A room may know the rooms of earlier lines and those beside it in its own line.
FLOORS = (
    {"errors", "settings", "text"},
    {"catalog", "geo"},
    {"disclosure"},
    {"snapshot"},
    {"ingest", "store", "stats"},
    {"charts"},
    {"briefing"},
    {"ui"},
    {"pages"},
    {"cli", "server", "__main__"},
)
BESIDE = {("errors", "text"), ("server", "cli"), ("cli", "server"), ("__main__", "cli")}
OWNERS = {
    "duckdb": {"store"},
    "streamlit": {"ui", "pages", "server"},
    "geopandas": {"geo"},
    "shapely": {"geo"},
    "plotly": {"charts", "ui"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).parts[0].removesuffix(".py"), file
    for file in sorted((ROOT / "pages").glob("*.py")):
        yield "pages", file


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            names.add(module)
            if module == "dashboard":
                names |= {f"dashboard.{each.name}" for each in node.names}
    return names


def floor(room: str) -> int:
    return next(index for index, rooms in enumerate(FLOORS) if room in rooms)


def test_nobody_imports_upwards() -> None:
    faults = [
        f"{file.relative_to(ROOT)} imports {name}"
        for room, file in modules()
        for name in imported(file)
        if name.startswith("dashboard.")
        for other in [name.split(".")[1]]
        if other not in {room, "__version__"}
        and (room, other) not in BESIDE
        and floor(other) >= floor(room)
    ]
    assert [each for each in faults if "dashboard/__init__" not in each] == []


def test_each_library_stays_in_its_room() -> None:
    faults = [
        f"{file.relative_to(ROOT)} imports {name}"
        for room, file in modules()
        for name in imported(file)
        if name.split(".")[0] in OWNERS and room not in OWNERS[name.split(".")[0]]
    ]
    assert faults == []


def test_only_the_build_of_boundaries_needs_geopandas() -> None:
    users = {
        file.name
        for room, file in modules()
        if {"geopandas", "shapely"} & {name.split(".")[0] for name in imported(file)}
    }
    assert users
    assert all(name.startswith("build") for name in users)


def test_one_wrapper_draws_plotly_charts() -> None:
    callers = [
        file.name for _, file in modules() if "st.plotly_chart(" in file.read_text(encoding="utf-8")
    ]
    assert callers == ["plot.py"]


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {part for _, file in modules() for part in file.relative_to(ROOT).parts}
    assert not names & {"utils.py", "helpers.py", "common.py", "utils", "helpers", "common"}
