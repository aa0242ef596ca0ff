from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.checks import check
from dashboard.ingest.vocabulary import Vocabulary

INDICATORS = (
    *("pop_registered", "pop_registered_male", "houses_registered", "tpmap_target_poor"),
    *("tpmap_persons_surveyed", "tpmap_target_poor_rate", "gpp_current", "lfs_seasonal"),
)
KEYS = st.tuples(
    st.sampled_from(INDICATORS),
    st.sampled_from(("TH", "S3", "38", "80", "94", "8001", "8002")),
    st.sampled_from(
        ("2016", "2017", "2018", "FY2561", "2018-Q4", "9999", "0000", "spring", "2018-Q9")
    ),
    st.sampled_from(("e", "TPMAP 2561")),
).map(" ".join)
CELLS = st.fixed_dictionaries(
    {
        "obs_value": st.one_of(
            st.sampled_from((0.0, 1.0, 3.0, 1e308, -1e308, 5e-324)), st.floats(width=32)
        ),
        "obs_status": st.sampled_from("APEBM"),
        "conf_status": st.sampled_from("FFFC"),
        "file": st.sampled_from(("a.csv", "b.xlsx")),
    }
)


def test_any_figures_give_problems_with_words_in_both_languages(
    words: Vocabulary,
    handed_in: Callable[[dict[str, Any]], pd.DataFrame],
    published_before: Callable[[dict[str, Any]], pd.DataFrame],
) -> None:
    @settings(max_examples=25, deadline=None)
    @given(
        new=st.dictionaries(KEYS, CELLS, min_size=1, max_size=20),
        before=st.dictionaries(KEYS, CELLS, max_size=20),
    )
    def ask(new: dict[str, Any], before: dict[str, Any]) -> None:
        found = check(handed_in(new), words, published_before(before), today=date(2026, 11, 23))
        told = [each.message("th") + each.message("en") for each in found]
        assert not [each for each in told if "{" in each]

    ask()
