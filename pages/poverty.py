"""Poverty: who is poor, in which dimension, where do people drop out, do the measures agree?"""

from __future__ import annotations

from dashboard.ui import poverty
from dashboard.ui.reader import reader

who = reader()
poverty.show(who)
