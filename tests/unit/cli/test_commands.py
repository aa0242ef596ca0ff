from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dashboard.cli.build
import dashboard.cli.serve
from dashboard.errors import InputError
from dashboard.ingest.build import BuildResult
from dashboard.ingest.seed import SeedResult
from dashboard.settings import Places
from dashboard.snapshot import FormulaDifference, current

Hpp = Callable[..., Any]


def test_serve_opens_the_named_folder_at_the_named_address(
    hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Path, str, int, bool]] = []

    def serve(where: Places, *, host: str, port: int, steward: bool) -> None:
        served.append((where.data, host, port, steward))

    monkeypatch.setattr(dashboard.cli.serve, "check_address", lambda **_: None)
    monkeypatch.setattr(dashboard.cli.serve, "serve", serve)
    monkeypatch.setattr("dashboard.cli.folders.seed", lambda _: SeedResult())
    result = hpp("serve", "--host", "0.0.0.0", "--port", "8600", "--data", data)  # noqa: S104
    assert result.code == 0
    assert result.out == "Opening the dashboard at http://0.0.0.0:8600 (press Ctrl-C to stop).\n"
    assert hpp("serve", "--data", data, "--steward").code == 0
    assert served == [(data, "0.0.0.0", 8600, False), (data, "127.0.0.1", 8501, True)]  # noqa: S104


def test_serve_without_a_snapshot_does_not_start(
    hpp: Hpp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.cli.folders.seed", lambda _: SeedResult())
    result = hpp("serve", "--data", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("Make a snapshot with `hpp build`.\n")


def test_a_taken_port_is_wrong_input(hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(_where: Places, *, host: str, port: int, steward: bool) -> None:
        assert not steward
        raise InputError("serve.port", host=host, port=port)

    monkeypatch.setattr(dashboard.cli.serve, "check_address", lambda **_: None)
    monkeypatch.setattr(dashboard.cli.serve, "serve", serve)
    monkeypatch.setattr("dashboard.cli.folders.seed", lambda _: SeedResult())
    result = hpp("serve", "--data", data, "--lang", "th")
    assert result.code == 2
    assert result.err.startswith("เปิดเซิร์ฟเวอร์ที่ 127.0.0.1 พอร์ต 8501 ไม่ได้\n")


def test_build_says_what_it_published_and_where_formulas_differ(
    hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = current(data / "snapshots")
    assert snapshot is not None
    difference = FormulaDifference("debt_rate", "80", "2019", "", 12.5, 12.25, 0.1)

    def build(_places: Places) -> BuildResult:
        return BuildResult(
            snapshot,
            published=True,
            already=False,
            why="snapshot.build.published",
            differences=(difference,),
        )

    monkeypatch.setattr(dashboard.cli.build, "build", build)
    monkeypatch.setattr(
        "dashboard.cli.folders.seed", lambda _: SeedResult(kept=("catalog/a.toml",))
    )
    result = hpp("build", "--data", data)
    assert result.code == 0
    assert result.out == (
        "A published figure differs from its formula: debt_rate 80 2019 published 12.5, "
        "computed 12.25.\n"
        f"Built and published snapshot {snapshot.id}.\n"
    )
    assert result.err == "Kept the edited file instead of the released one: catalog/a.toml\n"


def test_a_mistyped_folder_is_not_filled_with_figures(hpp: Hpp, tmp_path: Path) -> None:
    for command in ("check", "snapshots"):
        assert hpp(command, "--data", tmp_path / "dta").code == 2
    assert list(tmp_path.iterdir()) == []


def test_boundaries_from_an_empty_folder_are_refused_by_name(hpp: Hpp, tmp_path: Path) -> None:
    result = hpp("geo", "build", tmp_path, "--out", tmp_path / "geo")
    assert (result.code, result.out) == (2, "")
    assert "areas.csv" in result.err
    assert not (tmp_path / "geo").exists()
