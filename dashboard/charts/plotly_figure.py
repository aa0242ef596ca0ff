"""A figure from a finished description, not looked through property by property.

Plotly checks every property of every trace, which takes longer than all that our renderers do. The
descriptions are checked where that costs no reader anything: in the tests of the renderers.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


def unchecked(description: dict[str, Any]) -> go.Figure:
    """The figure that `description` (data, layout) spells."""
    return go.Figure(description, _validate=False)
