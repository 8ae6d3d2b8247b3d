"""Money that leaves a country: by antenna and quarter, sums and counts of duos alone."""

from datetime import date

from app.core.quarters import quarter
from app.disclosure.protect import cells_after
from app.grants.models import Instalment, Unit
from app.proposals import deciding
from app.tabulation.counting import count
from app.tabulation.tally import cells_before
from app.tabulation.templates import BY_CODE
from tests import make
from tests.allocation import stage
from tests.proposals.stage import proposed

NOW = quarter("2026-Q2")
TEMPLATE = BY_CODE["funding_coverage"]


def cells():
    """By antenna, as they leave."""
    kept = cells_after(TEMPLATE, cells_before(TEMPLATE, count(NOW)), ())
    return {cell["at"]["antenna"]: cell for cell in kept}


def test_each_antenna_tells_what_is_secured_and_what_its_duos_cost(app, on_day):
    on_day(date(2026, 7, 2))
    stage.grant("EX-1", stage.cap(1), rate_cents=150_000)
    for number in (1, 2):
        stage.duo(number, started_on=date(2026, 4, 2))
    deciding.accept(proposal=proposed())
    brussels = cells()["BRU"]
    assert brussels["counts"] == {"duos": 2, "counted": 1}
    assert brussels["values"]["secured_cents"] == 150_000
    assert brussels["values"]["cost_cents"] == 2 * brussels["values"]["per_duo_cents"] == 406_400
    assert brussels["values"]["schemes"] >= 1
    assert {"fr", "nl", "en"} <= set(brussels["values"]["source"])


def test_an_antenna_without_a_scheme_tells_so_and_a_cost_nobody_told_is_none(app):
    ghent = cells()["GHE"]
    assert ghent["values"]["schemes"] == 0
    assert ghent["values"]["cost_cents"] is ghent["values"]["per_duo_cents"] is None
    assert ghent["values"]["secured_cents"] == 0


def test_an_instalment_for_one_antenna_is_in_it_and_one_for_several_in_none(app):
    came = {"received_on": date(2026, 5, 5), "received_cents": 90_000}
    for code, antennas in (("EX-2", ["GHE"]), ("EX-3", ["GHE", "ANT"])):
        lump = {"unit": Unit.INSTALMENT, "rate_cents": None, "antenna_codes": antennas}
        grant = stage.grant(code, **lump)
        make.kept(Instalment(grant_id=grant.id, due_on=date(2026, 5, 1), **came))
    assert cells()["GHE"]["values"]["secured_cents"] == 90_000
    assert cells()["ANT"]["values"]["secured_cents"] == 0
