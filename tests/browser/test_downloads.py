"""The four files beside a picture arrive, and hold what is on the screen."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.browser.conftest import Arrive
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


def downloaded(visit: Visit, words: str) -> tuple[str, bytes]:
    """Name and content of the file that a button gives."""
    with visit.page.expect_download() as found:
        visit.page.get_by_test_id("stPopoverBody").get_by_role("button", name=words).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_csv_xlsx_png_and_svg_of_the_district_map(arrive: Arrive) -> None:
    visit = arrive(accept_downloads=True).open("districts")
    visit.page.get_by_test_id("stPopoverButton").first.click()

    name, table = downloaded(visit, "CSV")
    assert name == "tpmap_target_poor_rate_80_2018_map.csv"
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[1][0] == "ปากพนัง"
    assert rows[1][1] == "8012"
    assert rows[1][2].startswith("6.7989")

    name, workbook = downloaded(visit, "XLSX")
    assert name.endswith(".xlsx")
    assert workbook.startswith(b"PK\x03\x04")

    name, raster = downloaded(visit, "PNG")
    assert name.endswith(".png")
    assert raster.startswith(b"\x89PNG\r\n\x1a\n")

    name, drawing = downloaded(visit, "SVG")
    assert name.endswith(".svg")
    assert drawing.decode("utf-8").lstrip().startswith("<svg")
    assert drawing.count(b"<path") >= 23

    assert "Traceback" not in visit.words
    assert visit.page.get_by_test_id("stException").count() == 0
