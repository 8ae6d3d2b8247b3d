"""Fixtures of the operator's installation, for these tests and for those of isolation."""

import pytest

from tests.operations.site import Site, clear, copied


@pytest.fixture(scope="session")
def made_once(servers, tmp_path_factory):
    """On SQLite, filled; copied for each test."""
    folder = tmp_path_factory.mktemp("operator")
    with pytest.MonkeyPatch.context() as surroundings:
        site = Site("sqlite", folder, servers)
        site.name_it(surroundings)
        site.make()
    return site


@pytest.fixture(scope="session")
def made_on_postgresql(servers, tmp_path_factory):
    """Made when first asked for; put back to new for each test."""
    site = Site("postgresql", tmp_path_factory.mktemp("operator-pg"), servers)
    with pytest.MonkeyPatch.context() as surroundings:
        site.name_it(surroundings)
        site.make()
    yield site
    clear(site.admin)


@pytest.fixture
def site(request, dialect, tmp_path, monkeypatch):
    """Belgium, France and headquarters, with everything in them."""
    if dialect == "sqlite":
        copied(request.getfixturevalue("made_once"), tmp_path)
        found = Site(dialect, tmp_path, None)
        found.name_it(monkeypatch)
    else:
        found = request.getfixturevalue("made_on_postgresql")
        found.name_it(monkeypatch)
        found.renew()
    yield found
    found.close()
