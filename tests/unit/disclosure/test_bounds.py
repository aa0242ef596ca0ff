from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure.bounds import Range, ranges
from dashboard.disclosure.interval import tighten
from dashboard.disclosure.model import Cell, System, province_system
from dashboard.disclosure.relations import Kind, Relation, Relations, Selections

HIDDEN = float("nan")
DISTRICTS = ("8301", "8302", "8303")
PARTS = ("health", "living", "education", "income", "access")
BITS = [f"{number:05b}" for number in range(1, 32)]


def cells(given: Mapping[str, float]) -> dict[Cell, float]:
    return {Cell(*key.split()): value for key, value in given.items()}


def system_of(
    given: Mapping[str, float],
    catalog: Catalog,
    *within: Relation,
    summed: tuple[str, ...] = (),
    selections: tuple[Selections, ...] = (),
    kinds: tuple[Kind, ...] = ("sum", "order", "union", "inversion"),
) -> System:
    relations = Relations(within, selections, frozenset(summed))
    return province_system(cells(given), "83", relations, catalog, year=2018, kinds=kinds)


def found(system: System, **options: float) -> dict[str, tuple[float, float]]:
    every = ranges(system, range(len(system.cells)), **options)  # type: ignore[arg-type]
    assert all(each.exact for each in every.values())
    return {" ".join(system.cells[at]): (each.lower, each.upper) for at, each in every.items()}


def test_one_suppressed_district_follows_by_subtraction(catalog: Catalog) -> None:
    system = system_of(
        {"a 83": 50, "a 8301": 20, "a 8302": 27, "a 8303": HIDDEN}, catalog, summed=("a",)
    )

    assert found(system) == {"a 8303": (3, 3)}


def test_two_suppressed_districts_share_what_the_others_leave(catalog: Catalog) -> None:
    system = system_of(
        {"a 83": 50, "a 8301": 41, "a 8302": HIDDEN, "a 8303": HIDDEN}, catalog, summed=("a",)
    )

    assert found(system) == {"a 8302": (0, 9), "a 8303": (0, 9)}


def test_a_district_without_a_row_is_one_more_unknown_of_the_sum(catalog: Catalog) -> None:
    system = system_of({"a 83": 50, "a 8301": 41, "a 8302": HIDDEN}, catalog, summed=("a",))

    assert found(system) == {"a 8302": (0, 9), "a 8303": (0, 9)}
    assert system.below.tolist() == system.above.tolist() == [9]


def test_an_order_bounds_from_both_sides(catalog: Catalog) -> None:
    low, high = Relation("order", ("a",), ("b",)), Relation("order", ("b",), ("c",))
    system = system_of({"a 8301": 3, "b 8301": HIDDEN, "c 8301": 4}, catalog, low, high)

    assert found(system) == {"b 8301": (3, 4)}


def test_a_union_lies_between_its_largest_part_and_their_sum(catalog: Catalog) -> None:
    union = [Relation("union", (part,), ("t",)) for part in ("a", "b")]
    union.append(Relation("union", ("t",), ("a", "b")))
    system = system_of({"t 8301": 12, "a 8301": 9, "b 8301": HIDDEN}, catalog, *union)

    assert found(system) == {"b 8301": (3, 12)}


def test_only_together_do_two_relations_tell_what_neither_tells_alone(catalog: Catalog) -> None:
    # 5 people in two districts, at least 3 in one of them by its target poor, and the other way.
    inner = Relation("order", ("t",), ("a",))
    given = {
        "a 83": 5, "a 8301": HIDDEN, "a 8302": HIDDEN, "a 8303": 0,
        "t 8301": 3, "t 8302": 2, "t 8303": 0,
    }  # fmt: skip

    assert found(system_of(given, catalog, inner)) != found(
        system_of(given, catalog, inner, summed=("a",))
    )
    together = found(system_of(given, catalog, inner, summed=("a",)))
    assert (together["a 8301"], together["a 8302"]) == ((3, 3), (2, 2))


def test_whole_numbers_tell_more_than_fractions_do(catalog: Catalog) -> None:
    # a + b = c + d = 1 and a + c at most b + d: fractions allow 0.5 each, people do not divide.
    rows = [
        Relation("order", ("a", "b"), ("one",)),
        Relation("order", ("one",), ("a", "b")),
        Relation("order", ("a", "a"), ("one",)),
    ]
    given = {"one 8301": 1, "a 8301": HIDDEN, "b 8301": HIDDEN}

    assert found(system_of(given, catalog, *rows)) == {"a 8301": (0, 0), "b 8301": (1, 1)}


def test_contradictory_figures_are_told_apart_from_a_narrow_range(catalog: Catalog) -> None:
    low, high = Relation("order", ("a",), ("b",)), Relation("order", ("b",), ("c",))
    system = system_of({"a 8301": 5, "b 8301": HIDDEN, "c 8301": 4}, catalog, low, high)

    assert all(each.contradiction for each in ranges(system, [0]).values())


def test_wide_enough_is_never_said_of_a_narrow_range(catalog: Catalog) -> None:
    given = {"a 83": 4, "a 8301": 0, "a 8302": HIDDEN, "a 8303": HIDDEN}
    system = system_of(given, catalog, summed=("a",))

    for enough in (1.0, 4.0, 5.0):
        every = ranges(system, [0, 1], enough=enough)
        assert all(min(enough, 4) <= each.width <= 4 for each in every.values())


def test_the_same_question_has_the_same_answer(catalog: Catalog) -> None:
    system = synthetic(catalog, rounded=5)[0]
    wanted = list(range(len(system.cells)))

    answers = [ranges(system, wanted, enough=5) for _ in range(2)]
    assert answers[0] == answers[1]


def people() -> dict[str, int]:
    """People in exactly these dimensions: a population that is made up, some cells of 1 to 4."""
    random = np.random.default_rng(7)
    return {bits: int(random.integers(0, 40)) for bits in BITS} | {"10110": 3, "01001": 0}


def unions(exactly: Mapping[str, int]) -> dict[str, int]:
    return {
        mask: sum(count for bits, count in exactly.items() if int(bits, 2) & int(mask, 2))
        for mask in BITS
    }


def synthetic(catalog: Catalog, *, rounded: int) -> tuple[System, dict[str, int]]:
    """One district as it is published, and the people behind it."""
    exactly = people()
    named = ((f"tpmap_target_poor_any_of_{bits}", bits) for bits in BITS)
    masks = tuple(each for each in named if each[0] in catalog.indicators)
    selections = Selections("t", PARTS, masks)
    given: dict[str, float] = {}
    for name, bits in selections.published:
        count = unions(exactly)[bits]
        if (name, bits) in masks:
            count = int(count / rounded + 0.5) * rounded
        given[f"{name} 8301"] = count
    return system_of(given, catalog, selections=(selections,)), exactly


def moebius(union: Mapping[str, int], inside: str) -> int:
    """DOMAIN: sum over R in T of (-1)^(|T|-|R|) (U(all) - U(complement of R))."""
    dimensions = [at for at in range(5) if inside[at] == "1"]
    total = 0
    for size in range(len(dimensions) + 1):
        for chosen in combinations(dimensions, size):
            others = "".join("0" if at in chosen else "1" for at in range(5))
            outside = union["11111"] - union.get(others, 0)
            total += (-1) ** (len(dimensions) - size) * outside
    return total


def test_exact_unions_are_inverted_to_single_persons(catalog: Catalog) -> None:
    system, exactly = synthetic_exact(catalog)

    every = ranges(system, range(len(system.cells)))
    told = {system.cells[at].indicator: each for at, each in every.items()}
    recovered = {bits: told[f"t_exactly_{bits}"] for bits in BITS if f"t_exactly_{bits}" in told}
    assert {bits: each.lower for bits, each in recovered.items()} == exactly
    assert all(each.width == 0 for each in recovered.values())
    assert {bits: moebius(unions(exactly), bits) for bits in BITS} == exactly


def synthetic_exact(catalog: Catalog) -> tuple[System, dict[str, int]]:
    """The same with names that no rule rounds."""
    exactly = people()
    masks = tuple((f"u{bits}", bits) for bits in BITS if 1 < bits.count("1") < 5)
    selections = Selections("t", PARTS, masks)
    given = {f"{name} 8301": float(unions(exactly)[bits]) for name, bits in selections.published}
    return system_of(given, catalog, selections=(selections,)), exactly


def test_unions_rounded_to_5_leave_ranges_that_hold_the_truth(catalog: Catalog) -> None:
    system, exactly = synthetic(catalog, rounded=5)

    every = ranges(system, range(len(system.cells)))
    wide = 0
    for at, each in every.items():
        bits = system.cells[at].indicator.partition("_exactly_")[2]
        if bits:
            assert each.lower <= exactly[bits] <= each.upper
            assert not each.certainly_small
            wide += each.width > 0
    assert wide > 20


def test_intervals_are_never_narrower_than_what_is_possible(catalog: Catalog) -> None:
    system, _ = synthetic(catalog, rounded=5)

    lower, upper = tighten(system)
    for at, each in ranges(system, range(len(system.cells))).items():
        assert lower[at] <= each.lower <= each.upper <= upper[at]


def test_a_range_shows_no_value_when_it_is_printed() -> None:
    assert "4177" not in repr(Range(4177, 4177, exact=True))
    assert "4177" not in repr([Range(4177, 4177, exact=True)])


@pytest.mark.parametrize(
    ("lower", "upper", "small"), [(1, 4, True), (0, 4, False), (1, 5, False), (2, 2, True)]
)
def test_certainly_small_is_one_to_four(lower: float, upper: float, small: bool) -> None:  # noqa: FBT001
    assert Range(lower, upper, exact=True).certainly_small is small
