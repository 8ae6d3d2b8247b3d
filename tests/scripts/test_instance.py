from pathlib import Path

import pytest

from scripts.instance import Instance
from tests.scripts.stage import Stage, write


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Instance:
    monkeypatch.delenv("TENANT", raising=False)
    stage = Stage(tmp_path / "project")
    stage.instance.mkdir()
    return Instance(stage.root, stage.instance)


def test_a_tenant_is_found_by_its_host_on_the_port(instance: Instance) -> None:
    assert instance.addresses(81) == {
        "be": "http://be.localhost:81",
        "hq": "http://hq.localhost:81",
    }


def test_the_address_in_the_settings_wins(instance: Instance) -> None:
    write(instance.folder / "be" / "settings.toml", 'public_url = "https://be.example.org/"\n')
    assert instance.addresses(81)["be"] == "https://be.example.org"


def test_a_process_of_one_tenant_has_one_address(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENANT", "hq")
    assert list(instance.addresses(81)) == ["hq"]


@pytest.mark.parametrize(
    ("file", "text", "answers"),
    [
        ("be/onboarding.json", '{"state": "onboarding"}', False),
        ("be/onboarding.json", '{"state": "active"}', True),
        ("be/suspended", "", False),
        ("left.json", '{"be": {}}', False),
    ],
)
def test_only_tenants_that_answer_are_waited_for(
    instance: Instance, file: str, text: str, answers: bool
) -> None:
    write(instance.folder / file, text)
    assert ("be" in instance.addresses(81)) is answers


@pytest.mark.parametrize(
    "change",
    ["migrations/tenant/0002.py", "translations/fr/LC_MESSAGES/messages.po", "pyproject.toml"],
)
def test_what_is_made_from_a_changed_source_is_prepared_again(
    instance: Instance, change: str
) -> None:
    before = instance.fingerprint()
    write(instance.root / change, "changed")
    assert instance.fingerprint() != before


def test_a_database_that_is_gone_is_prepared_again(instance: Instance) -> None:
    database = write(instance.folder / "be" / "tenant.db", "")
    before = instance.fingerprint()
    database.unlink()
    assert instance.fingerprint() != before


def test_what_is_made_from_the_sources_changes_nothing(instance: Instance) -> None:
    before = instance.fingerprint()
    write(instance.root / "translations/fr/LC_MESSAGES/messages.mo", "compiled")
    assert instance.fingerprint() == before
