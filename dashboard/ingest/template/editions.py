"""Which editions the figures of each data set come in: `data/catalog/template.toml`.

A figure without an edition would stand beside those of an edition as if it were another series;
a template therefore asks for it wherever the published figures have one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

FILE: Final = "template.toml"


def editions_of_data_sets(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The editions of each data set that has any, oldest first; none where there is no file."""
    file = folder / FILE
    if not file.is_file():
        return {}
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["editions"]
    return {name: tuple(editions) for name, editions in entries.items()}
