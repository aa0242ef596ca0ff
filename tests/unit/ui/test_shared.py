"""What readers have in common is made once, by whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from dashboard.ui.shared import Kept

PATIENCE = 10


def test_what_is_kept_is_not_made_again() -> None:
    kept = Kept(2)
    assert kept.get(("a",), lambda: [1]) is kept.get(("a",), lambda: [2])
    assert kept.get(("a",), lambda: [3]) == [1]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get((key,), lambda key=key: f"{key} of old")  # type: ignore[misc]
    assert kept.get(("a",), lambda: "a anew") == "a of old"
    assert kept.get(("c",), lambda: "c anew") == "c of old"
    assert kept.get(("b",), lambda: "b anew") == "b anew"


def test_many_who_ask_at_once_wait_for_one_who_makes_it() -> None:
    kept, start, made = Kept(2), Barrier(8, timeout=PATIENCE), []

    def ask() -> str:
        start.wait()
        return kept.get(("a",), lambda: made.append("once") or "it")  # type: ignore[func-returns-value]

    with ThreadPoolExecutor(8) as readers:
        found = [each.result(PATIENCE) for each in [readers.submit(ask) for _ in range(8)]]
    assert found == ["it"] * 8
    assert made == ["once"]


def test_whoever_waited_for_what_failed_makes_it() -> None:
    kept, begun, fail = Kept(2), Event(), Event()

    def failing() -> str:
        begun.set()
        fail.wait(PATIENCE)
        raise ValueError

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(kept.get, ("a",), failing)
        assert begun.wait(PATIENCE)
        second = readers.submit(kept.get, ("a",), lambda: "made by the second")
        fail.set()
        with pytest.raises(ValueError, match=r"^$"):
            first.result(PATIENCE)
        assert second.result(PATIENCE) == "made by the second"


def test_what_is_made_may_rest_on_other_things_that_are_kept() -> None:
    kept = Kept(2)
    assert kept.get(("a",), lambda: kept.get(("b",), lambda: 1) + 1) == 2
    assert kept.get(("b",), lambda: 5) == 1
