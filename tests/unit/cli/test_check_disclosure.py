from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.cli import attacked, check
from dashboard.cli.attacked import Attacked, report, told
from dashboard.cli.commands import command_line
from dashboard.disclosure.audit import Attack
from dashboard.disclosure.scan import Leak
from dashboard.errors import HppError
from dashboard.settings import places
from dashboard.text import Lang

KEY = ("bmn61_ind15_fail", "8303", "2018", "TPMAP 2561")


def outcome(*exact: tuple[str, str, str, str], stray: int = 0) -> Attacked:
    attack = Attack("sum", suppressed=664, unpublished=4681, exact=list(exact))
    return Attacked("4f4859a26f67", 2, (attack,), (Leak("stray", 6, stray),), 3.5)


@pytest.mark.parametrize(("lang", "word"), [("en", "recovered exactly 1"), ("th", "แน่นอน 1")])
def test_the_report_says_how_many_and_which_only_when_asked(lang: Lang, word: str) -> None:
    found = outcome(KEY)

    without = "\n".join(report(found, lang, cells=False))
    assert word in without
    assert "664" in without
    assert "8303" not in without
    assert " ".join(KEY) in "\n".join(report(found, lang, cells=True))


def test_a_leak_in_the_files_breaks_the_promise_like_a_cell_does() -> None:
    assert outcome().kept
    assert not outcome(KEY).kept
    assert not outcome(stray=1).kept


def test_json_has_numbers_and_keys_only_when_asked() -> None:
    line = told(outcome(KEY), cells=False)
    assert line["kept"] is False
    assert line["attacks"][0] == {
        "attack": "sum",
        "suppressed": 664,
        "unpublished": 4681,
        "exact": 1,
        "small": 0,
        "contradictory": 0,
        "narrow": 0,
    }
    assert told(outcome(KEY), cells=True)["attacks"][0]["cells"]["exact"] == [list(KEY)]


@pytest.mark.parametrize(("exact", "code"), [((), 0), ((KEY,), 1)])
def test_the_exit_code_is_that_of_the_promise(
    exact: tuple[tuple[str, str, str, str], ...],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(check, "attack", lambda _where: outcome(*exact))
    options = command_line("en").parse_args(["check", "--disclosure", "--json"])

    if code:
        with pytest.raises(HppError) as broken:
            check.run(options, "en")
        assert broken.value.exit_code == code
        assert broken.value.key == "disclosure.recovered"
    else:
        assert check.run(options, "en") == code
    assert json.loads(capsys.readouterr().out)["kept"] is not bool(exact)


def test_the_published_snapshot_is_attacked_from_its_folder(root: Path) -> None:
    found = attacked.attack(places(root / "data"))

    assert found.attacks[0].name == "shown"
    assert {each.kind: each.found for each in found.leaks} == dict.fromkeys(
        ("value", "statistics", "metadata", "note", "total", "stray"), 0
    )
