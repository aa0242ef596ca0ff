"""What stands around a picture, on screen and in files: sources, snapshot, boundaries, caveats."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import pandas as pd

from dashboard import briefing
from dashboard.briefing import About
from dashboard.catalog import Caveat, DataSet, Indicator
from dashboard.charts.concerned import DOUBTED, computed, concerned
from dashboard.charts.describe import Caption
from dashboard.geo import attribution
from dashboard.snapshot import file_name, is_taken_in
from dashboard.text import LANGS, Label, t
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

# What comes after it tells which tables of a publication were used.
_SUBTITLE = re.compile(r": | \(")


def data_sets(who: Reader, frame: pd.DataFrame) -> list[DataSet]:
    """The publications behind the rows of a frame, in catalogue order, then the office's files."""
    return publications_of(who, frame["source"].unique())


def publications_of(who: Reader, sources: Iterable[str]) -> list[DataSet]:
    """The publications behind ids of citations, joined by spaces; the office's files come last.

    A file that the office took in stands under its own name: what the catalogue says about
    the edition of a data set is not about it. A data set of several editions stands under the
    names of those that are cited.
    """
    ids = sorted({each for joined in sources for each in joined.split()})
    taken = [each for each in ids if is_taken_in(each)]
    shipped = {each.partition(":")[0] for each in ids if each not in taken}
    known = who.catalog.data_sets
    editions = shared(who, "editions", make=lambda: _editions(who))
    found = [
        _as_cited(who, each, editions.get(each.id, {}), ids)
        for each in known.values()
        if each.id in shipped
    ]
    rows = who.store.citations(taken).to_dict("records") if taken else []
    return found + [_of_file(known[row["data_set"]], row["copied_from"]) for row in rows]


def _editions(who: Reader) -> dict[str, dict[str, tuple[str, ...]]]:
    """The editions of every citation, by data set."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for source, rows in who.store.editions().groupby("source")["edition"]:
        name = str(source)
        found.setdefault(name.partition(":")[0], {})[name] = tuple(rows)
    return found


def _as_cited(
    who: Reader, data_set: DataSet, editions: Mapping[str, Sequence[str]], ids: Collection[str]
) -> DataSet:
    """The data set under the names of those of its editions that `ids` are of."""
    every = dict.fromkeys(each for of in editions.values() for each in of)
    cited = dict.fromkeys(each for id_ in ids for each in editions.get(id_, ()))
    if not cited or len(cited) == len(every):
        return data_set
    names = [who.catalog.editions.get(each, Label(each, each)) for each in cited]
    return replace(
        data_set, edition=Label(*(", ".join(words) for words in zip(*names, strict=True)))
    )


def _of_file(data_set: DataSet, copied_from: str) -> DataSet:
    facts = {"file": file_name(copied_from)}
    label = Label(*(t("source.file", lang, **facts) for lang in LANGS))
    return replace(data_set, edition=label, period=label)


def publications(who: Reader, frame: pd.DataFrame) -> str:
    """Publisher, title and edition of every publication behind a frame."""
    return "; ".join(_publication(who, each) for each in data_sets(who, frame))


def in_short(who: Reader, found: Iterable[DataSet]) -> str:
    """Many publications in one line: each publisher with its titles, subtitles left out."""
    publishers: dict[str, dict[str, list[str]]] = {}
    for each in found:
        titles = publishers.setdefault(each.publisher.short.of(who.lang), {})
        title = _SUBTITLE.split(each.title.of(who.lang), maxsplit=1)[0]
        of_edition = titles.setdefault(each.edition.of(who.lang), [])
        if title not in of_edition:
            of_edition.append(title)
    both = who.t("charts.and")
    return "; ".join(
        f"{publisher}: "
        + ", ".join(
            both.join(titles) + (f" ({edition})" if edition else "")
            for edition, titles in of_editions.items()
        )
        for publisher, of_editions in publishers.items()
    )


def source_lines(
    who: Reader, frame: pd.DataFrame, *, mapped: bool, indicator: Indicator | None = None
) -> tuple[str, ...]:
    """Publisher, title and edition of what is shown, the snapshot, and the boundaries of a map.

    Rows of one `indicator` say who computed them; without it, what is derived is our own work.
    """
    parts = [who.t("source.line", publishers=publications(who, frame))]
    if indicator is not None:
        parts += [who.t(key) for key in sorted({*computed(indicator, frame)} - {""})]
    elif frame["derived"].any():
        parts.append(who.t("source.computed"))
    parts.append(who.t("source.snapshot", id=who.store.snapshot.id))
    lines = (" · ".join(parts),)
    return (*lines, attribution(who.lang)) if mapped else lines


def caveats(who: Reader, indicator: Indicator, frame: pd.DataFrame) -> list[Caveat]:
    """What concerns a row at least: the indicator's caveats, and those that rows call for.

    What is said of doubtful figures ends in the contradictions that their notes tell.
    """
    return [
        _with_notes(who, each, frame[rows]) if each.id == DOUBTED else each
        for each, rows in concerned(who.catalog.caveats, indicator, frame)
        if rows.any()
    ]


def _with_notes(who: Reader, caveat: Caveat, rows: pd.DataFrame) -> Caveat:
    notes = who.store.notes(sorted({each for cell in rows["note"] for each in cell.split()}))
    told = (" ".join((caveat.text.of(lang), *notes[f"text_{lang}"])) for lang in LANGS)
    return replace(caveat, text=Label(*told))


def badges(who: Reader, indicator: Indicator, frame: pd.DataFrame) -> list[str]:
    """For each row the badges of the caveats that concern it, joined."""
    told: list[list[str]] = [[] for _ in range(len(frame))]
    for each, rows in concerned(who.catalog.caveats, indicator, frame):
        badge = each.badge.of(who.lang)
        for at in rows.to_numpy().nonzero()[0]:
            told[at].append(badge)
    return ["; ".join(every) for every in told]


def placed(who: Reader, caveat: Caveat) -> Caveat:
    """A caveat with the areas, periods and editions that it is about, where it is not about all.

    For a list of caveats that stands beside no rows.
    """
    places = {
        "ref_area": [who.area(each) for each in caveat.where.ref_area],
        "time_period": [who.short_period(each) for each in caveat.where.time_period],
        "edition": [who.edition_words(each) for each in caveat.where.edition],
    }
    told = [
        who.t(f"caveats.where.{part}", which=", ".join(names))
        for part, names in places.items()
        if names
    ]
    if not told:
        return caveat
    words = " · ".join(told)
    texts = (f"{caveat.text.of(lang)} ({words})" for lang in LANGS)
    return replace(caveat, text=Label(*texts))


def about(who: Reader, indicator: Indicator, frame: pd.DataFrame, caption: Caption) -> About:
    """What the second sheet of a workbook says about a picture."""
    snapshot = who.store.snapshot
    return briefing.about(
        caption,
        indicators=[indicator],
        data_sets=data_sets(who, frame),
        snapshot=snapshot.id,
        lang=who.lang,
        attribution=attribution(who.lang),
        created=datetime.fromisoformat(snapshot.manifest.created),
    )


def indicator_link(who: Reader, indicator: Indicator) -> str:
    """HTML of the link to the indicator's own page."""
    address = _address(who, indicator)
    words = escape(who.t("source.indicator"))
    return f'<a href="{address}" target="_self">{words}</a>'


def indicator_links(who: Reader, indicators: Iterable[Indicator]) -> str:
    """HTML of the links to the pages of several indicators, each by its name."""
    links = (
        f'<a href="{_address(who, each)}" target="_self">{escape(each.short.of(who.lang))}</a>'
        for each in indicators
    )
    return f"{escape(who.t('source.indicator'))}: {' · '.join(links)}"


def _address(who: Reader, indicator: Indicator) -> str:
    return escape(f"sources?{urlencode(who.query({'ind': indicator.id}))}", quote=True)


def with_link(lines: Iterable[str], link: str) -> list[str]:
    """Escaped source lines, the first one ending in a link."""
    first, *others = (escape(line) for line in lines)
    return [f"{first} · {link}", *others]


def _publication(who: Reader, data_set: DataSet) -> str:
    title, edition = data_set.title.of(who.lang), data_set.edition.of(who.lang)
    known = edition in title or not edition
    return f"{data_set.publisher.short.of(who.lang)}, {title}{'' if known else f' ({edition})'}"
