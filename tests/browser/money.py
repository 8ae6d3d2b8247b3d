"""What a year of funding leaves behind: a batch of reports with a failure, a receipt."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.gift_receipts.actions import issue_receipt
from app.reports.models import BatchState, ReportBatch
from app.setup import application
from tests.browser.site import Site
from tests.gifts import stage


def furnish_money(site: Site) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in site.place().items():
            patch.setenv(name, value)
        app = application("be")
        with app.app_context(), acting_as(SYSTEM):
            stage.rules_known(app, patch)
            donor = stage.donor(name="Given Twice")
            last_year = clock.today().year - 1
            stage.gift(donor, received_on=clock.today().replace(year=last_year, month=6, day=1))
            issue_receipt(donor=donor, year=last_year)
            db.session.add(batch())
            db.session.commit()
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()


def batch() -> ReportBatch:
    today = clock.today()
    return ReportBatch(
        state=BatchState.DONE,
        from_on=today - timedelta(days=90),
        until_on=today,
        grant_ids=[1],
        asked_at=clock.now(),
        total=2,
        done=2,
        failures=[{"grant": "DEMO-2026-01", "why": "This grant was cancelled."}],
        finished_at=clock.now(),
        expires_at=clock.now() + timedelta(days=7),
        size_bytes=2,
        content=b"PK",
    )
