"""From the cells of a template to what they mean: indicators, areas, editions and closed lists.

Every function answers with the meaning or with a `Fault`, never by raising. Callers keep the
answer of each distinct cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from dashboard.catalog.likeness import Likeness
from dashboard.catalog.model import Area, Catalog, Indicator, Level
from dashboard.catalog.resolver import Found
from dashboard.catalog.spelling import name_key, tight
from dashboard.ingest.documents.model import Cell, text_of
from dashboard.ingest.indicator_names import IndicatorNames
from dashboard.ingest.template.columns import level_words, status_words, year_type_words
from dashboard.ingest.template.editions import editions_of_data_sets
from dashboard.ingest.template.told import Fault
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.ingest.years import Era, period_of
from dashboard.text import LANGS, Lang, t

OFFERED: Final = 3
NONE: Final = "–"
LONGEST: Final = 200


class Lookup:
    """The words of the catalogue, as a template may write them."""

    def __init__(self, words: Vocabulary) -> None:
        self._catalog, self._areas = words.catalog, words.areas
        self._names = IndicatorNames(words.catalog.indicators.values())
        self._editions = _editions(words.catalog)
        self._used_editions = editions_of_data_sets(words.folder)
        self._statuses, self._year_types = status_words(), year_type_words()
        self._levels = level_words()
        self._units = _units(words.catalog)

    def indicator(self, cell: Cell) -> Indicator | Fault:
        """The indicator with this id or exact name; one that figures are published for."""
        text = text_of(cell)
        if not text:
            return Fault("template.no_indicator")
        found = self._catalog.indicators.get(text)
        ids = [found.id] if found else self._names.ids(text)
        if len(ids) != 1:
            return self._unknown_indicator(text, ids)
        indicator = self._catalog.indicators[ids[0]]
        if indicator.published or indicator.formula is None:
            return indicator
        inputs = ", ".join(sorted(indicator.formula.names))
        return Fault("template.computed", {"indicator": indicator.id, "inputs": inputs})

    def area(self, cells: tuple[Cell, Cell, Cell, Cell]) -> Area | Fault:
        """The area that code, name, level and province mean together."""
        code, name, level_cell, province_cell = cells
        level = self._level(level_cell)
        within = self._province(province_cell)
        if isinstance(level, Fault) or isinstance(within, Fault):
            return level if isinstance(level, Fault) else cast("Fault", within)
        if not text_of(code):
            given = name if text_of(name) else within
            found = self._place(given, level, within) if given else Fault("template.no_area")
            named = isinstance(found, Fault) and text_of(name)
            return cast("Fault", found)._replace(column="area_name") if named else found
        place = self._place(code, level, within)
        if isinstance(place, Fault) or not text_of(name):
            return place
        return self._agreed(place, name)

    def _agreed(self, place: Area, name: Cell) -> Area | Fault:
        """The area of a code, which the name beside it is to be a name of."""
        if self._areas.find(name, level=place.level, within=place.code).code == place.code:
            return place
        named = self._areas.find(name)
        if named.code and named.code != place.code:
            facts = _name("name", [place]) | _name("other", [self._catalog.areas[named.code]])
            return Fault("template.areas_differ", {"code": place.code, **facts})
        own = {f"name_{lang}": place.name.of(lang) for lang in LANGS}
        return Fault("template.name_not_of_code", {"code": place.code, **own}, "area_name")

    def period(self, cell: Cell, indicator: str, *, era: Era) -> str | Fault:
        """The id of the period, fitting the year type of the indicator where that is known."""
        if not text_of(cell):
            return Fault("template.no_period")
        known = self._catalog.indicators.get(indicator)
        year = period_of(cell, known.year_type if known else "quarter", era=era)
        if year.complaint and (known or not year.time_period):
            return Fault(year.complaint)
        # Yearly means of quarterly surveys are indicators of their own.
        if known and known.year_type == "quarter" and "-Q" not in year.time_period:
            return Fault("years.year_for_quarter")
        return year.time_period

    def year_type(self, cell: Cell, indicator: str) -> str | Fault:
        """The year type, which is to be that of the indicator; "" where the cell is empty."""
        text, known = text_of(cell), self._catalog.indicators.get(indicator)
        found = self._year_types.get(name_key(text), "") if text else ""
        if text and known and found != known.year_type:
            own = _worded("year_type", "year_type", [known.year_type])
            return Fault("template.year_type_differs", {"indicator": indicator, **own})
        return found

    def unit(self, cell: Cell, indicator: str) -> str | Fault:
        """The unit, which is to be that of the indicator; "" where the cell is empty."""
        text, known = text_of(cell), self._catalog.indicators.get(indicator)
        if text and known and known.unit.id not in self._units.get(tight(text), set()):
            name = known.unit.name
            facts = {"indicator": indicator, "unit_th": name.th, "unit_en": name.en}
            return Fault("template.unit_differs", facts)
        return text

    def edition(self, cell: Cell, indicator: str) -> str | Fault:
        """The id of the edition: one of the indicator's, none where it has none."""
        text, used = text_of(cell), self.editions(indicator)
        facts = {"indicator": indicator, "used": ", ".join(used)}
        if not text:
            return Fault("template.no_edition", facts) if used else ""
        found = self._editions.get(name_key(text), "")
        if not found:
            return Fault("template.unknown_edition", {"known": ", ".join(self._catalog.editions)})
        if indicator not in self._catalog.indicators or found in used:
            return found
        return Fault("template.foreign_edition" if used else "template.without_editions", facts)

    def editions(self, indicator: str) -> list[str]:
        """The editions in which the indicator's figures are published, oldest first."""
        known = self._catalog.indicators.get(indicator)
        sets = (self._used_editions.get(each.id, ()) for each in (known.data_sets if known else ()))
        return list(dict.fromkeys(edition for each in sets for edition in each))

    def level(self, indicator: str, level: str) -> str | Fault:
        """The level of an area, one that the indicator has figures for."""
        known = self._catalog.indicators.get(indicator)
        if known is None or not level or level in known.levels:
            return level
        kind = {f"level_{lang}": t(f"template.figures_of.{level}", lang) for lang in LANGS}
        facts = {"indicator": indicator, **kind, **_worded("level", "levels", known.levels)}
        return Fault("template.level_without_figures", facts)

    def status(self, cell: Cell) -> str | Fault:
        """A, P, E, B, M or C; "" where the cell is empty."""
        text = text_of(cell)
        found = self._statuses.get(name_key(text), "")
        return Fault("template.unknown_status") if text and not found else found

    def data_set(self, cell: Cell) -> str | Fault:
        """The id of a data set; "" where the cell is empty."""
        text = text_of(cell)
        if text and text not in self._catalog.data_sets:
            near = list(Likeness(self._catalog.data_sets).near(text, OFFERED))
            return Fault("template.unknown_data_set", _nearest(near, "data_set"))
        return text

    def _unknown_indicator(self, text: str, ids: list[str]) -> Fault:
        if ids:
            return Fault("template.ambiguous_indicator", {"ids": ", ".join(ids)})
        offered = self._names.near(text[:LONGEST], OFFERED)
        return Fault("template.unknown_indicator", _nearest(offered, "indicator"))

    def _level(self, cell: Cell) -> Level | Fault | None:
        text = text_of(cell)
        found = self._levels.get(name_key(text), "")
        if text and not found:
            return Fault("template.unknown_level")
        return cast("Level", found) if found else None

    def _province(self, cell: Cell) -> str | Fault:
        if not text_of(cell):
            return ""
        found = self._areas.find(cell, level="province")
        return found.code or self._unknown("template.unknown_province", found)

    def _place(self, cell: Cell, level: Level | None, within: str) -> Area | Fault:
        found = self._areas.find(cell, level=level, within=within)
        if found.code:
            return self._catalog.areas[found.code]
        anywhere = self._areas.find(cell)
        if anywhere.code:
            here = [self._catalog.areas[anywhere.code]]
            return Fault("template.area_not_there", _name("name", here) | {"code": anywhere.code})
        key = "template.ambiguous_area" if found.ambiguous else "template.unknown_area"
        return self._unknown(key, found)

    def _unknown(self, key: str, found: Found) -> Fault:
        places = [self._catalog.areas[each] for each in found.candidates]
        near = _name("nearest", places)
        if key != "template.ambiguous_area":
            near = {f"nearest_{lang}": offer(places, lang) for lang in LANGS}
        return Fault(key, near)


def offer(places: Iterable[Area], lang: Lang) -> str:
    """Areas that are like a name, as a sentence; where all are listed if none is."""
    near = ", ".join(f"{each.code} {each.name.of(lang)}" for each in places)
    return t("template.nearest.area" if near else "template.listed.area", lang, nearest=near)


def _nearest(ids: Iterable[str], kind: str) -> dict[str, object]:
    """What is like a word that nobody knows; where all are listed if nothing is."""
    offered = ", ".join(ids)
    key = f"template.nearest.{kind}" if offered else f"template.listed.{kind}"
    return {f"nearest_{lang}": t(key, lang, nearest=offered) for lang in LANGS}


def _worded(kind: str, fact: str, ids: Iterable[str]) -> dict[str, object]:
    """Year types or levels as a sentence names them, as the same fact in both languages."""
    every = list(ids)
    return {
        f"{fact}_{lang}": ", ".join(_inside(t(f"template.{kind}.{each}", lang)) for each in every)
        for lang in LANGS
    }


def _inside(name: str) -> str:
    """A name within a sentence: `at a reference date`, but `TPMAP year`."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _name(fact: str, areas: Iterable[Area]) -> dict[str, object]:
    """Areas with their codes, as the same fact in both languages."""
    places = list(areas)
    return {
        f"{fact}_{lang}": ", ".join(f"{each.code} {each.name.of(lang)}" for each in places) or NONE
        for lang in LANGS
    }


def _editions(catalog: Catalog) -> dict[str, str]:
    """The key of every id and name of an edition, and its id."""
    names = {name_key(each): key for key, label in catalog.editions.items() for each in label}
    return names | {name_key(each): each for each in catalog.editions}


def _units(catalog: Catalog) -> dict[str, set[str]]:
    """Every id, name and symbol of a unit, and the units it may mean; signs count (`%`)."""
    units: dict[str, set[str]] = {}
    for each in catalog.units.values():
        for text in (each.id, *each.name, *filter(None, each.symbol)):
            units.setdefault(tight(text), set()).add(each.id)
    return units
