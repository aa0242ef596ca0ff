"""What is refused for publishing, and why.

Five reasons, each certain by itself:

- small_count: a free count of a district below its threshold.
- reveals: a free figure where the published snapshot suppresses the figure of the same indicator,
  area and period, in whatever edition: the pattern of the other suppressed cells rests on it.
- by_difference: the province and its districts are free but for one, which is suppressed and
  follows by subtraction.
- exact: a free count that its rule shows rounded only, and that is not: exact unions of dimensions
  together can be inverted to single persons.
- rate_of_small: a free figure whose formula has a suppressed input at the same place, or a share
  of a district that gives back a numerator below its threshold.

Several suppressed districts that share few persons, unions of dimensions taken together, and
intervals from several relations at once are the matter of `protect` and `audit`.

A revised figure that differs from the published one by 1 to 4 persons is no leak by itself: the
difference of two versions of one total counts no known group.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.catalog import Catalog, Indicator
from dashboard.disclosure.counts import KEY, districts, joined, keys, thresholds, unsafe_counts

REASONS: Final = ("small_count", "reveals", "by_difference", "exact", "rate_of_small")
_PLACE: Final = ["ref_area", "time_period", "edition"]
_GROUP: Final = ["indicator", "province", "time_period", "edition"]
_COLUMNS: Final = [*KEY, "obs_value", "conf_status"]
_ROUNDING: Final = 0.5


def refusals(observations: pd.DataFrame, published: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Cells of `observations` that may not be published.

    Args:
        observations: KEY, obs_value and conf_status; what is handed in, or all of a build.
        published: the same columns of the published snapshot; empty for a build.
        catalog: gives the rules, formulas and levels.

    Returns:
        KEY and reason, one of `REASONS`, each cell once for each reason, sorted; never a value.
    """
    new = _protected(observations, catalog)
    before = _protected(published, catalog)
    together = _overlaid(new, before)
    found = {
        "small_count": unsafe_counts(new, catalog),
        "reveals": reveals(observations, published),
        "by_difference": _by_difference(new, together, catalog),
        "exact": _exact(new, catalog),
        "rate_of_small": _rates_of_small(new, together, catalog),
    }
    named = [cells.assign(reason=reason) for reason, cells in found.items()]
    everything = pd.concat(named, ignore_index=True).drop_duplicates()
    return everything.sort_values([*KEY, "reason"], ignore_index=True)


def reveals(observations: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Free figures of `observations` that `published` suppresses, in whatever edition.

    Returns:
        KEY of the cells of `observations`, sorted.
    """
    place = ["indicator", "ref_area", "time_period"]
    hidden = published[published["conf_status"] == "C"].loc[:, place].astype("str")
    candidates = _free(observations[observations["indicator"].isin(hidden["indicator"].unique())])
    shown = keys(candidates).merge(hidden.drop_duplicates(), on=place)
    return shown.sort_values(KEY, ignore_index=True)


def lifting(observations: pd.DataFrame, published: pd.DataFrame) -> pd.Series:
    """Rows without a figure where `published` suppresses one.

    A missing figure says nothing; in the place of a suppressed one it would make the cell open to
    the next that comes.

    Returns:
        A flag for each row of `observations`.
    """
    empty = observations["obs_value"].isna() & (observations["conf_status"] == "F")
    rows = keys(observations[empty])
    hidden = published[published["conf_status"] == "C"]
    hidden = keys(hidden[hidden["indicator"].isin(rows["indicator"].unique())])
    found = rows.index[pd.MultiIndex.from_frame(rows).isin(pd.MultiIndex.from_frame(hidden))]
    return pd.Series(observations.index.isin(found), index=observations.index)


def _exact(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Free figures that are no multiple of what their rule rounds to."""
    rules = {each.id: each.disclosure.multiple for each in catalog.indicators.values()}
    rounded = {name: multiple for name, multiple in rules.items() if multiple > 1}
    free = _free(rows[rows["indicator"].isin(rounded)])
    return keys(free[free["obs_value"] % free["indicator"].map(rounded).astype(float) != 0])


def _protected(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The rows of protected indicators, and of what is computed from them, as plain text."""
    names = {each.id for each in catalog.indicators.values() if each.disclosure.district}
    formulas = [each for each in catalog.indicators.values() if each.formula]
    names |= {each.id for each in formulas if each.formula and each.formula.names & names}
    chosen = rows.loc[rows["indicator"].isin(names), _COLUMNS]
    return chosen.astype(dict.fromkeys((*KEY, "conf_status"), "str")).reset_index(drop=True)


def _free(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[(rows["conf_status"] == "F") & rows["obs_value"].notna()]


def _overlaid(new: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What would be published: `new` in front of `before`."""
    both = pd.concat([new, before], ignore_index=True)
    return both.drop_duplicates(KEY, ignore_index=True)


def _by_difference(new: pd.DataFrame, together: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """New free districts and provinces through which one suppressed district follows."""
    summed = {each for each in thresholds(catalog) if catalog.indicators[each].aggregation == "sum"}
    parent = {code: catalog.areas[code].parent for code in districts(catalog)}
    rows = together[together["indicator"].isin(summed)]
    rows = rows.assign(province=rows["ref_area"].map(parent).astype("str"))
    hidden = rows[(rows["conf_status"] == "C") & rows["ref_area"].isin(parent)]
    alone = hidden.drop_duplicates(_GROUP, keep=False)[_GROUP]
    parts = _free(rows).merge(alone, on=_GROUP)
    sums = parts.groupby(_GROUP, as_index=False)["obs_value"].agg(free="count", known="sum")
    members = pd.Series(list(parent.values()), dtype="str").value_counts()
    sums = sums[sums["free"] + 1 == sums["province"].map(members)]
    whole = _free(rows).assign(province=_free(rows)["ref_area"])
    sums = sums.merge(whole[[*_GROUP, "obs_value"]], on=_GROUP)
    follows = sums.loc[sums["obs_value"] > sums["known"], _GROUP]
    given = _free(new[new["indicator"].isin(set(follows["indicator"]))])
    province = given["ref_area"].map(parent).fillna(given["ref_area"]).astype("str")
    return keys(given.assign(province=province).merge(follows, on=_GROUP))


def _rates_of_small(new: pd.DataFrame, together: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """New free figures of indicators with a formula that give a small input back."""
    computed = {each.id: each for each in catalog.indicators.values() if each.formula}
    free = _free(new[new["indicator"].isin(computed)])
    by_name = {str(name): rows for name, rows in together.groupby("indicator")}
    found = [free.iloc[:0]]
    for name, rows in free.groupby("indicator"):
        each = computed[str(name)]
        inputs = _inputs(each, by_name)
        hidden = pd.Series(data=False, index=rows.index)
        for rows_of_input in inputs.values():
            secret = rows_of_input[rows_of_input["conf_status"] == "C"]
            hidden |= _places(rows).isin(_places(secret))
        found.append(rows[hidden | _implies_small(each, rows, by_name, catalog)])
    return keys(pd.concat(found))


def _inputs(each: Indicator, by_name: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    names = each.formula.names if each.formula else frozenset[str]()
    return {name: by_name[name] for name in sorted(names) if name in by_name}


def _implies_small(
    each: Indicator, rows: pd.DataFrame, by_name: dict[str, pd.DataFrame], catalog: Catalog
) -> pd.Series:
    """Districts whose rate × denominator is a count that may not be shown."""
    nothing = pd.Series(data=False, index=rows.index)
    threshold = thresholds(catalog).get(each.numerator, 0)
    if not threshold or each.formula is None or each.denominator not in by_name:
        return nothing
    if each.formula.names != {each.numerator, each.denominator}:
        return nothing
    scale = float(each.formula.evaluate(dict.fromkeys(each.formula.terms, 1.0)))
    below = _free(by_name[each.denominator])
    denominator = _places(rows).map(dict(zip(_places(below), below["obs_value"], strict=True)))
    implied = rows["obs_value"] * denominator / scale
    small = (implied > 0) & (implied < threshold - _ROUNDING)
    return small & rows["ref_area"].isin(districts(catalog))


def _places(rows: pd.DataFrame) -> pd.Series:
    return joined(rows, _PLACE)
