"""The same change is refused with the same reasons through the page and through the API."""

import html
from datetime import date

import pytest

from tests import make

TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(TODAY)


def closing_an_antenna_with_running_duos():
    young, old = make.pair(antenna="GHE")
    make.duo(young, old)
    antenna = make.antenna("GHE")
    return f"/antennas/{antenna.id}/closing", {"on": "2026-06-01", "reason": "no room"}


def closing_a_planned_antenna():
    antenna = make.antenna("GHE")
    antenna.planned = True
    return f"/antennas/{antenna.id}/closing", {"on": "2026-06-01", "reason": "no room"}


def pausing_a_duo_from_tomorrow():
    duo = make.duo(*make.pair())
    return f"/duos/{duo.id}/pause", {"from_on": "2026-06-02", "reason": "ill"}


def extending_a_duo_by_a_year():
    duo = make.duo(*make.pair())
    return f"/duos/{duo.id}/extension", {"planned_end_on": "2027-09-02", "reason": "exam"}


def ending_a_duo_before_it_began():
    duo = make.duo(*make.pair())
    return f"/duos/{duo.id}/closing", {"ended_on": "2026-03-01", "way": "planned"}


def reopening_a_duo_whose_place_is_taken():
    young, old = make.pair()
    ended = make.duo(young, old, ended_on=date(2026, 5, 1))
    make.duo(make.mentee("Amine", "Haddad"), old)
    return f"/duos/{ended.id}/reopening", {"reason": "by mistake"}


def moving_somebody_out_of_a_running_duo():
    young, old = make.pair(antenna="GHE")
    make.duo(young, old)
    return f"/mentees/{young.id}/assignment", {"antenna": "BRU"}


def withdrawing_a_situation_twice():
    mentee = make.mentee()
    spell = make.spell(mentee)
    spell.replaced_at, spell.withdrawal_reason = spell.recorded_at, "wrong"
    return f"/mentees/{mentee.id}/spells/{spell.id}/withdrawal", {"reason": "wrong again"}


REFUSED = (
    closing_an_antenna_with_running_duos,
    closing_a_planned_antenna,
    pausing_a_duo_from_tomorrow,
    extending_a_duo_by_a_year,
    ending_a_duo_before_it_began,
    reopening_a_duo_whose_place_is_taken,
    moving_somebody_out_of_a_running_duo,
    withdrawing_a_situation_twice,
)


@pytest.mark.parametrize("refused", REFUSED, ids=lambda case: case.__name__)
def test_a_refusal_is_the_same_through_both_doors(as_role, director, refused):
    address, sent = refused()
    spoken = {"Accept-Language": "en"}
    page = as_role("director").post(address, data=sent, headers=spoken)
    answer = director.send("POST", address, sent, If_Match="*", Accept_Language="en")
    assert (page.status_code, answer.status_code) == (409, 409)
    assert answer.json["reasons"]
    for reason in answer.json["reasons"]:
        assert reason["text"] in html.unescape(page.text)


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [
        ("/antennas/{antenna}/closing", {"on": "soon", "reason": "x"}, "on"),
        ("/duos/{duo}/pause", {"from_on": "2026-05-01"}, "reason"),
        ("/duos/{duo}/closing", {"ended_on": "2026-05-01", "way": "unreachable"}, "unreachable"),
        ("/mentees/{mentee}/assignment", {"antenna": "XYZ"}, "antenna"),
    ],
)
def test_what_is_not_valid_is_the_same_through_both_doors(as_role, director, address, sent, field):
    duo = make.duo(*make.pair())
    ids = {"duo": duo.id, "mentee": duo.mentee_id, "antenna": duo.antenna_id}
    at, spoken = address.format(**ids), {"Accept-Language": "en"}
    page = as_role("director").post(at, data=sent, headers=spoken)
    answer = director.send("POST", at, sent, If_Match="*", Accept_Language="en")
    assert (page.status_code, answer.status_code) == (422, 422)
    assert list(answer.json["errors"]) == [field]
    assert answer.json["errors"][field][0] in html.unescape(page.text)
