"""What another tenant has already is neither a conflict nor a doubt here.

Isolation tests 26 and 27: a unique constraint or a duplicate must not tell that somebody exists.
"""

from datetime import date

import pytest

from app.antennas import actions as antennas
from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.duplicates.models import DuplicateDoubt
from app.people import actions
from tests import make

INVITED = {"email": "bob@same.example", "name": "Bob", "role": "director"}
PERSON = {"first_name": "Fatou", "last_name": "Diallo", "email": "fatou@same.example"}


@pytest.fixture
def held_next_door(neighbour):
    """The neighbour knows Bob, Fatou, and an antenna with the code NEW."""
    with neighbour.app_context(), acting_as(SYSTEM):
        make.user("director", email=INVITED["email"])
        actions.register_mentee(antenna=make.first_antenna().code, **PERSON)
        make.first_antenna().code = "NEWLY"
        db.session.commit()


def invite(as_role, email):
    return as_role("administrator").post("/accounts/invitation", data=INVITED | {"email": email})


def test_26_an_address_that_only_another_has_can_be_invited(app, held_next_door, as_role):
    assert invite(as_role, INVITED["email"]).status_code in {200, 303}
    assert make.count(make.User) == 2


def test_26_one_that_is_here_cannot(app, as_role):
    """Negative control: the constraint does hold inside."""
    make.user("director", email=INVITED["email"])
    assert invite(as_role, INVITED["email"]).status_code in {409, 422}


def open_new():
    area = {"postal_codes": ["5999"], "languages": ["fr"]}
    facts = {"nuts2": "BE35", "names": {"fr": "Neuve"}, "opened_on": date(2026, 1, 5)}
    return antennas.open_antenna(code="NEWLY", area=area, **facts)


def test_26_so_can_an_antenna_be_opened_with_a_code_of_another(app, held_next_door):
    assert open_new().code == "NEWLY"


def test_26_and_with_one_that_is_here_it_cannot(app):
    """Negative control."""
    open_new()
    with pytest.raises(Refused):
        open_new()


def test_27_somebody_whom_only_another_knows_is_no_doubt(app, held_next_door):
    actions.register_mentee(antenna=make.first_antenna().code, **PERSON)
    db.session.commit()
    assert make.count(DuplicateDoubt) == 0


def test_27_somebody_who_is_here_is_one(app):
    """Negative control."""
    for _ in range(2):
        actions.register_mentee(antenna=make.first_antenna().code, **PERSON)
    db.session.commit()
    assert make.count(DuplicateDoubt) == 1
