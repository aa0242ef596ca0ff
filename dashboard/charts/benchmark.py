"""What an area is compared with, by code: its name on a line and its name in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.describe import Benchmark
from dashboard.text import Lang, t
from dashboard.text.numbers import number


def benchmark_lines(
    benchmarks: Mapping[str, float], indicator: Indicator, lang: Lang
) -> tuple[Benchmark, ...]:
    """Lines to compare with, in the given order; a benchmark without a value has no line.

    A total has none either: a whole is no yardstick for its parts, also where the publisher's
    parts do not add up to it.

    Args:
        benchmarks: area code (TH, S, S11, S3, a cluster, 80) to value.
        indicator: what is measured.
        lang: the reader's language.
    """
    if indicator.unit.of_totals:
        return ()
    return tuple(
        Benchmark(label(code, lang), value, number(value, indicator.decimals))
        for code, value in benchmarks.items()
        if not math.isnan(value)
    )


def label(code: str, lang: Lang) -> str:
    """The name beside a line: `ทั้งจังหวัด`, `Province`."""
    return t(f"charts.benchmark.{_words_of(code)}", lang)


def in_words(code: str, lang: Lang) -> str:
    """The name in the middle of a sentence: `ทั้งจังหวัด`, `the province`."""
    return t(f"charts.benchmark.{_words_of(code)}.in", lang)


def its_value(code: str, lang: Lang) -> str:
    """What figures are compared with: `ค่าจังหวัด`, `the province`."""
    return t(f"charts.benchmark.{_words_of(code)}.value", lang)


def _words_of(code: str) -> str:
    """Every province is "the province" to its own districts."""
    return "province" if code.isdigit() else code


def holds(code: str, area: Area) -> bool:
    """Whether the figure of `code` includes the figure of `area`."""
    above = {"TH", area.parent, area.planning_region, area.cluster}
    if area.planning_region:
        above.add("S")
    return code in above
