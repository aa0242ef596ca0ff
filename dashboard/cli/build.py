"""`hpp build`: the cited figures as a published snapshot."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from dashboard.cli.folders import data_folder
from dashboard.ingest.build import build
from dashboard.text import Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Builds, and says what became of it."""
    result = build(data_folder(options, lang, fill=True))
    for difference in result.differences:
        print(t("cli.build.difference", lang, **asdict(difference)))
    print(t(result.why, lang, id=result.snapshot.id))
    if not (result.published or result.already):
        print(t("cli.build.unpublished", lang, id=result.snapshot.id))
    return 0
