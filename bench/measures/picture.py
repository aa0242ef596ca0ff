"""The first picture of the overview in Chromium, against the twin's first polygons.

Cold browser, warm server: each time a new Chromium with an empty profile, against servers that
have shown the page before. The clock starts with the navigation and is the page's own; it stops at
the first frame in which the picture stands: our map's image is decoded and has a size, or a
polygon of the twin's choropleth has an outline.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import BrowserType, sync_playwright
from playwright.sync_api import Error as BrowserError

from bench.effort import Effort
from bench.line import Line, NotMeasured, Promise
from bench.servers import Server, running

PROMISE: Final = Promise(share=0.6)
CHROMIUM: Final = Path("/usr/bin/chromium")
PATIENCE: Final = 60_000
STANDS: Final = {
    "ours": """() => [...document.querySelectorAll('img[alt]')].some((each) =>
        each.alt.length > 20 && each.complete
        && each.naturalWidth > 0 && each.clientWidth > 200)""",
    "twin": """() => [...document.querySelectorAll('.choroplethlayer path')].some((each) =>
        (each.getAttribute('d') || '').length > 20)""",
}
_WATCH = """
(() => {
  const stands = %s;
  const look = () => {
    if (stands()) window.stoodAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()
"""


def measure(effort: Effort) -> list[Line]:
    """Median seconds, ours and the twin in turn."""
    if not CHROMIUM.is_file():
        message = f"{CHROMIUM} is absent"
        raise NotMeasured(message)
    times: dict[str, list[float]] = {"ours": [], "twin": []}
    with running("ours") as ours, running("twin") as twin, sync_playwright() as driver:
        for server in (ours, twin):
            _first_picture(driver.chromium, server)
        for _ in range(effort.pictures):
            for server in (ours, twin):
                times[server.side].append(_first_picture(driver.chromium, server))
    return [
        Line(
            name="first picture of the overview, cold browser",
            unit="s",
            ours=median(times["ours"]),
            twin=median(times["twin"]),
            promise=PROMISE,
            note=f"median of {effort.pictures}",
        )
    ]


def _first_picture(chromium: BrowserType, server: Server) -> float:
    browser = chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(_WATCH % STANDS[server.side])
        page.goto(server.address, wait_until="commit")
        stood = page.wait_for_function("() => window.stoodAt", timeout=PATIENCE)
        return float(stood.json_value()) / 1e3
    except BrowserError as error:
        message = f"{server.side}: no picture in Chromium: {error.message}"
        raise NotMeasured(message) from error
    finally:
        browser.close()
