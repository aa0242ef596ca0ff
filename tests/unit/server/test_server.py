from __future__ import annotations

import socket
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from dashboard.errors import InputError
from dashboard.server import SETTINGS, Boundaries, PageLanguage, SafeHeaders, serve
from dashboard.settings import Places


@pytest.fixture(scope="module")
def client(root: Path) -> TestClient:
    """The parts of the server that are ours, without Streamlit around them."""
    app = Starlette(
        routes=[
            Route("/", lambda _request: PlainTextResponse("page")),
            Route("/page", lambda _request: HTMLResponse('<html lang="en"><p lang="en">')),
            Mount("/geo", Boundaries(directory=root / "geo")),
        ],
        middleware=[Middleware(SafeHeaders), Middleware(PageLanguage)],
    )
    return TestClient(app)


def test_every_response_keeps_the_page_to_itself(client: TestClient) -> None:
    headers = client.get("/").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_a_page_says_which_language_it_is_in(client: TestClient) -> None:
    assert client.get("/page").text == '<html lang="th"><p lang="en">'
    assert client.get("/page?era=ce&lang=en").text == '<html lang="en"><p lang="en">'


def test_boundaries_are_kept_where_the_address_names_their_content(client: TestClient) -> None:
    named = client.get("/geo/nakhon_districts.geojson?v=12345678")
    bare = client.get("/geo/nakhon_districts.geojson")

    assert len(named.json()["features"]) == 23
    assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "cache-control" not in bare.headers


@pytest.mark.parametrize("path", ["/geo/../pyproject.toml", "/geo/%2e%2e/pyproject.toml", "/geo/"])
def test_nothing_outside_the_boundaries_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_taken_port_is_said_before_anything_starts(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(InputError, match=f"cannot listen on 127.0.0.1, port {port}"):
            serve(Places(root, root / "data"), host="127.0.0.1", port=port)


def test_settings_keep_the_server_at_home() -> None:
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))

    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    urls = [face["url"] for face in settings["theme"]["fontFaces"]]
    assert urls
    assert all((SETTINGS.parents[1] / url.removeprefix("app/")).is_file() for url in urls)
