"""What a snapshot says about itself, and the door through which one is opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from dashboard.errors import DamagedSnapshot, InputError
from dashboard.snapshot.tables import SCHEMA_VERSION, tables_of

Origin = Literal["build", "ingest"]
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One parquet file: rows, SHA-256 of its bytes, size."""

    rows: int
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that was handed in: its name without folders, SHA-256 of its bytes, its size."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest.json`. `created` is UTC in ISO 8601; `parent` is "" for a first snapshot.

    `holds_ingested` is inherited: it stays true for everything made from a snapshot with figures
    of the office's own. `control_totals` is meant for reading: rows and sums of free values.
    `who` and `taken` say who brought which files in; both are empty for what is built from the
    cited figures, and for snapshots written before there were such.
    """

    schema_version: int
    id: str
    created: str
    reason: str
    parent: str
    origin: Origin
    holds_ingested: bool
    hpp_version: str
    files: Mapping[str, FileFacts]
    control_totals: Mapping[str, Any]
    who: str = ""
    taken: tuple[TakenFile, ...] = ()

    def to_json(self) -> str:
        """The text of `manifest.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that `text` spells.

        Raises:
            ValueError, TypeError, KeyError: it spells none.
        """
        fields = json.loads(text)
        files = {name: FileFacts(**facts) for name, facts in fields.pop("files").items()}
        taken = tuple(TakenFile(**facts) for facts in fields.pop("taken", ()))
        datetime.fromisoformat(fields["created"])
        return cls(files=files, taken=taken, **fields)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A written snapshot: the folder `path`, named `id`."""

    id: str
    path: Path
    manifest: Manifest

    def table_path(self, name: str) -> Path:
        """The parquet file of a table or register, for example `observation` or `unlock`."""
        return self.path / f"{name}.parquet"

    @property
    def total_bytes(self) -> int:
        """What the folder weighs, manifest included."""
        return sum(each.stat().st_size for each in self.path.iterdir())


def open_snapshot(folder: Path, snapshot_id: str, *, verify: bool = False) -> Snapshot:
    """The snapshot `snapshot_id` in the folder of snapshots.

    Files are checked for presence and size; with `verify` their hashes too.

    Raises:
        InputError: no such snapshot, or one of a newer schema.
        DamagedSnapshot: a file is absent, altered or unreadable; the message names it.
    """
    path = folder / snapshot_id
    if not is_snapshot_name(snapshot_id) or not path.is_dir():
        raise InputError("snapshot.unknown", id=snapshot_id, folder=folder)
    snapshot = Snapshot(snapshot_id, path, read_manifest(path))
    for name in snapshot.manifest.files:
        _check_file(snapshot, name, verify=verify)
    return snapshot


def is_snapshot_name(name: str) -> bool:
    """Whether `name` can be the name of a snapshot's folder."""
    return len(name) == 12 and not set(name) - set("0123456789abcdef")  # noqa: PLR2004


def file_hash(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_manifest(path: Path) -> Manifest:
    """The manifest in a snapshot's folder, whatever the state of the tables beside it.

    Raises:
        InputError: it is of a newer schema.
        DamagedSnapshot: it is absent, unreadable, or not that of this folder.
    """
    file = path / MANIFEST
    try:
        text = file.read_text(encoding="utf-8")
        newer = json.loads(text)["schema_version"] > SCHEMA_VERSION
        manifest = None if newer else Manifest.from_json(text)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedSnapshot("snapshot.damaged", file=file, id=path.name) from error
    if manifest is None:
        raise InputError("snapshot.newer_schema", id=path.name, file=file)
    if manifest.id != path.name or set(manifest.files) != set(tables_of(manifest.schema_version)):
        raise DamagedSnapshot("snapshot.damaged", file=file, id=path.name)
    return manifest


def _check_file(snapshot: Snapshot, name: str, *, verify: bool) -> None:
    file, facts = snapshot.table_path(name), snapshot.manifest.files[name]
    try:
        sound = file.stat().st_size == facts.bytes
        sound = sound and (not verify or file_hash(file) == facts.sha256)
    except OSError as error:
        raise DamagedSnapshot("snapshot.damaged", file=file, id=snapshot.id) from error
    if not sound:
        raise DamagedSnapshot("snapshot.damaged", file=file, id=snapshot.id)
