"""The wheel as a stranger gets it: built once, installed beside the pinned packages, cut off.

A clean environment holds what the wheel needs, as the running environment has it, and nothing
else: what the project forgets to declare is absent. Programs in it start in an empty folder with
an empty home. Where the system allows it they see no network but the loopback and no checkout;
everywhere a hook of the interpreter refuses and records both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
CUT_OFF = 'mount -t tmpfs none "$0" && ip link set lo up && exec "$@"'


@dataclass(frozen=True, slots=True)
class Clean:
    """A virtual environment, the programs in it, and an empty home; `cut_off` by the system."""

    folder: Path
    checkout: Path
    cut_off: bool

    @property
    def python(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    @property
    def site(self) -> Path:
        return next((self.folder / "venv" / "lib").glob("python*/site-packages"))

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share" / "hpp"

    @property
    def trespasses(self) -> list[str]:
        """What the hook refused since the last look."""
        record = self.folder / "trespasses"
        lines = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
        record.unlink(missing_ok=True)
        return lines

    def run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Runs a program of the environment from an empty folder."""
        words = [str(self.python.with_name(program)), *map(str, arguments)]
        shell = ["unshare", "--net", "--mount", "sh", "-c", CUT_OFF, str(self.checkout)]
        return subprocess.run(
            [*shell, *words] if self.cut_off else words,
            cwd=self.folder / "empty",
            env={
                "HOME": str(self.home),
                "LANG": "C.UTF-8",
                "PATH": os.defpath,
                "HPP_TEST_RECORD": str(self.folder / "trespasses"),
                "HPP_TEST_CHECKOUT": str(self.checkout),
            },
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def install(self, wheel: Path) -> None:
        """Installs the one file; pip finds everything that it needs in place, and no index."""
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check"),
                *("--python", self.python, "install", "--quiet", "--no-index", wheel),
            ],
            check=True,
        )


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: run `make install`")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=root,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def make_clean(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Clean]:
    """Makes a clean environment with a wheel in it."""
    pytest.importorskip("pip", reason="pip installs the wheel: run `make install`")

    def make(wheel: Path) -> Clean:
        clean = Clean(tmp_path_factory.mktemp("clean"), root, _can_cut_off())
        (clean.folder / "empty").mkdir()
        clean.home.mkdir()
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", clean.folder / "venv"], check=True
        )
        for name in _needed(root):
            _link(metadata.distribution(name), clean.site)
        for name in ("fence.py", "visit.py"):
            shutil.copy(HERE / name, clean.site)
        (clean.site / "fence.pth").write_text("import fence\n", encoding="ascii")
        clean.install(wheel)
        return clean

    return make


@pytest.fixture(scope="session")
def installed(make_clean: Callable[[Path], Clean], wheel: Path) -> Clean:
    """A clean environment with the wheel in it, for tests that share its data folder."""
    return make_clean(wheel)


@cache
def _can_cut_off() -> bool:
    """Whether this user may take the network and a folder away from a program."""
    words = ["unshare", "--net", "--mount", "sh", "-c", CUT_OFF, "/mnt", "true"]
    try:
        return not subprocess.run(words, check=False, capture_output=True).returncode
    except FileNotFoundError:
        return False


def _needed(root: Path) -> set[str]:
    """The names of what the project needs to run, and what that needs."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    waiting = _applying(project["dependencies"])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _applying(metadata.requires(name) or [])
    return found


def _applying(requirements: list[str]) -> list[str]:
    known = map(Requirement, requirements)
    return [
        canonicalize_name(each.name)
        for each in known
        if not each.marker or each.marker.evaluate({"extra": ""})
    ]


def _link(package: metadata.Distribution, site: Path) -> None:
    """Puts a package's files into `site` without copying them, where the disk allows it."""
    for file in package.files or ():
        source = Path(str(package.locate_file(file)))
        if ".." in file.parts or not source.is_file():
            continue
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
