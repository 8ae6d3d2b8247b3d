"""Lines of the ledger and claims for tests; every amount is invented."""

from datetime import date
from typing import Any

from app.accounts.identity import viewer_of
from app.accounts.queries import find_user
from app.allocation.models import Allocation, Evidence
from app.claims import actions, settling
from app.claims.models import Claim
from app.claims.queries import find_claim
from app.core import clock
from app.core.db import db
from app.core.viewer import acting_as
from app.grants.models import Grant
from tests import make
from tests.grants import stage

Q1 = (date(2026, 1, 1), date(2026, 3, 31))
Q2 = (date(2026, 4, 1), date(2026, 6, 30))
AFTER = date(2026, 7, 20)


def grant(**more: Any) -> Grant:
    """Pays 1,000.00 for each duo that started; its scheme asks for no paper."""
    return stage.grant(**{"rate_cents": 100_000, "scheme_code": "own", "scheme_from": None} | more)


def line(of: Grant, number: int = 1, **more: Any) -> Allocation:
    """A duo that started in February and stands in the ledger of the grant."""
    antenna = more.pop("antenna", None)
    pair = make.mentee(f"Fatou{number}", antenna=antenna), make.mentor(f"Marc{number}")
    duo = make.duo(*pair, reference=f"{of.code}-D{number}", started_on=date(2026, 2, 2))
    details = {
        "antenna_id": duo.antenna_id,
        "subject": f"duo:{duo.id}",
        "duo_id": duo.id,
        "unit": of.unit,
        "happened_on": date(2026, 2, 2),
        "rate_cents": of.rate_cents,
        "value_cents": of.rate_cents,
        "scheme_code": of.scheme_code,
        "scheme_from": of.scheme_from,
        "evidence": Evidence.COMPLETE,
        "decided_at": clock.now(),
    }
    return make.kept(Allocation(grant_id=of.id, **details | more))


def claim(of: Grant, days: tuple[date, date] = Q1, **more: Any) -> Claim:
    """A draft, prepared by Alice."""
    details = {"due_on": None, "notes": None, **more}
    with acting_as(somebody("alice@staff.example", "Alice Martin")):
        made = actions.make_claim(grant_id=of.id, from_on=days[0], until_on=days[1], **details)
        db.session.commit()
    return again(made)


def handed_in(of: Grant, days: tuple[date, date] = Q1, **more: Any) -> Claim:
    """Checked by Bob and handed in."""
    bob = somebody("bob@staff.example", "Bob Peeters")
    made = claim(of, days)
    with acting_as(bob):
        actions.check(claim=made)
        actions.submit(claim=made, submitted_on=clock.today(), **{"waiver": None} | more)
        db.session.commit()
    return again(made)


def approved(of: Grant, **more: Any) -> Claim:
    made = handed_in(of)
    details = {"decision": "approved", "amount_cents": None, "reason": None} | more
    settling.decide(claim=made, decided_on=clock.today(), **details)
    db.session.commit()
    return again(made)


def again(made: Claim) -> Claim:
    found = find_claim(made.id)
    assert found is not None
    return found


def somebody(email: str, name: str) -> Any:
    """The viewer of a partnerships officer of that address."""
    user = find_user(email) or make.user("partnerships", email=email, name=name)
    return viewer_of(user, user.permissions, "page")
