from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dashboard.cli.snapshots
from dashboard import __version__
from dashboard.cli.parser import language
from dashboard.ingest.seed import SeedResult
from dashboard.snapshot import user_name
from dashboard.text import messages

Hpp = Callable[..., Any]
NAMES = [
    "serve",
    "build",
    "ingest",
    "get",
    "indicators",
    "check",
    "snapshots",
    "diff",
    "publish",
    "rollback",
    "prune",
    "template",
    "geo",
]
COMMANDS = [*([name] for name in NAMES), ["geo", "build"]]


def program(root: Path, *words: object, **environment: str) -> subprocess.Popen[bytes]:
    names = {**os.environ, "PYTHONPATH": str(root), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: text for name, text in names.items() if text},
    )


@pytest.mark.parametrize("words", [[], *COMMANDS], ids=" ".join)
def test_every_help_has_an_example_and_only_its_own_language(hpp: Hpp, words: list[str]) -> None:
    english = hpp(*words, "--help", "--lang", "en")
    assert (english.code, english.err) == (0, "")
    assert english.out.startswith(f"Usage: {' '.join(['hpp', *words])} ")
    assert "Example: hpp " in english.out
    assert not re.search("[ก-๙]", english.out)

    thai = hpp(*words, "--help", "--lang", "th")
    assert thai.out.startswith(f"วิธีใช้: {' '.join(['hpp', *words])} ")
    assert "ตัวอย่าง: hpp " in thai.out
    assert "แสดงวิธีใช้แล้วจบ" in thai.out
    for word in ("usage", "options:", "optional", "positional", "show this", "default"):
        assert word not in thai.out.casefold()


def test_the_first_help_names_every_command(hpp: Hpp) -> None:
    lines = hpp("--help").out.splitlines()
    named = [line.split()[0] for line in lines if re.match(r"    \w", line)]
    assert named == NAMES


def test_the_version_is_printed(hpp: Hpp) -> None:
    result = hpp("--version")
    assert (result.code, result.out) == (0, f"hpp {__version__}\n")


@pytest.mark.parametrize(
    ("words", "english", "thai"),
    [
        (
            [],
            "COMMAND is missing.\nSee hpp --help.\n",
            "ยังไม่ได้ระบุ COMMAND\nดูวิธีใช้: hpp --help\n",
        ),
        (
            ["get"],
            "INDICATOR is missing.\nSee hpp get --help.\n",
            "ยังไม่ได้ระบุ INDICATOR\nดูวิธีใช้: hpp get --help\n",
        ),
        (
            ["fetch"],
            (
                "COMMAND: fetch is not a choice.\n"
                f"Choose from: {', '.join(NAMES)} (see hpp --help).\n"
            ),
            (f"COMMAND: ไม่มีตัวเลือก fetch\nเลือกได้: {', '.join(NAMES)} (ดูวิธีใช้: hpp --help)\n"),
        ),
        (
            ["get", "x", "--format", "xml"],
            "--format: xml is not a choice.\nChoose from: table, csv, json (see hpp get --help).\n",
            "--format: ไม่มีตัวเลือก xml\nเลือกได้: table, csv, json (ดูวิธีใช้: hpp get --help)\n",
        ),
        (
            ["get", "x", "--period"],
            "--period needs a value.\nSee hpp get --help.\n",
            "--period ต้องมีค่าตามหลัง\nดูวิธีใช้: hpp get --help\n",
        ),
        (
            ["serve", "--port", "high"],
            "--port: high is not a whole number.\nSee hpp serve --help.\n",
            "--port: high ไม่ใช่จำนวนเต็ม\nดูวิธีใช้: hpp serve --help\n",
        ),
        (
            ["check", "--fast", "now"],
            "--fast now is not known.\nSee hpp --help.\n",
            "ไม่รู้จัก --fast now\nดูวิธีใช้: hpp --help\n",
        ),
        (
            ["build", "--debug=yes"],
            "--debug takes no value, yes was given.\nSee hpp build --help.\n",
            "--debug ไม่รับค่า yes\nดูวิธีใช้: hpp build --help\n",
        ),
    ],
)
def test_a_wrong_command_line_is_told_in_both_languages(
    hpp: Hpp, words: list[str], english: str, thai: str
) -> None:
    result = hpp(*words)
    assert (result.code, result.out, result.err) == (2, "", english)
    result = hpp("--lang", "th", *words)
    assert (result.code, result.out, result.err) == (2, "", thai)


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "th_TH.UTF-8"}, "th"),
        ([], {"LANG": "th_TH.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US", "LC_MESSAGES": "th"}, "th"),
        (["--lang", "en"], {"LANG": "th_TH.UTF-8"}, "en"),
        (["get", "x", "--lang=th"], {}, "th"),
        (["--lang", "fr"], {"LANG": "th_TH.UTF-8"}, "th"),
    ],
)
def test_the_language_is_that_of_the_option_or_the_locale(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language(words, environment) == expected


def test_the_data_folder_may_be_named_before_or_after_the_command(hpp: Hpp, data: Path) -> None:
    before, after = hpp("--data", data, "snapshots"), hpp("snapshots", "--data", data)
    assert before.code == 0
    assert before == after


def test_the_data_folder_may_be_named_in_the_environment(
    hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HPP_DATA", str(data))
    assert hpp("snapshots").code == 0


def test_snapshots_are_listed_with_the_published_one_marked(hpp: Hpp, data: Path) -> None:
    published = (data / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()
    head, _, row = hpp("snapshots", "--data", data).out.splitlines()
    columns = "snapshot created (UTC) rows origin made from who reason"
    assert " ".join(head.split()) == columns
    assert row.split()[:2] == ["*", published]
    assert row.split()[4:] == ["120", "built", "–", user_name(), "test"]


def test_no_snapshot_at_all_is_told(hpp: Hpp, tmp_path: Path) -> None:
    for command in ("snapshots", "check"):
        result = hpp(command, "--data", tmp_path, "--lang", "th")
        assert result.code == 2
        assert result.err == (
            f"ยังไม่มีชุดข้อมูลเผยแพร่ในโฟลเดอร์ {tmp_path}/snapshots\nสร้างชุดข้อมูลด้วยคำสั่ง hpp build\n"
        )


EVERY = (
    ("get", "pop_registered"),
    ("check",),
    ("snapshots",),
    ("indicators",),
    ("diff",),
    ("publish", "4f4859a26f67"),
    ("rollback", "--reason", "x"),
    ("prune", "--keep", "3", "--reason", "x"),
)


@pytest.mark.parametrize("words", [*EVERY, ("build",), ("serve",)], ids=lambda each: each[0])
def test_a_file_for_a_data_folder_is_wrong_input(
    hpp: Hpp, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("x", encoding="utf-8")
    for folder in (file, file / "data"):
        result = hpp(*words, "--data", folder)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"{folder} is no data folder: it is a file, or lies under one.\n"
            "Name in --data or HPP_DATA the folder that holds `catalog` and `snapshots`.\n"
        )


@pytest.mark.parametrize("words", EVERY, ids=lambda each: each[0])
def test_a_data_folder_that_is_absent_or_empty_is_wrong_input(
    hpp: Hpp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    empty = hpp(*words, "--data", tmp_path)
    assert empty.code == 2
    assert empty.err.startswith(f"Nothing is published in {tmp_path}/snapshots yet.\n")

    monkeypatch.setenv("HPP_DATA", str(tmp_path / "dta"))
    absent = hpp(*words)
    assert (absent.code, absent.out) == (2, "")
    assert absent.err == (
        f"There is no data folder {tmp_path}/dta.\n"
        "Check the name in --data or HPP_DATA; `hpp build` with this --data sets up a new one.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["snapshots", "build"])
def test_a_data_folder_without_permission_is_wrong_input(
    hpp: Hpp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # Root may read everything, so permission is taken away where it is asked for.
    monkeypatch.setattr("dashboard.cli.folders.os.access", lambda *_: False)
    result = hpp(command, "--data", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"The folder {tmp_path} may not be used: permission is lacking.",
        "Ask its owner for permission, or name another folder in --data or HPP_DATA.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_set_up_anew_is_told(hpp: Hpp, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    first, second = hpp("build", "--data", folder), hpp("build", "--data", folder)
    assert (first.code, second.code) == (0, 0)
    assert first.err == (
        f"New data folder {folder}: filled with the released catalogue and figures. "
        "If the name is a slip, delete it and give the right --data.\n"
    )
    assert second.err == ""


def test_check_ends_at_the_first_broken_promise(
    hpp: Hpp, root: Path, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    shutil.copytree(root / "data" / "catalog", folder / "catalog")
    published = (folder / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()
    file = folder / "snapshots" / published / "note.parquet"
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    result = hpp("check", "--data", folder)
    assert result.code == 1
    lines = result.out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("✗ broken: ")
    assert "note.parquet" in lines[0]
    assert result.err == (
        f"Snapshot {published} breaks a promise.\n"
        "Correct the sources or the catalogue and make a new one with `hpp build`.\n"
    )


def test_check_says_which_promises_are_kept(
    hpp: Hpp, root: Path, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    shutil.copytree(root / "data" / "catalog", folder / "catalog")
    lines = hpp("check", "--data", folder, "--lang", "th").out.splitlines()
    assert lines[0].startswith("✓ ผ่าน: ")
    assert len(lines) >= 3


def test_a_damaged_snapshot_is_our_fault_and_named(hpp: Hpp, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    file = next((folder / "snapshots").glob("*/area.parquet"))
    file.unlink()
    result = hpp("get", "pop_registered", "--data", folder)
    assert (result.code, result.out) == (1, "")
    assert str(file) in result.err


def test_something_unexpected_is_a_sentence_and_a_traceback_only_on_request(
    hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        msg = "the disk sings"
        raise RuntimeError(msg)

    monkeypatch.setattr(dashboard.cli.snapshots, "list_snapshots", fail)
    result = hpp("snapshots", "--data", data)
    assert result.code == 1
    assert result.err == (
        "Something unexpected went wrong (RuntimeError: the disk sings).\n"
        "Run it again with --debug and send the whole output to whoever maintains the system.\n"
    )
    assert "Traceback" in hpp("snapshots", "--data", data, "--debug").err


def test_ctrl_c_ends_quietly(hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dashboard.cli.snapshots, "list_snapshots", interrupt)
    result = hpp("snapshots", "--data", data)
    assert (result.code, result.out, result.err) == (130, "", "")


def test_a_reader_that_leaves_a_pipe_early_causes_no_error(root: Path, data: Path) -> None:
    with program(root, "get", "pop_registered", "--period", "all", "--data", data) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0


def test_a_program_gets_utf8_without_a_mark_in_any_locale(root: Path, data: Path) -> None:
    words = ("get", "pop_registered", "--area", "8003", "--format", "csv", "--data", data)
    environment = {"LC_ALL": "", "LANG": "th_TH.TIS-620", "PYTHONIOENCODING": "tis-620"}
    with program(root, *words, **environment) as run:
        out, err = run.communicate()
    assert (run.returncode, err) == (0, b"")
    assert out.decode("utf-8").splitlines()[1].split(",")[2] == "ลานสกา"


def test_getting_figures_does_not_wait_for_the_web_server(root: Path, data: Path) -> None:
    script = (
        "import sys; from dashboard.cli import main; "
        f"code = main(['get', 'pop_registered', '--area', '80', '--data', {str(data)!r}]); "
        "heavy = {'streamlit', 'plotly', 'geopandas', 'scipy'} & set(sys.modules); "
        "sys.exit(f'{code} {sorted(heavy)}' if code or heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_error_of_the_command_line_has_a_hint() -> None:
    source = (Path(dashboard.cli.__file__).parent).glob("*.py")
    keys = {
        key
        for file in source
        for key in re.findall(r'Error\(\s*"(cli\.[\w.]+)"', file.read_text(encoding="utf-8"))
    }
    keys |= {key for key in messages() if re.fullmatch(r"cli\.usage\.\w+", key)}
    assert len(keys) > 10
    assert {key for key in keys if f"{key}.hint" not in messages()} == set()


def test_files_are_taken_in_at_this_machine_only(
    hpp: Hpp, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.cli.folders.seed", lambda _: SeedResult())
    result = hpp("serve", "--steward", "--host", "0.0.0.0", "--data", data)  # noqa: S104  refused
    assert (result.code, result.out) == (2, "")
    assert "cannot be opened on 0.0.0.0" in result.err
    assert "--host 127.0.0.1" in result.err
