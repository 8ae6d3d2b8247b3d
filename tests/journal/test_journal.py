"""The journal: who may read it, and how it is searched."""

from datetime import UTC, datetime

import pytest

from app.core import clock, events
from app.core.db import db
from app.core.questions import ask
from app.journal import labels
from tests import make


@pytest.fixture
def happened(app, monkeypatch):
    def add(name, at=datetime(2026, 3, 2, 12, tzinfo=UTC), **facts):
        with monkeypatch.context() as watch:
            watch.setattr(clock, "now", lambda: at)
            event = events.record(name, **facts)
        db.session.commit()
        return event

    return add


@pytest.mark.parametrize(
    ("role", "status"),
    [("director", 200), ("administrator", 200), ("auditor", 200), ("coordinator", 403)],
)
def test_it_is_for_those_who_may_check(as_role, role, status):
    assert as_role(role).get("/journal/").status_code == status


def test_an_event_says_what_who_and_when(as_role, happened):
    client = as_role("auditor")
    event = happened("antenna.closed", code="GHE", changes={"closed_on": [None, "2026-03-02"]})
    page = client.get("/journal/").text
    assert "by itself" in page
    detail = client.get(f"/journal/{event.id}").text
    assert "– → 2026-03-02" in detail


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?about=duo", {"duo"}),
        ("?q=closed", {"antenna", "duo"}),
        ("?q=SYSTEM", {"antenna", "duo", "import"}),
        ("?since=2026-03-02&until=2026-03-02", {"antenna"}),
        ("?until=2026-03-01", {"duo"}),
        ("?since=2026-03-03", {"import"}),
        ("?since=nonsense&until=9999-12-31", {"antenna", "duo", "import"}),
        ("?q=%25", set()),
    ],
)
def test_it_is_filtered_by_word_subject_and_day(as_role, happened, asked, found):
    client = as_role("auditor")
    happened("antenna.closed", mark="mark-antenna")
    happened("duo.closed", datetime(2026, 3, 1, 12, tzinfo=UTC), mark="mark-duo")
    happened("import.run", datetime(2026, 3, 3, 12, tzinfo=UTC), mark="mark-import")
    page = client.get(f"/journal/{asked}").text
    assert {name for name in ("antenna", "duo", "import") if f"mark-{name}" in page} == found


def test_a_day_begins_at_midnight_where_the_tenant_works(as_role, happened):
    client = as_role("auditor")
    happened("antenna.closed", datetime(2026, 3, 1, 23, 30, tzinfo=UTC), mark="after-midnight")
    assert "after-midnight" in client.get("/journal/?since=2026-03-02").text


def test_it_pages(as_role, happened):
    client = as_role("auditor")
    for number in range(3):
        happened("antenna.changed", mark=f"mark-{number}-")
    page = client.get("/journal/?per_page=2&about=antenna").text
    assert "mark-2-" in page
    assert "mark-0-" not in page
    assert "mark-0-" in client.get("/journal/?per_page=2&page=2&about=antenna").text


@pytest.mark.parametrize("event_id", [0, 999_999, 2**40])
def test_an_event_that_is_not_there_is_not_found(as_role, event_id):
    assert as_role("auditor").get(f"/journal/{event_id}").status_code == 404


def test_what_else_happened_to_the_same_row_stands_below(as_role):
    client = as_role("director")
    user = make.user()
    client.post(f"/accounts/{user.id}/sign-out")
    client.post(f"/accounts/{user.id}/closing")
    page = client.get(f"/journal/{make.last_event().id}").text
    assert page.count('class="history"') == 1


def test_events_are_named_by_the_feature_they_are_of(app):
    named = dict(ask("event.names"))
    assert named
    assert all(labels.phrase(name) == text or name in labels.NAMES for name, text in named.items())
    assert labels.phrase("moon.landed_on") == "moon · landed on"
