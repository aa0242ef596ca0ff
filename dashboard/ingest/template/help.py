"""The help sheet of a template: rules, columns and an example, Thai first and then English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dashboard.ingest.template.prefill import WRITTEN, Wanted
from dashboard.text import LANGS, t

RULES: Final = 6
_EXAMPLE: Final = {
    "period": "2567",
    "value": "12.5",
    "numerator": "125",
    "denominator": "1000",
    "status": "P",
}


def help_rows(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Two texts a row: what is spoken of, and what is said of it."""
    for lang in LANGS:
        yield t("template.help.title", lang), ""
        for number in range(1, RULES + 1):
            yield f"{number}.", t(f"template.help.rule.{number}", lang)
        yield "", ""
        yield t("template.help.column", lang), t("template.help.meaning", lang)
        for column in WRITTEN:
            yield t(f"template.column.{column}", lang), t(f"template.help.of.{column}", lang)
        yield "", ""
        first = next(wanted.rows(lang))
        shown = [_EXAMPLE.get(column, cell) for column, cell in zip(WRITTEN, first, strict=True)]
        yield t("template.help.example", lang), " | ".join(shown)
        yield "", ""
        yield t("template.help.indicators", lang), ""
        for each in wanted.indicators:
            yield (
                each.id,
                f"{each.name.of(lang)} ({each.unit.name.of(lang)}): {each.definition.of(lang)}",
            )
        yield "", ""
