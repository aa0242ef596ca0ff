"""Agenda: what did we promise, are we on course, what must be unlocked?"""

from __future__ import annotations

from dashboard.ui import agenda
from dashboard.ui.reader import reader

who = reader()
agenda.show(who)
