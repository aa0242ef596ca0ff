from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.catalog import Anchor, Catalog, Indicator
from dashboard.snapshot import Promise, Snapshot, check, snapshot_tables, write_snapshot
from dashboard.snapshot.manifest import FileFacts, file_hash
from dashboard.text import LANGS

Checked = Callable[..., list[Promise]]
GOOD = {"pop 80 2018": 3, "pop 8001 2018": 1, "pop 8002 2018": 2, "pop 84 2018": 4}


@pytest.fixture
def written(catalog: Any, rows: Any, tmp_path: Path) -> Any:
    """A snapshot of these figures, its citations given, and the catalogue that it is made with."""

    def make(
        given: dict[str, Any], *indicators: Indicator, anchors: tuple[Anchor, ...] = ()
    ) -> tuple[Snapshot, Catalog]:
        known = catalog(*indicators, anchors=anchors)
        cited = pd.DataFrame(
            [
                dict.fromkeys(["publisher", "title", "url", "copied_from", "licence"], "x")
                | {"source": "one:1", "data_set": next(iter(known.data_sets))}
            ]
        )
        notes = pd.DataFrame(columns=["note", "trust", "text_th", "text_en"])
        tables = snapshot_tables(rows(given), known, citations=cited, notes=notes)
        snapshot = write_snapshot(
            tables, folder=tmp_path, reason="test", parent=None, origin="build"
        )
        return snapshot, known

    return make


@pytest.fixture
def checked(written: Any) -> Checked:
    def make(*given: Any, **more: Any) -> list[Promise]:
        return list(check(*written(*given, **more)))

    return make


def last(promises: list[Promise]) -> str:
    """The sentence of the broken promise, which ends the check."""
    assert [each.kept for each in promises] == [True] * (len(promises) - 1) + [False]
    return promises[-1].sentence("en")


@pytest.fixture
def pop(indicator: Any) -> Indicator:
    return indicator("pop", sources=("dopa_population",))  # type: ignore[no-any-return]


def test_a_sound_snapshot_keeps_every_promise_in_both_languages(
    checked: Checked, pop: Indicator
) -> None:
    promises = checked(GOOD, pop)

    assert all(each.kept for each in promises)
    assert [each.key for each in promises] == [
        "hashes",
        "schema",
        "content",
        "keys",
        "table_keys",
        "codes",
        "cited",
        "suppressed",
        "missing",
        "unsafe",
        "districts_sum",
        "tpmap_districts",
        "provinces_sum",
        "gpp_sum",
        "formulas",
        "anchors",
        "registers",
        "register_codes",
        "size",
    ]
    for lang in LANGS:
        assert all(each.sentence(lang) for each in promises)
    assert promises[3].sentence("en").endswith("in 4 rows.")
    assert "in all 1 cases" in promises[10].sentence("en")


def test_an_altered_file_ends_the_check_at_once(written: Any, pop: Indicator) -> None:
    snapshot, catalog = written(GOOD, pop)
    file = snapshot.table_path("note")
    file.write_bytes(file.read_bytes()[:-4] + b"PAR2")

    (promise,) = check(snapshot, catalog)

    assert not promise.kept
    assert "note.parquet does not match" in promise.sentence("en")
    assert "note.parquet ไม่ตรงกับรหัสตรวจสอบ" in promise.sentence("th")


def test_another_schema_is_told(written: Any, pop: Indicator) -> None:
    snapshot, catalog = written(GOOD, pop)
    file = snapshot.table_path("area")
    pq.write_table(pq.read_table(file).drop_columns(["valid_from"]), file)
    facts = snapshot.manifest.files["area"]
    resealed = _reseal(snapshot, "area", facts)

    assert "Table area does not have" in last(list(check(resealed, catalog)))


def test_content_under_a_wrong_id_is_told(written: Any, pop: Indicator) -> None:
    snapshot, catalog = written(GOOD, pop)
    file = snapshot.table_path("area")
    pq.write_table(pq.read_table(file).slice(1), file)
    resealed = _reseal(snapshot, "area", snapshot.manifest.files["area"])

    assert (
        last(list(check(resealed, catalog))) == f"The id {snapshot.id} is not that of the content."
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pop 80 2018 ": 3}, "1 of 5 rows occur twice, the first is pop 80 2018."),
        (
            {"pop 80 2018": {"obs_value": 3, "note": "one:9"}},
            "Code one:9 of column note is not explained in its table.",
        ),
        (
            {"pop 99 2018": 3},
            "Code 99 of column ref_area is not explained in its table.",
        ),
        (
            {"pop 80 2018": {"obs_value": 3, "source": ""}},
            "1 of 4 rows cite no source, the first is pop 80 2018.",
        ),
        (
            {"pop 84 2018": {"obs_value": 4, "conf_status": "C"}},
            "1 of 1 suppressed cells hold a value, the first is pop 84 2018.",
        ),
        (
            {"pop 84 2018": {"obs_status": "A"}},
            "1 of 1 cells without a value do not say why, the first is pop 84 2018.",
        ),
        (
            {"pop 8001 2018": 2},
            "Districts do not sum to their province in 1 of 1 cases, the first is pop 80 2018.",
        ),
        (
            {"pop TH 2018": 9, "pop 10 2018": 1, "pop 38 2018": 1, "pop 94 2018": 1},
            "Provinces do not sum to the kingdom in 1 of 1 cases, the first is pop TH 2018.",
        ),
    ],
)
def test_a_broken_promise_ends_the_check_with_its_first_case(
    checked: Checked, pop: Indicator, change: dict[str, Any], sentence: str
) -> None:
    assert last(checked(GOOD | change, pop)) == sentence


MISSING = {"obs_status": "M"}
GONE = {"pop 80 2019": 6, "pop 8001 2019": 1}


@pytest.mark.parametrize(
    "gap",
    [
        {"pop 8001 2018": MISSING},
        {"pop 8001 2018": MISSING, "pop 8002 2018": MISSING},
        # Of 2019 only one district is known that both were known of before.
        GONE,
        GONE | {"pop 8002 2019": MISSING},
    ],
)
def test_where_a_district_is_missing_the_others_reach_at_most_the_province(
    checked: Checked, pop: Indicator, gap: dict[str, Any]
) -> None:
    assert all(each.kept for each in checked(GOOD | gap, pop))


def test_where_a_district_is_missing_the_others_do_not_exceed_the_province(
    checked: Checked, pop: Indicator
) -> None:
    gap = {"pop 8001 2018": MISSING, "pop 8002 2018": 4}

    assert last(checked(GOOD | gap, pop)) == (
        "Districts do not sum to their province in 1 of 1 cases, the first is pop 80 2018."
    )


def test_a_district_that_begins_later_is_not_missing_before(
    checked: Checked, pop: Indicator
) -> None:
    later = {"pop 80 2017": 3, "pop 8001 2017": 2}

    assert last(checked(GOOD | later, pop)) == (
        "Districts do not sum to their province in 1 of 2 cases, the first is pop 80 2017."
    )


def test_a_small_count_is_named_without_its_value(checked: Checked, indicator: Any) -> None:
    given = {"poor 8001 2018": 3, "poor 8002 2018": 12}

    sentence = last(checked(given, indicator("poor", threshold=5)))

    assert sentence == (
        "1 counts of districts are too small to be published, the first is poor 8001 2018."
    )


def test_known_tpmap_districts_stay_within_their_province(checked: Checked, indicator: Any) -> None:
    poor = indicator("poor", sources=("tpmap_2561_district",))
    hidden = {"conf_status": "C"}

    within = checked({"poor 80 2018": 9, "poor 8001 2018": 7, "poor 8002 2018": hidden}, poor)
    assert all(each.kept for each in within)
    over = last(checked({"poor 80 2018": 9, "poor 8001 2018": 7, "poor 8002 2018": 5}, poor))
    assert over == (
        "TPMAP counts of districts exceed their province in 1 of 1 cases, "
        "the first is poor 80 2018."
    )


def test_gpp_adds_up_to_its_rounding(checked: Checked, indicator: Any) -> None:
    gpp = indicator("gpp", sources=("nesdc_gpp_2020ed",), kind="money", aggregation="sum")
    parts = {"gpp 80 2019": 1.001, "gpp 84 2019": 2.002, "gpp 94 2019": 3.003}

    assert all(each.kept for each in checked({**parts, "gpp S 2019": 6.05}, gpp))
    assert "GPP of the provinces does not sum" in last(checked({**parts, "gpp S 2019": 6.1}, gpp))


def test_published_figures_are_held_against_their_formula(checked: Checked, indicator: Any) -> None:
    rate = indicator("rate", formula="100 * poor / asked", sources=("one",), tolerance=0.005)
    inputs = {"poor 80 2018": 26391, "asked 80 2018": 906950}
    known = (indicator("poor"), indicator("asked"), rate)

    good = checked({**inputs, "rate 80 2018": 2.91}, *known)
    assert all(each.kept for each in good)
    assert "1 published figures agree" in next(
        each.sentence("en") for each in good if each.key == "formulas"
    )
    assert last(checked({**inputs, "rate 80 2018": 2.95}, *known)) == (
        "1 of 1 published figures differ from their formula, the first is rate 80 2018."
    )


@pytest.mark.parametrize(
    ("how", "area", "value"),
    [("value", "80", 3), ("value", "80", 3.4), ("sum of provinces", "S", 7)],
)
def test_anchors_are_met_within_their_tolerance(
    checked: Checked, pop: Indicator, how: str, area: str, value: float
) -> None:
    anchor = Anchor("pop", area, "2018", "", how, value, 0.5, "publisher")

    assert all(each.kept for each in checked(GOOD, pop, anchors=(anchor,)))


@pytest.mark.parametrize(
    ("how", "area", "value"),
    [("value", "80", 4), ("value", "10", 3), ("sum of provinces", "S", 8)],
)
def test_a_missed_anchor_is_told(
    checked: Checked, pop: Indicator, how: str, area: str, value: float
) -> None:
    anchor = Anchor("pop", area, "2018", "", how, value, 0.5, "publisher")

    told = last(checked(GOOD, pop, anchors=(anchor,)))

    assert told == f"An anchor is missed: pop {area} 2018 should be {value}."


def test_a_heavy_snapshot_of_shipped_figures_breaks_the_promise(
    written: Any, pop: Indicator
) -> None:
    snapshot, catalog = written(GOOD, pop)
    (snapshot.path / "extra").write_bytes(bytes(4_000_000))

    assert "more than 4 MB" in last(list(check(snapshot, catalog)))
    own = replace(snapshot, manifest=replace(snapshot.manifest, holds_ingested=True))
    assert list(check(own, catalog))[-1].kept


def _reseal(snapshot: Snapshot, name: str, facts: FileFacts) -> Snapshot:
    """Writes the manifest anew after table `name` was altered, so that hashes agree."""
    file = snapshot.table_path(name)
    changed = replace(facts, sha256=file_hash(file), bytes=file.stat().st_size)
    manifest = replace(snapshot.manifest, files={**snapshot.manifest.files, name: changed})
    (snapshot.path / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    return replace(snapshot, manifest=manifest)
