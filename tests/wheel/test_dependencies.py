from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# `figures` is a module of the twin in bench/.
OURS = {"dashboard", "bench", "tests", "figures"}
# Imported by other packages only, which do better with them: fontTools writes WOFF2 with the
# first, Plotly writes JSON with the second.
UNSEEN = {"brotli", "orjson"}
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
COMMENT = re.compile(r"^    # +(?:via(?: .+)?|[\w. ()-]+)$")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock(root: Path) -> list[str]:
    return (root / "requirements.lock").read_text(encoding="utf-8").splitlines()


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def imported(*folders: Path) -> Iterator[tuple[Path, str]]:
    """Every top-level module that the files in `folders` import, standard library left out."""
    for file in (file for folder in folders for file in sorted(folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module]
            for top in {module.split(".")[0] for module in modules}:
                if top not in sys.stdlib_module_names and top not in OURS:
                    yield file, top


def packages(*folders: Path) -> dict[str, Path]:
    """The packages that bring what is imported, each with a file that imports it."""
    bringing = metadata.packages_distributions()
    return {
        canonicalize_name(package): file
        for file, module in imported(*folders)
        for package in bringing.get(module, [f"(nothing that is installed) {module}"])
        if not package.startswith("types-")
    }


def test_the_program_imports_only_what_it_declares(root: Path, project: dict[str, Any]) -> None:
    used = packages(root / "dashboard", root / "pages")

    declared = names(project["project"]["dependencies"])

    assert {name: str(file) for name, file in used.items() if name not in declared} == {}


def test_nothing_is_declared_in_vain(root: Path, project: dict[str, Any]) -> None:
    declared = names(project["project"]["dependencies"])
    assert declared - set(packages(root / "dashboard", root / "pages")) - UNSEEN == set()


def test_tests_and_bench_import_only_what_make_install_brings(
    root: Path, project: dict[str, Any]
) -> None:
    used = packages(root / "tests", root / "bench")
    declared = names(project["project"]["dependencies"])
    declared |= names(project["project"]["optional-dependencies"]["test"])

    assert {name: str(file) for name, file in used.items() if name not in declared} == {}


def test_the_lock_holds_pins_and_hashes_and_no_place_to_get_them_from(lock: list[str]) -> None:
    strange = [
        line
        for line in lock
        if line and not (PIN.match(line) or HASH.match(line) or COMMENT.match(line))
    ]
    assert strange == []

    for line, following in zip(lock, [*lock[1:], ""], strict=True):
        assert not PIN.match(line) or HASH.match(following), line


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_is_complete_for_every_python_that_is_promised(
    project: dict[str, Any], lock: list[str], python: str, platform: str
) -> None:
    pins = {pin["name"]: pin["version"] for pin in map(PIN.match, lock) if pin}
    facts = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": platform.title(),
        "os_name": "posix",
    }
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += project["project"]["optional-dependencies"]["test"]

    unmet = [
        f"{by} needs {need}"
        for by, need in needs(asked, facts, pins)
        if not need.specifier.contains(pins.get(canonicalize_name(need.name), "0"))
    ]

    assert unmet == []


def needs(
    asked: list[str], facts: dict[str, str], pins: dict[str, str]
) -> Iterator[tuple[str, Requirement]]:
    """Every requirement that applies under `facts`, with who asks; extras are followed."""
    waiting = [("pyproject.toml", "", text) for text in asked]
    done = set()
    while waiting:
        by, extra, text = waiting.pop()
        need = Requirement(text)
        if (by, extra, text) in done or not applies(need, facts, extra):
            continue
        done.add((by, extra, text))
        yield by, need
        if canonicalize_name(need.name) in pins:
            known = metadata.requires(need.name) or []
            waiting += [(need.name, each, one) for each in ("", *need.extras) for one in known]


def applies(need: Requirement, facts: dict[str, str], extra: str) -> bool:
    return need.marker is None or need.marker.evaluate({**facts, "extra": extra})
