"""Where things are: read once from the environment and the place of this file.

In a checkout, code, pages, figures and boundaries lie side by side and `data/` is the data
folder. An installed copy carries them in `dashboard/_bundle`, and works on a per-user folder that
is seeded from it.
`HPP_DATA` points every command at another data folder. `HPP_STEWARD` is how `hpp serve --steward`
tells the pages that files may be handed in; whatever else it holds is overwritten by `hpp serve`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

PACKAGE = Path(__file__).resolve().parent
DATA_VARIABLE = "HPP_DATA"
STEWARD_VARIABLE = "HPP_STEWARD"
STEWARD_ON = "1"
# On loopback no other name can be meant: a foreign one is a page that borrowed our address.
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of this installation.

    `home` holds `pages`, `geo` and the shipped `data`; `data` is the folder that is read and
    written, which is the shipped one only in a checkout.
    """

    home: Path
    data: Path

    @property
    def pages(self) -> Path:
        """Page scripts."""
        return self.home / "pages"

    @property
    def geo(self) -> Path:
        """Boundary files."""
        return self.home / "geo"

    @property
    def shipped_data(self) -> Path:
        """The data folder as released."""
        return self.home / "data"

    @property
    def catalog(self) -> Path:
        """What is measured, as people edit it."""
        return self.data / "catalog"

    @property
    def sources(self) -> Path:
        """The cited figures that `hpp build` reads."""
        return self.data / "sources"

    @property
    def agenda(self) -> Path:
        """Agenda, targets and unlock register that `hpp build` reads."""
        return self.data / "agenda"

    @property
    def snapshots(self) -> Path:
        """Published and former snapshots."""
        return self.data / "snapshots"


def is_checkout() -> bool:
    """Whether the package lies in a checkout rather than among installed packages."""
    return (PACKAGE.parent / "pyproject.toml").is_file() and (PACKAGE.parent / "pages").is_dir()


def places(data: Path | None = None) -> Places:
    """The folders in force: `data` wins over `HPP_DATA`, which wins over the default."""
    home = PACKAGE.parent if is_checkout() else PACKAGE / "_bundle"
    chosen = data or _from_environment()
    default = home / "data" if is_checkout() else user_data_path("hpp", appauthor=False)
    return Places(home=home, data=(chosen or default).expanduser().absolute())


def _from_environment() -> Path | None:
    value = os.environ.get(DATA_VARIABLE, "").strip()
    return Path(value) if value else None
