"""A backup that cannot or must not be put back: told in a line, and nothing is touched."""

import pytest

from app.core import standing
from app.operations import backups
from tests.operations.site import state_of, with_manifest, with_member

pytestmark = pytest.mark.any_database
BY_THE_WAY = {"sign_ins", "api_tokens", "outbox_jobs", "events"}


def rows_of(site):
    found = site.rows("be")
    return {name: rows for name, rows in found.items() if name not in BY_THE_WAY}


@pytest.mark.parametrize("lost", [True, False])
def test_one_whose_database_is_broken_or_lost_is_put_back(site, lost):
    file = backups.back_up(site.place("be")).file
    before, database = rows_of(site), site.instance / "be" / "tenant.db"
    database.unlink()
    if not lost:
        database.write_bytes(b"no database" * 1000)
    said = site.run("restore", "be", str(file), "--yes")
    assert said.exit_code == 1
    assert "Error: " in said.output
    assert "Traceback" not in said.output
    site.ask("restore", "be", str(file), "--yes", "--without-safety-backup")
    assert rows_of(site) == before
    assert database.with_name("tenant.db.broken").exists() != lost


def test_nobody_restores_without_being_asked(site):
    file = backups.back_up(site.place("be")).file
    before = state_of(site, "be")
    said = site.run("restore", "be", str(file), input="n\n")
    assert said.exit_code == 1
    assert "rows)" in said.output
    assert state_of(site, "be") == before


def test_one_of_a_newer_version_is_refused(site):
    file = backups.back_up(site.place("be")).file
    newer = with_manifest(file, revision="9999")
    said = site.run("restore", "be", str(newer), "--yes")
    assert "was made by a newer version of the product" in said.output


@pytest.mark.parametrize(
    "line",
    [b"{}", b"[]", b"nothing", b'{"id": 1}'],
)
def test_rows_that_are_none_change_nothing(site, line):
    """With sums that are right: somebody made it so."""
    file = with_member(backups.back_up(site.place("be")).file, "tables/people.jsonl", line)
    before = rows_of(site)
    said = site.run("restore", "be", str(file), "--yes")
    assert said.exit_code == 1
    assert "in its rows" in said.output
    assert rows_of(site) == before
    assert not standing.is_suspended(site.instance, "be")
