from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Hpp = Callable[..., Any]


def test_indicators_are_found_by_words_of_either_language(hpp: Hpp, data: Path) -> None:
    for words in (["poor", "health"], ["คนจน", "สุขภาพ"], ["tpmap_target_poor_h"]):
        result = hpp("indicators", *words, "--data", data, "--lang", "en")
        lines = result.out.splitlines()
        assert (result.code, result.err) == (0, "")
        assert lines[0].split() == ["id", "name", "unit", "levels", "first", "last"]
        assert [line.split()[0] for line in lines[2:]] == ["tpmap_target_poor_health"]
        assert lines[2].split()[-2:] == ["2018", "2018"]


def test_a_level_and_json(hpp: Hpp, data: Path) -> None:
    result = hpp("indicators", "pop_reg", "--level", "district", "--json", "--data", data)
    (found,) = json.loads(result.out)
    assert (found["id"], found["levels"][-1]) == ("pop_registered", "district")
    assert found["first"] < found["last"] == "2024"


def test_words_that_nothing_has_are_told(hpp: Hpp, data: Path) -> None:
    result = hpp("indicators", "moon", "phase", "--data", data)
    assert result.code == 2
    assert result.err.splitlines() == [
        "No indicator has moon phase in its name, id or domain.",
        "Try fewer words, or see them all with `hpp indicators`.",
    ]
