"""Nobody counts twice within a group, and no cap is passed, when several people press at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from app.allocation import actions, queries
from app.allocation.models import Allocation
from app.core.db import db, transaction
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.allocation import stage

TOGETHER = 3
"""As many as the connections of one process allow."""


def race(app, calls):
    """What became of the calls that all began at the same moment: `done`, or what stood against."""
    barrier = Barrier(len(calls))

    def run(call):
        with app.app_context(), acting_as(SYSTEM):
            barrier.wait(timeout=20)
            try:
                with transaction():
                    call()
                return "done"
            except Refused as refusal:
                return refusal.reasons[0].code
            finally:
                db.session.remove()

    db.session.remove()  # so that the main thread holds no connection
    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def counting(duo_id, grant_id):
    def count():
        duo = queries.find_duo(duo_id)
        actions.allocate(whom=actions.Whom(duo), grant_id=grant_id)

    return count


def test_the_database_lets_a_duo_stand_once_in_a_group(app):
    rivals = [stage.grant(f"A-{n}", exclusivity_group="public").id for n in range(TOGETHER)]
    duo = stage.duo().id
    found = race(app, [counting(duo, grant) for grant in rivals])
    assert found["done"] == 1
    assert found["already_counted"] + found["same_group"] == TOGETHER - 1
    assert make.count(Allocation) == 1


def test_a_double_written_past_the_actions_is_refused_by_the_constraint(app):
    grants = [stage.grant(code, exclusivity_group="public") for code in ("A-1", "A-2")]
    duo = stage.duo()
    line = actions.allocate(whom=stage.whom(duo), grant_id=grants[0].id)
    db.session.commit()
    kept = {column.key: getattr(line, column.key) for column in Allocation.__table__.columns}
    kept |= {"grant_id": grants[1].id}
    del kept["id"]
    with pytest.raises(IntegrityError):
        db.session.execute(Allocation.__table__.insert(), [kept])
    db.session.rollback()


def test_of_several_duos_for_the_last_place_one_gets_it(app):
    grant = stage.grant("N", stage.cap(1)).id
    duos = [stage.duo(number).id for number in range(1, TOGETHER + 1)]
    found = race(app, [counting(duo, grant) for duo in duos])
    assert found == {"done": 1, "cap_full": TOGETHER - 1}
