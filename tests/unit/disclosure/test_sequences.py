"""Made-up provinces, handed in whole and in parts: what protects leaves nothing to the attack."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure import lifting, refusals
from dashboard.disclosure.audit import audit
from dashboard.disclosure.protect import protect
from dashboard.disclosure.relations import Relations

KEY: Final = ["indicator", "ref_area", "time_period", "edition"]
DISTRICTS: Final = ("8501", "8502", "8503", "8504", "8505")
DIMENSIONS: Final = ("health", "living", "education", "income", "access")
FAIL: Final = "bmn61_ind15_fail"


def district(random: Random) -> dict[str, int]:
    """Exact counts of persons, as a survey has them: every relation between them holds."""
    surveyed = random.choice([900, 4000, 20_000])
    poor = random.choice([0, 9, 40])  # no small headline: that is refused
    counts = {f"tpmap_target_poor_{each}": random.randint(0, poor) for each in DIMENSIONS}
    counts["tpmap_target_poor_income"] = poor  # everybody lacks something
    members = random.randint(poor + 10, surveyed)
    return counts | {
        "tpmap_persons_surveyed": surveyed,
        "tpmap_target_poor": poor,
        f"{FAIL[:-5]}_members": members,
        FAIL: random.choice([0, 3, 4, 12, min(60, members)]),
        "beneficiaries_survive": random.choice([0, 1, 6, 30]),
    }


def province(random: Random) -> pd.DataFrame:
    """The figures that an office might hand in: with gaps, with M, with rates beside counts."""
    exact = {area: district(random) for area in DISTRICTS}
    names = list(exact["8501"])
    exact["85"] = {name: sum(exact[area][name] for area in DISTRICTS) for name in names}
    rows = []
    for area, counts in exact.items():
        for name, value in counts.items():
            chance = random.random()
            if chance > 0.12 or area == "85":
                missing = chance > 0.94 and area != "85"
                rows.append([name, area, None if missing else value])
        for name, below in ((FAIL, "bmn61_ind15_members"), ("tpmap_target_poor", None)):
            whole = counts[below or "tpmap_persons_surveyed"]
            if random.random() < 0.4:
                rows.append([f"{name}_rate", area, round(100 * counts[name] / whole, 3)])
    table = pd.DataFrame(rows, columns=["indicator", "ref_area", "obs_value"])
    table = table.assign(time_period="2018", edition="TPMAP 2561", conf_status="F")
    return table[[*KEY, "obs_value", "conf_status"]].astype({"obs_value": "float64"})


def parts(table: pd.DataFrame, random: Random) -> Iterator[pd.DataFrame]:
    """The rows in one, two or three files, in any order."""
    number = random.choice([1, 2, 3])
    files = [random.randrange(number) for _ in range(len(table))]
    for each in random.sample(range(number), number):
        chosen = table[[file == each for file in files]]
        if len(chosen):
            yield chosen.reset_index(drop=True)


def taken_in(
    rows: pd.DataFrame, published: pd.DataFrame, catalog: Catalog, relations: Relations
) -> pd.DataFrame | None:
    """What is published after `rows`; None where they are refused."""
    rows = rows[~lifting(rows, published)].reset_index(drop=True)
    done = protect(rows, published, catalog, relations)
    if len(done.exposed) or len(refusals(done.observations, published, catalog)):
        return None
    both = pd.concat([done.observations, published], ignore_index=True)
    return both.drop_duplicates(KEY, ignore_index=True)


@pytest.mark.parametrize("seed", range(12))
def test_of_figures_that_come_in_any_order_nothing_can_be_recovered(
    seed: int, catalog: Catalog, relations: Relations
) -> None:
    random = Random(seed)  # noqa: S311  figures, no secrets
    table = province(random)
    published = table.iloc[:0]
    earlier: dict[str, pd.DataFrame] = {}

    for rows in parts(table, random):
        after = taken_in(rows, published, catalog, relations)
        if after is not None:
            earlier[str(len(earlier))] = published
            published = after

    attacks = audit(published, earlier, catalog, relations)
    assert [(each.name, each.exact, each.small) for each in attacks if not each.kept] == []
    shown = published[published["conf_status"] == "F"]
    assert shown["obs_value"].notna().sum() > 20
    assert (published["conf_status"] == "C").sum() > 1
