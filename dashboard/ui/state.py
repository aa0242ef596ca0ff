"""The state of a page lives in its address, as ids: a link shows the same thing to everybody.

Around each widget: `pull` before it takes the id from the address into the widget's key, `push`
after it writes the choice back. What the address asks for and nobody knows is dropped, and said.
Ids never depend on language; labels are the widgets' business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

SEPARATOR = ","
DROPPED = "app:dropped"
KNOWN = "app:known"
WRITTEN = "app:written"
NONE: Mapping[str, str] = MappingProxyType({})
EMBED = frozenset({"embed", "embed_options"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """A parameter of the address that could not be used."""

    name: str
    value: str


def begin() -> None:
    """Forgets what the run before has dropped and which parameters it knew."""
    st.session_state[DROPPED] = []
    st.session_state[WRITTEN] = {}
    st.session_state[KNOWN] = set(EMBED)


def know(*names: str) -> None:
    """Parameters that a page has, though it shows no control for them now."""
    st.session_state[KNOWN] |= set(names)


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
    st.session_state[KNOWN].add(name)
    asked = st.query_params.get(name)
    asked = None if asked is None else aliases.get(asked, asked)
    if key not in st.session_state or asked != st.session_state.get(f"address:{key}"):
        asked = implied if asked is None else asked
        value = _accepted(name, asked, allowed, default)
        if begins and key not in st.session_state:
            st.session_state[f"beginning:{key}"] = value
        else:
            st.session_state[key] = value
    elif st.session_state[key] not in allowed or _unchosen(key, default):
        st.session_state[key] = default
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
    st.session_state[KNOWN].add(name)
    asked = st.query_params.get(name)
    if key not in st.session_state or asked != st.session_state.get(f"address:{key}"):
        if asked == "":
            st.session_state[DROPPED].append(Dropped(name, asked))
        given = [each for each in (asked or "").split(SEPARATOR) if each]
        known = [each for each in dict.fromkeys(given) if _accepted(name, each, allowed, "")]
        for surplus in known[most:]:
            st.session_state[DROPPED].append(Dropped(name, surplus))
        st.session_state[key] = known[:most] or list(default)
    elif _unchosen(key, list(default)):
        st.session_state[key] = list(default)
    elif not set(st.session_state[key]) <= set(allowed):
        kept = [each for each in st.session_state[key] if each in allowed]
        st.session_state[key] = kept or list(default)
    st.session_state[f"default:{key}"] = list(default)
    return key


def push_many(page: str, name: str, default: Sequence[str]) -> list[str]:
    """As `push`, for a list of ids; the order is the reader's."""
    values: list[str] = st.session_state[f"{page}:{name}"]
    written = None if values == list(default) else SEPARATOR.join(values)
    _write(f"{page}:{name}", name, written)
    return values


def dropped() -> list[Dropped]:
    """What this run could not use, parameters that no widget asked for included."""
    strangers = [
        Dropped(name, st.query_params[name])
        for name in st.query_params
        if name not in st.session_state[KNOWN]
    ]
    for stranger in strangers:
        st.session_state[WRITTEN][stranger.name] = None
    return [*st.session_state[DROPPED], *_repeated(), *strangers]


def _repeated() -> list[Dropped]:
    """What the address says of a parameter before it says something else: the last one counts."""
    known = [name for name in st.query_params if name in st.session_state[KNOWN] - EMBED]
    return [
        Dropped(name, value)
        for name in known
        for value in st.query_params.get_all(name)[:-1]
        if value != st.query_params[name]
    ]


def _unchosen(key: str, default: object) -> bool:
    """Whether the value is a default of before, which the default of now replaces."""
    before = st.session_state.get(f"default:{key}")
    return before is not None and st.session_state[key] == before != default


def _accepted(name: str, asked: str | None, allowed: Collection[str], default: str) -> str:
    if asked is None:
        return default
    if asked in allowed and asked:
        return asked
    st.session_state[DROPPED].append(Dropped(name, asked))
    return default


def _write(key: str, name: str, value: str | None) -> None:
    st.session_state[WRITTEN][name] = value
    st.session_state[f"address:{key}"] = value


def commit() -> None:
    """Writes the whole address at once, so that every change is one step back for the browser."""
    now = st.query_params.to_dict()
    asked = {**now, **st.session_state[WRITTEN]}
    wanted = {name: value for name, value in asked.items() if value is not None}
    if wanted != now or any(len(st.query_params.get_all(name)) > 1 for name in now):
        st.query_params.from_dict(wanted)


def relabel(key: str, labels: Iterable[str]) -> None:
    """Has a widget show its choice again when its words have changed.

    The browser knows a choice by its label; an id that is set anew is sent in the new words.
    """
    spoken = hash(tuple(labels))
    if st.session_state.get(f"labels:{key}") != spoken:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
        st.session_state[f"labels:{key}"] = spoken
