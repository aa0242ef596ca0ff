"""Section 2: what the province asks to be unlocked: by status, overdue first, and what it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.catalog import PROVINCE
from dashboard.charts.cell import amount
from dashboard.charts.series import comparable, observations
from dashboard.snapshot import Step, unlock_steps
from dashboard.text.periods import last_day
from dashboard.ui import agenda_begin, controls, heading
from dashboard.ui.agenda_days import day_of, day_words, today
from dashboard.ui.agenda_files import about, titled
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

EVERY: Final = ""
CARDS: Final = 6
LONGEST: Final = 80
FAR: Final = date.max
_CARD: Final = (
    "border-left:3px solid #7898;padding:2px 0 2px 8px;margin:6px 0;"
    "font-size:0.875rem;line-height:1.55"
)
_HEAD: Final = "font-size:1rem;font-weight:600;line-height:1.5;margin:0;padding:0"
SHOWN: Final = frozenset(
    {
        "id",
        "system",
        "deciding_body",
        "requested_change",
        "status",
        "since",
        "due",
        "late",
        "effect",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the register; `late` is how many days it is overdue, 0 for not."""

    row: dict[str, str]
    late: int
    effect: str

    @property
    def order(self) -> tuple[int, date, str]:
        """Overdue first, the latest of them on top; then by what is due next."""
        return -self.late, day_of(self.row["due"]) or FAR, self.row["id"]


def show(who: Reader, bar: DeltaGenerator) -> None:
    """Board, summary by system and deciding body, entries, and how an entry got there."""
    rows = who.store.register("unlock")
    if rows.empty:
        heading.finding(who.t("agenda.unlock.none"), who.t("agenda.unlock.none.measure"))
        agenda_begin.registers(who)
        _vocabulary(who)
        return
    systems = [EVERY, *who.catalog.agenda.of("system")]
    with bar:
        system = controls.switch(
            who, "system", systems, show=lambda each: _system(who, each), default=EVERY
        )
    found = entries(who, rows, today())
    kept = [each for each in found if system in (EVERY, each.row["system"])]
    late = sum(each.late > 0 for each in kept)
    heading.finding(
        who.t("agenda.unlock.finding", count=len(kept), late=late),
        who.t("agenda.unlock.measure"),
    )
    _board(who, kept)
    by_body = _by_body(who, kept)
    left, right = st.columns((10, 13), gap="medium")
    with left:
        said = about(who, who.t("agenda.unlock.by_body"), who.t("agenda.unlock.by_body.measure"))
        titled(who, by_body, said, _file("unlock_by_body", system), shown=None)
    with right:
        _history(who, kept)
    every = entry_table(who, kept)
    said = about(
        who,
        who.t("agenda.unlock.entries"),
        who.t("agenda.unlock.entries.measure"),
        [who.t("agenda.unlock.no_cause")],
    )
    titled(who, every, said, _file("unlock", system), shown=SHOWN)
    heading.small([escape(who.t("source.snapshot", id=who.store.id))])


def entries(who: Reader, rows: pd.DataFrame, now: date) -> list[Entry]:
    """Every entry, overdue first."""
    closed = who.catalog.agenda.closed
    found = []
    for record in rows.to_dict("records"):
        row = {str(name): str(value) for name, value in record.items()}
        due = day_of(row["due"])
        late = (now - due).days if due and row["status"] not in closed else 0
        found.append(Entry(row, max(0, late), _effect(who, row)))
    return sorted(found, key=lambda each: each.order)


def _effect(who: Reader, row: dict[str, str]) -> str:
    """What the linked indicator did in the province since the entry took its status."""
    indicator = who.catalog.indicators.get(row["effect_indicator"])
    if indicator is None:
        return who.t("agenda.effect.none")
    short = indicator.short.of(who.lang)
    wanted = who.catalog.agenda.of("direction")[row["effect_direction"]].of(who.lang)
    head = who.t("agenda.effect.expected", name=short, direction=wanted)
    path = observations(who.store.series(indicator.id, areas=[PROVINCE])).get(PROVINCE, [])
    since = day_of(row["status_date"])
    known = comparable(path)
    if since is None or not known:
        return head
    before = [each for each in known if last_day(each.period) <= since]
    after = [each for each in known if last_day(each.period) > since]
    if not after or not before:
        latest = known[-1]
        value = amount(latest.value, indicator, who.lang)
        facts = {"value": value, "period": who.short_period(latest.period)}
        return f"{head} · {who.t('agenda.effect.nothing_since', **facts)}"
    first, last = before[-1], after[-1]
    moved = "up" if last.value > first.value else "down" if last.value < first.value else ""
    key = "same" if not moved else "as_expected" if moved == row["effect_direction"] else "other"
    facts = {
        "before": amount(first.value, indicator, who.lang),
        "since": who.short_period(first.period),
        "after": amount(last.value, indicator, who.lang),
        "period": who.short_period(last.period),
    }
    return f"{head} · {who.t(f'agenda.effect.{key}', **facts)}"


def _board(who: Reader, found: Sequence[Entry]) -> None:
    """A column of cards for each status that has entries, in the order of the process."""
    statuses = who.catalog.agenda.of("status")
    held = [name for name in statuses if any(each.row["status"] == name for each in found)]
    with st.grid(min(4, max(1, len(held))), min_column_width=230, gap="small"):
        for name in held:
            cards = [each for each in found if each.row["status"] == name]
            with st.container(border=True, gap="xxsmall"):
                label = f"{statuses[name].of(who.lang)} · {len(cards)}"
                more = len(cards) - CARDS
                last = f'<p style="{_CARD}">{escape(who.t("agenda.more", count=more))}</p>'
                st.html(
                    f'<h3 style="{_HEAD}">{escape(label)}</h3>'
                    + "".join(_card(who, each) for each in cards[:CARDS])
                    + (last if more > 0 else "")
                )


def _card(who: Reader, each: Entry) -> str:
    row = each.row
    wish = row["requested_change"]
    wish = wish if len(wish) <= LONGEST else f"{wish[: LONGEST - 1]}…"
    facts = [_system(who, row["system"]), row["deciding_body"]]
    if each.late:
        facts.append(f"▲ {who.t('agenda.late', days=each.late)}")
    elif row["due"]:
        facts.append(who.t("agenda.due", day=day_words(who, row["due"])))
    words = " · ".join(filter(None, facts))
    return (
        f'<div style="{_CARD}"><b>{escape(row["id"])}</b> {escape(wish)}<br>{escape(words)}</div>'
    )


def _system(who: Reader, system: str) -> str:
    known = who.catalog.agenda.of("system").get(system)
    return known.of(who.lang) if known else who.t("agenda.system.every")


def _file(name: str, system: str) -> str:
    return f"{name}_{system}" if system else name


def _by_body(who: Reader, found: Sequence[Entry]) -> Table:
    """How many entries wait for whom, by system and deciding body, the most overdue first."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for each in found:
        groups.setdefault((each.row["system"], each.row["deciding_body"]), []).append(each)
    closed = who.catalog.agenda.closed
    rows = [
        (
            _system(who, system),
            body or "–",
            float(len(each)),
            float(sum(one.row["status"] not in closed for one in each)),
            float(sum(one.late > 0 for one in each)),
        )
        for (system, body), each in groups.items()
    ]
    rows.sort(key=lambda row: (-row[4], -row[3], row[0], row[1]))
    columns = (
        Column("system", who.t("agenda.column.system")),
        Column("deciding_body", who.t("agenda.column.deciding_body")),
        Column("entries", who.t("agenda.unlock.count"), "number"),
        Column("open", who.t("agenda.unlock.open"), "number"),
        Column("late", who.t("agenda.unlock.late"), "number"),
    )
    return Table(columns, tuple(rows))


def entry_table(who: Reader, found: Sequence[Entry]) -> Table:
    """Every entry with every field, in words."""
    names = (
        *("id", "agenda", "system", "deciding_body", "level", "problem", "current_rule"),
        *("requested_change", "change_type", "status"),
    )
    columns = [Column(name, who.t(f"agenda.column.{name}")) for name in names]
    columns += [
        Column("since", who.t("agenda.column.status_date")),
        Column("due", who.t("agenda.column.due")),
        Column("late", who.t("agenda.unlock.days_late"), "number"),
        Column("effect", who.t("agenda.unlock.effect")),
        Column("next_step", who.t("agenda.column.next_step")),
        Column("evidence_url", who.t("agenda.column.evidence_url")),
    ]
    words = who.catalog.agenda
    rows = []
    for each in found:
        row = each.row
        spoken = dict(row)
        for name in ("system", "level", "change_type", "status"):
            known = words.of(name).get(row[name])
            spoken[name] = known.of(who.lang) if known else row[name]
        rows.append(
            (
                *(spoken[name] for name in names),
                day_words(who, row["status_date"]),
                day_words(who, row["due"]),
                float(each.late) if each.late else None,
                each.effect,
                row["next_step"],
                row["evidence_url"],
            )
        )
    return Table(tuple(columns), tuple(rows))


def _history(who: Reader, found: Sequence[Entry]) -> None:
    """How one entry came to its status, told by the snapshots."""
    steps = shared(
        who,
        "agenda",
        "steps",
        make=lambda: unlock_steps(who.where.snapshots, who.store.snapshot),
    )
    heading.finding(who.t("agenda.history"), who.t("agenda.history.measure"))
    ids = [each.row["id"] for each in found]
    if not ids:
        return
    titles = {each.row["id"]: each.row["requested_change"] for each in found}
    entry = controls.select(
        who, "entry", ids, show=lambda each: f"{each} · {titles[each]}"[:LONGEST], width=420
    )
    heading.sentences(entry, [_step(who, each) for each in steps.get(entry, ())])


def _step(who: Reader, step: Step) -> str:
    known = who.catalog.agenda.of("status").get(step.status)
    return who.t(
        "agenda.step",
        status=known.of(who.lang) if known else step.status,
        day=day_words(who, step.status_date) or "–",
        snapshot=step.snapshot,
        reason=step.reason or "–",
    )


def _vocabulary(who: Reader) -> None:
    """The words of the register, so that an empty one shows what it will hold."""
    heading.definitions(
        (who.t(f"agenda.column.{name}"), " · ".join(each.of(who.lang) for each in words.values()))
        for name in ("system", "change_type", "level", "status")
        for words in [who.catalog.agenda.of(name)]
    )
