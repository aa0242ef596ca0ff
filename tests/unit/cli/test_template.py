from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Hpp = Callable[..., Any]


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A data folder with the shipped catalogue and nothing else."""
    shutil.copytree(root / "data" / "catalog", tmp_path / "data" / "catalog")
    return tmp_path / "data"


def test_a_template_is_written_for_the_districts_of_the_province(
    hpp: Hpp, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "poor.csv"
    words = ("template", "--indicator", "tpmap_target_poor", "--period", "2566", "2567")
    result = hpp(*words, "--out", out, "--data", folder)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Wrote {out} with 46 rows.\n"
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("tpmap_target_poor,Target poor,8001,Mueang Nakhon Si Thammarat,2566")
    assert lines[46].startswith("tpmap_target_poor,Target poor,8023,Chaloem Phra Kiat,2567")


def test_a_file_is_overwritten_only_when_told(hpp: Hpp, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "gini.xlsx"
    out.write_bytes(b"mine")
    words = ("template", "--indicator", "gini_income", "--level", "province", "--out", out)
    result = hpp(*words, "--data", folder)
    assert result.code == 2
    assert "gini.xlsx exists already" in result.err
    assert out.read_bytes() == b"mine"
    assert hpp(*words, "--data", folder, "--force").out == f"Wrote {out} with 14 rows.\n"
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--indicator", "gini_incom"), "gini_income"),
        (("--indicator", "gini_income"), "It exists for: country, region, province."),
        (("--indicator", "tpmap_target_poor_health_rate"), "tpmap_target_poor_health"),
        (("--indicator", "tpmap_target_poor", "--within", "Pak Panang"), "8012 Pak Phanang"),
        (("--indicator", "tpmap_target_poor", "--within", "50"), "no area of level district in 50"),
        (("--indicator", "tpmap_target_poor", "--period", "66"), "four digits"),
        (("--indicator", "tpmap_target_poor", "--edition", "mine"), "TPMAP 2561"),
        (("--indicator", "tpmap_target_poor", "--out", "a.ods"), ".xlsx or .csv"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    hpp: Hpp,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = hpp("template", *words, "--data", folder)
    assert result.code == 2
    assert told in result.err
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_a_folder_that_cannot_be_written_is_said(hpp: Hpp, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "absent" / "a.csv"
    result = hpp("template", "--indicator", "tpmap_target_poor", "--out", out, "--data", folder)
    assert result.code == 2
    assert "cannot be written" in result.err


def test_every_fault_of_the_command_is_said_at_once(hpp: Hpp, folder: Path, tmp_path: Path) -> None:
    words = ("--indicator", "tpmap_target_poor", "gini_incom", "--period", "2669", "abc", "2567")
    out = tmp_path / "a.csv"
    result = hpp("template", *words, "--out", out, "--data", folder)
    assert result.code == 2
    for told in ("The command has 3 faults", "gini_income", "“2669”", "“abc”"):
        assert told in result.err
    assert "“2567”" not in result.err
    assert not out.exists()


def test_the_latest_edition_is_filled_in_where_one_is_needed(
    hpp: Hpp, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "gini.csv"
    words = ("--indicator", "gini_income", "--level", "province", "--period", "2566")
    assert hpp("template", *words, "--out", out, "--data", folder).code == 0
    assert ",2023 basis," in out.read_text(encoding="utf-8-sig").splitlines()[1]
