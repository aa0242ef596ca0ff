"""Which snapshot is the published one: a file, CURRENT, that holds its id."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dashboard.errors import DamagedSnapshot
from dashboard.snapshot.manifest import is_snapshot_name

CURRENT: Final = "CURRENT"


def current_id(folder: Path) -> str | None:
    """The id that CURRENT holds, None where nothing is published; reads one small file.

    Raises:
        DamagedSnapshot: CURRENT holds no id, or cannot be read.
    """
    file = folder / CURRENT
    try:
        name = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DamagedSnapshot("snapshot.damaged_current", file=file) from error
    if not is_snapshot_name(name):
        raise DamagedSnapshot("snapshot.damaged_current", file=file)
    return name
