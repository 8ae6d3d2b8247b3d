"""Five tenants, each one application on a database of its own, on SQLite and on PostgreSQL."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import settings

from app import translations
from app.core import clock
from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.databases import Servers
from tests.installation import Installation
from tests.operations.fixtures import made_on_postgresql, made_once, site

__all__ = ["made_on_postgresql", "made_once", "site"]

ABSENT = "the national teams' files are not beside the project"
"""The one skip that is no failure: those files are never part of a checkout."""
LOCAL = {"127.0.0.1", "::1", "localhost"}

settings.register_profile("searching", derandomize=False)
settings.register_profile("reproducible", derandomize=True)
settings.load_profile("reproducible")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.addoption("--strict-skips", action="store_true", help="a skipped test is a failure")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "any_database: proves the same whatever the database is")
    if not hasattr(config, "workerinput"):  # once, before the processes that run the tests
        translations.compile_all()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "dialect" in metafunc.fixturenames:
        only = metafunc.config.getoption("--sqlite-only")
        only = only or metafunc.definition.get_closest_marker("any_database")
        dialects = ["sqlite"] if only else ["sqlite", "postgresql"]
        metafunc.parametrize("dialect", dialects, scope="session")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    avoidable = [report for report in skipped if ABSENT not in str(report.longrepr)]
    if avoidable and session.config.getoption("--strict-skips"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to another machine is a failed test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            pytest.fail(f"a test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    found = Servers()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def installations(
    servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Installation]]:
    """One for each kind of database, kept while tests turn from one kind to the other."""
    made: dict[str, Installation] = {}

    def installation_on(dialect: str) -> Installation:
        if dialect not in made:
            made[dialect] = Installation(dialect, servers, tmp_path_factory.mktemp(dialect))
        return made[dialect]

    yield installation_on
    for found in made.values():
        found.close()


@pytest.fixture(scope="session")
def installed(dialect: str, installations: Callable[[str], Installation]) -> Installation:
    """All tenants prepared once on this kind of database; emptied before each test."""
    return installations(dialect)


@pytest.fixture
def installation(installed: Installation) -> Iterator[Installation]:
    installed.empty()
    yield installed
    installed.close_others()


@pytest.fixture
def app(installation: Installation) -> Iterator[Flask]:
    """Belgium, with its antennas and nobody in it; acting as the system."""
    with installation.apps["be"].app_context(), acting_as(SYSTEM):
        g.language = "en"
        yield installation.apps["be"]


@pytest.fixture
def neighbour(installation: Installation) -> Flask:
    """France: another tenant with its own database."""
    return installation.apps["fr"]


@pytest.fixture
def headquarters(installation: Installation) -> Flask:
    return installation.apps["hq"]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who has not signed in."""
    return app.test_client()


@pytest.fixture
def as_role(app: Flask) -> Callable[..., FlaskClient]:
    """`as_role("coordinator", antennas=["GHE"])` is the browser of such a person."""

    def sign_in(role: str, **details: Any) -> FlaskClient:
        return make.browser(app, make.user(role=role, **details))

    return sign_in


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """`on_day(date(2026, 11, 20))` sets the watch."""

    def set_watch(day: Any) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    return set_watch


@pytest.fixture
def national() -> Path:
    """The folder of the national teams' files; tests that need it skip where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data" / "national"
    if not folder.is_dir():
        pytest.skip(ABSENT)
    return folder
