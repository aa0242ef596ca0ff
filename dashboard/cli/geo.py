"""`hpp geo build`: boundary files from published boundaries."""

from __future__ import annotations

from argparse import Namespace

from dashboard.geo.build import build
from dashboard.settings import places
from dashboard.text import Lang


def run(options: Namespace, lang: Lang) -> int:
    """Builds the files and prints every repair."""
    present = places().geo
    report = build(options.source, options.out or present, former=present)
    print("\n".join(report.lines(lang)))
    return 0
