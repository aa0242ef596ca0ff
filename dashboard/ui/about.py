"""What the second sheet of a workbook says about a picture."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from dashboard.briefing import About, Citation
from dashboard.catalog import DataSet, Indicator
from dashboard.charts.describe import Caption
from dashboard.geo import attribution
from dashboard.ui.captions import data_sets
from dashboard.ui.reader import Reader


def about(who: Reader, indicator: Indicator, frame: pd.DataFrame, caption: Caption) -> About:
    """Title, definition, publications and caveats behind a picture."""
    snapshot = who.store.snapshot
    return About(
        title=caption.title,
        measure=caption.measure,
        snapshot=snapshot.id,
        sources=tuple(_citation(who, each) for each in data_sets(who, frame)),
        indicators=((indicator.name.of(who.lang), indicator.definition.of(who.lang)),),
        caveats=caption.caveats,
        attribution=(attribution(who.lang),),
        created=datetime.fromisoformat(snapshot.manifest.created),
    )


def _citation(who: Reader, data_set: DataSet) -> Citation:
    return Citation(
        publisher=data_set.publisher.name.of(who.lang),
        title=data_set.title.of(who.lang),
        edition=data_set.edition.of(who.lang),
        period=data_set.period.of(who.lang),
        url=data_set.url,
        licence=data_set.licence,
    )
