from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.errors import DamagedSnapshot, NotPublished
from dashboard.snapshot import Snapshot, publish, write_snapshot
from dashboard.store import Store, Stores

Tables = dict[str, pd.DataFrame]
Publish = Callable[[Tables], Snapshot]
PEOPLE = "pop_registered"


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def revised(tables: Tables, value: float) -> Tables:
    """The same figures with another registered population of the province in 2024."""
    rows = tables["observation"].copy()
    cell = (
        (rows["indicator"] == PEOPLE) & (rows["ref_area"] == "80") & (rows["time_period"] == "2024")
    )
    rows.loc[cell, "obs_value"] = value
    return tables | {"observation": rows}


def population(store: Store) -> float:
    return float(store.latest(PEOPLE, "80")["obs_value"].iloc[0])


def is_open(store: Store) -> bool:
    try:
        store.latest(PEOPLE, "80")
    except duckdb.ConnectionException:
        return False
    return True


def test_a_store_is_opened_once_and_shared(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    published = publish_tables(tables)
    stores = Stores(folder)
    with stores.acquire() as first, stores.acquire() as second:
        assert first is second
        assert first.id == published.id
    assert stores.trouble is None
    stores.close()


def test_a_newly_published_snapshot_is_followed_at_the_next_call(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    with stores.acquire() as store:
        assert population(store) == 1534653.0
    publish_tables(revised(tables, 1.0))
    with stores.acquire() as store:
        assert population(store) == 1.0
    stores.close()


def test_the_old_store_closes_when_its_last_reader_is_gone(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    early, late = stores.acquire(), stores.acquire()
    old = early.store
    publish_tables(revised(tables, 1.0))
    with stores.acquire() as new:
        assert new is not old
        assert population(old) == 1534653.0
        early.close()
        early.close()
        assert is_open(old)
        late.close()
        assert not is_open(old)
        assert is_open(new)
    stores.close()
    assert not is_open(new)


def test_a_forgotten_lease_does_not_keep_an_old_store_open(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    forgotten = stores.acquire()
    old = forgotten.store
    publish_tables(revised(tables, 1.0))
    stores.acquire().close()
    assert is_open(old)
    del forgotten
    gc.collect()
    assert not is_open(old)
    stores.close()


def test_a_damaged_snapshot_is_refused_and_the_last_good_one_goes_on(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    clock = Clock()
    stores = Stores(folder, clock=clock)
    stores.acquire().close()
    damaged = publish_tables(revised(tables, 1.0)).table_path("source")
    sound = damaged.read_bytes()
    damaged.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))

    with stores.acquire() as store:
        assert population(store) == 1534653.0
    assert isinstance(stores.trouble, DamagedSnapshot)
    assert str(damaged) in stores.trouble.message("th")
    assert str(damaged) in stores.trouble.message("en")

    damaged.write_bytes(sound)
    clock.now += 60
    with stores.acquire() as store:
        assert population(store) == 1.0
    assert stores.trouble is None
    stores.close()


def test_a_manifest_or_a_schema_that_is_wrong_is_refused_too(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    stores.acquire().close()
    manifest = publish_tables(revised(tables, 1.0)).path / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    with stores.acquire() as store:
        assert population(store) == 1534653.0
    assert stores.trouble is not None
    assert stores.trouble.facts["file"] == manifest
    stores.close()


def test_a_store_goes_on_when_current_disappears(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    stores.acquire().close()
    (folder / "CURRENT").unlink()
    with stores.acquire() as store:
        assert population(store) == 1534653.0
    assert isinstance(stores.trouble, NotPublished)
    stores.close()


def test_without_any_snapshot_there_is_an_error_with_a_hint(folder: Path) -> None:
    stores = Stores(folder)
    with pytest.raises(NotPublished) as caught:
        stores.acquire()
    assert caught.value.message("en") == (
        f"Nothing is published in {folder} yet.\nMake a snapshot with `hpp build`."
    )


def test_a_damaged_first_snapshot_is_an_error_until_a_good_one_comes(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    area = publish_tables(tables).table_path("area")
    area.unlink()
    stores = Stores(folder)
    for _ in range(2):
        with pytest.raises(DamagedSnapshot, match=r"area\.parquet"):
            stores.acquire()
    publish_tables(revised(tables, 1.0))
    with stores.acquire() as store:
        assert population(store) == 1.0
    stores.close()


def test_a_start_on_a_damaged_snapshot_goes_on_with_the_one_published_before(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    damaged = publish_tables(revised(tables, 1.0))
    # Written and never published: nobody may see it.
    write_snapshot(
        revised(tables, 2.0), folder=folder, reason="draft", parent=damaged.id, origin="ingest"
    )
    damaged.table_path("source").write_bytes(b"")
    stores = Stores(folder)
    with stores.acquire() as store:
        assert population(store) == 1534653.0
    assert isinstance(stores.trouble, DamagedSnapshot)
    assert str(damaged.table_path("source")) in stores.trouble.message("th")
    stores.close()


def test_what_was_taken_back_is_not_shown_when_the_published_one_is_damaged(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    first = publish_tables(tables)
    publish_tables(revised(tables, 1.0))
    publish(folder, first.id, what="rollback", reason="wrong file")
    first.table_path("area").unlink()
    with pytest.raises(DamagedSnapshot, match=r"area\.parquet"):
        Stores(folder).acquire()


def test_one_thread_opens_while_the_others_go_on_with_the_old_store(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    opened: list[str] = []
    may_open, opening = threading.Event(), threading.Event()
    may_open.set()

    def slowly(snapshot: Snapshot) -> Store:
        opening.set()
        assert may_open.wait(10)
        opened.append(snapshot.id)
        return Store.open(snapshot)

    stores = Stores(folder, opening=slowly)

    def read(_: int) -> float:
        with stores.acquire() as store:
            return population(store)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(read, range(8))) == {1534653.0}
        assert len(opened) == 1
        publish_tables(revised(tables, 1.0))
        may_open.clear()
        opening.clear()
        first = threads.submit(read, 0)
        assert opening.wait(10)
        assert set(threads.map(read, range(8))) == {1534653.0}
        may_open.set()
        assert first.result() == 1.0
        assert set(threads.map(read, range(8))) == {1.0}
    assert len(opened) == 2
    stores.close()


def test_readers_and_a_publisher_never_meet_a_closed_store(
    folder: Path, tables: Tables, publish_tables: Publish
) -> None:
    publish_tables(tables)
    stores = Stores(folder)
    done = threading.Event()

    def read(_: int) -> set[float]:
        seen = set()
        while not done.is_set():
            with stores.acquire() as store:
                seen.add(population(store))
        return seen

    with ThreadPoolExecutor(4) as threads:
        readers = [threads.submit(read, each) for each in range(4)]
        for value in (1.0, 2.0, 3.0, 4.0):
            publish_tables(revised(tables, value))
            with stores.acquire() as store:
                assert population(store) in {1534653.0, 1.0, 2.0, 3.0, 4.0}
        done.set()
        seen = set().union(*(each.result() for each in readers))
    assert seen <= {1534653.0, 1.0, 2.0, 3.0, 4.0}
    with stores.acquire() as store:
        assert population(store) == 4.0
    stores.close()
