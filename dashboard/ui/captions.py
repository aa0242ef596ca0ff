"""What stands around a picture, on screen and in files: sources, snapshot, boundaries, caveats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import pandas as pd

from dashboard import briefing
from dashboard.briefing import About
from dashboard.catalog import Caveat, DataSet, Indicator
from dashboard.charts.describe import Caption
from dashboard.geo import attribution
from dashboard.ui.reader import Reader

COMPUTED, AGGREGATED, PRELIMINARY = "computed_here", "aggregated_here", "preliminary"


def data_sets(who: Reader, frame: pd.DataFrame) -> list[DataSet]:
    """The publications behind the rows of a frame, in catalogue order."""
    cited = {each.partition(":")[0] for cell in frame["source"].unique() for each in cell.split()}
    return [each for each in who.catalog.data_sets.values() if each.id in cited]


def publications(who: Reader, frame: pd.DataFrame) -> str:
    """Publisher, title and edition of every publication behind a frame."""
    return "; ".join(_publication(who, each) for each in data_sets(who, frame))


def source_lines(who: Reader, frame: pd.DataFrame, *, mapped: bool) -> tuple[str, ...]:
    """Publisher, title and edition of what is shown, the snapshot, and the boundaries of a map."""
    parts = [who.t("source.line", publishers=publications(who, frame))]
    if frame["derived"].any():
        parts.append(who.t("source.computed"))
    parts.append(who.t("source.snapshot", id=who.store.snapshot.id))
    lines = (" · ".join(parts),)
    return (*lines, attribution(who.lang)) if mapped else lines


def caveats(who: Reader, indicator: Indicator, frame: pd.DataFrame) -> list[Caveat]:
    """The indicator's caveats, and those that the rows themselves call for."""
    known = who.catalog.caveats
    called = {
        PRELIMINARY: bool((frame["obs_status"] == "P").any()),
        COMPUTED: bool(frame["derived"].any()) and indicator.formula is not None,
    }
    extra = [known[code] for code, called_for in called.items() if called_for]
    return list(dict.fromkeys([*indicator.caveats, *extra]))


def about(who: Reader, indicator: Indicator, frame: pd.DataFrame, caption: Caption) -> About:
    """What the second sheet of a workbook says about a picture."""
    snapshot = who.store.snapshot
    return briefing.about(
        caption,
        indicators=[indicator],
        data_sets=data_sets(who, frame),
        snapshot=snapshot.id,
        lang=who.lang,
        attribution=attribution(who.lang),
        created=datetime.fromisoformat(snapshot.manifest.created),
    )


def indicator_link(who: Reader, indicator: Indicator) -> str:
    """HTML of the link to the indicator's own page."""
    address = escape(f"sources?{urlencode(who.query({'ind': indicator.id}))}", quote=True)
    words = escape(who.t("source.indicator"))
    return f'<a href="{address}" target="_self" style="color:inherit">{words}</a>'


def with_link(lines: Iterable[str], link: str) -> list[str]:
    """Escaped source lines, the first one ending in a link."""
    first, *others = (escape(line) for line in lines)
    return [f"{first} · {link}", *others]


def _publication(who: Reader, data_set: DataSet) -> str:
    title, edition = data_set.title.of(who.lang), data_set.edition.of(who.lang)
    known = edition in title or not edition
    return f"{data_set.publisher.short.of(who.lang)}, {title}{'' if known else f' ({edition})'}"
