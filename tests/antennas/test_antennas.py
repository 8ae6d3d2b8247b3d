"""Opening, changing and closing antennas: the rules alone, then through the pages."""

from datetime import date

import pytest

from app.antennas import rules
from app.antennas.models import Antenna
from app.core.viewer import SYSTEM, acting_as
from tests import make

NEW_YEAR, EASTER = date(2024, 1, 1), date(2024, 3, 31)


@pytest.mark.parametrize(
    ("closed_on", "on", "others_open", "reasons"),
    [
        (None, NEW_YEAR, 1, []),
        (None, date(2023, 12, 31), 1, [rules.BEFORE_OPENING]),
        (None, EASTER, 0, [rules.LAST_ONE]),
        (EASTER, EASTER, 1, [rules.ALREADY_CLOSED]),
        (EASTER, date(2023, 1, 1), 0, [rules.ALREADY_CLOSED, rules.BEFORE_OPENING, rules.LAST_ONE]),
    ],
)
def test_what_stands_against_closing(closed_on, on, others_open, reasons):
    antenna = Antenna(opened_on=NEW_YEAR, closed_on=closed_on, planned=False)
    assert rules.against_closing(antenna, on, others_open=others_open) == reasons


def test_the_list_shows_every_antenna_under_its_region(as_role):
    page = as_role("director").get("/antennas/")
    assert page.status_code == 200
    assert "Bruxelles" in page.text
    assert "Prov. Oost-Vlaanderen" in page.text


def test_a_form_without_its_main_name_keeps_what_was_typed(as_role):
    sent = {"code": "NAM", "nuts2": "BE35", "name_nl": "Namen", "opened_on": "2026-01-01"}
    page = as_role("director").post("/antennas/new", data=sent)
    assert page.status_code == 422
    assert 'value="Namen"' in page.text


def test_an_antenna_opens_with_its_area_and_leaves_an_event(as_role):
    sent = {"code": "nam", "nuts2": "BE35", "name_fr": "Namur", "opened_on": "2026-01-01"}
    answer = as_role("director").post("/antennas/new", data=sent | {"postal_codes": "5000-5999"})
    assert answer.status_code == 303
    assert make.antenna("NAM").postal_codes == ["5000-5999"]
    assert make.last_event().name == "antenna.opened"


def test_two_antennas_never_serve_the_same_place(as_role):
    sent = {"code": "NAM", "nuts2": "BE35", "name_fr": "Namur", "opened_on": "2026-01-01"}
    page = as_role("director").post("/antennas/new", data=sent | {"postal_codes": "9000-9100"})
    assert page.status_code == 409
    assert 'value="Namur"' in page.text
    assert "9000-9100" in page.text


def test_a_closed_antenna_opens_again(as_role):
    director = as_role("director")
    ghent = make.antenna("GHE")
    sent = {"on": "2026-06-30", "reason": "no framework"}
    assert director.post(f"/antennas/{ghent.id}/closing", data=sent).status_code == 303
    assert make.antenna("GHE").closed_on == date(2026, 6, 30)
    assert director.post(f"/antennas/{ghent.id}/reopening").status_code == 303
    assert make.antenna("GHE").closed_on is None


def test_a_coordinator_reads_antennas_and_closes_none(as_role):
    coordinator = as_role("coordinator", antennas=["GHE"])
    ghent = make.antenna("GHE")
    assert coordinator.get(f"/antennas/{ghent.id}").status_code == 200
    sent = {"on": "2026-06-30", "reason": "no"}
    assert coordinator.post(f"/antennas/{ghent.id}/closing", data=sent).status_code == 403


def test_an_antenna_that_is_not_there_is_not_found(as_role):
    assert as_role("director").get("/antennas/99999999999").status_code == 404


def test_another_tenant_has_antennas_of_its_own(app, neighbour):
    with neighbour.app_context(), acting_as(SYSTEM):
        assert make.first_antenna().code not in {"BRU", "GHE"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(as_role):
    """The second of two tabs is told, keeps what was typed, and may then replace it."""
    client, antenna = as_role("director"), make.antenna("GHE")
    page, seen = f"/antennas/{antenna.id}/edit", {"row_version": str(antenna.version)}
    assert 'name="row_version"' in client.get(page).text
    changed = {"name_fr": "Gand-Nord", "name_nl": "Gent-Noord", "opened_on": "2015-01-01"}
    assert client.post(page, data=seen | changed).status_code == 303
    answer = client.post(page, data=seen | changed | {"name_fr": "Gand-Sud"})
    assert answer.status_code == 409
    assert "changed while you had it open" in answer.text
    assert "Gand-Sud" in answer.text
    assert "Gand-Nord" in client.get(page).text
