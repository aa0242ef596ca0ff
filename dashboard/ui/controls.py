"""The control row: each control offers what exists, keeps its choice in the address as an id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, cast

import streamlit as st

from dashboard.catalog import PROVINCE, SOUTH, Indicator, Level
from dashboard.charts.classes import Method
from dashboard.charts.fonts import advance
from dashboard.charts.line_picture import Scale
from dashboard.charts.wording import short_name
from dashboard.ui import address, state
from dashboard.ui.reader import Reader

Choice = TypeVar("Choice", bound=str)

HIGHLIGHTS = 4
MEASURES = ("rate", "count")
FEW = 3
# A control's text size, and what its frame, arrow and paddings take, in pixels.
TEXT, FRAME = 14, 54
Show = Callable[[str], str]
# Digits of a year at the beginning of an id, and how far the Buddhist era is ahead.
_YEAR, _ERA = 4, 543


@contextmanager
def row() -> Iterator[None]:
    """One line of controls that wraps on a narrow screen."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        yield


def select(
    who: Reader,
    name: str,
    options: Sequence[str],
    *,
    show: Show,
    width: int,
    default: str = "",
    aliases: Mapping[str, str] = state.NONE,
) -> str:
    """A searchable list of ids; the first is the default unless another is named."""
    default = default if default in options else options[0]
    key = state.pull(who.page, name, options, default, begins=True, aliases=aliases)
    state.relabel(key, map(show, options))
    st.selectbox(
        who.t(f"control.{name}"),
        options,
        index=state.beginning(key, options),
        key=key,
        format_func=show,
        label_visibility="collapsed",
        width=width,
    )
    return state.push(who.page, name, default)


def switch(
    who: Reader,
    name: str,
    options: Sequence[Choice],
    *,
    show: Show,
    default: Choice,
    wrap: bool = False,
    implied: Choice | None = None,
) -> Choice:
    """A few ids side by side; one of them is always on. Many, or long ones, `wrap` on a phone.

    `implied` is what the rest of the address asks for where it does not name this control.
    """
    key = state.pull(who.page, name, options, default, implied=implied)
    state.relabel(key, map(show, options))
    st.segmented_control(
        who.t(f"control.{name}"),
        options,
        key=key,
        format_func=show,
        required=True,
        label_visibility="collapsed",
        wrap=wrap or len(options) > FEW,
    )
    return cast("Choice", state.push(who.page, name, default))


def indicator(who: Reader, level: Level) -> Indicator:
    """What is measured: everything with figures at `level`, by domain."""
    offered = [each for each in who.catalog.at_level(level) if _has(who, each.id, level)]
    default = next((each.id for each in offered if who.page in each.default), offered[0].id)
    names = {
        each.id: f"{each.short.of(who.lang)} · {each.domain.short.of(who.lang)}" for each in offered
    }
    chosen = select(who, "ind", list(names), show=names.__getitem__, width=276, default=default)
    return who.catalog.indicators[chosen]


def rate_or_count(who: Reader, chosen: Indicator, level: Level) -> None:
    """The switch between a rate and the count behind it, where both exist; it turns `ind`."""
    pair = _pair(who, chosen, level)
    if pair is None:
        return
    # The same switch for every pair, always set: it is sent once, whatever is looked at.
    key = f"{who.page}:measure"
    st.session_state[key] = MEASURES[pair.index(chosen.id)]
    st.segmented_control(
        who.t("control.measure"),
        MEASURES,
        key=key,
        format_func=lambda each: who.t(f"control.{each}"),
        required=True,
        label_visibility="collapsed",
        on_change=_take_measure,
        args=(who.page, pair),
    )


def _take_measure(page: str, pair: tuple[str, str]) -> None:
    chosen = st.session_state[f"{page}:measure"]
    state.choose(f"{page}:ind", pair[MEASURES.index(chosen)])


def _pair(who: Reader, chosen: Indicator, level: Level) -> tuple[str, str] | None:
    rate = chosen.id if chosen.count else who.catalog.rate_of.get(chosen.id, "")
    count = who.catalog.indicators[rate].count if rate else ""
    both = rate and count and _has(who, rate, level) and _has(who, count, level)
    return (rate, count) if both else None


def _has(who: Reader, indicator: str, level: Level) -> bool:
    return level in who.levels.get(indicator, ())


def period(
    who: Reader, offered: Mapping[str, str], *, default: str, preliminary: Collection[str]
) -> str:
    """When, ids to periods, newest first; a preliminary period says so."""

    def show(each: str) -> str:
        text = who.period(offered[each])
        return f"{text} ({who.t('state.preliminary')})" if each in preliminary else text

    ids, width = list(offered), _wide(map(show, offered))
    era = in_buddhist_era(ids)
    return select(who, "period", ids, show=show, width=width, default=default, aliases=era)


def in_buddhist_era(ids: Sequence[str]) -> dict[str, str]:
    """Ids by what a hand may write for them: `2561` for `2018`, `2563-Q4` for `2020-Q4`."""
    years = {each: each[:_YEAR] for each in ids if each[:_YEAR].isdecimal()}
    return {f"{int(year) + _ERA}{each[_YEAR:]}": each for each, year in years.items()}


def area(who: Reader, codes: Sequence[str], everything: str) -> str | None:
    """One area to look at, or none of them."""
    options = ["", *codes]
    chosen = select(
        who,
        "area",
        options,
        show=lambda code: who.area(code) if code else everything,
        width=138,
    )
    return chosen or None


def scope(who: Reader) -> str:
    """Whose districts: the province's own 23, another southern province's, or all 151."""
    provinces = [each.code for each in who.catalog.children(SOUTH, "province")]
    options = [PROVINCE, *(code for code in provinces if code != PROVINCE), SOUTH]

    def show(code: str) -> str:
        count = len(who.catalog.children(code, "district"))
        area = who.t(f"charts.benchmark.{SOUTH}") if code == SOUTH else who.area(code)
        return who.t("control.scope", area=area, count=count)

    return select(who, "within", options, show=show, width=_wide(map(show, options)))


def highlights(who: Reader, codes: Sequence[str], default: Sequence[str]) -> list[str]:
    """Up to four areas in front of the others."""
    key = state.pull_many(who.page, "areas", codes, default, most=HIGHLIGHTS)

    def show(code: str) -> str:
        return short_name(who.catalog.areas[code], who.lang)

    state.relabel(key, map(show, codes))
    st.multiselect(
        who.t("control.areas"),
        codes,
        key=key,
        format_func=show,
        max_selections=HIGHLIGHTS,
        placeholder=who.t("control.areas"),
        label_visibility="collapsed",
        width=342,
    )
    return state.push_many(who.page, "areas", default)


def level(who: Reader) -> Level:
    """Whose lines: the province's districts, or the southern provinces.

    A link to an indicator that no district has is about provinces, said or not.
    """
    asked = who.levels.get(address.asked().get("ind", ""), frozenset())
    return switch(
        who,
        "level",
        ("district", "province"),
        show=lambda each: who.t(f"control.level.{each}"),
        default="district",
        implied="province" if asked and "district" not in asked else None,
    )


def scale(who: Reader, *, default: Scale) -> Scale:
    """Values as they are, or as an index of a base year."""
    return switch(
        who,
        "view",
        ("value", "index"),
        show=lambda each: who.t(f"control.view.{each}"),
        default=default,
    )


def base(who: Reader, offered: Sequence[str]) -> str:
    """The period that is 100."""

    def show(each: str) -> str:
        return who.t("control.base.value", period=who.period(each))

    era, width = in_buddhist_era(offered), _wide(map(show, offered))
    return select(who, "base", offered, show=show, width=width, aliases=era)


def _wide(texts: Iterable[str]) -> int:
    """The width at which a control shows the longest of its texts."""
    return round(max(advance(each, TEXT) for each in texts)) + FRAME


def classes(who: Reader) -> Method:
    """How a map's classes are made."""
    return switch(
        who,
        "classes",
        ("quartile", "equal"),
        show=lambda each: who.t(f"control.classes.{each}"),
        default="quartile",
    )


def group(who: Reader) -> str:
    """Which provinces stand beside ours."""
    return switch(
        who,
        "group",
        (SOUTH, "S11", "CL-GULF"),
        show=lambda each: who.t(f"control.group.{each}"),
        default=SOUTH,
    )


def pick(who: Reader, name: str) -> Callable[[str], None]:
    """What a click on an area does: it turns the control `name`, or back if it was on."""
    key = f"{who.page}:{name}"

    def take(code: str) -> None:
        state.choose(key, "" if st.session_state.get(key) == code else code)

    return take


def asked_indicator(who: Reader) -> Indicator | None:
    """The indicator whose own page the address asks for."""
    state.know("part")
    key = state.pull(who.page, "ind", ["", *who.catalog.indicators], "")
    state.push(who.page, "ind", "")
    return who.catalog.indicators.get(st.session_state[key])


def part(who: Reader, offered: Sequence[str]) -> str:
    """Which part of a page is shown."""
    return switch(
        who, "part", offered, show=lambda each: who.t(f"sources.part.{each}"), default=offered[0]
    )
