"""The overview in sentences: each one made from the figures on the page, left out where they are.

`**…**` marks the words that are set bold.
"""

from __future__ import annotations

from collections.abc import Callable

from dashboard.catalog import KINGDOM, PROVINCE, SOUTH, Indicator
from dashboard.charts.cell import amount
from dashboard.charts.series import Observation, comparable, observations
from dashboard.charts.standing import ordinal
from dashboard.charts.wording import per_cent, short_name
from dashboard.text.numbers import number
from dashboard.ui.reader import Reader

HALF_OF_ATTENTION = 3


def sentences(who: Reader) -> list[str]:
    """Three to five sentences, as far as there are figures."""
    makers: tuple[Callable[[Reader], str], ...] = (
        _poor,
        _districts,
        _income_and_debt,
        _human_achievement,
        _population,
    )
    return [text for text in (maker(who) for maker in makers) if text]


def _latest(who: Reader, indicator: str, area: str = PROVINCE) -> Observation | None:
    path = _path(who, indicator, area)
    return path[-1] if path else None


def _path(who: Reader, indicator: str, area: str = PROVINCE) -> list[Observation]:
    rows = who.store.series(indicator, areas=[area])
    return comparable(observations(rows).get(area, []))


def _at(who: Reader, indicator: str, area: str, like: Observation) -> float | None:
    """The figure of another area in the same period and edition."""
    rows = who.store.benchmark(indicator, period=like.period, areas=[area], edition=like.edition)
    known = rows["obs_value"].dropna()
    return None if known.empty else float(known.iloc[0])


def _words(who: Reader, indicator: Indicator, value: float) -> str:
    return amount(value, indicator, who.lang)


def _poor(who: Reader) -> str:
    rate, count = _latest(who, "tpmap_target_poor_rate"), _latest(who, "tpmap_target_poor")
    if rate is None or count is None or rate.period != count.period:
        return ""
    indicator = who.catalog.indicators["tpmap_target_poor_rate"]
    frame = who.store.values(
        indicator.id, period=rate.period, within=SOUTH, level="province", edition=rate.edition
    )
    peers = frame["obs_value"].dropna().round(indicator.decimals)
    ours = round(rate.value, indicator.decimals)
    return who.t(
        "overview.sentence.poor",
        count=number(count.value),
        rate=_words(who, indicator, rate.value),
        period=who.short_period(rate.period),
        place=ordinal(1 + int((peers > ours).sum()), who.lang),
        best=ordinal(1 + int((peers < ours).sum()), who.lang),
        areas=len(peers),
    )


def _districts(who: Reader) -> str:
    whole = _latest(who, "tpmap_target_poor")
    if whole is None:
        return ""
    frame = who.store.values(
        "tpmap_target_poor",
        period=whole.period,
        within=PROVINCE,
        level="district",
        edition=whole.edition,
    ).dropna(subset=["obs_value"])
    if len(frame) <= HALF_OF_ATTENTION:
        return ""
    top = frame.nlargest(HALF_OF_ATTENTION, "obs_value")
    together = float(top["obs_value"].sum())
    return who.t(
        "overview.sentence.districts",
        names=_list(
            who, [short_name(who.catalog.areas[code], who.lang) for code in top["ref_area"]]
        ),
        count=number(together),
        share=per_cent(100 * together / whole.value, who.lang),
        period=who.short_period(whole.period),
    )


def _income_and_debt(who: Reader) -> str:
    income, debts = _latest(who, "ses_income_month"), _path(who, "ses_debt_total")
    if income is None or len(debts) <= 1 or debts[-1].period != income.period:
        return ""
    south = _at(who, "ses_income_month", SOUTH, income)
    before, now = debts[-2], debts[-1]
    facts = {
        "debt": number(now.value),
        "moved": _moved(who, 100 * (now.value / before.value - 1), 1),
        "since": who.short_period(before.period),
        "period": who.short_period(now.period),
    }
    if south is None:
        return who.t("overview.sentence.debt", **facts)
    side = who.t(f"overview.side.{_side(income.value, south)}")
    return who.t("overview.sentence.income", side=side, south=number(south), **facts)


def _human_achievement(who: Reader) -> str:
    path = _path(who, "hai_overall")
    if len(path) <= 1:
        return ""
    indicator = who.catalog.indicators["hai_overall"]
    kingdom = _at(who, "hai_overall", KINGDOM, path[-1])
    if kingdom is None:
        return ""
    return who.t(
        "overview.sentence.hai",
        side=who.t(f"overview.side.{_side(path[-1].value, kingdom)}"),
        value=number(path[-1].value, indicator.decimals),
        kingdom=number(kingdom, indicator.decimals),
        moved=_moved(who, path[-1].value - path[-2].value, indicator.decimals),
        since=who.short_period(path[-2].period),
        period=who.short_period(path[-1].period),
    )


def _population(who: Reader) -> str:
    path = _path(who, "pop_registered")
    if len(path) <= 1:
        return ""
    peak, now = max(path, key=lambda each: each.value), path[-1]
    facts = {"now": number(now.value), "period": who.short_period(now.period)}
    if peak is now:
        return who.t("overview.sentence.population.peak", **facts)
    return who.t(
        "overview.sentence.population",
        peak=number(peak.value),
        since=who.short_period(peak.period),
        **facts,
    )


def _list(who: Reader, names: list[str]) -> str:
    """`ปากพนัง ชะอวด และสิชล`, `Pak Phanang, Cha-uat and Sichon`."""
    comma = " " if who.lang == "th" else ", "
    return who.t("overview.list").join((comma.join(names[:-1]), names[-1]))


def _moved(who: Reader, apart: float, decimals: int) -> str:
    """`เพิ่มขึ้น 31.4`, `down 0.0033`."""
    size = number(abs(apart), decimals)
    if not float(size.replace(",", "")):
        return who.t("overview.moved.not")
    return who.t(f"overview.moved.{'up' if apart > 0 else 'down'}", by=size)


def _side(value: float, other: float) -> str:
    if value == other:
        return "equal"
    return "above" if value > other else "below"


def gaps(who: Reader) -> list[str]:
    """What is not there, as far as it can be told from the figures."""
    items = []
    latest = who.store.periods("tpmap_target_poor_rate", level="district", within=PROVINCE)
    if not latest.empty:
        items.append(who.t("overview.gap.tpmap", period=who.period(latest["time_period"].iloc[0])))
    lines = who.store.periods("poverty_rate", level="province", within=SOUTH)
    if lines.empty:
        items.append(who.t("overview.gap.poverty"))
    return [*items, who.t("overview.gap.intervals"), who.t("overview.gap.prices")]
