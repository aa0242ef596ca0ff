"""What holds for every workbook that is written: type with Thai letters, and text that stays text.

No cell is ever taken for a formula, a link or a number because of the signs that it begins with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# On every machine with an office suite, and it has Thai.
FONT: Final[Mapping[str, object]] = {"font_name": "Tahoma", "font_size": 10, "valign": "top"}
OPTIONS: Final[Mapping[str, bool]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
