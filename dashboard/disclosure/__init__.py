"""What keeps single persons out of every published figure.

`protect` empties cells before anything is computed or written: small counts, whatever would give
one back, and further cells until each emptied one has a range of at least 5. `refusals` is the gate
after it, for the build and for files handed in alike; `audit` and `scan` attack what is published,
as an outsider would. Rules come from the catalogue (`disclosure.toml`), relations between counts
from `relations.toml`. No answer ever holds a value.
"""

from __future__ import annotations

from dashboard.disclosure.counts import KEY, unsafe_counts
from dashboard.disclosure.refuse import REASONS, lifting, refusals, reveals

__all__ = ["KEY", "REASONS", "lifting", "refusals", "reveals", "unsafe_counts"]
