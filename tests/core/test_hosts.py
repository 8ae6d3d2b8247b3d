"""Only an exact host reaches a tenant; whatever else is asked gets one and the same answer."""

from collections.abc import Iterable
from typing import Any

import pytest

from app.core.hosts import BODY, HostDispatcher


def answering(name: str) -> Any:
    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [name.encode()]

    return application


DISPATCHER = HostDispatcher({"be.localhost": answering("be"), "fr.localhost": answering("fr")})


def ask(dispatcher: HostDispatcher, **environ: object) -> tuple[str, bytes, list[Any]]:
    seen: list[Any] = []
    body = b"".join(dispatcher(environ, lambda status, headers: seen.extend((status, headers))))
    return seen[0], body, seen[1]


@pytest.mark.parametrize(
    "host",
    ["be.localhost", "BE.LocalHost", "be.localhost.", "be.localhost:8000", "be.localhost.:80"],
)
def test_spellings_of_the_host_reach_its_tenant(host: str) -> None:
    assert ask(DISPATCHER, HTTP_HOST=host)[1] == b"be"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "be",
        "be.localhost..",
        ".be.localhost",
        "xbe.localhost",
        "be.localhost.evil.org",
        "be.localhost,fr.localhost",
        "be.localhost fr.localhost",
        "fr.localhost@be.localhost",
        "be.localhost@fr.localhost",
        "be.localhost:80:80",
        "be.localhost:",
        "be.localhost:port",
        "be.localhost/",
        "be.localhost\n",
        "be.localhost\x00",
        "bе.localhost",
        "ｂｅ.localhost",
        "be.localho\u017ft",
        "be.localhost\u3002",
        "127.0.0.1",
        "[::1]",
        "[::1]:8000",
        "es.localhost",
        "a" * 100_000,
    ],
)
def test_any_other_host_gets_the_same_answer(host: str) -> None:
    status, body, headers = ask(DISPATCHER, HTTP_HOST=host)
    assert (status, body) == ("404 Not Found", BODY)
    assert headers == ask(DISPATCHER, HTTP_HOST="never.example")[2]


def test_no_host_at_all_gets_it_too() -> None:
    assert ask(DISPATCHER, SERVER_NAME="be.localhost")[0] == "404 Not Found"


@pytest.mark.parametrize(
    "header", ["X_FORWARDED_HOST", "FORWARDED", "X_ORIGINAL_URL", "X_REWRITE_URL", "X_TENANT"]
)
def test_what_a_proxy_adds_never_chooses_the_tenant(header: str) -> None:
    environ = {"HTTP_HOST": "be.localhost", f"HTTP_{header}": "fr.localhost"}
    assert ask(DISPATCHER, **environ)[1] == b"be"


def test_the_probe_would_see_a_neighbour() -> None:
    careless = HostDispatcher({"be.localhost": answering("fr")})
    assert ask(careless, HTTP_HOST="be.localhost")[1] == b"fr"


def test_the_list_is_closed_once_made() -> None:
    applications = {"be.localhost": answering("be")}
    dispatcher = HostDispatcher(applications)
    applications["evil.example"] = answering("evil")
    assert ask(dispatcher, HTTP_HOST="evil.example")[0] == "404 Not Found"


def test_the_application_sees_its_host_in_one_spelling() -> None:
    def telling(environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environ["HTTP_HOST"].encode()]

    dispatcher = HostDispatcher({"be.localhost": telling})
    assert ask(dispatcher, HTTP_HOST="BE.localhost.:8000")[1] == b"be.localhost:8000"
    assert ask(dispatcher, HTTP_HOST="be.localhost")[1] == b"be.localhost"
