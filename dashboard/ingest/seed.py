"""Fills a data folder of an installed copy from what was released with it.

The first time everything is copied. After an upgrade, files that nobody edited are refreshed and
edited ones are kept and named: `seed.json` remembers what was put there. Every file and every
snapshot arrives whole, and `seed.json` is written last, so that a run that is killed is simply
taken up by the next one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from dashboard.errors import DamagedSnapshot
from dashboard.settings import Places
from dashboard.snapshot import (
    Snapshot,
    current,
    current_id,
    may_be_replaced,
    open_snapshot,
    publish,
)
from dashboard.snapshot.disk import flush, flush_folder, locked, replace_file, telling_disk_errors

SEED: Final = "seed.json"
_FOLDERS: Final = ("catalog", "sources", "agenda")
_ASIDE: Final = ".seeding-"


@dataclass(frozen=True, slots=True)
class SeedResult:
    """What seeding did: files `refreshed`, edited files `kept`, the snapshot `published` or ""."""

    refreshed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class _Seeded:
    """`seed.json`: what was released, file by file, and its stamp."""

    stamp: str = ""
    snapshot: str = ""
    files: dict[str, str] = field(default_factory=dict)


def seed(places: Places) -> SeedResult:
    """Brings `places.data` up to what was released; does nothing in a checkout, or the second time.

    A folder with a catalogue that was not seeded is somebody's own and is left alone.
    CURRENT moves to the released snapshot when a release brings another one, except where the
    published snapshot holds figures of the office's own.

    Raises:
        HppError: the disk refuses; what was there stays usable.
    """
    shipped, data = places.shipped_data, places.data
    if shipped == data or not shipped.is_dir():
        return SeedResult()
    stamp = _stamp(shipped)
    if not _is_due(places, stamp):
        return SeedResult()
    with telling_disk_errors(data):
        data.mkdir(parents=True, exist_ok=True)
        with locked(data):
            # Another command may have done it while this one waited.
            return _seed(places, stamp) if _is_due(places, stamp) else SeedResult()


def _is_due(places: Places, stamp: str) -> bool:
    """Whether the folder is new or of another release; not where it is somebody's own."""
    record = places.data / SEED
    own = places.catalog.is_dir() and not record.is_file()
    return not own and _read(record).stamp != stamp


def _seed(places: Places, stamp: str) -> SeedResult:
    shipped, data = places.shipped_data, places.data
    record = data / SEED
    before = _read(record)
    _sweep(data)
    released = {name: _hash(shipped / name) for name in _files(shipped)}
    if not record.is_file():
        # From here on the folder is known as a seeded one, also when this run is killed.
        _remember(record, _Seeded(files=released))
    refreshed, kept = _refresh(shipped, data, released, before.files)
    published = _seed_snapshot(places, before.snapshot)
    snapshot = current_id(shipped / "snapshots") or ""
    _remember(record, _Seeded(stamp=stamp, snapshot=snapshot, files=released))
    return SeedResult(refreshed, kept, published)


def _sweep(data: Path) -> None:
    """Takes away what a run that was killed has left half-written; only the seeder is at work."""
    leftovers = [*data.glob(f".{SEED}.*")]
    for folder in _FOLDERS:
        leftovers += (data / folder).rglob(".*.[0-9]*")
    for file in leftovers:
        file.unlink()
    for aside in (data / "snapshots").glob(f"{_ASIDE}*"):
        shutil.rmtree(aside, ignore_errors=True)


def _refresh(
    shipped: Path, data: Path, released: dict[str, str], seeded: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copies released files over unedited ones; takes away those that are released no more."""
    refreshed, kept = [], []
    for name in sorted(released.keys() | seeded.keys()):
        file = data / name
        present = _hash(file) if file.is_file() else ""
        if present == released.get(name, ""):
            continue
        if present not in {"", seeded.get(name)}:
            kept.append(name)
        elif name in released:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, (shipped / name).read_bytes())
            refreshed.append(name)
        else:
            file.unlink()
    return tuple(refreshed), tuple(kept)


def _seed_snapshot(places: Places, seeded: str) -> str:
    """Copies the released snapshot and publishes it where that is allowed; its id, or ""."""
    source = places.shipped_data / "snapshots"
    released = current(source)
    if released is None:
        return ""
    _copy_snapshot(released, places.snapshots)
    published = _published(places.snapshots)
    known = published is not None and released.id in {seeded, published}
    if known or not may_be_replaced(places.snapshots):
        return ""
    publish(places.snapshots, released.id)
    return released.id


def _copy_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Copies a snapshot's folder aside, then gives it its name in one rename."""
    if (folder / snapshot.id).is_dir() and _is_sound(folder, snapshot.id):
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{_ASIDE}{uuid4().hex[:12]}"
    try:
        shutil.copytree(snapshot.path, aside)
        for file in aside.iterdir():
            flush(file)
        flush_folder(aside)
        shutil.rmtree(folder / snapshot.id, ignore_errors=True)
        aside.replace(folder / snapshot.id)
        flush_folder(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _is_sound(folder: Path, name: str) -> bool:
    try:
        open_snapshot(folder, name, verify=True)
    except DamagedSnapshot:
        return False
    return True


def _published(folder: Path) -> str | None:
    try:
        return current_id(folder)
    except DamagedSnapshot:
        return None


def _files(shipped: Path) -> Iterator[str]:
    """Catalogue and sources, as paths inside the data folder."""
    for folder in _FOLDERS:
        for file in sorted((shipped / folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(shipped).as_posix()


def _stamp(shipped: Path) -> str:
    """Changes when the released files do; looks at names, sizes and times only, to be quick."""
    facts = [
        (name, (shipped / name).stat().st_size, (shipped / name).stat().st_mtime_ns)
        for name in _files(shipped)
    ]
    told = repr((facts, current_id(shipped / "snapshots")))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _remember(record: Path, seeded: _Seeded) -> None:
    replace_file(record, json.dumps(asdict(seeded), ensure_ascii=False, indent=1).encode())


def _read(file: Path) -> _Seeded:
    """What was seeded before; a missing or unreadable record counts as nothing."""
    try:
        fields: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return _Seeded(**fields)
    except (OSError, ValueError, TypeError):
        return _Seeded()
