"""`hpp template`: an empty table of figures for an office to fill in, as XLSX or CSV."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeVar

from dashboard.catalog.model import PROVINCE, SOUTH, Area, Level
from dashboard.cli.folders import data_folder
from dashboard.errors import InputError
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.prefill import Wanted
from dashboard.ingest.template.text import csv_text
from dashboard.ingest.template.told import Fault
from dashboard.ingest.template.workbook import workbook
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.text import Lang, t

T = TypeVar("T")

_FORMS: Final = {".xlsx": workbook, ".csv": csv_text}


def run(options: Namespace, lang: Lang) -> int:
    """Writes the template.

    Raises:
        InputError: an unknown indicator, area or period, or one that does not fit the others; the
            file exists already, is of another kind or cannot be written.
    """
    out: Path = options.out
    form = _FORMS.get(out.suffix.casefold())
    if form is None:
        raise InputError("template.file_kind", file=out.name)
    if out.exists() and not options.force:
        raise InputError("template.file_exists", file=out.name)
    words = load_vocabulary(data_folder(options, lang).catalog)
    wanted = _wanted(options, words, lang)
    try:
        out.write_bytes(form(wanted, lang))
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError("template.cannot_write", file=out.name, why=why) from error
    print(t("cli.template.written", lang, file=out, rows=sum(1 for _ in wanted.rows(lang))))
    return 0


def _wanted(options: Namespace, words: Vocabulary, lang: Lang) -> Wanted:
    lookup = Lookup(words)
    level: Level = options.level
    indicators = [_sound(lookup.indicator(text), text) for text in dict.fromkeys(options.indicator)]
    areas = _areas(options.within, level, words, lang)
    for each in indicators:
        _sound(lookup.level(each.id, level), level)
        for text in options.period:
            _sound(lookup.period(text, each.id, era=""), text)
        if options.edition:
            _sound(lookup.edition(options.edition, each.id), options.edition)
    editions = dict.fromkeys(name for each in indicators for name in lookup.editions(each.id))
    return Wanted(indicators, areas, options.period, options.edition, list(editions))


def _areas(within: str, level: Level, words: Vocabulary, lang: Lang) -> list[Area]:
    """The areas of `level` in what `within` names; by default the province, or the South."""
    found = words.areas.find(within or (PROVINCE if level == "district" else SOUTH))
    if not found.code:
        places = (words.catalog.areas[each] for each in found.candidates)
        raise InputError("areas.unknown", name=within, nearest=_offer(places, lang))
    areas = words.catalog.children(found.code, level)
    if not areas:
        raise InputError("template.no_areas", level=level, within=found.code)
    return areas


def _offer(places: Iterable[Area], lang: Lang) -> str:
    return ", ".join(f"{each.code} {each.name.of(lang)}" for each in places) or "–"


def _sound(result: T | Fault, text: str) -> T:
    """What was understood.

    Raises:
        InputError: it was not.
    """
    if isinstance(result, Fault):
        raise InputError(result.rule, value=text, **result.facts)
    return result
