"""What a year of funding leaves behind: a list of funders, a batch with a failure, a receipt."""

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

FUNDERS = "Nom;Type;Étape\nFondation de la Première Liste;Fondation;Premier contact\nSans sorte;;\n"


def furnish_money(site: Site) -> None:
    """One funder is taken in, the other row is refused: it does not say what kind of funder."""
    file = site.folder / "financeurs.csv"
    file.write_text(FUNDERS, encoding="utf-8")
    site.tandem("-t", "be", "funders", "import", str(file))
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
