"""`hpp template`: an empty table of figures for an office to fill in, as XLSX or CSV."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dashboard.catalog.model import PROVINCE, SOUTH, Area, Level
from dashboard.cli.folders import catalog_of, data_folder
from dashboard.errors import InputError
from dashboard.ingest.template.agenda_workbook import agenda_workbook
from dashboard.ingest.template.lookup import Lookup, offer
from dashboard.ingest.template.prefill import Wanted
from dashboard.ingest.template.text import csv_text
from dashboard.ingest.template.told import ONE_ROW, Fault
from dashboard.ingest.template.workbook import workbook
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot import current, empty_registers, read_registers
from dashboard.text import LANGS, Lang, t

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
    if options.agenda == bool(options.indicator):
        raise InputError("agenda.template.what")
    if options.agenda:
        return _agenda(options, lang)
    words = load_vocabulary(data_folder(options, lang).catalog)
    wanted = _wanted(options, words)
    _write(out, form(wanted, lang))
    print(t("cli.template.written", lang, file=out, rows=sum(1 for _ in wanted.rows(lang))))
    return 0


def _agenda(options: Namespace, lang: Lang) -> int:
    """The workbook of the registers, with what is published in it."""
    if options.out.suffix.casefold() != ".xlsx":
        raise InputError("agenda.template.only_xlsx", file=options.out.name)
    found = data_folder(options, lang)
    snapshot = current(found.snapshots)
    registers = empty_registers() if snapshot is None else read_registers(snapshot)
    _write(options.out, agenda_workbook(registers, catalog_of(found), lang))
    print(t("agenda.template.written", lang, file=options.out))
    return 0


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError("template.cannot_write", file=out.name, why=why) from error


def _wanted(options: Namespace, words: Vocabulary) -> Wanted:
    """What the options ask for.

    Raises:
        InputError: everything in them that is not understood, at once.
    """
    lookup = Lookup(words)
    level: Level = options.level
    asked = [(lookup.indicator(text), text) for text in dict.fromkeys(options.indicator)]
    indicators = [each for each, _ in asked if not isinstance(each, Fault)]
    areas = _areas(options.within, level, words)
    results: list[tuple[object, str]] = [*asked, (areas, options.within)]
    for name in [each.id for each in indicators] or [""]:
        results.append((lookup.level(name, level), level))
        results += [(lookup.period(text, name, era=""), text) for text in options.period]
        if options.edition:
            results.append((lookup.edition(options.edition, name), options.edition))
    _refuse([(each, text) for each, text in results if isinstance(each, Fault)])
    used = {each.id: lookup.editions(each.id) for each in indicators}
    return Wanted(
        indicators,
        [] if isinstance(areas, Fault) else areas,
        options.period,
        options.edition,
        list(dict.fromkeys(name for editions in used.values() for name in editions)),
        {name: editions[-1] for name, editions in used.items() if editions},
    )


def _areas(within: str, level: Level, words: Vocabulary) -> list[Area] | Fault:
    """The areas of `level` in what `within` names; by default the province, or the South."""
    found = words.areas.find(within or (PROVINCE if level == "district" else SOUTH))
    if not found.code:
        places = [words.catalog.areas[each] for each in found.candidates]
        near = {f"nearest_{lang}": offer(places, lang) for lang in LANGS}
        return Fault("areas.unknown", {"name": within, **near})
    areas = words.catalog.children(found.code, level)
    return areas or Fault("template.no_areas", {"level": level, "within": found.code})


def _refuse(faults: Sequence[tuple[Fault, str]]) -> None:
    """Raises what is wrong, all of it in one error.

    Raises:
        InputError: there is a fault.
    """
    errors = [
        InputError(fault.rule, **{"value": text, **ONE_ROW, **fault.facts})
        for fault, text in faults
    ]
    told = list({each.message("en"): each for each in errors}.values())
    if len(told) == 1:
        raise told[0]
    if told:
        lines = {
            f"faults_{lang}": "\n".join(
                t("template.one_fault", lang, fact=each.fact(lang), hint=each.hint(lang))
                for each in told
            )
            for lang in LANGS
        }
        raise InputError("template.faults", count=len(told), **lines)
