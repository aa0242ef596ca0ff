"""Who computed what areas are compared with: said in source lines, and in every row of a file."""

from __future__ import annotations

from dashboard.charts.benchmark import label
from dashboard.charts.concerned import computed
from dashboard.text.numbers import number
from dashboard.ui.area_view import AreaView, yardstick_rows, yardsticks
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared


def yardsticks_by(who: Reader, view: AreaView) -> dict[str, str]:
    """For each yardstick of a view the key of the words that say who computed it, "" for nobody."""
    if not view.benchmarks:
        return {}
    return shared(who, "yardsticks_by", *view.key, make=lambda: _yardsticks_by(who, view))


def _yardsticks_by(who: Reader, view: AreaView) -> dict[str, str]:
    rows = yardstick_rows(who, view.indicator, yardsticks(view.level, view.within))
    of_view = (rows["time_period"] == view.vintage.period) & (
        rows["edition"] == view.vintage.edition
    )
    rows = rows[of_view & rows["ref_area"].isin(list(view.benchmarks))]
    keys = dict(zip(rows["ref_area"].tolist(), computed(view.indicator, rows), strict=True))
    return {code: keys[code] for code in view.benchmarks}


def computed_yardsticks(who: Reader, view: AreaView) -> list[str]:
    """`ภาคใต้: ระบบนี้คำนวณ`: what a picture is compared with and nobody has published.

    Nothing of those whose words the source line says of every figure. Of the yardsticks of a total
    only the nearest is used, as the whole of its parts.
    """
    of_all = set(computed(view.indicator, view.frame))
    used = list(view.benchmarks)[: 1 if view.indicator.unit.of_totals else None]
    names: dict[str, list[str]] = {}
    for code, key in yardsticks_by(who, view).items():
        if key and code in used and of_all != {key}:
            names.setdefault(key, []).append(label(code, who.lang))
    joined = who.t("charts.and")
    return [
        who.t("source.yardstick", whom=joined.join(every), words=who.t(key))
        for key, every in names.items()
    ]


def compared(who: Reader, view: AreaView) -> str:
    """The yardsticks with who computed them: `ภาคใต้ 170,018 (ระบบนี้คำนวณ)`."""
    keys = yardsticks_by(who, view)
    told = []
    for code, value in view.benchmarks.items():
        words = f"{label(code, who.lang)} {number(value, view.indicator.decimals)}"
        told.append(f"{words} ({who.t(keys[code])})" if keys.get(code) else words)
    return "; ".join(told)
