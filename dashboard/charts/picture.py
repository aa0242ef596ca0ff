"""Every picture that can be described."""

from __future__ import annotations

from dashboard.charts.describe import DotPicture, LinePicture, MapPicture
from dashboard.charts.describe_groups import (
    FunnelPicture,
    GroupPicture,
    OrderPicture,
    SpanPicture,
)

Drawn = DotPicture | FunnelPicture | GroupPicture | OrderPicture | SpanPicture
Picture = Drawn | MapPicture | LinePicture
