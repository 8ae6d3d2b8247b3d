"""Changes by programs: based on what was read, and never over somebody else's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.events import Event
from app.duos.models import Duo
from app.people.models import Mentee, Person
from tests import make


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(date(2026, 6, 1))


def fresh(model, row_id):
    db.session.expire_all()
    return db.session.scalars(select(model).where(model.id == row_id)).one()


def test_what_is_known_already_is_not_told_again(director):
    address = f"/mentees/{make.mentee().id}"
    tag = director.tag_of(address)
    again = director.get(address, **{"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert director.get(address, **{"If-None-Match": '"77"'}).status_code == 200


def test_a_change_names_what_it_is_based_on(director):
    address = f"/mentees/{make.mentee().id}"
    assert director.send("PATCH", address, {"occupation": "baker"}).status_code == 428
    assert director.send("PATCH", address, {"nonsense": 1}).status_code == 428


def test_of_two_changes_the_later_one_is_told(director):
    mentee = make.mentee()
    address = f"/mentees/{mentee.id}"
    tag = director.tag_of(address)
    first = director.send("PATCH", address, {"occupation": "baker"}, If_Match=tag)
    assert (first.status_code, first.json["occupation"]) == (200, "baker")
    assert first.headers["ETag"] == director.tag_of(address) != tag
    late = director.send("PATCH", address, {"occupation": "cook"}, If_Match=tag)
    assert (late.status_code, late.json["status"]) == (412, 412)
    assert fresh(Mentee, mentee.id).occupation == "baker"


def test_a_language_more_is_another_version(director):
    address = f"/mentees/{make.mentee(languages={'fr': 'B1'}).id}"
    tag = director.tag_of(address)
    spoken = {"languages": [{"code": "nl", "level": "A2"}]}
    changed = director.send("PATCH", address, spoken, If_Match=tag)
    assert changed.json["languages"] == spoken["languages"]
    assert changed.headers["ETag"] != tag
    assert director.send("PATCH", address, spoken, If_Match=tag).status_code == 412


def test_what_is_not_sent_stays_and_null_empties(director):
    mentee = make.mentee(email="fatou@mail.example", occupation="baker")
    address = f"/mentees/{mentee.id}"
    changed = director.send("PATCH", address, {"occupation": None}, If_Match="*")
    assert (changed.json["email"], changed.json["occupation"]) == ("fatou@mail.example", None)


def test_of_many_at_the_same_moment_one_wins_and_the_others_are_told(director):
    """Where two read the same version at once, the database tells the slower one."""
    mentee = make.mentee()
    address = f"/mentees/{mentee.id}"
    tag, start = director.tag_of(address), threading.Barrier(6)

    def change(number):
        start.wait()
        sent = {"occupation": f"number {number}", "languages": [{"code": "fr", "level": "B1"}]}
        return director.send("PATCH", address, sent, If_Match=tag)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(change, range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert fresh(Mentee, mentee.id).occupation == winner.json["occupation"]


def test_somebody_is_registered_once_unless_it_is_somebody_else(director):
    sent = {"first_name": "Fatou", "last_name": "Diallo", "antenna": "GHE", "born_on": "2003-05-04"}
    first = director.send("POST", "/mentees", sent)
    assert (first.status_code, first.json["antenna"], first.json["stage"]) == (
        201,
        "GHE",
        "registered",
    )
    assert director.client.get(first.headers["Location"], headers=director.headers).json == (
        first.json
    )
    again = director.send("POST", "/mentees", sent)
    assert (again.status_code, [r["code"] for r in again.json["reasons"]]) == (
        409,
        ["looks_the_same"],
    )
    assert director.send("POST", "/mentees", sent | {"another_person": True}).status_code == 201


def test_a_mentor_has_places(director):
    sent = {"first_name": "Marc", "last_name": "Servais", "antenna": "GHE", "capacity": 3}
    made = director.send("POST", "/mentors", sent).json
    assert made["capacity"] == 3
    fewer = director.send("PATCH", f"/mentors/{made['id']}", {"capacity": 2}, If_Match="*")
    assert fewer.json["capacity"] == 2


def test_somebody_moves_to_another_antenna_and_out_of_sight(as_program):
    mentee = make.mentee(antenna="BRU")
    program = as_program("coordinator", antennas=["BRU"])
    address = f"/mentees/{mentee.id}"
    tag = program.tag_of(address)
    moved = program.send("POST", f"{address}/assignment", {"antenna": "GHE"}, If_Match=tag)
    assert (moved.status_code, moved.data) == (204, b"")
    assert program.get(address).status_code == 404


def test_sensitive_facts_stand_apart_and_each_reading_is_noted(director):
    address = f"/mentees/{make.mentee().id}"
    sent = {"nationality": "SN", "permit_until": "2027-01-01"}
    changed = director.send("PATCH", f"{address}/sensitive", sent, If_Match="*")
    assert changed.status_code == 200
    assert "nationality" not in director.get(address).json
    before = make.count(Event)
    read = director.get(f"{address}/sensitive")
    assert (read.json["nationality"], read.json["permit_until"]) == ("SN", "2027-01-01")
    assert make.count(Event) == before + 1
    event = make.last_event()
    assert (event.name, event.via, event.facts) == ("sensitive.read", "api", {})
    old = {"If_Match": changed.headers["ETag"]}
    director.send("PATCH", f"{address}/sensitive", {"nationality": "GN"}, **old)
    assert director.send("PATCH", f"{address}/sensitive", {}, **old).status_code == 412


def test_where_ancestry_is_not_kept_it_is_no_field(neighbour):
    with neighbour.app_context():
        headers = make.program(make.user(role="director"))
        address = f"/api/v1/mentees/{make.mentee().id}/sensitive"
    client, match = neighbour.test_client(), {"If-Match": "*"}
    assert "parents_born_outside_eu" not in client.get(address, headers=headers).json
    sent = {"parents_born_outside_eu": True}
    answer = client.patch(address, json=sent, headers=headers | match)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["parents_born_outside_eu"])


def test_an_antenna_opens_changes_closes_and_opens_again(director):
    sent = {"code": "NAM", "nuts2": "BE35", "name_fr": "Namur", "opened_on": "2026-01-01"}
    made = director.send("POST", "/antennas", sent)
    assert (made.status_code, made.json["names"]) == (201, {"fr": "Namur"})
    address = f"/antennas/{made.json['id']}"
    changed = director.send("PUT", address, {"name_fr": "Namur-Ville"}, If_Match='"1"')
    assert changed.json["names"] == {"fr": "Namur-Ville"}
    closing = {"on": "2026-05-01", "reason": "no framework"}
    tag = changed.headers["ETag"]
    closed = director.send("POST", f"{address}/closing", closing, If_Match=tag)
    assert closed.json["closed_on"] == "2026-05-01"
    opened = director.send("POST", f"{address}/reopening", If_Match=closed.headers["ETag"])
    assert (opened.status_code, opened.json["closed_on"]) == (200, None)
    assert fresh(Antenna, made.json["id"]).is_open


def test_the_course_of_a_duo(director):
    duo = make.duo(*make.pair(capacity=2), owner_id=make.user().id)
    address = f"/duos/{duo.id}"
    for noun, sent, state in (
        ("extension", {"planned_end_on": "2026-10-01", "reason": "exam"}, "running"),
        ("pause", {"from_on": "2026-05-01", "reason": "ill"}, "paused"),
        ("resumption", {"until_on": "2026-05-20"}, "running"),
        ("closing", {"ended_on": "2026-06-01", "way": "planned"}, "completed"),
        ("reopening", {"reason": "by mistake"}, "running"),
    ):
        tag = director.tag_of(address)
        answer = director.send("POST", f"{address}/{noun}", sent, If_Match=tag)
        assert (answer.status_code, answer.json["state"]) == (200, state)
        assert director.send("POST", f"{address}/{noun}", sent, If_Match=tag).status_code == 412


def test_many_duos_are_handed_over_at_once(director):
    giver, taker = make.user(), make.user(name="Karim Aziz")
    duos = [make.duo(*make.pair(), owner_id=giver.id) for _ in range(2)]
    sent = {"duos": [duo.id for duo in duos], "owner_id": taker.id}
    handed = director.send("POST", "/duos/hand-over", sent)
    assert [row["owner_id"] for row in handed.json["items"]] == [taker.id, taker.id]
    assert fresh(Duo, duos[0].id).owner_id == taker.id


def test_a_situation_is_corrected_by_another_row(director):
    address = f"/mentees/{make.mentee().id}/spells"
    job = {"kind": "job", "began_on": "2026-05-04", "evidence": "declared", "hours_per_week": 38}
    noted = director.send("POST", address, job)
    assert (noted.status_code, noted.json["replaced_at"]) == (201, None)
    one = f"{address}/{noted.json['id']}"
    right = director.send("POST", f"{one}/correction", job | {"hours_per_week": 19.5})
    assert (right.status_code, right.json["replaces_id"]) == (201, noted.json["id"])
    assert director.send("POST", f"{one}/correction", job).status_code == 409
    gone = director.send("POST", f"{address}/{right.json['id']}/withdrawal", {"reason": "wrong"})
    assert gone.json["withdrawal_reason"] == "wrong"
    assert len(director.get(address).json["items"]) == 2


def test_a_situation_is_reached_through_its_own_mentee(director):
    spell = make.spell(make.mentee())
    other = make.mentee("Amine", "Haddad")
    address = f"/mentees/{other.id}/spells/{spell.id}/withdrawal"
    assert director.send("POST", address, {"reason": "wrong"}).status_code == 404


def test_a_profile_that_was_merged_away_is_not_there(director):
    kept, gone = make.mentee(), make.mentee()
    gone.merged_into_id = kept.id
    assert director.get(f"/mentees/{gone.id}").status_code == 404
    assert director.get("/mentees").json["total"] == make.count(Person) - 1
