"""What an operator does to one tenant reaches no other: isolation tests 6, 61 and 62.

The commands themselves, on both databases and broken off anywhere, are tried in tests/operations.
"""

import pytest
from werkzeug.test import Client

from app.core import standing
from app.core.engines import WrongOwner, opened
from app.core.hosts import HostDispatcher
from app.operations import backups, restoring
from app.operations.archives import BadArchive, reading
from tests.operations.site import state_of, with_manifest


def put_back(site, code, file):
    with reading(file, backups.KIND) as reader:
        restoring.restore(site.place(code), reader, lambda step: None)


@pytest.fixture
def backup(site):
    """Of Belgium."""
    return backups.back_up(site.place("be")).file


def test_61_a_backup_of_another_is_refused_and_nothing_is_touched(site, backup):
    before = state_of(site, "fr")
    said = site.run("restore", "fr", str(backup), "--yes")
    assert said.exit_code == 1
    assert "is a backup of be, not of fr" in said.output
    assert state_of(site, "fr") == before


@pytest.mark.any_database
@pytest.mark.parametrize("facts", [{"tenant": "fr"}, {"owner": "fr"}])
def test_61_both_the_name_and_the_marker_are_asked(site, backup, facts):
    before = state_of(site, "fr")
    with pytest.raises(BadArchive, match="is a backup of be"):
        put_back(site, "fr", with_manifest(backup, **facts))
    assert state_of(site, "fr") == before


@pytest.mark.any_database
def test_61_nor_does_one_go_into_a_database_of_another(site, backup):
    """Settings that name the wrong database: its own marker refuses."""
    with opened(site.place("be").settings.database_url) as connection:
        connection.exec_driver_sql("UPDATE owner SET code = 'fr'")
    with pytest.raises(WrongOwner, match="belongs to fr"):
        put_back(site, "be", backup)


@pytest.mark.any_database
def test_61_without_asking_it_would_go_in(site, backup, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(restoring, "against", lambda place, reader: [])
    put_back(site, "fr", backup)
    assert "CANARY-BE" in str(site.rows("fr")["people"])


def destroy(site, file):
    return site.run("destroy", "be", "--after-export", str(file), "--yes-destroy", "be")


@pytest.fixture
def export(site, tmp_path):
    file = tmp_path / "export.zip"
    site.ask("export", "be", "--to", str(file))
    return file


def files_with(folder, text):
    return [path for path in folder.rglob("*") if path.is_file() and text in path.read_bytes()]


@pytest.mark.any_database
def test_62_nothing_of_a_destroyed_tenant_is_in_any_file_and_its_neighbour_is_the_same(
    site, export
):
    neighbour = state_of(site, "fr")
    key = site.place("be").settings.secret_key.encode()
    assert files_with(site.instance, b"CANARY-BE")
    assert files_with(site.instance, key)
    assert destroy(site, export).exit_code == 0
    assert files_with(site.instance, b"CANARY-BE") == []
    assert files_with(site.instance, key) == []
    assert state_of(site, "fr") == neighbour


@pytest.mark.any_database
def test_62_the_probe_finds_what_is_forgotten(site, export):
    """Negative control: a copy that the command knows nothing of."""
    copy = site.instance / "copy"
    copy.write_bytes((site.instance / "be" / "tenant.db").read_bytes())
    destroy(site, export)
    assert files_with(site.instance, b"CANARY-BE") == [copy]


@pytest.mark.any_database
def test_6_suspended_destroyed_and_never_there_are_the_same_to_a_visitor(site, export):
    """Asked of a server that was started before."""
    apps = {f"{code}.localhost": site.app(code) for code in ("be", "fr")}

    def reachable(host):
        return standing.is_reachable(site.instance, host.split(".")[0])

    def ask(host, is_reachable=reachable):
        client = Client(HostDispatcher(apps, is_reachable))
        answer = client.get("/accounts/sign-in", environ_overrides={"HTTP_HOST": host})
        return answer.status, answer.data, list(answer.headers)

    never = ask("never.localhost")
    assert ask("be.localhost") != never
    standing.suspend(site.instance, "be")
    assert ask("be.localhost") == never
    assert destroy(site, export).exit_code == 0
    assert ask("be.localhost") == never
    assert ask("fr.localhost") != never
    # Negative control: a server that does not look has it still.
    assert ask("be.localhost", lambda host: True)[1] != never[1]
