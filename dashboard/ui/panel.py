"""A picture with all that belongs to it: finding, measure, files; below it sources and table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard.briefing import About, Table, csv_bytes, workbook
from dashboard.catalog import PROVINCE, Caveat, Indicator
from dashboard.charts import plotly_lines, plotly_map
from dashboard.charts.describe import DotPicture, LinePicture, MapPicture
from dashboard.charts.picture import Drawn, Picture
from dashboard.charts.png import raster
from dashboard.charts.svg import draw, drawn_height
from dashboard.charts.svg_dots import TIGHT, dots_height
from dashboard.geo import attribution, brief_attribution, geo_url
from dashboard.text import messages
from dashboard.ui import captions, downloads, heading
from dashboard.ui.gallery import GALLERY
from dashboard.ui.plot import plot
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared
from dashboard.ui.table import show_table

HEIGHT = 420
# Ranked dots that are nearly as high as the map beside them get its height.
NEARLY = 0.8
TABLE_HEIGHT = 460
SHORT = 40
DOTS_WIDTH, PHONE_WIDTH = 664, 330


class Size(NamedTuple):
    """Pixels; a height of None is what the picture needs."""

    width: float
    height: float | None = None


STILL, STILL_PHONE = Size(404, 376), Size(330, 380)


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture, the table that says the same, the publications behind both, the name of files.

    Two pictures of one kind on a page are told apart by `kind`, part of a key. `within` is the
    code of the area that the picture is about, which a picture that travels has to name.
    """

    picture: Picture
    table: Table
    about: About
    file: str
    kind: str = ""
    within: str = PROVINCE


def show(
    who: Reader,
    panel: Panel,
    *,
    on_pick: Callable[[str], None] | None = None,
    measure: str = "",
    width: float = DOTS_WIDTH,
) -> None:
    """The finding with its downloads, then the picture; a drawing is made `width` pixels wide.

    Maps and lines answer to the pointer and are Plotly's. Ranked dots print every name and number
    that they show, so they come as a drawing: a twentieth of the bytes, and there at once.
    """
    picture = panel.picture
    if isinstance(picture, Drawn):
        sizes = [Size(each, _high(picture, each)) for each in (width, PHONE_WIDTH)]
        still(who, panel, *sizes, measure=measure)
        return
    head(who, panel, measure)
    with st.skeleton(height=HEIGHT):
        plot(
            _figure(who, picture),
            key=f"{who.page}:{_kind(picture)}",
            alt=picture.caption.title,
            on_pick=on_pick,
        )


def _high(picture: Drawn, width: float) -> float:
    height = drawn_height(picture, width)
    if not isinstance(picture, DotPicture) or height <= NEARLY * HEIGHT:
        return height
    return max(HEIGHT, dots_height(picture, width, row=TIGHT)) if width <= PHONE_WIDTH else HEIGHT


def head(who: Reader, panel: Panel, measure: str = "") -> None:
    """Finding and measure, and at their right the downloads.

    `measure` is a shorter one, where the whole one stands beside it already.
    """
    caption = panel.picture.caption
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="top", wrap=False):
        heading.finding(caption.title, measure or caption.measure)
        _downloads(who, panel)


def placed(who: Reader, panel: Panel) -> Picture:
    """The picture of a panel with the name of its place in the measure, unless it is there."""
    words = panel.picture.caption
    name = who.area(panel.within)
    if name in f"{words.title} {words.measure}":
        return panel.picture
    place = who.t("exports.place", name=name) if panel.within.isdecimal() else name
    caption = replace(words, measure=" · ".join(filter(None, (place, words.measure))))
    return replace(panel.picture, caption=caption)


def _downloads(who: Reader, panel: Panel) -> None:
    """Four files, each made when it is asked for, from the very picture on the screen."""

    def svg() -> str:
        return draw(picture, geo_dir=who_geo, lang=lang, mode="light")

    who_geo, lang, picture = who.where.geo, who.lang, placed(who, panel)
    files: dict[str, downloads.Make] = {
        "csv": lambda: csv_bytes(panel.table),
        "xlsx": lambda: workbook(panel.table, about=panel.about, lang=lang),
        "png": lambda: raster(svg(), caption=picture.caption),
        "svg": svg,
    }
    kind = panel.kind or _kind(panel.picture)
    downloads.menu(who, files, key=f"{who.page}:{kind}", stem=panel.file)


def still(
    who: Reader, panel: Panel, size: Size, narrow: Size | None = None, *, measure: str = ""
) -> None:
    """The picture drawn here, its words in it: there before any script of a chart is."""
    head(who, panel, measure)
    heading.image(
        hang(who, panel.picture, size),
        panel.picture.caption.title,
        hang(who, panel.picture, narrow) if narrow else "",
        upto=heading.TABLET if size.width <= DOTS_WIDTH else heading.PHONE,
    )


def hang(who: Reader, picture: Picture, size: Size) -> str:
    """Draws a picture and returns its address."""
    svg = draw(
        picture,
        geo_dir=who.where.geo,
        lang=who.lang,
        mode=who.mode,
        width=size.width,
        height=size.height,
        framed=False,
        letters=shared(who, "letters", make=lambda: _letters(who)),
    )
    return GALLERY.hang(svg)


def _letters(who: Reader) -> str:
    """Every letter that a drawing without its frame may hold, whatever it shows."""
    texts = [area.name.of(who.lang) for area in who.catalog.areas.values()]
    texts += [unit.symbol.of(who.lang) for unit in who.catalog.units.values()]
    texts += [label.of(who.lang) for label in messages().values()]
    return "".join(sorted(set("".join(texts)) - {"{", "}"}))


def sources_of(who: Reader, lines: Sequence[str], indicators: Sequence[Indicator]) -> None:
    """The source lines of a picture of several indicators, and a link to the page of each."""
    links = [captions.indicator_links(who, indicators)] if indicators else []
    heading.small([*map(escape, lines), *links])


def sources(who: Reader, lines: Sequence[str], indicator: Indicator) -> None:
    """The source lines, with a link to the indicator's own page.

    Boundaries are told in one line, which leads to the words that files carry.
    """
    whole = attribution(who.lang)
    told = [each for each in lines if each != whole]
    shown = captions.with_link(told, captions.indicator_link(who, indicator))
    heading.small([*shown, *([_boundaries(who)] if len(told) < len(lines) else [])])


def _boundaries(who: Reader) -> str:
    address = escape(f"sources?{urlencode(who.query({'part': 'publications'}))}", quote=True)
    words = escape(who.t("geo.attribution.whole"))
    link = f'<a href="{address}" target="_self">{words}</a>'
    return f"{escape(brief_attribution(who.lang))} · {link}"


def caveats(who: Reader, items: Sequence[Caveat]) -> None:
    """Badge and words of every caveat."""
    heading.finding(who.t("caveats.title"), who.t("caveats.measure"))
    heading.caveats((each.badge.of(who.lang), each.text.of(who.lang)) for each in items)


def twin(who: Reader, table: Table, *, alt: str, shown: Collection[str] | None = None) -> None:
    """The picture as a table: all columns, or those named in `shown`; a long one on demand."""
    measure = who.t("table.measure", count=len(table.rows))
    if len(table.rows) <= SHORT:
        heading.finding(who.t("table.title"), measure)
    else:
        fold = st.expander(
            f"{who.t('table.title')} · {measure}", on_change="rerun", key=f"{who.page}:fold"
        )
        if not fold.open:
            return
    show_table(table, shown=shown, key=f"{who.page}:twin", alt=alt, height=TABLE_HEIGHT)


def nothing(who: Reader, indicator: Indicator, place: str) -> None:
    """Says that there is no figure, instead of an empty picture."""
    st.info(
        who.t("empty.place", indicator=indicator.name.of(who.lang), place=place),
        icon=":material/search_off:",
    )


def _kind(picture: Picture) -> str:
    """`map`, `dot`, …: part of a key, which travels with its element, some twice."""
    return type(picture).__name__.removesuffix("Picture").lower()


def _figure(who: Reader, picture: MapPicture | LinePicture) -> go.Figure:
    match picture:
        case MapPicture():
            return plotly_map.figure(
                picture, mode=who.mode, lang=who.lang, geometry_url=partial(geo_url, who.where.geo)
            )
        case LinePicture():
            return plotly_lines.figure(picture, mode=who.mode)
