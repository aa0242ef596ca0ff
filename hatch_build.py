"""Puts pages, figures and boundaries into the wheel, where an installed copy looks for them.

Of the snapshots only the published one goes in: others are somebody's former or half-written work.
Figures of an office's own are for that office and never leave it in a wheel.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE: Final = "dashboard/_bundle"
CARRIED: Final = ("pages", "geo", "data/catalog", "data/sources", "data/agenda", "data/LICENSES.md")
SNAPSHOTS: Final = "data/snapshots"


class Bundle(BuildHookInterface[Any]):
    """Adds the bundle to what a wheel carries; an editable install reads the checkout itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built."""
        if version != "editable":
            root = Path(self.root)
            snapshot = published(root / SNAPSHOTS)
            names = (*CARRIED, f"{SNAPSHOTS}/CURRENT", f"{SNAPSHOTS}/{snapshot}")
            build_data["force_include"] |= {str(root / name): f"{BUNDLE}/{name}" for name in names}


def published(folder: Path) -> str:
    """The id of the published snapshot in `folder`.

    Raises:
        ValueError: it holds figures of an office's own.
    """
    name = (folder / "CURRENT").read_text(encoding="ascii").strip()
    manifest = json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))
    if manifest["holds_ingested"]:
        message = f"snapshot {name} holds figures of an office's own, which no wheel may carry"
        raise ValueError(message)
    return name
