from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.changes import asked, indicator_names, snapshot, spread
from bench.line import Line, NotMeasured, Promise
from bench.run import summary
from bench.servers import Server, twin_settings
from bench.tab import Run, Tab
from bench.used import used


def _line(ours: float, twin: float | None, promise: Promise, broken: str = "") -> Line:
    return Line(name="thing", unit="KB", ours=ours, twin=twin, promise=promise, broken=broken)


def _tab() -> Tab:
    return Tab(Server("ours", 8501, None, 0.0))  # type: ignore[arg-type]


def _take(tab: Tab, message: ForwardMsg) -> tuple[bool, int]:
    run = Run()
    done = tab._take(message.SerializeToString(), run)
    return done, run.payload


def _element(path: list[int], spec: str, *, message_hash: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=message_hash)
    message.metadata.delta_path.extend(path)
    message.metadata.cacheable = bool(message_hash)
    message.delta.new_element.plotly_chart.spec = spec
    return message


def test_a_limit_is_kept_up_to_and_with_its_value() -> None:
    assert _line(20, None, Promise(limit=20)).kept
    assert not _line(20.01, None, Promise(limit=20)).kept


def test_a_share_is_held_against_the_twin() -> None:
    assert _line(5, 100, Promise(share=1 / 20)).kept
    assert not _line(5.1, 100, Promise(share=1 / 20)).kept


def test_both_parts_of_a_promise_must_hold() -> None:
    promise = Promise(limit=60, share=1 / 4)
    assert not _line(59, 100, promise).kept
    assert not _line(61, 1000, promise).kept
    assert _line(25, 100, promise).kept


def test_a_broken_condition_outweighs_good_numbers() -> None:
    line = _line(1, 100, Promise(limit=30), broken="it holds coordinates")
    assert not line.kept
    assert "NOT KEPT   (it holds coordinates)" in line.text()


def test_a_share_without_a_twin_is_no_verdict() -> None:
    with pytest.raises(NotMeasured):
        _ = _line(1, None, Promise(share=0.6)).kept


def test_a_promise_is_printed_in_words() -> None:
    assert Promise(limit=20, share=1 / 20).words("KB") == "≤ 20 KB, ≤ 1/20 of the twin"
    assert Promise(share=0.6).words("s") == "≤ 0.6 of the twin"
    assert Promise(share=1 / 3).words("s") == "≤ 1/3 of the twin"


def test_a_line_shows_both_sides_ratio_and_verdict() -> None:
    words = _line(12.34, 123.4, Promise(limit=20)).text().split()
    assert words == ["thing", "12.34", "KB", "123.4", "KB", "0.100", "≤", "20", "KB", "kept"]


def test_a_line_is_a_row_of_the_table() -> None:
    assert _line(30.5, 100, Promise(limit=20)).row() == (
        "| thing | 30.5 KB | 100 KB | 0.30 | ≤ 20 KB | NOT KEPT |"
    )
    assert _line(3, None, Promise()).row() == "| thing | 3 KB |  |  | no promise | kept |"


def test_a_twin_without_a_number_above_zero_gives_no_ratio() -> None:
    assert _line(1, 0, Promise(limit=2)).ratio is None
    assert _line(1, -0.02, Promise(limit=2)).ratio is None
    assert _line(1, None, Promise(limit=2)).ratio is None


def test_the_summary_names_what_is_not_kept_and_not_measured() -> None:
    lines = [_line(1, None, Promise(limit=2)), _line(3, None, Promise(limit=2))]
    assert summary(lines, {"start": "no hpp"}, 61.2) == (
        "\n1 of 2 promises kept in 61 s; NOT KEPT: thing; not measured: start"
    )


def test_options_are_spread_evenly_and_in_order() -> None:
    assert spread(list("abcdefghij"), 5) == ["a", "c", "e", "g", "i"]
    assert spread(["a", "b"], 5) == ["a", "b"]
    assert spread([], 5) == []


def test_the_address_says_what_was_chosen() -> None:
    assert asked("within=S&ind=pop_registered", "ind") == "pop_registered"
    with pytest.raises(NotMeasured, match="period"):
        asked("ind=pop_registered", "period")


def test_nothing_published_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HPP_DATA", str(tmp_path))
    with pytest.raises(NotMeasured, match="make build"):
        snapshot()


def test_the_published_snapshot_is_the_one_that_current_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "CURRENT").write_text("abc123\n", encoding="utf-8")
    monkeypatch.setenv("HPP_DATA", str(tmp_path))
    assert snapshot() == tmp_path / "snapshots" / "abc123"


def test_the_twin_is_handed_our_settings_without_our_theme() -> None:
    flags = twin_settings()
    assert "--server.fileWatcherType=none" in flags
    assert "--server.headless=true" in flags
    assert "--browser.gatherUsageStats=false" in flags
    assert not any(flag.startswith("--theme") for flag in flags)


def test_indicator_names_of_the_shipped_snapshot_are_one_to_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HPP_DATA", raising=False)
    names = indicator_names()
    assert names["pop_registered"] == "Registered population"
    assert len(set(names.values())) == len(names)


def test_every_byte_is_counted_and_only_a_finished_script_ends_a_run() -> None:
    tab = _tab()
    early = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    element = _element([0, 1], "figure")
    assert _take(tab, element) == (False, element.ByteSize())
    assert _take(tab, early) == (False, early.ByteSize())
    assert _take(tab, ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))[0]


def test_a_reference_brings_back_the_message_that_was_kept() -> None:
    tab = _tab()
    _take(tab, _element([0, 1], '{"type":"choropleth"}', message_hash="h1"))
    _take(tab, _element([0, 1], "another figure"))
    reference = ForwardMsg(ref_hash="h1")
    reference.metadata.delta_path.extend([0, 1])
    _take(tab, reference)
    assert tab.map_figure() == '{"type":"choropleth"}'


def test_a_message_that_two_runs_did_not_use_is_forgotten() -> None:
    tab = _tab()
    tab._runs = 1
    _take(tab, _element([0, 1], "figure", message_hash="h1"))
    tab._forget()
    tab._runs = 2
    tab._forget()
    assert list(tab._request("").rerun_script.cached_message_hashes) == ["h1"]
    tab._runs = 3
    tab._forget()
    assert list(tab._request("").rerun_script.cached_message_hashes) == []


def test_the_options_of_a_select_box_leave_out_what_is_on() -> None:
    tab = _tab()
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, 1])
    box = message.delta.new_element.selectbox
    box.id, box.default = "$$ID-0123-districts:ind", 1
    box.options.extend(["a", "b", "c"])
    _take(tab, message)
    assert tab.others("ind") == ["a", "c"]
    tab._chosen[box.id] = "c"
    assert tab.others("ind") == ["a", "b"]
    with pytest.raises(NotMeasured, match="period"):
        tab.box("period")


def test_a_page_that_failed_is_not_measured() -> None:
    traceback, apology = ForwardMsg(), ForwardMsg()
    traceback.delta.new_element.exception.message = "boom"
    apology.delta.new_element.alert.body = "sorry"
    apology.delta.new_element.alert.format = Alert.ERROR
    with pytest.raises(NotMeasured, match="ours: page '/' says 'boom'"):
        _take(_tab(), traceback)
    with pytest.raises(NotMeasured, match="says 'sorry'"):
        _take(_tab(), apology)


def test_a_notice_on_the_page_is_no_failure() -> None:
    notice = ForwardMsg()
    notice.delta.new_element.alert.body = "dropped ind=x"
    notice.delta.new_element.alert.format = Alert.INFO
    assert _take(_tab(), notice) == (False, notice.ByteSize())


def test_the_peak_of_a_command_is_its_own_and_not_that_of_who_starts_it() -> None:
    ballast = bytearray(b"x") * 200_000_000

    small = used([sys.executable, "-S", "-c", "raise SystemExit(3)"])
    large = used([sys.executable, "-S", "-c", "bytearray(b'x') * 100_000_000"])

    assert len(ballast) == 200_000_000
    assert small.code == 3
    assert 1 < small.megabytes < 60
    assert 100 < large.megabytes < 160
    assert small.seconds > 0
