"""The control row: each control offers what exists, keeps its choice in the address as an id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, cast

import streamlit as st

from dashboard.catalog import PROVINCE, SOUTH, Indicator, Level
from dashboard.charts.classes import Method
from dashboard.charts.fonts import advance
from dashboard.charts.line_picture import Scale
from dashboard.ui import state
from dashboard.ui.reader import Reader

Choice = TypeVar("Choice", bound=str)

HIGHLIGHTS = 4
FEW = 3
# A control's text size, and what its frame and arrow take, in pixels.
TEXT, FRAME = 15, 56
Show = Callable[[str], str]


@contextmanager
def row() -> Iterator[None]:
    """One line of controls that wraps on a narrow screen."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        yield


def select(
    who: Reader, name: str, options: Sequence[str], *, show: Show, width: int, default: str = ""
) -> str:
    """A searchable list of ids; the first is the default unless another is named."""
    default = default if default in options else options[0]
    key = state.pull(who.page, name, options, default, begins=True)
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
) -> Choice:
    """A few ids side by side; one of them is always on. Many, or long ones, `wrap` on a phone."""
    key = state.pull(who.page, name, options, default)
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
        each.id: f"{each.short.of(who.lang)} · {each.domain.name.of(who.lang)}" for each in offered
    }
    chosen = select(who, "ind", list(names), show=names.__getitem__, width=240, default=default)
    return who.catalog.indicators[chosen]


def rate_or_count(who: Reader, chosen: Indicator, level: Level) -> None:
    """The switch between a rate and the count behind it, where both exist; it turns `ind`."""
    pair = _pair(who, chosen, level)
    if pair is None:
        return
    rate, count = pair
    st.segmented_control(
        who.t("control.measure"),
        [rate, count],
        default=chosen.id,
        key=f"{who.page}:measure:{chosen.id}",
        format_func=lambda each: who.t("control.rate" if each == rate else "control.count"),
        required=True,
        label_visibility="collapsed",
        on_change=_take_measure,
        args=(who.page, chosen.id),
    )


def _take_measure(page: str, chosen: str) -> None:
    st.session_state[f"{page}:ind"] = st.session_state[f"{page}:measure:{chosen}"]


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

    width = round(max(advance(show(each), TEXT) for each in offered)) + FRAME
    return select(who, "period", list(offered), show=show, width=width, default=default)


def offer_newer(who: Reader, vintage: str, period: str) -> None:
    """Says that there is a later period than the default, and goes there."""
    st.button(
        who.t("notice.newer", period=who.period(period)),
        key=f"{who.page}:newer",
        icon=":material/update:",
        type="tertiary",
        on_click=st.session_state.__setitem__,
        args=(f"{who.page}:period", vintage),
    )


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
        return who.t("control.scope", area=who.area(code), count=count)

    return select(who, "within", options, show=show, width=210)


def highlights(who: Reader, codes: Sequence[str], default: Sequence[str]) -> list[str]:
    """Up to four areas in front of the others."""
    key = state.pull_many(who.page, "areas", codes, default, most=HIGHLIGHTS)
    state.relabel(key, map(who.area, codes))
    st.multiselect(
        who.t("control.areas"),
        codes,
        key=key,
        format_func=who.area,
        max_selections=HIGHLIGHTS,
        placeholder=who.t("control.areas"),
        label_visibility="collapsed",
        width=330,
    )
    return state.push_many(who.page, "areas", default)


def level(who: Reader) -> Level:
    """Whose lines: the province's districts, or the southern provinces."""
    return switch(
        who,
        "level",
        ("district", "province"),
        show=lambda each: who.t(f"control.level.{each}"),
        default="district",
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
    return select(
        who,
        "base",
        offered,
        show=lambda each: who.t("control.base.value", period=who.period(each)),
        width=140,
    )


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
        st.session_state[key] = "" if st.session_state.get(key) == code else code

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
