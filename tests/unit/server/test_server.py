from __future__ import annotations

import os
import re
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
from dashboard.server.application import Boundaries
from dashboard.server.known_pages import KnownPages
from dashboard.server.middleware import LocalUploads, PageLanguage, SafeHeaders
from dashboard.server.start import SETTINGS, serve
from dashboard.settings import STEWARD_ON, STEWARD_VARIABLE, Places


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
    assert settings["client"]["disableDataExport"] is True
    look = (SETTINGS.parents[1] / "heading.css").read_text(encoding="utf-8")
    urls = re.findall(r"url\((.*?)\)", look)
    assert len(urls) == 4
    assert all((SETTINGS.parents[1] / url.removeprefix("app/")).is_file() for url in urls)


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.5", "hpp.example", "127.0.0.2"],  # noqa: S104  they are refused
)
def test_files_are_not_taken_from_a_network(root: Path, host: str) -> None:
    with pytest.raises(InputError, match="no sign-in yet") as refused:
        serve(Places(root, root / "data"), host=host, port=8501, steward=True)
    assert refused.value.exit_code == 2


def test_an_upload_through_a_proxy_is_refused() -> None:
    path = "/_stcore/upload_file/session/file"
    app = Starlette(
        routes=[Route(path, lambda _request: PlainTextResponse("taken"), methods=["PUT"])],
        middleware=[Middleware(LocalUploads)],
    )
    client = TestClient(app)

    assert client.put(path, content=b"x").text == "taken"
    assert client.put(path, content=b"x", headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 403


def test_only_with_a_steward_are_large_files_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[dict[str, object]] = []
    monkeypatch.setattr("streamlit.App.run", lambda _app, config: started.append(config))
    monkeypatch.setenv(STEWARD_VARIABLE, STEWARD_ON)
    where = Places(root, root / "data")

    serve(where, host="127.0.0.1", port=_free_port())
    assert started[0]["server.maxUploadSize"] == 1
    assert os.environ[STEWARD_VARIABLE] == ""

    serve(where, host="127.0.0.1", port=_free_port(), steward=True)
    assert started[1]["server.maxUploadSize"] == 20
    assert os.environ[STEWARD_VARIABLE] == STEWARD_ON


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def reader(root: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser before the shipped pages, on a server for readers."""
    monkeypatch.setenv(STEWARD_VARIABLE, "")
    app = Starlette(
        routes=[Mount("/", PlainTextResponse("page"))],
        middleware=[Middleware(KnownPages, pages=root / "pages")],
    )
    return TestClient(app, follow_redirects=False, headers={"accept": "text/html,*/*;q=0.8"})


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/foo", "./?page=foo"),
        ("/steward?lang=en&ind=x", "./?lang=en&page=steward"),
        ("/foo/bar", "../?page=foo%2Fbar"),
    ],
)
def test_an_unknown_page_leads_to_the_first_which_says_so(
    reader: TestClient, asked: str, sent_to: str
) -> None:
    answer = reader.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (307, sent_to)


@pytest.mark.parametrize("asked", ["/", "/districts?area=8012", "/sources/", "/_stcore/health"])
def test_pages_and_parts_of_them_are_answered(reader: TestClient, asked: str) -> None:
    assert reader.get(asked).text == "page"


def test_stewards_have_their_page(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STEWARD_VARIABLE, STEWARD_ON)
    assert reader.get("/steward").text == "page"
    assert reader.get("/steward", headers={"x-forwarded-for": "10.0.0.1"}).status_code == 307
    assert reader.get("/foo", headers={"accept": "*/*"}).text == "page"
