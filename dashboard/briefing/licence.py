"""Terms of use in a reader's words, from what was recorded when a publication was copied."""

from __future__ import annotations

from typing import Final

from dashboard.text import Lang, t

# Parts of a recorded licence and how it is worded; the first that fits.
_WORDED: Final = (
    ("open data common", "open_data_common"),
    ("nso thailand - open data", "nso_open_data"),
    ("bot: attribution", "bot"),
    ("office's own", "own"),
    ("public tpmap download", "public_download"),
    ("classified public data", "public_data"),
    ("not stated", "none"),
    ("none stated", "none"),
    ("not checked", "none"),
    ("no licence file", "none"),
)


def licence_words(recorded: str, lang: Lang) -> str:
    """The terms in words; those that a publisher worded itself stay as they are."""
    found = recorded.casefold()
    for part, key in _WORDED:
        if part in found:
            return t(f"exports.licence.{key}", lang)
    return recorded
