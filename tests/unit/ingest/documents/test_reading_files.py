"""A file is measured before it is read, and its name is made safe before it is printed."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from dashboard.errors import InputError
from dashboard.ingest.documents.names import own_names, safe_name
from dashboard.ingest.documents.opening import open_document, read_file


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        read_file(path)
    return refused.value.key


def test_a_file_is_read_whole_and_through_a_link(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"a,b\r\n1,2\r\n")
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    assert read_file(file) == b"a,b\r\n1,2\r\n"
    assert read_file(link) == b"a,b\r\n1,2\r\n"


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    assert refusal(file) == "documents.too_big"


def test_a_folder_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    waiting = threading.Thread(target=refusal, args=(pipe,), daemon=True)
    waiting.start()
    waiting.join(timeout=5)
    assert not waiting.is_alive()
    assert refusal(pipe) == "documents.not_a_file"
    assert refusal(Path("/dev/zero")) == "documents.not_a_file"
    assert refusal(tmp_path) == "documents.folder"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == "documents.missing"
    assert refusal(Path("a\0b.csv")) == "documents.missing"
    assert refusal(tmp_path / ("x" * 300)) == "documents.no_access"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_bytes(b"a")
    file.chmod(0)
    assert refusal(file) == "documents.no_access"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("รายงาน 2566.csv", "รายงาน 2566.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ก\\a.xlsx", "a.xlsx"),
        ("/a/b/", "b"),
        ("..", "file"),
        ("", "file"),
        ("a\nb\x00\x1b[31m.csv", "a b[31m.csv"),
        ("\u202egnp.csv", "gnp.csv"),
        ("  a  .csv ", "a .csv"),
        ("ก" * 300 + ".csv", "ก" * 115 + "….csv"),
    ],
)
def test_a_name_is_reduced_to_what_can_be_printed(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_a_document_knows_its_name_and_what_its_bytes_were() -> None:
    document = open_document("../x/a.txt", b"a")
    assert document.name == "a.txt"
    assert document.form == "text"
    assert document.sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_two_files_of_one_name_are_told_apart_after_their_names_are_safe() -> None:
    given = ["a/x.csv", "b/x.csv", "a.csv", "a\u200b.csv", "x (2).csv", "เปล่า", "เปล่า"]
    assert own_names(given) == [
        *("x.csv", "x (2).csv", "a.csv", "a (2).csv", "x (2) (2).csv", "เปล่า", "เปล่า (2)")
    ]


def test_two_overlong_names_stay_apart_and_as_long_as_a_name_may_be() -> None:
    first, second = own_names(["ก" * 200 + ".csv", "ก" * 201 + ".csv"])
    assert second.endswith("ก (2).csv")
    assert (len(first), len(second)) == (120, 120)
    assert [safe_name(first), safe_name(second)] == [first, second]
