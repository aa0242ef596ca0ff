"""Registers over the published ones: what replaces what, and what does not fit together."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.errors import InputError
from dashboard.ingest.build import build
from dashboard.ingest.intake import Examination, Incoming, examine, keep, publish_kept
from dashboard.settings import Places
from dashboard.snapshot import current, open_snapshot, read_registers, unlock_steps

TARGETS = "agenda,indicator,ref_area,period,level_1,level_2,level_3,weight\n"
UNLOCK = "id,agenda,system,problem,requested_change,status,status_date\n"
ONE = "nst-2565,tpmap_target_poor_rate,80,2570,2.5,2.0,1.5,60\n"
TWO = "nst-2565,hai_overall,80,2570,0.6,0.7,0.8,40\n"
FIGURES = "indicator,area,period,value\nses_debt_total,80,2568,200000\n"

Hand = Callable[..., Examination]


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data with its agenda, built anew."""
    data = tmp_path_factory.mktemp("built") / "data"
    for name in ("catalog", "sources", "agenda"):
        shutil.copytree(root / "data" / name, data / name)
    build(Places(home=root, data=data))
    return data


@pytest.fixture
def places(root: Path, built: Path, tmp_path: Path) -> Places:
    shutil.copytree(built, tmp_path / "data")
    return Places(home=root, data=tmp_path / "data")


@pytest.fixture
def hand(places: Places) -> Hand:
    def run(**texts: str) -> Examination:
        files = [Incoming(f"{name}.csv", text.encode()) for name, text in texts.items()]
        return examine(files, places)

    return run


def take(found: Examination, places: Places) -> str:
    assert found.refusal is None, found.errors
    snapshot = keep(found, places, reason="ทดสอบ")
    publish_kept(snapshot, found, places, reason="ทดสอบ")
    return snapshot.id


def rows(places: Places, name: str) -> list[str]:
    snapshot = current(places.snapshots)
    assert snapshot is not None
    held = read_registers(snapshot)[name]  # type: ignore[index]
    return [" ".join(map(str, each)) for each in held.iloc[:, :4].itertuples(index=False)]


def rules(found: Examination) -> list[tuple[str, str, int]]:
    return [(each.rule, each.place.file, each.place.row) for each in found.errors]


def test_the_shipped_agenda_is_built_and_nothing_is_invented(built: Path) -> None:
    snapshot = current(built / "snapshots")
    assert snapshot is not None
    held = read_registers(snapshot)

    [agenda] = held["agenda"].to_dict("records")
    assert agenda["issue_th"] == (
        "ขจัดความยากจน ลดความเหลื่อมล้ำ และพัฒนาคนทุกช่วงวัยอย่างยั่งยืน ตามหลักปรัชญาของเศรษฐกิจพอเพียง"
        " และการยกระดับคุณภาพชีวิตประชาชนและการพัฒนาเศรษฐกิจฐานราก"
    )
    assert agenda["tool"] == "TPMAP"
    assert held["target"].empty
    assert held["unlock"].empty


def test_a_file_of_figures_keeps_the_registers(places: Places, hand: Hand) -> None:
    take(hand(targets=TARGETS + ONE + TWO), places)

    take(hand(figures=FIGURES), places)

    assert len(rows(places, "target")) == 2
    assert len(rows(places, "agenda")) == 1


def test_what_changes_is_told_before_anything_is_kept(places: Places, hand: Hand) -> None:
    found = hand(targets=TARGETS + ONE + TWO)

    assert found.changes
    assert found.difference is not None
    assert found.difference.rows.empty
    assert found.difference.registers["target"].added == (
        "nst-2565 · hai_overall · 80 · FY2570",
        "nst-2565 · tpmap_target_poor_rate · 80 · FY2570",
    )
    assert rows(places, "target") == []


def test_targets_of_a_year_are_one_set_and_other_years_stay(places: Places, hand: Hand) -> None:
    take(
        hand(targets=TARGETS + ONE + TWO + ONE.replace("2570", "2571").replace("60", "100")), places
    )

    take(hand(targets=TARGETS + ONE.replace(",60", ",100")), places)

    assert rows(places, "target") == [
        "nst-2565 tpmap_target_poor_rate 80 FY2570",
        "nst-2565 tpmap_target_poor_rate 80 FY2571",
    ]


def test_an_entry_replaces_the_one_with_its_id_and_its_history_is_kept(
    places: Places, hand: Hand
) -> None:
    entry = "u{0},nst-2565,ระบบงาน,ปัญหา,ข้อเสนอ,{1},{2}\n"
    first = take(
        hand(unlock=UNLOCK + entry.format(1, "ร่าง", "") + entry.format(2, "ร่าง", "")), places
    )

    second = take(hand(unlock=UNLOCK + entry.format(1, "เสนอแล้ว", "23/11/2569")), places)

    assert [each[:2] for each in rows(places, "unlock")] == ["u1", "u2"]
    steps = unlock_steps(places.snapshots, open_snapshot(places.snapshots, second))
    assert [(each.status, each.snapshot) for each in steps["u1"]] == [
        ("draft", first),
        ("proposed", second),
    ]
    assert [each.status for each in steps["u2"]] == ["draft"]


def test_handing_in_the_same_twice_changes_nothing(places: Places, hand: Hand) -> None:
    take(hand(targets=TARGETS + ONE + TWO), places)

    assert not hand(targets=TARGETS + TWO + ONE).changes


def test_of_two_people_saving_at_once_the_second_is_told(places: Places, hand: Hand) -> None:
    one = hand(targets=TARGETS + ONE + TWO)
    other = hand(unlock=UNLOCK + "u1,nst-2565,ระบบแผน,ปัญหา,ข้อเสนอ,ร่าง,\n")
    take(one, places)

    kept = keep(other, places, reason="ทดสอบ")
    with pytest.raises(InputError, match=r"was made from|published"):
        publish_kept(kept, other, places, reason="ทดสอบ")

    assert len(rows(places, "target")) == 2
    take(hand(unlock=UNLOCK + "u1,nst-2565,ระบบแผน,ปัญหา,ข้อเสนอ,ร่าง,\n"), places)
    assert len(rows(places, "target")) == 2
    assert len(rows(places, "unlock")) == 1


def test_an_agenda_that_nobody_knows_is_refused(hand: Hand) -> None:
    found = hand(targets=TARGETS + ONE.replace("nst-2565", "nst-9999").replace(",60", ",100"))

    assert rules(found) == [("agenda.unknown_agenda", "targets.csv", 2)]
    assert "nst-2565" in found.errors[0].hint("en")
    assert found.candidate is None


def test_an_agenda_of_another_file_of_the_same_delivery_is_known(hand: Hand) -> None:
    found = hand(
        agenda="id,title_th\nnew-1,วาระใหม่\n",
        unlock=UNLOCK + "u1,new-1,work,ปัญหา,ข้อเสนอ,draft,\n",
    )

    assert found.errors == ()
    assert found.changes


def test_the_same_set_in_two_files_is_refused(hand: Hand) -> None:
    whole = ONE.replace(",60", ",100")

    found = hand(a=TARGETS + whole, b=TARGETS + whole)

    assert rules(found) == [("agenda.in_two_files", "b.csv", 2)]


def test_a_faulty_shipped_register_stops_the_build(places: Places) -> None:
    file = places.agenda / "targets.csv"
    file.write_text(file.read_text(encoding="utf-8") + "x,y\n", encoding="utf-8")

    with pytest.raises(InputError) as refused:
        build(places)

    assert refused.value.facts["file"] == "targets.csv"
    assert refused.value.hint("th")


def test_a_data_folder_without_an_agenda_is_built_all_the_same(places: Places) -> None:
    shutil.rmtree(places.agenda)

    snapshot = build(places).snapshot

    assert all(held.empty for held in read_registers(snapshot).values())
