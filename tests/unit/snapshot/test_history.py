from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import DamagedSnapshot, HppError, InputError, NotPublished
from dashboard.snapshot import (
    Snapshot,
    current,
    current_id,
    list_snapshots,
    open_snapshot,
    parent_id,
    prune,
    publish,
    publish_next,
    read_journal,
    rollback,
    write_snapshot,
)

Write = Callable[..., Snapshot]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


@pytest.fixture
def write(tables: Any, folder: Path) -> Write:
    """Writes a snapshot; those written later are newer."""
    written: list[Snapshot] = []

    def make(value: float, parent: Snapshot | None = None) -> Snapshot:
        over = parent.id if parent else None
        made = write_snapshot(
            tables(value), folder=folder, reason="test", parent=over, origin="ingest"
        )
        file = made.path / "manifest.json"
        facts = json.loads(file.read_text(encoding="utf-8"))
        facts["created"] = f"2026-01-{len(written) + 1:02}T00:00:00+00:00"
        file.write_text(json.dumps(facts), encoding="utf-8")
        written.append(open_snapshot(folder, made.id))
        return written[-1]

    return make


@pytest.fixture
def chain(write: Write, folder: Path) -> list[Snapshot]:
    """Five snapshots, each made from the one before; the last is published."""
    made = [write(0)]
    for value in range(1, 5):
        made.append(write(value, made[-1]))
    publish(folder, made[-1].id)
    return made


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_the_next_snapshot_is_published_over_the_one_it_was_made_from(
    write: Write, folder: Path
) -> None:
    first = write(1)
    assert publish_next(folder, first.id) == (first, False)
    second = write(2, first)
    assert publish_next(folder, second.id) == (second, False)
    assert current(folder) == second


def test_publishing_what_is_published_changes_nothing(chain: list[Snapshot], folder: Path) -> None:
    before = (folder / "CURRENT").stat().st_mtime_ns, len(read_journal(folder).acts)

    assert publish_next(folder, chain[-1].id) == (chain[-1], True)

    assert ((folder / "CURRENT").stat().st_mtime_ns, len(read_journal(folder).acts)) == before


def test_a_snapshot_made_from_another_than_the_published_one_is_refused(
    write: Write, folder: Path
) -> None:
    first = write(0)
    publish(folder, first.id)
    mine, theirs = write(1, first), write(2, first)
    publish_next(folder, theirs.id)

    with pytest.raises(InputError) as caught:
        publish_next(folder, mine.id)

    assert caught.value.key == "history.parent_moved"
    assert caught.value.facts == {"id": mine.id, "over": first.id, "present": theirs.id}
    assert f"hpp rollback {mine.id}" in caught.value.hint("en")
    assert current_id(folder) == theirs.id
    assert open_snapshot(folder, mine.id, verify=True)


def test_of_many_who_publish_at_once_one_wins(write: Write, folder: Path) -> None:
    first = write(0)
    publish(folder, first.id)
    made = [write(value, first) for value in range(1, 7)]

    def one(snapshot: Snapshot) -> str:
        try:
            return publish_next(folder, snapshot.id).snapshot.id
        except InputError as error:
            return error.key

    with ThreadPoolExecutor(6) as pool:
        ends = list(pool.map(one, made))

    assert sorted(ends)[1:] == ["history.parent_moved"] * 5
    assert min(ends) == current_id(folder)


def test_rolling_back_goes_to_the_parent_and_on_to_its_parent(
    chain: list[Snapshot], folder: Path
) -> None:
    assert rollback(folder) == (chain[3], False)
    assert rollback(folder) == (chain[2], False)
    assert current(folder, verify=True) == chain[2]


def test_rolling_back_may_name_any_snapshot(chain: list[Snapshot], folder: Path) -> None:
    assert rollback(folder, chain[0].id) == (chain[0], False)
    assert rollback(folder, chain[4].id) == (chain[4], False)
    assert rollback(folder, chain[4].id) == (chain[4], True)


def test_rolling_back_from_a_damaged_snapshot_works(chain: list[Snapshot], folder: Path) -> None:
    chain[4].table_path("observation").write_bytes(b"")
    assert rollback(folder).snapshot == chain[3]


@pytest.mark.parametrize("content", ["", "nonsense\n"])
def test_a_snapshot_may_be_named_where_current_is_damaged(
    chain: list[Snapshot], folder: Path, content: str
) -> None:
    (folder / "CURRENT").write_text(content, encoding="ascii")

    with pytest.raises(DamagedSnapshot):
        rollback(folder)
    assert rollback(folder, chain[1].id).snapshot == chain[1]
    assert current_id(folder) == chain[1].id


def test_there_is_nothing_to_go_back_to_at_first(write: Write, folder: Path) -> None:
    first = write(0)
    with pytest.raises(NotPublished):
        rollback(folder)
    publish(folder, first.id)
    with pytest.raises(InputError, match=f"{first.id} was made from no other"):
        rollback(folder)


def test_a_parent_that_is_gone_or_damaged_is_told(chain: list[Snapshot], folder: Path) -> None:
    chain[3].table_path("area").write_bytes(b"x" * chain[3].table_path("area").stat().st_size)
    with pytest.raises(DamagedSnapshot, match=r"area\.parquet"):
        rollback(folder)
    shutil.rmtree(chain[3].path)
    with pytest.raises(InputError, match=f"{chain[3].id}, which {chain[4].id} was made from"):
        rollback(folder)
    assert current_id(folder) == chain[4].id


def test_an_unknown_snapshot_is_no_target(chain: list[Snapshot], folder: Path) -> None:
    for name in ("0123456789ab", "../../etc", "CURRENT"):
        with pytest.raises(InputError, match="no snapshot"):
            rollback(folder, name)
        with pytest.raises(InputError, match="no snapshot"):
            publish_next(folder, name)
    assert current_id(folder) == chain[4].id


def test_two_who_roll_back_at_once_go_back_once(
    chain: list[Snapshot], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(where: Path, snapshot_id: str) -> str:
        monkeypatch.undo()
        rollback(folder)
        return parent_id(where, snapshot_id)

    monkeypatch.setattr("dashboard.snapshot.history.parent_id", meanwhile)
    with pytest.raises(InputError, match=rf"not made from the published one \({chain[3].id}\)"):
        rollback(folder)

    assert current_id(folder) == chain[3].id


@pytest.mark.parametrize(
    ("keep", "published", "left"),
    [
        (1, 4, {3, 4}),
        (2, 4, {3, 4}),
        (3, 4, {2, 3, 4}),
        (9, 4, {0, 1, 2, 3, 4}),
        (1, 1, {0, 1, 4}),
        (2, 0, {0, 3, 4}),
    ],
)
def test_pruning_keeps_the_newest_the_published_and_what_that_was_made_from(
    chain: list[Snapshot], folder: Path, keep: int, published: int, left: set[int]
) -> None:
    publish(folder, chain[published].id)

    removed = prune(folder, keep, who="somsri", reason="full disk")

    gone = [each.id for number, each in enumerate(chain) if number not in left]
    assert list(removed) == gone[::-1]
    assert names(folder) == {"CURRENT"} | {chain[each].id for each in left}
    assert current(folder, verify=True) == chain[published]
    acts = [each for each in read_journal(folder).acts if each.what == "prune"]
    assert [(each.snapshot, each.who, each.reason, each.state) for each in acts] == [
        (each, "somsri", "full disk", "done") for each in removed
    ]


@pytest.mark.parametrize("keep", [0, -1])
def test_pruning_everything_is_refused(chain: list[Snapshot], folder: Path, keep: int) -> None:
    with pytest.raises(InputError, match=f"at least 1, {keep} was given"):
        prune(folder, keep)
    assert len(list_snapshots(folder)) == len(chain)


def test_nothing_is_removed_where_nobody_knows_what_is_published(
    chain: list[Snapshot], folder: Path
) -> None:
    (folder / "CURRENT").write_text("nonsense", encoding="ascii")
    with pytest.raises(DamagedSnapshot):
        prune(folder, 1)
    (folder / "CURRENT").unlink()
    with pytest.raises(NotPublished):
        prune(folder, 1)
    assert len(list_snapshots(folder)) == len(chain)


def test_a_damaged_snapshot_is_left_for_a_person(chain: list[Snapshot], folder: Path) -> None:
    chain[0].table_path("note").unlink()

    assert set(prune(folder, 1)) == {chain[1].id, chain[2].id}
    assert chain[0].path.is_dir()


def test_a_snapshot_that_cannot_be_removed_keeps_its_name(
    chain: list[Snapshot], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(HppError, match="Permission denied"):
        prune(folder, 1)

    assert len(list_snapshots(folder)) == len(chain)
    assert read_journal(folder).acts[-1].state == "refused"


def test_what_a_killed_removal_left_is_taken_away_by_the_next(
    chain: list[Snapshot], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", die)
    with pytest.raises(KeyboardInterrupt):
        prune(folder, 3)
    monkeypatch.undo()
    assert len(list_snapshots(folder)) == 3
    assert sum(name.startswith(".removed-") for name in names(folder)) == 2

    assert prune(folder, 3) == ()
    assert names(folder) == {"CURRENT", *(each.id for each in chain[2:])}


def test_a_manifest_without_the_newer_fields_still_opens(
    chain: list[Snapshot], folder: Path
) -> None:
    file = chain[0].path / "manifest.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    del facts["who"], facts["taken"]
    file.write_text(json.dumps(facts), encoding="utf-8")

    assert rollback(folder, chain[0].id).snapshot.manifest.taken == ()
