"""From a file to observations: one reader per format, strict, with the place of every fault."""

from __future__ import annotations

from dashboard.ingest.sources import SourceFigures, read_sources

__all__ = ["SourceFigures", "read_sources"]
