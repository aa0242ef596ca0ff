"""The README is true: every command, page, parameter and make target is in it."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.catalog import load_catalog
from dashboard.cli.commands import command_line
from dashboard.settings import DATA_VARIABLE, STEWARD_VARIABLE
from dashboard.ui.navigation import NAMES, STEWARD

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PARAMETER = re.compile(
    r"""(?:select|switch|pull|pull_many)\(\s*(?:who(?:\.page)?,|"app",)\s*"([a-z]+)\"""", re.VERBOSE
)


def parameters() -> set[str]:
    files = (ROOT / "dashboard" / "ui").glob("*.py")
    return {name for file in files for name in PARAMETER.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", [*NAMES, STEWARD])
def test_every_page_is_documented(page: str) -> None:
    address = "`/`" if page == NAMES[0] else f"`/{page}`"
    assert address in README
    assert (ROOT / "pages" / f"{page}.py").is_file()


def test_every_page_script_is_in_the_menu() -> None:
    assert {file.stem for file in (ROOT / "pages").glob("*.py")} == {*NAMES, STEWARD}
    assert STEWARD not in NAMES, "it is in the menu only with --steward"


def test_every_parameter_of_an_address_is_documented() -> None:
    found = parameters()
    assert {"ind", "period", "area", "lang", "era"} <= found
    assert {name for name in found if f"| `{name}` |" not in README} == set()


def commands(parser: argparse.ArgumentParser, path: str = "hpp") -> Iterator[str]:
    """Every command line that does something: `hpp get`, `hpp geo build`."""
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not groups:
        yield path
    for group in groups:
        for name, each in group.choices.items():
            yield from commands(each, f"{path} {name}")


def test_every_command_is_documented() -> None:
    found = list(commands(command_line("en")))
    assert {"hpp serve", "hpp get", "hpp geo build"} <= set(found)
    assert [each for each in found if f"`{each}`" not in README] == []


def test_every_setting_is_documented() -> None:
    assert f"`{DATA_VARIABLE}`" in README
    assert f"`{STEWARD_VARIABLE}`" in README
    for option in ("--data DIR", "--lang", "--host", "--port", "--steward"):
        assert option in README


def test_the_two_commands_are_make_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("serve", "test", "bench", "wheel", "install"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target}" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_indicator_that_the_readme_adds_is_accepted_and_new(tmp_path: Path) -> None:
    entry = README.split("```toml\n")[1].split("```")[0]
    folder = Path(shutil.copytree(ROOT / "data" / "catalog", tmp_path / "catalog"))
    assert "pop_female_share" not in load_catalog(folder).indicators
    with (folder / "indicators.toml").open("a", encoding="utf-8") as file:
        file.write(entry)
    added = load_catalog(folder).indicators["pop_female_share"]
    assert added.denominator == "pop_registered"


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_pinned() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    for line in lock.splitlines():
        assert not re.search(r"https?://|--index|--find-links|--extra-index|file:|(^|\s)/", line)
