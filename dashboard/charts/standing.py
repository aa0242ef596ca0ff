"""Who is highest, who is lowest, who stands where: counted among areas as their figures print."""

from __future__ import annotations

from dashboard.catalog.model import Indicator
from dashboard.charts.benchmark import holds, in_words, its_value
from dashboard.charts.cell import Cell, amount, level_key
from dashboard.charts.wording import areas_text, beside, per_cent, who
from dashboard.text import Lang, t
from dashboard.text.numbers import number

Compared = tuple[str, float]

_HALF = 0.5
QUARTERS = 4
# The caveat of figures whose places are not certain, and how many areas make groups of them.
_SAMPLED = "survey_sampling"
_GROUPED_FROM = 2 * QUARTERS


class Standing:
    """The cells of one picture with what is counted among them, as printed.

    Doubtful figures are counted apart: none of them is highest, lowest or ranked.
    """

    def __init__(self, known: list[Cell], indicator: Indicator, lang: Lang) -> None:
        self.all = known
        self.known = [cell for cell in known if cell.value is not None and not cell.doubtful]
        self.indicator = indicator
        self.lang = lang
        self.level = level_key([cell.area for cell in known])
        self.levels = sorted({self.printed(cell) for cell in self.known})

    def printed(self, cell: Cell) -> float:
        """A cell's value at the precision that readers see."""
        return round(cell.value or 0.0, self.indicator.decimals)

    @property
    def highest(self) -> list[Cell]:
        """All areas that share the largest figure."""
        return [cell for cell in self.known if self.printed(cell) == self.levels[-1]]

    @property
    def lowest(self) -> list[Cell]:
        """All areas that share the smallest figure."""
        return [cell for cell in self.known if self.printed(cell) == self.levels[0]]

    def count(self, number_of: int) -> str:
        """`23 districts`."""
        return areas_text(number_of, self.level, self.lang)

    def counted(self) -> str:
        """`23 districts`, `20 districts with data` where some have none."""
        count = self.count(len(self.known))
        complete = len(self.known) == len(self.all)
        if any(cell.doubtful for cell in self.all):
            return t("charts.comparable", self.lang, areas=count)
        return count if complete else t("charts.with_data", self.lang, areas=count)

    def extremes(self) -> str:
        """Highest and lowest, or why there is no such pair."""
        if not self.known:
            return t("charts.finding.none", self.lang, areas=self.count(len(self.all)))
        at_top = amount(self.levels[-1], self.indicator, self.lang)
        top = who([cell.name for cell in self.highest], self.level, self.lang)
        if len(self.known) == 1:
            key = "charts.finding.single" if len(self.all) == 1 else "charts.finding.only"
            return t(key, self.lang, name=top, amount=beside(at_top, self.lang))
        if len(self.levels) == 1:
            words = self.counted()
            return t(
                "charts.finding.equal", self.lang, areas=words, amount=beside(at_top, self.lang)
            )
        kind = "sum" if self.indicator.unit.of_totals else "rate"
        finding = t(
            f"charts.finding.extremes.{kind}",
            self.lang,
            top=top,
            high=beside(at_top, self.lang),
            bottom=who([cell.name for cell in self.lowest], self.level, self.lang),
            low=beside(number(self.levels[0], self.indicator.decimals), self.lang),
        )
        return self.among(finding)

    def among(self, finding: str) -> str:
        """The finding, said of the areas that it is about where others have no figure.

        What is hidden or missing could be higher or lower than all that is shown.
        """
        if len(self.known) == len(self.all):
            return finding
        return t("charts.finding.among", self.lang, areas=self.counted(), finding=finding)

    def share(self, cell: Cell, code: str, whole: float) -> str:
        """`15 % of the province`, empty where the area is no part of a total that adds up."""
        if self.indicator.aggregation != "sum" or not holds(code, cell.area):
            return ""
        if cell.value is None or not 0 <= cell.value <= whole or whole == 0:
            return ""
        share = per_cent(100 * cell.value / whole, self.lang)
        return t("charts.share", self.lang, share=share, whom=in_words(code, self.lang))

    def in_times(self, cell: Cell, value: float) -> float:
        """How many times the benchmark; 0 where such a ratio means nothing."""
        unit = self.indicator.unit
        if unit.of_totals or unit.kind in {"index", "score"} or not value > 0:
            return 0.0
        return (cell.value or 0.0) / value

    def rank(self, cell: Cell) -> str:
        """`7 จาก 14`, `highest of 14 provinces`; ties and areas without a figure are said."""
        place = 1 + sum(self.printed(each) > self.printed(cell) for each in self.known)
        tied = sum(self.printed(each) == self.printed(cell) for each in self.known) - 1
        if tied:
            others = areas_text(tied, self.level, self.lang)
            return t(
                "charts.rank.tied.first" if place == 1 else "charts.rank.tied",
                self.lang,
                place=ordinal(place, self.lang),
                others=others,
                areas=self.counted(),
            )
        if place in {1, len(self.known)}:
            key = "charts.rank.first" if place == 1 else "charts.rank.last"
            return t(key, self.lang, areas=self.counted())
        complete = len(self.known) == len(self.all)
        areas = str(len(self.all)) if complete else self.counted()
        return t("charts.rank", self.lang, place=ordinal(place, self.lang), areas=areas)

    def placed(self, cell: Cell) -> str:
        """The rank; of a sample survey the quarter, from the highest, or nothing of few areas.

        `อยู่ในกลุ่มสูงสุด (1–4) จาก 14 จังหวัด`: single places would say more than a sample can.
        """
        if not sampled(self.indicator):
            return self.rank(cell)
        if len(self.known) < _GROUPED_FROM:
            return ""
        place = 1 + sum(self.printed(each) > self.printed(cell) for each in self.known)
        groups = enumerate(quarters(len(self.known)))
        part, (first, last) = next(each for each in groups if place <= each[1][1])
        return t(
            f"charts.rank.group.{part}",
            self.lang,
            first=first,
            last=last,
            areas=self.counted(),
        )

    def sides(self, benchmark: Compared) -> str:
        """`10 districts are above the province, 13 below`."""
        code, value = benchmark
        line = round(value, self.indicator.decimals)
        counts = {
            "above": sum(self.printed(cell) > line for cell in self.known),
            "below": sum(self.printed(cell) < line for cell in self.known),
            "equal": sum(self.printed(cell) == line for cell in self.known),
        }
        said = [(side, count) for side, count in counts.items() if count]
        whom = its_value(code, self.lang)
        first, rest = said[0], said[1:]
        parts = [
            t(f"charts.side.{first[0]}", self.lang, areas=self.count(first[1]), whom=whom),
            *(
                t(f"charts.side.{side}.short", self.lang, areas=self.count(count), count=count)
                for side, count in rest
            ),
        ]
        return t("charts.side.join", self.lang).join(parts) + self.left_out()

    def left_out(self) -> str:
        """How many areas have no figure to compare, in brackets; empty where all have one."""
        counts = {
            "charts.n_missing": sum(cell.state == "missing" for cell in self.all),
            "charts.n_suppressed": sum(cell.state == "suppressed" for cell in self.all),
            "charts.n_doubtful": sum(cell.doubtful for cell in self.all),
        }
        parts = [t(key, self.lang, count=count) for key, count in counts.items() if count]
        return f" ({', '.join(parts)})" if parts else ""

    def concentration(self) -> str:
        """How few areas hold more than half of what all areas with data hold together."""
        values = sorted((cell.value or 0.0 for cell in self.known), reverse=True)
        whole = sum(values)
        if values[-1] < 0 or whole <= 0:
            return self.extremes()
        few = next(n for n in range(1, len(values) + 1) if sum(values[:n]) > _HALF * whole)
        names = sorted(self.known, key=lambda cell: -(cell.value or 0.0))[:few]
        return t(
            "charts.finding.half.one" if few == 1 else "charts.finding.half",
            self.lang,
            few=who([cell.name for cell in names], self.level, self.lang),
            areas=self.counted(),
        )


def sampled(indicator: Indicator) -> bool:
    """Whether an indicator comes from a sample survey without published intervals."""
    return any(each.id == _SAMPLED for each in indicator.caveats)


def quarters(count: int) -> list[tuple[int, int]]:
    """First and last place of each quarter: `[(1, 4), (5, 7), (8, 10), (11, 14)]` for 14."""
    size, rest = divmod(count, QUARTERS)
    sizes = [size] * QUARTERS
    for extra in (0, QUARTERS - 1, 1)[:rest]:
        sizes[extra] += 1
    ends = [sum(sizes[: part + 1]) for part in range(QUARTERS)]
    return [(end - size + 1, end) for end, size in zip(ends, sizes, strict=True) if size]


def ordinal(place: int, lang: Lang) -> str:
    """`7` in Thai, `7th` in English."""
    if lang == "th":
        return number(place)
    teens = 10 <= place % 100 <= 20  # noqa: PLR2004  eleventh, twelfth, thirteenth
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"
