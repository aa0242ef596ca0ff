"""Boundaries as the app knows them: addresses, label points, neighbours, rings for pictures.

Everything here reads the small files that `hpp geo build` made, and nothing else: no geometry
library is loaded. The offline step is `dashboard.geo.build`.
"""

from __future__ import annotations

from dashboard.geo.files import (
    LAYERS,
    Layer,
    Rings,
    attribution,
    brief_attribution,
    geo_url,
    rings,
)
from dashboard.geo.places import Bounds, MapLabel, MapPlaces, Side, places

__all__ = [
    "LAYERS",
    "Bounds",
    "Layer",
    "MapLabel",
    "MapPlaces",
    "Rings",
    "Side",
    "attribution",
    "brief_attribution",
    "geo_url",
    "places",
    "rings",
]
