from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure.audit import NAMES, Attack, audit
from dashboard.disclosure.relations import Relations

FAIL = "bmn61_ind15_fail"
WHEN = ("2018", "TPMAP 2561")
SAFE: dict[str, float | None] = {
    f"{FAIL} 83": 60,
    f"{FAIL} 8301": 20,
    f"{FAIL} 8302": None,
    f"{FAIL} 8303": None,
}


@pytest.fixture(scope="module")
def attacked(table: Any, catalog: Catalog, relations: Relations) -> Any:
    """The attacks on a table, by name; a second table is another snapshot."""

    def run(given: dict[str, float | None], **others: dict[str, float | None]) -> dict[str, Attack]:
        elsewhere = {name: table(each) for name, each in others.items()}
        found = audit(table(given), elsewhere, catalog, relations)
        return {each.name: each for each in found}

    return run


def kept(attacks: dict[str, Attack]) -> list[str]:
    return [name for name, each in attacks.items() if not each.kept]


def test_of_a_safe_table_nothing_is_recovered(attacked: Any) -> None:
    attacks = attacked(SAFE)

    assert tuple(attacks) == NAMES
    assert kept(attacks) == []
    assert attacks["sum"].suppressed == attacks["together"].suppressed == 2
    assert attacks["together"].narrow == []


def test_a_small_count_that_is_shown_is_found_when_nothing_hides_it(attacked: Any) -> None:
    attacks = attacked(SAFE | {f"{FAIL} 8301": 4, f"{FAIL} 83": 44})

    assert attacks["shown"].small == [(FAIL, "8301", *WHEN)]
    assert kept(attacks) == ["shown"]


def test_subtraction_finds_a_cell_that_is_hidden_alone(attacked: Any) -> None:
    attacks = attacked(SAFE | {f"{FAIL} 8302": 37})

    assert attacks["sum"].exact == [(FAIL, "8303", *WHEN)]
    assert attacks["sum"].small == [(FAIL, "8303", *WHEN)]
    assert kept(attacks) == ["sum", "together"]


def test_the_orders_find_a_cell_between_its_neighbours(attacked: Any) -> None:
    attacks = attacked(SAFE | {"bmn61_ind15_members 8303": 4, "bmn61_ind15_targetpoor 8303": 2})

    assert attacks["order"].small == [(FAIL, "8303", *WHEN)]
    assert attacks["order"].exact == []
    assert attacks["sum"].kept


def test_a_union_finds_its_missing_part(attacked: Any) -> None:
    dimensions = {"health": 20.0, "living": 0.0, "education": 0.0, "income": 0.0}
    given = {f"tpmap_target_poor_{name} 8301": value for name, value in dimensions.items()}
    given |= {"tpmap_target_poor 8301": 23.0}

    attacks = attacked(given | {"tpmap_target_poor_access 8301": None})
    assert attacks["order"].narrow == []
    attacks = attacked(
        given
        | {
            "tpmap_target_poor_access 8301": None,
            "bmn61_ind27_fail 8301": 3.0,
            "bmn61_ind28_fail 8301": 0.0,
        }
    )
    assert attacks["order"].exact == [("tpmap_target_poor_access", "8301", *WHEN)]


def test_inversion_finds_people_in_exactly_these_dimensions(attacked: Any) -> None:
    # Everybody lacks health, 3 of 403 lack living as well and nothing else.
    given: dict[str, float | None] = {
        "tpmap_target_poor 8001": 403,
        "tpmap_target_poor_health 8001": 403,
        "tpmap_target_poor_living 8001": 3,
        "tpmap_target_poor_education 8001": 0,
        "tpmap_target_poor_income 8001": 0,
        "tpmap_target_poor_access 8001": 0,
        "tpmap_target_poor_any_of_01100 8001": 5,
    }

    attacks = attacked(given)
    assert attacks["inversion"].unpublished == 31
    assert [key[0] for key in attacks["inversion"].small] == ["tpmap_target_poor_exactly_11000"]
    assert attacks["sum"].kept


def test_a_rate_gives_its_count_back(attacked: Any) -> None:
    given = SAFE | {"bmn61_ind15_members 8303": 2000, f"{FAIL}_rate 8303": 0.15}

    attacks = attacked(given)
    assert attacks["formula"].exact == [(FAIL, "8303", *WHEN)]
    attacks = attacked(given | {f"{FAIL}_rate 8303": 0.1})
    assert attacks["formula"].exact == []
    assert attacks["formula"].small == [(FAIL, "8303", *WHEN)]


def test_another_snapshot_that_shows_the_cell_is_used(attacked: Any) -> None:
    attacks = attacked(SAFE, older={f"{FAIL} 8302": 37})

    assert attacks["snapshots"].exact == [(FAIL, "8302", *WHEN)]
    assert (FAIL, "8303", *WHEN) in attacks["together"].exact


def test_a_cell_that_another_snapshot_hides_and_this_one_shows_is_found(attacked: Any) -> None:
    attacks = attacked(SAFE, older={f"{FAIL} 8301": None})

    assert attacks["snapshots"].exact == [(FAIL, "8301", *WHEN)]


def test_figures_of_another_edition_say_nothing(
    table: Any, catalog: Catalog, relations: Relations
) -> None:
    other = table({f"{FAIL} 8302": 37}).assign(edition="TPMAP 2563")

    attacks = audit(table(SAFE), {"older": other}, catalog, relations)
    assert [each.name for each in attacks if not each.kept] == []


def test_integer_programming_finds_what_no_single_relation_tells(attacked: Any) -> None:
    # Two districts hide 60; the target poor of one indicator give both: 33 and 7 at least.
    given = SAFE | {"bmn61_ind15_targetpoor 83": 40, f"{FAIL} 83": 60, f"{FAIL} 8301": 20}
    given |= {"bmn61_ind15_targetpoor 8302": 33, "bmn61_ind15_targetpoor 8303": 7}

    attacks = attacked(given)
    assert kept(attacks) == ["together"]
    assert len(attacks["together"].exact) == 2


def test_contradictory_figures_are_no_proof_of_safety(attacked: Any) -> None:
    attacks = attacked(SAFE | {f"{FAIL} 83": 10})

    assert not attacks["together"].kept
    assert {(FAIL, "8302", *WHEN), (FAIL, "8303", *WHEN)} <= set(attacks["together"].contradictory)


def test_findings_hold_keys_and_numbers_of_cells_only(attacked: Any) -> None:
    attacks = attacked(SAFE | {f"{FAIL} 8302": 4177, f"{FAIL} 83": 4200})

    for each in attacks.values():
        assert "4177" not in repr(each)
        for key in asdict(each)["exact"]:
            assert key[1] in {"8301", "8302", "8303"}
            assert key[2:] == WHEN


def test_the_released_snapshot_hides_every_cell_that_came_suppressed(
    shipped: pd.DataFrame, catalog: Catalog, relations: Relations
) -> None:
    attacks = {each.name: each for each in audit(shipped, {}, catalog, relations)}

    assert attacks["together"].suppressed >= 664
    assert attacks["inversion"].unpublished == 17 * 31
    assert [each.exact + each.small for each in attacks.values()] == [[]] * len(NAMES)
