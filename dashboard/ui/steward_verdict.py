"""The one sentence below the files: can they be published, why not, and what to do next."""

from __future__ import annotations

import streamlit as st

from dashboard.ingest.intake import Examination
from dashboard.snapshot.compare import Difference
from dashboard.ui.reader import Reader
from dashboard.ui.trouble import quoted, told


def verdict(who: Reader, found: Examination) -> None:
    """Says it in a box whose colour and sign say it too."""
    key = kind(found, who.store.id)
    words = who.t(f"steward.verdict.{key}", **_facts(who, found))
    if key == "good":
        st.success(words, icon=":material/check_circle:")
    elif key in {"same", "cited"}:
        st.info(words, icon=":material/check:")
    elif key == "moved":
        st.warning(words, icon=":material/sync_problem:")
    else:
        st.error(words, icon=":material/block:")


def kind(found: Examination, published: str) -> str:
    """errors, refused, empty, same, moved, cited or good: the first that fits.

    same: nothing differs. cited: the figures are published already, with another source or note.

    Args:
        found: what the files hold.
        published: the id of what is published now.
    """
    if found.errors:
        return "errors"
    if found.refusal is not None:
        return "refused"
    if not any(each.observations for each in found.files):
        return "empty"
    if not found.changes:
        return "same"
    if found.parent != published:
        return "moved"
    return "cited" if found.difference is not None and _only_cited(found.difference) else "good"


def _only_cited(difference: Difference) -> bool:
    return not difference.registers and bool((difference.rows["kind"] == "cited_anew").all())


def _facts(who: Reader, found: Examination) -> dict[str, str]:
    difference = found.difference
    changed = 0
    if difference is not None:
        registers = difference.registers.values()
        changed = len(difference.rows) + sum(len(keys) for rows in registers for keys in rows)
    faulty = sum(bool(each.errors) for each in found.files)
    return {
        "changes": f"{changed:,}",
        "warnings": f"{len(found.warnings):,}",
        "errors": f"{len(found.errors):,}",
        "files": f"{faulty:,}",
        "now": quoted(who.store.id),
        "before": quoted(found.parent),
        "why": "" if found.refusal is None else told(found.refusal, who.lang),
    }
