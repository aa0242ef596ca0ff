"""SVG to PNG without a browser and without the machine's typefaces."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import resvg_py

from dashboard.charts.describe import Caption
from dashboard.charts.fonts import FAMILY, font_files

_HEADER_END: Final = 8 + 4 + 4 + 13 + 4


def raster(svg: str, *, scale: float = 2.0, caption: Caption | None = None) -> bytes:
    """The drawing as PNG, `scale` dots per pixel.

    Letters come from the product's own font files, never from the machine. A `caption` is written
    into the file as text: title, description and sources stay findable when the picture travels.
    """
    image = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        zoom=scale,
    )
    return bytes(image) if caption is None else _with_text(bytes(image), caption)


def _with_text(image: bytes, caption: Caption) -> bytes:
    """Text chunks go between the header and the picture data (PNG, third edition, 11.3.3)."""
    texts = {
        "Title": caption.title,
        "Description": f"{caption.measure}\n{caption.alt}",
        "Source": "\n".join(caption.sources),
    }
    chunks = b"".join(_text_chunk(key, words) for key, words in texts.items() if words)
    return image[:_HEADER_END] + chunks + image[_HEADER_END:]


def _text_chunk(key: str, words: str) -> bytes:
    """An uncompressed `iTXt` chunk, which holds UTF-8."""
    body = b"iTXt" + key.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
