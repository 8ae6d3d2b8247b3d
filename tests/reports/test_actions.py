"""A report from the draft to the correction: what it tells, and what is frozen."""

from datetime import date

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.reports import actions, queries
from app.reports.models import ReportState
from tests.claims import stage as claims
from tests.grants import stage as grants
from tests.reports import stage
from tests.reports.stage import AFTER


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def codes(refusal):
    return {reason.code for reason in refusal.value.reasons}


def section(content, code):
    return next(one for one in content["sections"] if one["code"] == code)


def test_a_report_speaks_the_language_of_its_funder_and_names_nobody(app):
    grant = stage.grant()
    claims.line(grant)
    report = stage.report(grant)
    content = actions.content_now(report)
    assert (report.language, report.template) == ("fr", "short")
    assert content["lead"][0][1] == "Fondation 1"
    assert "Fatou1" not in str(content)
    assert section(content, "gender")["rows"][0][1][1] is None


def test_figures_and_words_are_frozen_with_the_release(app):
    grant = stage.grant()
    claims.line(grant, 1)
    report = stage.report(grant)
    actions.write(report=report, part="summary", text="One.\n\nTwo.")
    actions.release(report=report)
    db.session.commit()
    claims.line(grant, 2)
    content = actions.content_now(stage.again(report))
    assert content["figures"]["counted"] == 1
    assert section(content, "summary")["paragraphs"] == ["One.", "Two."]
    assert content["day"] == AFTER.isoformat()
    assert section(content, "definitions")["rows"]
    with pytest.raises(Refused) as refusal:
        actions.write(report=stage.again(report), part="summary", text="Three.")
    assert codes(refusal) == {"not_draft"}


def test_older_words_stay_readable_and_can_be_taken_again(app):
    report = stage.report(stage.grant())
    for text in ("First", "Second", "Second"):
        actions.write(report=report, part="summary", text=text)
        db.session.flush()
    versions = queries.versions_of(report, "summary")
    assert [one.text for one in versions] == ["Second", "First"]
    actions.restore(report=report, text=versions[1])
    db.session.flush()
    assert queries.texts_of(report)["summary"].text == "First"


def test_a_correction_is_a_new_edition_that_takes_the_place_of_the_old_one(app):
    grant = stage.grant()
    old = stage.report(grant)
    actions.write(report=old, part="summary", text="One duo.")
    actions.release(report=old)
    db.session.commit()
    claims.line(grant)
    new = actions.correct(report=stage.again(old), correction="A duo was forgotten.")
    db.session.commit()
    assert stage.again(old).state == ReportState.RELEASED
    assert queries.texts_of(new)["summary"].text == "One duo."
    actions.release(report=stage.again(new))
    db.session.commit()
    old, new = stage.again(old), stage.again(new)
    assert (old.state, new.state, new.edition) == ("replaced", "released", 2)
    assert (old.content["figures"]["counted"], new.content["figures"]["counted"]) == (0, 1)


def test_a_release_may_do_what_is_owed(app):
    grant = stage.grant()
    owed = grants.obligation(grant)
    report = stage.report(grant, obligation_id=owed.id)
    assert list(queries.owed(date(2027, 1, 1))) == []
    actions.release(report=report, is_done=True)
    db.session.commit()
    assert stage.again(report).obligation.done_on == AFTER


def test_a_report_outside_its_grant_and_a_second_one_are_refused(app):
    grant = stage.grant()
    with pytest.raises(Refused) as refusal:
        stage.report(grant, (date(2025, 1, 1), date(2025, 3, 31)))
    assert codes(refusal) == {"outside_grant"}
    stage.report(grant)
    with pytest.raises(Refused) as refusal:
        stage.report(grant)
    assert codes(refusal) == {"twice"}


def test_a_period_that_is_not_over_is_not_released(app):
    report = stage.report(stage.grant(), (date(2026, 7, 1), date(2026, 9, 30)))
    with pytest.raises(Refused) as refusal:
        actions.release(report=report)
    assert codes(refusal) == {"not_over"}
