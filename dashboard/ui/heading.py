"""Titles, findings and small print as HTML with line heights that hold Thai marks.

Streamlit's own headings have a line height of 1.2, in which two Thai lines collide. Phrases are
kept whole: a line breaks between them, never inside one.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.ui.reader import Reader, switches

PHONE = 640

_TITLE = "font-size:1.5rem;font-weight:700;line-height:1.45;margin:0;padding:0"
_FINDING = "font-size:1.125rem;font-weight:600;line-height:1.5;margin:0;padding:0"
_MEASURE = "font-size:0.875rem;line-height:1.55;margin:0;opacity:0.78"
_SMALL = "font-size:0.8125rem;line-height:1.55;margin:0;opacity:0.78"
_BADGE = "background:#7892;border-radius:4px;padding:2px 6px"
_BODY = "font-size:0.9375rem;line-height:1.6;margin:0"


def phrases(text: str) -> str:
    """Escaped text whose Thai phrases, which no space divides, do not break inside."""
    return " ".join(_whole(part) for part in text.split(" "))


def _whole(part: str) -> str:
    thai = any("\N{THAI CHARACTER KO KAI}" <= letter <= "\u0e7f" for letter in part)
    text = escape(part)
    return f'<span style="display:inline-block">{text}</span>' if thai else text


def title(who: Reader, key: str, below: str = "") -> None:
    """The page's question, and at its right the switches of language and era."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        words = f'<p style="{_MEASURE}">{phrases(who.t(below))}</p>' if below else ""
        st.html(f'<h1 style="{_TITLE}">{phrases(who.t(key))}</h1>{words}', width="stretch")
        switches(who)


def finding(text: str, measure: str = "") -> None:
    """What a picture shows, and below it what is measured."""
    below = f'<p style="{_MEASURE}">{escape(measure)}</p>' if measure else ""
    st.html(f'<h2 style="{_FINDING}">{phrases(text)}</h2>{below}')


def caveats(items: Iterable[tuple[str, str]]) -> None:
    """Badges with their words."""
    with st.container(gap="xsmall"):
        for name, words in items:
            badge = f'<span style="{_BADGE}">{escape(name)}</span>'
            st.html(f"{badge}<br>{escape(words)}")


def small(lines: Iterable[str]) -> None:
    """Source lines and notes; each is HTML, escaped text where it is no link.

    Each is an element of its own: what does not change is not sent again.
    """
    with st.container(gap=None):
        for line in lines:
            st.html(f'<p style="{_SMALL}">{line}</p>')


def definitions(rows: Iterable[tuple[str, str]]) -> None:
    """Pairs of a heading and its words."""
    items = "".join(
        f'<dt style="{_SMALL};margin-top:8px">{escape(name)}</dt>'
        f'<dd style="{_BODY}">{escape(words)}</dd>'
        for name, words in rows
    )
    st.html(f'<dl style="margin:0;padding:0">{items}</dl>')


def image(wide: str, alt: str, narrow: str = "") -> None:
    """A picture by address that fits its column; `narrow` takes its place on a telephone."""
    source = f'<source media="(max-width:{PHONE}px)" srcset="{narrow}">' if narrow else ""
    shown = f'<img src="{wide}" alt="{escape(alt, quote=True)}" style="width:100%;height:auto">'
    st.html(f"<picture>{source}{shown}</picture>")


def sentences(headline: str, items: Iterable[str]) -> None:
    """A list of sentences under a heading; `**…**` marks what is bold."""
    rows = "".join(f'<li style="{_BODY}">{_bold(item)}</li>' for item in items)
    st.html(
        f'<h2 style="{_FINDING}">{phrases(headline)}</h2>'
        f"<ul style=\"margin:4px 0 0;padding-left:1.1rem;list-style:'–  '\">{rows}</ul>"
    )


def _bold(text: str) -> str:
    parts = escape(text).split("**")
    return "".join(f"<b>{part}</b>" if index % 2 else part for index, part in enumerate(parts))
