"""Streamlit, and nothing else knows it: router, state in the address, controls, panels."""

from __future__ import annotations
