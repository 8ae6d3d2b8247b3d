"""Whatever is sent to one tenant, by whomever: another is never touched, and nothing breaks.

Every address that changes something is tried by every role, with an empty body and with ids that
only the other tenant has. Isolation tests 1 and 16; forms between origins are in test_origins.py.
"""

import pytest
from sqlalchemy import update

from app.accounts.models import ApiToken, SignIn, User
from app.core.db import Base, db
from app.core.permissions import ROLE_PERMISSIONS, Role
from app.core.viewer import SYSTEM, acting_as
from app.core.web import PUBLIC, SIGNED_IN
from tests.isolation.addresses import changing, everything
from tests.isolation.canary import FOREIGN, ONLY_IN_B, ROLES
from tests.isolation.checksums import checksum, shared_checksum

NO = {401, 403}
REDIRECTED = 303
IDS = {
    column.name
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if column.name.endswith("_id")
} | {"ids", "id", "people", "antennas", "antenna_ids", "person_ids", "duo_ids", "other"}
BODIES = {"nothing": {}, "ids of the other": dict.fromkeys(sorted(IDS), str(ONLY_IN_B))}


def restore(app):
    """Who signed out or was closed by the request before may ask again."""
    with app.app_context(), acting_as(SYSTEM):
        db.session.execute(update(SignIn).values(ended_at=None))
        db.session.execute(update(User).values(closed_at=None))
        db.session.execute(update(ApiToken).values(revoked_at=None))
        db.session.commit()


def may(app, role, endpoint):
    asked = getattr(app.view_functions[endpoint], "permission", None)
    if asked == PUBLIC:
        return True
    if role is None:
        return False
    return asked == SIGNED_IN or asked in ROLE_PERMISSIONS[Role(role)]


def send(pair, role, method, address, body):
    restore(pair.a)
    client = pair.browser(role)
    if address.startswith("/api/"):
        headers = pair.program(role) if role else {}
        return client.open(address, method=method, json=body, headers=headers)
    return client.open(address, method=method, data=body)


def problems(pair, role, number, body):
    """What is wrong with the answers, as lines; every address is tried."""
    for method, address, endpoint in changing(pair.a, number):
        try:
            answer = send(pair, role, method, address, body)
        except Exception as error:
            yield f"{method} {address}: {error!r}"
            continue
        if answer.status_code >= 500 or FOREIGN in everything(answer):
            yield f"{method} {address}: {answer.status}"
        if not may(pair.a, role, endpoint) and answer.status_code not in NO:
            yield f"{method} {address}: {answer.status} without permission"


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("role", [None, *ROLES])
def test_1_nothing_sent_to_a_tenant_breaks_or_reaches_another(pair, role, name):
    before = checksum(pair.b), shared_checksum(pair.b)
    number = 1 if name == "nothing" else ONLY_IN_B
    assert list(problems(pair, role, number, BODIES[name])) == []
    assert (checksum(pair.b), shared_checksum(pair.b)) == before


def test_1_the_checksum_notices_a_change(pair):
    """Negative control: the same request to the other tenant does change it."""
    before = checksum(pair.b)
    restore(pair.b)
    other = pair.turned_around()
    answer = other.browser("director").post("/accounts/me/", data={"name": "X", "language": "fr"})
    assert answer.status_code == REDIRECTED
    assert checksum(pair.b) != before


def test_16_the_door_for_programs_does_not_know_the_cookie(pair):
    restore(pair.a)
    assert pair.browser("director").post("/api/v1/antennas", json={}).status_code == 401
    sent = {"json": {}, "headers": pair.program("director")}
    assert pair.a.test_client().post("/api/v1/antennas", **sent).status_code == 422
