"""Which cells would point at single persons: the gate in front of a snapshot.

Until complementary suppression exists, nothing is suppressed here: whatever would reveal is
refused, and the published pattern of suppressed cells stays as it is. `refusals` is the gate, for
the build (everything is new, nothing published) and for files handed in alike. Rules come from the
catalogue; an indicator whose rule has threshold 0 is exempt. No answer ever holds a value.
"""

from __future__ import annotations

from dashboard.disclosure.counts import unsafe_counts
from dashboard.disclosure.refuse import REASONS, refusals, reveals

__all__ = ["REASONS", "refusals", "reveals", "unsafe_counts"]
