"""Files that are handed in: opened, recognised, read, checked, and held against what is published.

    examine → (a person reads the report) → keep → publish

Nothing is written before `keep`. Of a file that is refused, nothing stays: neither its words in a
log nor its figures in memory.
"""

from __future__ import annotations

from dashboard.ingest.intake.examining import Progress, examine
from dashboard.ingest.intake.keeping import keep, publish_kept
from dashboard.ingest.intake.model import Examination, FileReport, Incoming

__all__ = [
    "Examination",
    "FileReport",
    "Incoming",
    "Progress",
    "examine",
    "keep",
    "publish_kept",
]
