"""The last look before figures may be kept: the audit, where something changes.

`protect` empties what it can and says what stays exposed. Here the same attacks as in
`hpp check --disclosure` are tried on the outcome, so that nothing is published of which the command
would say afterwards that it can be recovered.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from dashboard.catalog import Catalog
from dashboard.disclosure.audit import Place, audit
from dashboard.disclosure.counts import KEY
from dashboard.disclosure.figures import FIGURE
from dashboard.disclosure.relations import Relations

_MOMENT: Final = ["time_period", "edition"]


def recovered(
    observations: pd.DataFrame, changed: pd.DataFrame, catalog: Catalog, relations: Relations
) -> pd.DataFrame:
    """Cells that an outsider recovers where figures change.

    Args:
        observations: all that would be published; KEY, obs_value and conf_status.
        changed: KEY of what would be published anew or otherwise.
        catalog: rules, levels and formulas.
        relations: what holds between counts.

    Returns:
        KEY of the cells, sorted; never a value.
    """
    names = {each.id for each in catalog.indicators.values() if each.disclosure.district}
    touched = changed[changed["indicator"].isin(names | relations.names)]
    if touched.empty:
        return pd.DataFrame(columns=KEY, dtype="str")
    # Period by period: of most editions nothing changes, and a hundred thousand rows are many.
    here = observations["time_period"].isin(touched["time_period"].unique())
    here &= observations["edition"].isin(touched["edition"].unique())
    attacks = audit(
        observations.loc[here, FIGURE], {}, catalog, relations, only=_places(touched, catalog)
    )
    keys = {key for each in attacks for key in (*each.exact, *each.small, *each.contradictory)}
    return pd.DataFrame(sorted(keys), columns=KEY, dtype="str")


def _places(touched: pd.DataFrame, catalog: Catalog) -> Collection[Place]:
    """The provinces, each at a period and edition, in which something changes."""
    parents = {
        code: each.parent if each.level == "district" else each.code
        for code, each in catalog.areas.items()
    }
    province = touched["ref_area"].astype("str").map(parents)
    moments = (touched[name].astype("str") for name in _MOMENT)
    return set(zip(province, *moments, strict=True))
