"""Titles, findings and small print as HTML with line heights that hold Thai marks.

Streamlit's own headings have a line height of 1.2, in which two Thai lines collide. Phrases are
kept whole: a line breaks between them, never inside one. How words look is said once, in
`heading.css`, and not with every word that changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.ui.reader import Reader, switches

PHONE, TABLET = 640, 880


@cache
def _sheet() -> str:
    """The style sheet as an element; without line ends, which would travel for nothing."""
    rules = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return f"<style>{''.join(rules.splitlines())}</style>"


def look() -> None:
    """Makes the words of this module look as they should; before the first of them."""
    st.html(_sheet())


def phrases(text: str) -> str:
    """Escaped text whose Thai phrases, which no space divides, and spans do not break inside."""
    return " ".join(_whole(part) for part in text.split(" "))


def _whole(part: str) -> str:
    thai = any("\N{THAI CHARACTER KO KAI}" <= letter <= "\u0e7f" for letter in part)
    text = escape(part)
    return f'<span class="whole">{text}</span>' if thai or "–" in part else text


def title(who: Reader, key: str, below: str = "") -> None:
    """The page's question, and at its right the switches of language and era."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        words = f'<p class="measure">{phrases(who.t(below))}</p>' if below else ""
        st.html(f'<h1 class="title">{phrases(who.t(key))}</h1>{words}', width="stretch")
        switches(who)


def finding(text: str, measure: str = "") -> None:
    """What a picture shows, and below it what is measured."""
    below = f'<p class="measure">{escape(measure)}</p>' if measure else ""
    st.html(f'<h2 class="finding">{phrases(text)}</h2>{below}')


def caveats(items: Iterable[tuple[str, str]]) -> None:
    """Badges with their words."""
    with st.container(gap="small"):
        for name, words in items:
            st.html(f'<span class="badge">{escape(name)}</span><br>{escape(words)}')


def small(lines: Iterable[str]) -> None:
    """Source lines and notes; each is HTML, escaped text where it is no link.

    Each is an element of its own: what does not change is not sent again.
    """
    with st.container(gap=None):
        for line in lines:
            st.html(f'<p class="small">{line}</p>')


def definitions(rows: Iterable[tuple[str, str]]) -> None:
    """Pairs of a heading and its words."""
    items = "".join(
        f'<dt class="small">{escape(name)}</dt><dd class="body">{escape(words)}</dd>'
        for name, words in rows
    )
    st.html(f'<dl class="pairs">{items}</dl>')


def image(wide: str, alt: str, narrow: str = "", *, upto: int = PHONE) -> None:
    """A picture by address that fits its column; `narrow` takes its place on a telephone.

    A picture that shares the page's width with another is too small to read on a tablet too: there
    `narrow` stands up to `TABLET`.
    """
    source = f'<source media="(max-width:{upto}px)" srcset="{narrow}">' if narrow else ""
    shown = f'<img src="{wide}" alt="{escape(alt, quote=True)}">'
    st.html(f"<picture>{source}{shown}</picture>")


def sentences(headline: str, items: Iterable[str]) -> None:
    """A list of sentences under a heading; `**…**` marks what is bold."""
    rows = "".join(f'<li class="body">{_bold(item)}</li>' for item in items)
    st.html(f'<h2 class="finding">{phrases(headline)}</h2><ul class="list">{rows}</ul>')


def _bold(text: str) -> str:
    parts = text.split("**")
    return "".join(
        f"<b>{escape(part)}</b>" if index % 2 else phrases(part) for index, part in enumerate(parts)
    )
