"""Lines written to the ledger while somebody counts one of the same duos for another grant."""

import pytest

from app.allocation import actions
from app.allocation.models import Allocation
from app.core.db import db
from app.grants.models import Grant
from app.proposals import accepting, queries
from app.proposals.holding import Now
from tests.allocation import stage
from tests.proposals.stage import proposed


def count(duo, grant):
    line = actions.allocate(whom=stage.whom(duo), grant_id=grant.id)
    db.session.commit()
    return line


def written_while(proposal, somebody_is_faster):
    """What is told; the others act once all was looked at, and before anything is written."""
    lines = queries.undecided(proposal.id)
    now = Now(proposal, lines)
    somebody_is_faster()
    told = accepting.write_as_of(now, lines)
    db.session.commit()
    return told, {line.subject: line.why.get("skipped") for line in lines}


def stands():
    """Pairs of grant and duo that stand, in order."""
    found = db.session.query(Allocation).filter(Allocation.released_at.is_(None))
    return sorted((db.session.get_one(Grant, one.grant_id).code, one.duo_id) for one in found)


@pytest.fixture
def other(app):
    """A grant that no proposal chooses, in the group of what the cheap one pays."""
    return stage.grant("OTHER", rate_cents=1, exclusivity_group="public", priority=9)


def test_a_place_that_nobody_leaves_is_not_filled(other):
    """The one that would move was counted by somebody else in the group of where it would go: it
    stays, the only place of the dear grant is not free, and nobody counts there above the cap."""
    dear = stage.grant("DEAR", stage.cap(1), rate_cents=200_000)
    women = [{"fact": "gender", "one_of": ["f"]}]
    public = {"rate_cents": 150_000, "exclusivity_group": "public"}
    stage.grant("CHEAP", conditions=women, **public)
    first = stage.duo(1, mentee={"gender": "f"})
    second = stage.duo(2, mentee={"gender": "m"})
    count(first, dear)
    other.conditions = women
    db.session.commit()
    proposal = proposed(reconsiders=True)
    assert (proposal.result["moves"], proposal.result["new"]) == (1, 1)
    told, why = written_while(proposal, lambda: count(first, other))
    assert told == {"skipped": 2}
    assert why == {f"duo:{first.id}": "counted", f"duo:{second.id}": "full"}
    assert stands() == [("DEAR", first.id), ("OTHER", first.id)]


def test_a_place_that_somebody_else_did_not_need_goes_to_the_next(other):
    """Told is what became of it: nobody hears of a cap that was not reached."""
    dear = stage.grant("DEAR", stage.cap(2), rate_cents=200_000, exclusivity_group="public")
    first, second = stage.duo(1), stage.duo(2)
    proposal = proposed()
    third = stage.duo(3)
    count(third, dear)
    told, why = written_while(proposal, lambda: count(first, other))
    assert told == {"accepted": 1, "skipped": 1}
    assert why == {f"duo:{first.id}": "counted", f"duo:{second.id}": None}
    assert stands() == [("DEAR", second.id), ("DEAR", third.id), ("OTHER", first.id)]


def test_the_others_are_written_at_once_without_the_one(other):
    stage.grant("DEAR", rate_cents=200_000, exclusivity_group="public")
    duos = [stage.duo(number) for number in range(1, 4)]
    told, why = written_while(proposed(), lambda: count(duos[1], other))
    assert told == {"accepted": 2, "skipped": 1}
    assert [code for code in why.values() if code] == ["counted"]
    assert stands() == [
        ("DEAR", duos[0].id),
        ("DEAR", duos[2].id),
        ("OTHER", duos[1].id),
    ]
