"""What goes wrong tells nothing about the machine, the configuration or another tenant.

Isolation tests 57 and 58.
"""

import io
import re

import pytest
from werkzeug.debug import DebuggedApplication
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.test import Client

from app.core.config import REPOSITORY
from app.core.web import PUBLIC, requires
from tests.isolation.addresses import everything

pytestmark = pytest.mark.any_database

SECRET = "sesame-open-up"
OF_THE_INSIDE = re.compile(
    r"Traceback|Werkzeug|site-packages|\.py\b|SQLALCHEMY|SECRET_KEY|sqlite:|postgresql:|redis:"
)


@pytest.fixture(scope="module")
def running(installed):
    """Belgium as it runs, with two addresses that break."""
    installed.empty()
    app = installed.app("be", TESTING=False, PROPAGATE_EXCEPTIONS=False)

    @requires(PUBLIC)
    def broken():
        password = SECRET
        raise RuntimeError(f"{password} {app.config['SECRET_KEY']} {REPOSITORY}")

    @requires(PUBLIC)
    def status(number):
        raise default_exceptions.get(number, HTTPException)()

    for prefix in ("", "/api"):
        app.add_url_rule(f"{prefix}/broken", f"broken{prefix}", broken)
        app.add_url_rule(f"{prefix}/status/<int:number>", f"status{prefix}", status)
    yield app
    installed.close_others()


def inside(installed, app, text):
    """What an answer tells that it should not."""
    settings = app.extensions["tandem.settings"]
    others = [a.extensions["tandem.tenant"] for a in installed.apps.values()]
    words = {
        SECRET,
        settings.secret_key,
        settings.database_url,
        str(REPOSITORY),
        str(settings.files),
    }
    words |= {tenant.host for tenant in others if tenant.code != settings.code}
    return [word for word in words if word in text] + OF_THE_INSIDE.findall(text)


@pytest.mark.parametrize("prefix", ["", "/api"])
@pytest.mark.parametrize("number", [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
def test_57_an_error_page_tells_nothing_of_the_inside(installed, running, prefix, number):
    answer = running.test_client().get(f"{prefix}/status/{number}")
    assert answer.status_code == number
    assert inside(installed, running, everything(answer)) == []


@pytest.mark.parametrize("prefix", ["", "/api"])
def test_57_nor_does_what_nobody_foresaw(installed, running, prefix):
    answer = running.test_client().get(f"{prefix}/broken")
    assert answer.status_code == 500
    assert inside(installed, running, everything(answer)) == []


def test_57_the_probe_sees_the_page_of_a_debugger(installed, running):
    """Negative control: the library's own page for developers around the same application."""
    running.config["PROPAGATE_EXCEPTIONS"] = running.testing = True
    client = Client(DebuggedApplication(running, evalex=False))
    answer = client.get("/broken", headers={"Host": "be.localhost"})
    running.config["PROPAGATE_EXCEPTIONS"] = running.testing = False
    found = inside(installed, running, answer.get_data(as_text=True))
    assert {SECRET, "Traceback", "Werkzeug"} <= set(found)


TRICKS = [
    "/console",
    "/?__debugger__=yes&cmd=resource&f=debugger.js",
    "/broken?__debugger__=yes&cmd=printpin&s=x",
    "/_debug_toolbar/",
    "/.git/config",
    "/.env",
    "/settings.toml",
    "/instance/be/settings.toml",
    "/static/../settings.toml",
    "/server-status",
]


@pytest.mark.parametrize("address", TRICKS)
def test_57_there_is_no_console_and_no_file_of_the_installation(installed, running, address):
    answer = running.test_client().get(address)
    assert answer.status_code in {200, 404, 500}
    assert inside(installed, running, everything(answer)) == []
    assert not running.debug


MALFORMED = [
    {"path": "/api/v1/mentees", "data": b"{", "content_type": "application/json"},
    {"path": "/api/v1/mentees", "data": b"\xff\xfe", "content_type": "application/json"},
    {"path": "/accounts/sign-in", "data": b"email=%FF&password=%00"},
    {
        "path": "/accounts/sign-in",
        "data": io.BytesIO(b"--x"),
        "content_type": "multipart/form-data",
    },
    {"path": "/accounts/language", "data": {"language": "../../etc", "next": "//x"}},
]


@pytest.mark.parametrize("sent", MALFORMED, ids=lambda sent: sent["path"])
def test_57_nor_does_an_answer_to_something_malformed(installed, running, sent):
    answer = running.test_client().post(**sent)
    assert answer.status_code < 500
    assert inside(installed, running, everything(answer)) == []


SCRIPTS = sorted((REPOSITORY / "app" / "static" / "js").rglob("*.js"))
KEPT_BY_BROWSERS = re.compile(
    r"localStorage|sessionStorage|indexedDB|serviceWorker|caches\.open|pushManager|document\.cookie"
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_58_no_script_keeps_anything_in_the_browser(path):
    """One that does must say under which tenant's name; until then there is nothing to part."""
    assert KEPT_BY_BROWSERS.findall(path.read_text()) == []


def test_58_the_probe_would_find_it():
    """Negative control."""
    assert KEPT_BY_BROWSERS.findall("localStorage.setItem('draft', '1')") == ["localStorage"]


def test_58_there_is_no_manifest_and_no_worker_either(client):
    for address in ("/manifest.json", "/manifest.webmanifest", "/sw.js", "/service-worker.js"):
        assert client.get(address).status_code == 404
