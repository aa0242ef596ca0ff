"""Steward: a new file arrived; what is it, what is wrong, what would change, publish, go back."""

from __future__ import annotations

from dashboard.ui import heading, steward
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "steward.title", "steward.below")
steward.show(who)
