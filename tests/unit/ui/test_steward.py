from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.catalog import load_catalog
from dashboard.errors import InputError
from dashboard.ingest.documents.model import Document, Sheet
from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.intake import Examination, FileReport
from dashboard.ingest.report import Place, Problem
from dashboard.settings import STEWARD_VARIABLE, places
from dashboard.snapshot.compare import Difference
from dashboard.ui import door
from dashboard.ui.door import came_through_proxy, open_to_reader
from dashboard.ui.steward_desk import Deed, Desk, Done
from dashboard.ui.steward_figures import hidden, in_order
from dashboard.ui.steward_map import changes, scope_of
from dashboard.ui.steward_preview import column_of, excerpts
from dashboard.ui.steward_template import fillable, form
from dashboard.ui.steward_verdict import kind

SHEET = Sheet(
    "ข้อมูล",
    rows=[
        ["ประชากร"],
        ["อำเภอ", 2566.0, "2567"],
        ["ปากพนัง", 1.0, "x"],
        ["พื้นที่", 2566.0],
        ["ลานสกา", -3.0],
    ],
    numbers=[1, 3, 4, 8, 9],
)


def visitor(
    monkeypatch: pytest.MonkeyPatch,
    *,
    flag: str = "1",
    address: str = "127.0.0.1",
    ip: str | None = None,
    **headers: str,
) -> bool:
    monkeypatch.setenv(STEWARD_VARIABLE, flag)
    context = SimpleNamespace(
        ip_address=ip, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    options = {"server.address": address}
    monkeypatch.setattr(door, "st", SimpleNamespace(get_option=options.get, context=context))
    return open_to_reader()


def test_only_somebody_at_this_machine_may_hand_in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert visitor(monkeypatch, Host="127.0.0.1:8501")
    assert visitor(monkeypatch, address="::1")
    assert not visitor(monkeypatch, flag="")
    assert not visitor(monkeypatch, flag="yes")
    assert not visitor(monkeypatch, address="0.0.0.0")  # noqa: S104  it is refused
    assert not visitor(monkeypatch, ip="10.0.0.7")
    assert not visitor(monkeypatch, X_Forwarded_For="127.0.0.1")
    assert not visitor(monkeypatch, forwarded="for=127.0.0.1")


@pytest.mark.parametrize("name", ["Forwarded", "X-FORWARDED-FOR", "x-forwarded-host", "Via"])
def test_a_proxy_is_known_by_what_it_adds(name: str) -> None:
    assert came_through_proxy(["host", name])
    assert not came_through_proxy(["host", "origin", "x-forwards", "cookie"])


def test_a_deed_is_done_once_and_a_refused_one_is_kept_as_refused() -> None:
    desk, done = Desk(), []

    def work(deed: Deed) -> Done:
        done.append(deed.reason)
        return Done(deed.act, "b", "a")

    desk.ask(Deed("publish", "b", "why", ""))
    desk.do(work)
    desk.do(work)
    assert done == ["why"]
    assert desk.done == Done("publish", "b", "a")

    def refuse(_: Deed) -> Done:
        raise InputError("history.parent_moved", id="c", over="a", present="b")

    desk.ask(Deed("take_in", "", "again", ""))
    assert desk.done is None
    desk.do(refuse)
    assert desk.refusal is not None
    assert desk.refusal[0] == "take_in"
    desk.clear()
    assert desk.refusal is None


@pytest.mark.parametrize(
    ("row", "column", "place"),
    [
        (2, "2567", 2),
        (2, "2566", 1),
        (4, "อำเภอ", 0),
        (4, "พื้นที่", 0),
        (4, "B", 1),
        (4, "AB", 27),
        (4, "", -1),
        (4, "ไม่มี", -1),
    ],
)
def test_a_column_is_found_by_its_heading_or_its_letters(row: int, column: str, place: int) -> None:
    assert column_of(SHEET, row, column) == place


def problem(severity: str, row: int, column: str) -> Problem:
    place = Place("a.xlsx", "ข้อมูล", row, column)
    return Problem("error" if severity == "error" else "warning", "intake.no_figures", place)


def test_a_preview_shows_faulty_cells_and_an_error_over_a_warning() -> None:
    document = Document("a.xlsx", "0", "workbook", (SHEET, Sheet("อื่น", [["a"]], [1])))
    report = FileReport("a.xlsx", document=document).with_problems(
        [problem("warning", 4, "2567"), problem("error", 4, "2567"), problem("error", 9, "")]
    )

    [found] = excerpts(report)

    assert found.sheet is SHEET
    assert found.rows == (0, 1, 2, 3, 4)
    assert found.columns == (0, 1, 2)
    assert found.marks == {(2, 2): "error", (4, -1): "error"}


def test_of_a_refused_file_there_is_no_preview() -> None:
    report = FileReport("a.csv").with_problems([problem("error", 4, "2567")])
    assert list(excerpts(report)) == []


def test_a_figure_that_would_point_at_persons_is_shown_as_suppressed() -> None:
    after = pd.DataFrame(
        {
            "indicator": ["poor", "poor", "poor"],
            "ref_area": ["8001", "8002", "8002"],
            "time_period": ["2018", "2018", "2019"],
            "edition": "",
            "obs_value": [3.0, 70.0, 2.0],
            "conf_status": "F",
        },
        index=[4, 5, 6],
    )
    refused = after.loc[[4, 6, 6], ["indicator", "ref_area", "time_period", "edition"]]

    assert hidden(after, refused)["conf_status"].tolist() == ["C", "F", "C"]
    assert hidden(after, refused.head(0))["conf_status"].tolist() == ["F", "F", "F"]


def test_an_area_is_told_the_gravest_of_its_changes() -> None:
    rows = pd.DataFrame(
        {
            "ref_area": ["8001", "8001", "8002", "8003", "8004", "8004"],
            "kind": [
                *("new_period", "revised", "new_area"),
                *("cited_anew", "newly_missing", "newly_suppressed"),
            ],
        }
    )
    assert changes(rows) == {"8001": "changed", "8002": "new", "8004": "suppressed"}
    free = pd.DataFrame({"ref_area": ["8001", "8001"], "kind": ["revised", "newly_free"]})
    assert changes(free) == {"8001": "free"}


def test_the_map_is_of_our_districts_the_southern_ones_or_the_provinces() -> None:
    areas = load_catalog(places().shipped_data / "catalog").areas
    assert scope_of(["8001", "80", "TH"], areas) == ("80", ["8001"])
    assert scope_of(["8001", "8101"], areas) == ("S", ["8001", "8101"])
    assert scope_of(["80", "81", "S"], areas) == ("S", ["80", "81"])
    assert scope_of(["TH", "nowhere"], areas) == ("S", [])


def moved(*kinds: str) -> Difference:
    keys = dict.fromkeys(("indicator", "ref_area", "time_period", "edition"), "x")
    rows = pd.DataFrame([{**keys, "kind": each, "derived": False} for each in kinds])
    return Difference(rows if kinds else pd.DataFrame({"kind": []}), 7)


def test_a_verdict_names_the_first_thing_that_stands_in_the_way() -> None:
    good = FileReport("a.csv", observations=3)
    bad = good.with_problems([problem("error", 4, "2567")])
    unsafe = pd.DataFrame([{"indicator": "i", "ref_area": "8001", "time_period": "2018"}])
    new = moved("cited_anew", "new_period")

    assert kind(Examination((bad,), "a", new), "a") == "errors"
    assert kind(Examination((good,), "a", new, refused=unsafe), "b") == "refused"
    assert kind(Examination((FileReport("a.csv"),), "a"), "a") == "empty"
    assert kind(Examination((good,), "a", moved()), "a") == "same"
    assert kind(Examination((good,), "a", new), "b") == "moved"
    assert kind(Examination((good,), "a", moved("cited_anew")), "a") == "cited"
    assert kind(Examination((good,), "a", new), "a") == "good"


def test_figures_of_the_file_come_before_computed_ones_and_new_ones_are_among_them() -> None:
    rows = pd.DataFrame(
        {
            "indicator": ["a", "b", "c", "d"],
            "ref_area": "80",
            "time_period": "2018",
            "edition": "",
            "kind": ["revised", "new_period", "cited_anew", "revised"],
            "derived": [True, False, False, False],
        }
    )
    assert in_order(rows)["indicator"].tolist() == ["d", "b", "a"]


def test_the_faulty_columns_of_a_wide_sheet_stand_beside_the_labels() -> None:
    heads = ["code", "name", *map(str, range(2500, 2550))]
    sheet = Sheet("ข้อมูล", rows=[heads, ["8001", "เมือง", *["1"] * 50]], numbers=[1, 2])
    document = Document("a.xlsx", "0", "workbook", (sheet,))
    report = FileReport("a.xlsx", document=document).with_problems([problem("error", 2, "2540")])

    [found] = excerpts(report)

    assert found.columns[:5] == (0, 1, 42, 2, 3)
    assert len(set(found.columns)) == len(found.columns) == 30


def test_a_form_is_offered_for_what_publishers_print_and_written_for_our_districts() -> None:
    where = places()
    catalog = load_catalog(where.shipped_data / "catalog")
    offered = [each.id for each in fillable(catalog, "district")]
    assert "tpmap_happiness_mean" in offered
    assert "gini_income" not in offered

    shipped = places(where.shipped_data)
    content = form(shipped, ["tpmap_happiness_mean"], "district", "th")

    document = open_document("template.xlsx", content)
    first = document.sheets[0]
    assert {str(row[2]) for row in first.rows[1:24]} >= {"8001", "8023"}
    assert "tpmap_happiness_mean" in first.rows[1]
