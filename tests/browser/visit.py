"""A reader's browser tab: opens pages, waits until they stand still, remembers what went wrong."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, expect
from playwright.sync_api import Error as BrowserError

PAGES = ("overview", "districts", "provinces", "trends", "poverty", "agenda", "sources")
LANGS = ("th", "en")

# Streamlit's client does not know where its server's root is: on a page of its own address it asks
# below that address first, and takes the 404 as the answer.
PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
# Plotly stumbles over its own chart when a reader leaves the page while labels are being set.
LEFT_WHILE_DRAWING = "reading 'typesetMath'"
LOOPBACK = "127.0.0.1"
_INSIDE = ("data", "blob", "about")

STILL = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app?.dataset.testScriptState === 'notRunning'
    && document.querySelector('h1')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
      .every(chart => chart.querySelector('.main-svg'))
    && [...document.images].every(image => image.complete)
    && document.fonts.status === 'loaded';
}"""

STATE_IS = """wanted => {
  const sorted = pairs => JSON.stringify([...pairs].sort());
  return sorted(new URLSearchParams(location.search)) === sorted(Object.entries(wanted));
}"""

# The words of the ranked dots but those of the axis, and whether they are bold.
RANKED = """async () => {
  const image = [...document.querySelectorAll('picture img')].pop();
  const answer = await fetch(image.currentSrc);
  const drawing = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml');
  return [...drawing.querySelectorAll('text[text-anchor=end]')]
    .map(each => [each.textContent, Number(each.getAttribute('font-weight')) >= 700]);
}"""
BOLD_ARE = f"""async names => {{
  const words = await ({RANKED})();
  const bold = words.filter(([word, heavy]) => heavy && !/^[0-9]/.test(word));
  return bold.map(([word]) => word).join() === names.join();
}}"""

# What the server says arrives so many milliseconds later, once `late` is set.
SLOW_NETWORK = """(() => {
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    addEventListener(kind, listen) {
      const later = event => setTimeout(() => listen(event), window.late ?? 0);
      super.addEventListener(kind, kind === 'message' ? later : listen);
    }
  };
})()"""

_INSIDE_OF_AREA = """code => {
  const found = [...document.querySelectorAll('.choroplethlayer path')];
  const path = found.filter(each => String(each.__data__.loc) === code).pop();
  const box = path.getBoundingClientRect();
  const back = path.getScreenCTM().inverse();
  const steps = [5, 4, 6, 3, 7, 2, 8].map(step => step / 10);
  for (const across of steps) for (const down of steps) {
    const [x, y] = [box.left + box.width * across, box.top + box.height * down];
    if (path.isPointInFill(new DOMPoint(x, y).matrixTransform(back))) return [x, y];
  }
}"""


class Visit:
    """A tab in a context of its own; `origin` is the server's address."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.strangers: list[str] = []
        self.failures: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("websocket", lambda socket: self._note(socket.url))
        self.page.on("pageerror", lambda error: self._fail(str(error)))
        self.page.on("console", self._listen)

    def open(self, name: str, **parameters: str) -> Visit:
        """Opens a page by name, by its path, or what it is called in the address."""
        path = "" if name == "overview" else name
        query = f"?{urlencode(parameters)}" if parameters else ""
        self.page.goto(f"{self.origin}/{path}{query}")
        return self.still()

    def still(self) -> Visit:
        """Waits until nothing runs, loads or waits to be drawn."""
        self.page.wait_for_function(STILL)
        return self

    @property
    def state(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def expect_state(self, **wanted: str) -> Visit:
        """Waits until the address says exactly this, and the page stands still."""
        try:
            self.page.wait_for_function(STATE_IS, arg=wanted)
        except BrowserError as error:
            pytest.fail(f"the address says {self.state}, not {wanted}: {error.message}")
        return self.still()

    def control(self, name: str) -> Locator:
        """A list to choose from, by its label."""
        return self.page.get_by_role("combobox", name=name, exact=True)

    def choose(self, control: str, words: str) -> Visit:
        """Searches a list as a reader does, and takes what is found."""
        box = self.control(control)
        box.click()
        box.fill(words)
        self.page.get_by_role("option", name=words).first.click()
        expect(box).not_to_have_attribute("aria-expanded", "true")
        return self.still()

    def click_area(self, code: str) -> Visit:
        """Clicks inside an area's polygon."""
        self.page.locator(".choroplethlayer path").first.wait_for(state="attached")
        x, y = self.page.evaluate(_INSIDE_OF_AREA, code)
        self.page.mouse.click(x, y)
        return self

    @property
    def numbers(self) -> list[str]:
        """The numbers printed in the ranked dots, from high to low."""
        return [text for text, _ in self.page.evaluate(RANKED) if text[0].isdigit()]

    def expect_bold(self, *names: str) -> Visit:
        """Waits until the ranked dots set these names in bold, and no others."""
        try:
            self.page.wait_for_function(BOLD_ARE, arg=names)
        except BrowserError as error:
            pytest.fail(f"not bold: {names} in {self.page.evaluate(RANKED)}: {error.message}")
        return self

    @property
    def words(self) -> str:
        """Everything written on the page."""
        return " ".join(self.page.inner_text("body").split())

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _INSIDE and parts.hostname != LOOPBACK:
            self.strangers.append(url)

    def _fail(self, words: str) -> None:
        if LEFT_WHILE_DRAWING not in words:
            self.failures.append(words)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        url = message.location["url"]
        if not ("404" in message.text and PROBE.search(url)):
            self.complaints.append(f"{message.text} {url}")
