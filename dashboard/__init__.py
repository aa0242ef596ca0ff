"""High Performance Province indicators: from publishers' files to a governor's eye."""

from __future__ import annotations

__version__ = "0.1.0"
