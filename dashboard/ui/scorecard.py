"""The overview's cards: value, change, place among the 14, and the way here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.catalog import PROVINCE, SOUTH, Indicator
from dashboard.charts.concerned import OURS, computed
from dashboard.charts.fonts import advance
from dashboard.charts.series import Observation, comparable, observations
from dashboard.charts.sparkline import band, sparkline
from dashboard.charts.standing import QUARTERS, quarters
from dashboard.charts.template import TOKENS
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.text import Lang
from dashboard.text.numbers import number, signed
from dashboard.ui import captions, heading
from dashboard.ui.reader import Reader

ONE_PERIOD = "overview.one_period"


@dataclass(frozen=True, slots=True)
class Place:
    """A quarter of the ranked provinces: `part` counts from 0, the best, or is None if neutral."""

    part: int | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Card:
    """The latest figure of one featured indicator for the province.

    `before` is None where nothing may be compared, and `alone` the key of the words that say why;
    `computed` is the key of the words that say who computed it, "" for a published figure, and
    `cited` are the ids of its citations, joined by spaces.
    """

    indicator: Indicator
    now: Observation
    before: Observation | None
    place: Place | None
    path: tuple[float, ...]
    alone: str
    computed: str
    cited: str


def read_card(who: Reader, indicator: Indicator) -> Card | None:
    """The card of an indicator; None where the province has no figure."""
    rows = who.store.series(indicator.id, areas=[PROVINCE])
    known = observations(rows).get(PROVINCE, [])
    if not known:
        return None
    path = comparable(known)
    now = known[-1]
    compared = path[-1] == now and len(path) > 1
    peers = who.store.values(
        indicator.id, period=now.period, within=SOUTH, level="province", edition=now.edition
    )
    chosen = (rows["time_period"] == now.period) & (rows["edition"] == now.edition)
    return Card(
        indicator,
        now,
        path[-2] if compared else None,
        place(peers[peers["obs_status"] != DOUBTFUL], PROVINCE, indicator.polarity),
        tuple(each.value for each in path) if compared else (),
        ONE_PERIOD if len(known) == 1 else "overview.other_edition",
        next(filter(None, computed(indicator, rows[chosen])), ""),
        " ".join(rows.loc[chosen, "source"].unique()),
    )


def place(peers: pd.DataFrame, focus: str, polarity: str) -> Place | None:
    """The quarter of `peers` in which `focus` stands, best first; None without a figure.

    Fourteen areas make quarters of 4, 3, 3 and 4. Equal values share the better place.
    """
    known = peers.dropna(subset=["obs_value"]).set_index("ref_area")["obs_value"]
    if focus not in known.index:
        return None
    if polarity == "neutral":
        return Place(None, 0, 0)
    better = known < known[focus] if polarity == "lower" else known > known[focus]
    for part, (first, last) in enumerate(quarters(len(known))):
        if first <= int(better.sum()) + 1 <= last:
            return Place(part, first, last)
    return None


def show(who: Reader, card: Card) -> None:
    """The card, its name a link to the indicator's history, or to where its figures differ."""
    page, parameters = way(who, card)
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.page_link(
            who.pages[page],
            label=card.indicator.short.of(who.lang),
            query_params=who.query(parameters),
        )
        st.html(_body(who, card))


def way(who: Reader, card: Card) -> tuple[str, dict[str, str]]:
    """Page and parameters behind a card: one period has no course, but may have districts."""
    asked = {"ind": card.indicator.id}
    if card.alone == ONE_PERIOD and card.before is None:
        by_district = "district" in who.levels.get(card.indicator.id, ())
        return ("districts" if by_district else "provinces"), asked
    return "trends", {**asked, "level": "province"}


def _body(who: Reader, card: Card) -> str:
    value = number(card.now.value, card.indicator.decimals)
    symbol = "\N{NO-BREAK SPACE}%" if card.indicator.unit.id == "percent" else ""
    size = "font-size:1.625rem;font-weight:600;line-height:1.25;margin:0"
    return (
        f'<div style="padding-left:8px"><p style="{size}">{value}{symbol}</p>'
        f'<p style="{_LINE};margin-top:2px">{_change(who, card)}</p>{_unit(who, card)}'
        f'<div style="display:flex;justify-content:space-between;align-items:flex-end;gap:8px">'
        f'<div style="min-width:0">{_band(who, card)}</div>{_path(who, card)}</div></div>'
    )


_COMPUTED = {OURS: "overview.computed", "state.calculated": "overview.calculated"}
_LINE = "font-size:0.875rem;line-height:1.6;margin:0"
# A card's small print and the room for it where six stand on a page, in pixels.
_SMALL, _WIDE = 13, 184
_QUIET = "font-size:0.8125rem;line-height:1.6;margin:0;opacity:0.78"


def _unit(who: Reader, card: Card) -> str:
    when = who.short_period(card.now.period)
    words = [
        who.t("overview.preliminary", period=when) if card.now.preliminary else when,
        who.t(_COMPUTED[card.computed]) if card.computed else "",
    ]
    unit = unit_words(card.indicator, who.lang)
    whole = " · ".join(filter(None, [unit, *words]))
    if card.indicator.unit.id == "percent" and advance(whole, _SMALL) > _WIDE:
        whole = " · ".join(filter(None, words))
    return f'<p style="{_QUIET}">{heading.phrases(whole)}</p>'


def unit_words(indicator: Indicator, lang: Lang) -> str:
    """What stands after the number: its unit; of whom, for a per cent; for an index its range."""
    if indicator.unit.id == "percent":
        return indicator.measure.of(lang).removeprefix(indicator.unit.name.of(lang)).strip()
    return indicator.unit.symbol.of(lang) or indicator.measure.of(lang)


def _change(who: Reader, card: Card) -> str:
    if card.before is None:
        return f'<span style="opacity:0.78">{heading.phrases(who.t(card.alone))}</span>'
    text, rises = change_text(who, card)
    since = who.t("overview.since", period=who.short_period(card.before.period))
    arrow = "" if rises is None else ("↑ " if rises else "↓ ")
    ink, ground = _tone(who, card, rises=rises)
    chip = (
        f'<span style="background:{ground};color:{ink};border-radius:12px;padding:1px 8px">'
        f"{arrow}{escape(text)}</span>"
    )
    return f'{chip} <span style="opacity:0.78">{escape(since)}</span>'


def change_text(who: Reader, card: Card) -> tuple[str, bool | None]:
    """`+7.6 %` for amounts, `-0.49 จุด` for rates and indices; and whether it rises."""
    before = card.before.value if card.before else 0.0
    apart = card.now.value - before
    rises = None if apart == 0 else apart > 0
    if card.indicator.unit.kind in {"index", "score"}:
        return signed(apart, card.indicator.decimals), rises
    if card.indicator.unit.kind == "ratio" or before <= 0:
        points = signed(apart, card.indicator.decimals)
        return who.t("overview.points", change=points), rises
    return f"{signed(100 * apart / before, 1)}\N{NO-BREAK SPACE}%", rises


def _tone(who: Reader, card: Card, *, rises: bool | None) -> tuple[str, str]:
    """Ink and ground of a change: blue for better, rust for worse, grey where neither is said."""
    better = {"higher": True, "lower": False}.get(card.indicator.polarity)
    if rises is None or better is None:
        ink = TOKENS[who.mode]
        return ink["ink2"], ink["surface"]
    light = {True: ("#1F5F92", "#E6F0F8"), False: ("#8A3208", "#F8EAE2")}
    dark = {True: ("#8CC2EC", "#1B3143"), False: ("#FFB98A", "#3A2A20")}
    return (dark if who.mode == "dark" else light)[rises == better]


def _band(who: Reader, card: Card) -> str:
    if card.place is None or card.place.part is None:
        key = "overview.no_place" if card.place is None else "overview.neutral"
        return f'<p style="{_LINE}">{heading.phrases(who.t(key))}</p>'
    image = band(QUARTERS - 1 - card.place.part, mode=who.mode)
    words = who.t(f"overview.band.{card.place.part}", first=card.place.first, last=card.place.last)
    return (
        f'<img src="{image}" alt="" style="display:block;margin:3px 0 2px">'
        f'<p style="{_LINE};white-space:nowrap">{escape(words)}</p>'
    )


def _path(who: Reader, card: Card) -> str:
    if len(card.path) < QUARTERS - 1:
        return ""
    alt = escape(who.t("overview.path", name=card.indicator.short.of(who.lang)), quote=True)
    return f'<img src="{sparkline(card.path, mode=who.mode)}" alt="{alt}">'


def read_cards(who: Reader) -> list[Card]:
    """The featured indicators for which the province has a figure, in catalogue order."""
    featured = sorted(
        (each for each in who.catalog.indicators.values() if each.featured),
        key=lambda each: each.featured,
    )
    return [card for card in (read_card(who, each) for each in featured) if card is not None]


def source_line(who: Reader, cards: Iterable[Card], drawn: Iterable[str]) -> str:
    """Every publication behind the cards and the map.

    `drawn` are the citations of the figures on the map, several joined by spaces.
    """
    found = captions.publications_of(who, [*(each.cited for each in cards), *drawn])
    return who.t("source.line", publishers=captions.in_short(who, found))
