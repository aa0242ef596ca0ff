"""Files that are there whole or not at all: written, flushed to the disk, then renamed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dashboard.errors import HppError


@contextmanager
def telling_disk_errors(folder: Path) -> Iterator[None]:
    """Turns an error of the operating system into ours, which names the folder and the cause.

    Raises:
        HppError: disk full, no permission, or a file where a folder is expected.
    """
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise HppError(
            "snapshot.cannot_write", file=place, why=error.strerror or str(error)
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder for one process at a time; the system frees it when the holder dies.

    Raises:
        HppError: the folder cannot be opened.
    """
    with telling_disk_errors(folder):
        lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def is_locked(folder: Path) -> bool:
    """Whether somebody holds the folder at this moment; false where it cannot be opened."""
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def append_line(file: Path, line: bytes) -> None:
    """Adds a line to a file and waits until it is on the disk: all of it, or none.

    A last line that a dead process left unfinished is ended first, so that it harms no other.
    """
    how = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(file, how, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        whole = size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"
        try:
            _write_all(descriptor, line + b"\n" if whole else b"\n" + line + b"\n")
            os.fsync(descriptor)
        except OSError:
            # Where even this is refused, the next one ends the unfinished line.
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    if size == 0:
        flush_folder(file.parent)


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def replace_file(file: Path, content: bytes) -> None:
    """Puts `content` under the name `file` in one step: a reader sees the old or the new."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        write_durably(temporary, content)
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def write_durably(file: Path, content: bytes) -> None:
    """Writes a new file and waits until it is on the disk."""
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def flush(file: Path) -> None:
    """Waits until a written file is on the disk."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
