"""The tidy template: a table of one figure a row that people fill in, and how it is written."""

from __future__ import annotations
