"""Sources: where does a figure come from, can it be trusted, what changed?"""

from __future__ import annotations

from dashboard.ui import catalogue, controls, heading, indicator_page
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "sources.title")

indicator = controls.asked_indicator(who)
if indicator is not None:
    indicator_page.show(who, indicator)
else:
    part = controls.part(who, catalogue.PARTS)
    {
        "catalogue": catalogue.whole_catalogue,
        "publications": catalogue.publications,
        "coverage": catalogue.coverage,
        "snapshots": catalogue.snapshots,
    }[part](who)
