"""The journal: who did what to the snapshots, when, why, and from which files.

It is `journal.jsonl` beside the folder of snapshots, and is only ever appended to. An act is
written down before it is done and again when it is over. One that was cut short shows itself by
having no end; whether it took effect is then read from the snapshots. It names files by their hash
and holds no figure.
"""

from __future__ import annotations

import logging
import os
import pwd
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import uuid4

from dashboard.errors import DamagedSnapshot, HppError
from dashboard.snapshot.acts import Act, Ending, State, What, now, read_line
from dashboard.snapshot.disk import append_line, is_locked, telling_disk_errors
from dashboard.snapshot.manifest import TakenFile
from dashboard.snapshot.plain import plain_files, plain_text
from dashboard.snapshot.pointer import current_id

JOURNAL: Final = "journal.jsonl"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Journal:
    """What the journal says: acts from the first to the last, and lines (from 1) it cannot tell."""

    acts: tuple[Act, ...] = ()
    damaged_lines: tuple[int, ...] = ()


def journal_file(folder: Path) -> Path:
    """The journal of a folder of snapshots."""
    return folder.parent / JOURNAL


def read_journal(folder: Path) -> Journal:
    """Every act upon the snapshots in `folder`; an act without an end is judged by what is there.

    Raises:
        HppError: the journal is there and cannot be read.
    """
    journal = _read(folder)
    if not any(each.state == "begun" for each in journal.acts) or is_locked(folder):
        return journal
    acts = (_judged(folder, each, "interrupted") for each in journal.acts)
    return replace(journal, acts=tuple(acts))


@contextmanager
def recorded(
    folder: Path,
    what: What,
    snapshot_id: str,
    *,
    over: str = "",
    files: Iterable[TakenFile] = (),
    who: str = "",
    reason: str = "",
) -> Iterator[None]:
    """Writes down an act, lets it happen, and writes down how it ended.

    The caller holds the lock of `folder`. Acts that an earlier process left without an end are
    closed first.

    Raises:
        HppError: the journal cannot be written; then nothing else happens either.
    """
    act = Act(
        id=uuid4().hex[:12],
        when=now(),
        who=plain_text(who or user_name()),
        what=what,
        snapshot=snapshot_id,
        over=over,
        files=plain_files(files),
        reason=plain_text(reason),
    )
    open_acts = [each for each in _read(folder).acts if each.state == "begun"]
    file = journal_file(folder)
    with telling_disk_errors(file):
        for each in open_acts:
            append_line(file, Ending(each.id, _judged(folder, each, "interrupted").state).line())
        append_line(file, act.line())
    try:
        yield
    finally:
        _close(folder, act)


def user_name() -> str:
    """The operating system's name for whoever runs this process."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _close(folder: Path, act: Act) -> None:
    """The act is over whatever becomes of this line: without it the snapshots tell its end."""
    state = _judged(folder, act, "refused").state
    try:
        append_line(journal_file(folder), Ending(act.id, state).line())
    except OSError as error:
        logger.info("the end of act %s (%s) could not be written: %s", act.id, state, error)


def _judged(folder: Path, act: Act, otherwise: State) -> Act:
    """An act without an end as done where it took effect, else as `otherwise`."""
    if act.state != "begun":
        return act
    return replace(act, state="done" if _took_effect(folder, act) else otherwise)


def _took_effect(folder: Path, act: Act) -> bool:
    present = (folder / act.snapshot).is_dir()
    if act.what in {"ingest", "prune"}:
        return present == (act.what == "ingest")
    try:
        return current_id(folder) == act.snapshot
    except DamagedSnapshot:
        return False


def _read(folder: Path) -> Journal:
    file = journal_file(folder)
    try:
        lines = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise HppError("history.unreadable_journal", file=file, why=error.strerror) from error
    acts: dict[str, Act] = {}
    damaged = [number for number, line in enumerate(lines, 1) if line and not _take(line, acts)]
    return Journal(tuple(acts.values()), tuple(damaged))


def _take(line: bytes, acts: dict[str, Act]) -> bool:
    """Adds what a line says to `acts`; whether it can be understood."""
    try:
        said = read_line(line)
    except ValueError:
        return False
    if isinstance(said, Act):
        return acts.setdefault(said.id, said) is said
    if said.act in acts:
        acts[said.act] = replace(acts[said.act], state=said.state)
    return said.act in acts
