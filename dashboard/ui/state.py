"""The state of a page lives in its address, as ids: a link shows the same thing to everybody.

Around each widget: `pull` before it takes the id from the address into the widget's key, `push`
after it writes the choice back. What the address asks for and nobody knows is dropped, and said.
Ids never depend on language; labels are the widgets' business.

A control has two hands on it, the reader's and ours, and the browser may speak of one before it has
heard of the other. What is kept of a run is kept when it ends: an interrupted one leaves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import streamlit as st

from dashboard.ui import address

SEPARATOR = ","
RUN = "app:run"
HANDLED = "app:handled"
CHOSEN = "app:chosen"
NONE: Mapping[str, str] = MappingProxyType({})
EMBED = frozenset({"embed", "embed_options"})
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A parameter of the address that could not be used."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Handled:
    """A control after a run: what the browser said of it, what it was left at, and by whom."""

    said: object
    left: object
    set_here: bool


@dataclass(slots=True)
class Run:
    """What one run of a page does with the address, by name, and with controls, by key."""

    known: set[str] = field(default_factory=lambda: set(EMBED))
    dropped: list[Dropped] = field(default_factory=list)
    written: dict[str, str | None] = field(default_factory=dict)
    address: dict[str, str | None] = field(default_factory=dict)
    said: dict[str, object] = field(default_factory=dict)
    set_here: set[str] = field(default_factory=set)


def begin() -> None:
    """Forgets what the run before has dropped and which parameters it knew."""
    st.session_state[RUN] = Run()
    st.session_state.setdefault(HANDLED, {})
    address.listen()


def choose(key: str, value: str) -> None:
    """Turns a control whose reader has clicked something else; for callbacks."""
    st.session_state.setdefault(CHOSEN, {})[key] = value
    st.session_state[key] = value


def know(*names: str) -> None:
    """Parameters that a page has, though it shows no control for them now."""
    _run().known.update(names)


def pull(
    page: str,
    name: str,
    allowed: Collection[str],
    default: str,
    *,
    begins: bool = False,
    implied: str | None = None,
    aliases: Mapping[str, str] = NONE,
) -> str:
    """Brings the address into the session; returns the key for the widget.

    The address wins when somebody else changed it (a link, back, a hand); otherwise the widget's
    own choice stays, unless it is no longer offered. What was never chosen follows the default.
    A widget that `begins` by itself with `beginning` is not set to it: what is set is sent twice,
    with all its words. An address that was not written here yet may have `implied` the choice.
    An address may name a choice by one of its `aliases`, and is then written anew.
    """
    key = f"{page}:{name}"
    _settle(key, name)
    asked = address.asked().get(name)
    asked = None if asked is None else aliases.get(asked, asked)
    if key not in st.session_state or asked != st.session_state.get(f"address:{key}"):
        asked = implied if asked is None else asked
        value = _accepted(name, asked, allowed, default)
        if begins and key not in st.session_state:
            st.session_state[f"beginning:{key}"] = value
        else:
            _set(key, value)
    elif st.session_state[key] not in allowed or _unchosen(key, default):
        _set(key, default)
    st.session_state[f"default:{key}"] = default
    return key


def beginning(key: str, options: Sequence[str]) -> int:
    """The place of what a widget begins with, the same in every run."""
    value = st.session_state.get(f"beginning:{key}")
    return options.index(value) if value in options else 0


def push(page: str, name: str, default: str) -> str:
    """Writes the choice into the address, or nothing where it is the default; returns it."""
    value: str = st.session_state[f"{page}:{name}"]
    _write(f"{page}:{name}", name, None if value == default else value)
    return value


def pull_many(
    page: str, name: str, allowed: Collection[str], default: Sequence[str], *, most: int
) -> str:
    """As `pull`, for a list of at most `most` ids; where none is left, the default."""
    key = f"{page}:{name}"
    _settle(key, name)
    asked = address.asked().get(name)
    if key not in st.session_state or asked != st.session_state.get(f"address:{key}"):
        given = [each for each in (asked or "").split(SEPARATOR) if each]
        known = [each for each in dict.fromkeys(given) if _accepted(name, each, allowed, "")]
        for surplus in known[most:]:
            _run().dropped.append(Dropped(name, surplus))
        _set(key, [] if asked == "" else known[:most] or list(default))
    elif _unchosen(key, list(default)):
        _set(key, list(default))
    elif not set(st.session_state[key]) <= set(allowed):
        kept = [each for each in st.session_state[key] if each in allowed]
        _set(key, kept or list(default))
    st.session_state[f"default:{key}"] = list(default)
    return key


def push_many(
    page: str, name: str, default: Sequence[str], *, order: Sequence[str] = ()
) -> list[str]:
    """As `push`, for a list of ids; the order is the reader's where there is no other."""
    values: list[str] = st.session_state[f"{page}:{name}"]
    values = [each for each in order if each in values] if order else values
    written = None if values == list(default) else SEPARATOR.join(values)
    _write(f"{page}:{name}", name, written)
    return values


def dropped() -> list[Dropped]:
    """What this run could not use, parameters that no widget asked for included."""
    run, asked = _run(), address.asked()
    strangers = [Dropped(name, value) for name, value in asked.items() if name not in run.known]
    for stranger in strangers:
        run.written[stranger.name] = None
    return [*run.dropped, *_repeated(), *strangers]


def _repeated() -> list[Dropped]:
    """What the address says of a parameter before it says something else: the last one counts."""
    asked, known = address.asked(), _run().known - EMBED
    return [
        Dropped(name, value)
        for name, value in address.repeated()
        if name in known and value != asked[name]
    ]


def _run() -> Run:
    run: Run = st.session_state[RUN]
    return run


def _settle(key: str, name: str) -> None:
    """Has reader and page agree on a control that both may have turned.

    A browser that has not heard of what was set here says what it said before: then it stays as
    set. If it says something new, the reader has chosen; what was set may still arrive and would
    show something else, so the choice is sent after it.
    """
    run, handled = _run(), st.session_state[HANDLED].get(key)
    run.known.add(name)
    if key in st.session_state.get(CHOSEN, {}):
        run.said[key] = handled.said if handled else _NOTHING
        _set(key, st.session_state[CHOSEN][key])
        return
    said = run.said[key] = st.session_state.get(key, _NOTHING)
    if handled is None or said is _NOTHING or said == handled.left:
        return
    if address.late() and said == handled.said:
        _set(key, handled.left)
    elif address.unsure() and handled.set_here:
        _set(key, said)


def _set(key: str, value: object) -> None:
    """Sets a control; one that the browser has not shown yet can show nothing else."""
    if key in st.session_state:
        _run().set_here.add(key)
    st.session_state[key] = value


def _unchosen(key: str, default: object) -> bool:
    """Whether the value is a default of before, which the default of now replaces."""
    before = st.session_state.get(f"default:{key}")
    return before is not None and st.session_state[key] == before != default


def _accepted(name: str, asked: str | None, allowed: Collection[str], default: str) -> str:
    if asked is None:
        return default
    if asked in allowed and asked:
        return asked
    _run().dropped.append(Dropped(name, asked))
    return default


def _write(key: str, name: str, value: str | None) -> None:
    run = _run()
    run.written[name] = run.address[key] = value


def commit() -> None:
    """Writes the whole address at once, so that every change is one step back for the browser."""
    run = _run()
    both = {**address.asked(), **run.written}
    address.write({name: value for name, value in both.items() if value is not None})
    for key, value in run.address.items():
        st.session_state[f"address:{key}"] = value
    left = {key: st.session_state.get(key) for key in run.said}
    st.session_state[HANDLED] = {
        key: Handled(left[key] if said is _NOTHING else said, left[key], key in run.set_here)
        for key, said in run.said.items()
    }
    st.session_state[CHOSEN] = {}


def relabel(key: str, labels: Iterable[str]) -> None:
    """Has a widget show its choice again when its words have changed.

    The browser knows a choice by its label; an id that is set anew is sent in the new words.
    """
    spoken = hash(tuple(labels))
    if st.session_state.get(f"labels:{key}") != spoken:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
        st.session_state[f"labels:{key}"] = spoken
