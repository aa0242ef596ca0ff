"""How many areas rose and how many fell, and where the one in front stands among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.cell import level_key
from dashboard.charts.changes import Change, Sizes, of_one_span
from dashboard.charts.standing import ordinal
from dashboard.charts.wording import areas_text
from dashboard.text import Lang, t


def directions(
    changes: Sequence[Change],
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    front: str = "",
) -> str:
    """How many areas rose and how many fell over the same span: `16 อำเภอเพิ่มขึ้น 7 อำเภอลดลง`.

    The one area in front is placed among those that moved the same way.

    Args:
        changes: from `changes.change_table`, without benchmarks.
        indicator: what is measured.
        areas: the areas of the table.
        lang: the reader's language.
        front: code of the one area in front, if there is one.
    """
    known = of_one_span(changes)
    if not known:
        return t("charts.trend.none", lang)
    counts = Counter(_way(change.absolute or 0.0) for change in known)
    level = level_key(areas)
    told = [(way, areas_text(count, level, lang)) for way, count in counts.most_common()]
    complete = len(known) == sum(each.absolute is not None for each in changes)
    every = "all." if complete and len(told) == 1 and len(known) > 1 else ""
    words = [t(f"charts.trend.{every}{way}", lang, areas=text) for way, text in told]
    sizes = Sizes(known, indicator, lang)
    words += [_placed(known, each, sizes) for each in known if each.code == front]
    return t("charts.side.join", lang).join(filter(None, words))


def _placed(known: Sequence[Change], own: Change, sizes: Sizes) -> str:
    """`Nakhon Si Thammarat fell least in points`; nothing of one that shares its place.

    Nothing either of the only one that moved its way: that is counted already.
    """
    size = abs(sizes.size(own))
    way = _way(sizes.size(own))
    same = [abs(sizes.size(each)) for each in known if _way(sizes.size(each)) == way]
    if way == "level" or len(same) <= 1 or same.count(size) > 1:
        return ""
    place = 1 + sum(each > size for each in same)
    least = place == len(same) == len(known)
    rank = "least" if least else "most" if place == 1 else "place"
    words = t(f"charts.trend.{rank}", sizes.lang, place=ordinal(place, sizes.lang))
    placed = t(f"charts.trend.placed.{way}", sizes.lang, name=own.name, rank=words)
    if sizes.in_per_cent:
        return t("charts.trend.placed.per_cent", sizes.lang, placed=placed)
    in_points = sizes.indicator.unit.kind == "ratio"
    return t("charts.trend.placed.points", sizes.lang, placed=placed) if in_points else placed


def _way(apart: float) -> str:
    return "level" if apart == 0 else "up" if apart > 0 else "down"
