from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog.rules import load_rules
from dashboard.errors import CatalogError, InputError
from dashboard.ingest.checks import check
from dashboard.ingest.checks.registry import CHECKS, agree
from dashboard.ingest.report import no_observations
from dashboard.ingest.vocabulary import Vocabulary

Frame = Callable[[dict[str, Any]], pd.DataFrame]
TODAY = date(2026, 11, 23)
RULE = """
[negative_count]
severity = "error"
title = { th = "ก", en = "a" }
text = { th = "ข", en = "b" }
"""


def with_table(words: Vocabulary, folder: Path, text: str) -> Vocabulary:
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return Vocabulary(words.catalog, words.areas, folder)


def test_the_shipped_table_and_the_program_know_the_same_rules(words: Vocabulary) -> None:
    rules = load_rules(words.folder, words.catalog)

    assert rules.keys() == CHECKS.keys()
    assert {each.severity for each in rules.values()} == {"error", "warning"}


def test_a_rule_without_a_check_and_a_check_without_a_rule_are_refused(
    words: Vocabulary, tmp_path: Path
) -> None:
    rules = load_rules(words.folder, words.catalog)

    with pytest.raises(CatalogError, match="no check called spelling"):
        agree(rules | {"spelling": rules["outlier"]})
    with pytest.raises(CatalogError, match="the rule area_before_its_time is missing"):
        check(no_observations(), with_table(words, tmp_path, RULE), pd.DataFrame(), today=TODAY)


def test_a_limit_is_changed_in_the_table(
    words: Vocabulary, tmp_path: Path, handed_in: Frame, published_before: Frame
) -> None:
    text = (words.folder / "rules.toml").read_text(encoding="utf-8")
    strict = text.replace("limits.change = { value = 5,", "limits.change = { value = 0.5,")
    assert strict != text

    found = check(
        handed_in({"boi_investment 80 2010": 101}),
        with_table(words, tmp_path, strict),
        published_before({"boi_investment 80 2010": 100}),
        today=TODAY,
    )

    assert [each.rule for each in found] == ["checks.revised_much"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('severity = "error"', 'severity = "fatal"'), "severity names the unknown fatal"),
        (('en = "b"', 'de = "b"'), "text has no text in en"),
        (("[negative_count]", "[negative_count]\nunit = []"), "unknown field unit"),
        (("[negative_count]", '[negative_count]\nunits = ["dozen"]'), "unknown dozen"),
        (("[negative_count]", '[negative_count]\nexcept = ["luck"]'), "unknown luck"),
        (("[negative_count]", "[negative_count]\nhighest = { dozen = 1 }"), "unknown dozen"),
        (("[negative_count]", "[negative_count]\nlimits = { most = 1 }"), "limits.most is 1"),
        (
            ("[negative_count]", '[negative_count]\nlimits.most = { value = "1", unit = 1 }'),
            "value is '1'",
        ),
        (("[negative_count]", "[negative_count]\nrelations = [1]"), "relations.1 is 1"),
    ],
)
def test_a_mistake_in_the_table_is_named(
    words: Vocabulary, tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    table = with_table(words, tmp_path, RULE.replace(*change))

    with pytest.raises(CatalogError, match=message) as caught:
        load_rules(table.folder, table.catalog)

    assert "negative_count" in caught.value.message("th")


def test_a_missing_limit_is_named(words: Vocabulary, tmp_path: Path) -> None:
    table = with_table(words, tmp_path, RULE)

    with pytest.raises(CatalogError, match=r"negative_count has no limits\.most"):
        load_rules(table.folder, table.catalog)["negative_count"].limit("most")


def test_figures_of_an_unknown_indicator_are_refused(
    words: Vocabulary, handed_in: Frame, published_before: Frame
) -> None:
    with pytest.raises(InputError, match="luck"):
        check(
            handed_in({"luck 80 2010": 7}),
            words,
            published_before({}),
            today=TODAY,
        )
