"""Many reports at once: a job with progress, an archive that expires."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.reports import actions, cli, jobs, queries
from app.reports.models import BatchState, Report, ReportBatch
from tests.claims import stage as claims
from tests.grants import stage as grants
from tests.reports import stage
from tests.reports.stage import AFTER, Q1


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def asked(*found):
    ids = [grant.id for grant in found]
    batch = actions.ask_batch(grants=ids, from_on=Q1[0], until_on=Q1[1])
    db.session.commit()
    return batch.id


def names_in(batch_id):
    body = queries.content_of_batch(queries.find_batch(batch_id))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")
        return archive.namelist()


def test_each_report_is_made_in_the_language_of_its_funder(app):
    dutch = stage.grant(funder_id=grants.funder("Stichting Voorbeeld", language="nl").id)
    french = stage.grant()
    claims.line(dutch)
    batch_id = asked(dutch, french)
    jobs.batch(batch_id)
    batch = queries.find_batch(batch_id)
    assert (batch.state, batch.done, batch.failures) == (BatchState.DONE, 2, [])
    made = names_in(batch_id)
    assert [name.rpartition(".")[2] for name in made] == ["pdf", "xlsx", "pdf", "xlsx"]
    assert all("draft" in name for name in made)
    assert {one.language for one in db.session.query(Report)} == {"fr", "nl"}


def test_one_that_fails_is_told_and_the_others_are_made(app):
    broken, good = stage.grant(), stage.grant()
    stage.report(broken)
    db.session.execute(update(Report).values(template="gone"))
    batch_id = asked(broken, good)
    jobs.batch(batch_id)
    batch = queries.find_batch(batch_id)
    assert [one["grant"] for one in batch.failures] == [broken.code]
    assert "template" in batch.failures[0]["why"]
    assert len(names_in(batch_id)) == 2


def test_a_second_run_makes_no_report_twice(app):
    batch_id = asked(stage.grant())
    jobs.batch(batch_id)
    db.session.execute(update(ReportBatch).values(state=BatchState.RUNNING))
    jobs.batch(batch_id)
    assert len(db.session.query(Report).all()) == 1


def test_the_archive_is_not_kept_for_ever(app):
    batch_id = asked(stage.grant())
    jobs.batch(batch_id)
    db.session.execute(update(ReportBatch).values(expires_at=clock.now() - timedelta(days=1)))
    jobs.expire(0)
    batch = queries.find_batch(batch_id)
    assert (batch.state, queries.content_of_batch(batch)) == (BatchState.EXPIRED, None)


def test_none_and_too_many_are_refused(app):
    with pytest.raises(Refused) as refusal:
        actions.ask_batch(grants=[], from_on=Q1[0], until_on=Q1[1])
    assert refusal.value.reasons[0].code == "none"
    with pytest.raises(Refused) as refusal:
        actions.ask_batch(grants=list(range(1, 202)), from_on=Q1[0], until_on=Q1[1])
    assert refusal.value.reasons[0].code == "too_many"


def test_the_command_line_writes_the_reports_of_a_quarter(app, tmp_path):
    grant = stage.grant()
    options = ["--period", "2026-q1", "--out", str(tmp_path), "--format", "csv"]
    told = app.test_cli_runner().invoke(cli.reports, options)
    assert told.exit_code == 0, told.output
    written = (tmp_path / f"{grant.code.lower()}-2026-03-31-1-draft.csv").read_text("utf-8-sig")
    assert grant.code in written
    assert app.test_cli_runner().invoke(cli.reports, ["--period", "x", "--out", "y"]).exit_code == 2
    told = app.test_cli_runner().invoke(cli.reports, [*options, "--grant", "NONE"])
    assert (told.exit_code, "NONE" in told.output) == (1, True)
