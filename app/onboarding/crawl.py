"""A walk through every page of a new country, in every language, before anybody else takes it.

It goes through the application itself, without a network: as somebody who has not signed in, as the
one who leads the country and as the one who administers it. Nothing of it is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_babel import get_babel
from werkzeug.routing import Rule

from app import OPEN_ENDPOINTS, create_app
from app.accounts.identity import Identity
from app.accounts.models import SignIn, User
from app.antennas.queries import all_antennas
from app.core import clock
from app.core.config import TenantSettings
from app.core.permissions import Role
from app.core.tenancy import Tenant
from app.core.viewer import SYSTEM, acting_as
from app.setup import let_go

VIEWERS = (None, Role.DIRECTOR, Role.ADMINISTRATOR)
CLOSED = "closed"
NOT_FOR_THEM = frozenset({401, 403})
LANGUAGE = re.compile(r'<html lang="([a-z]+)"')
CONFIG = {"RATELIMIT_ENABLED": False, "SECOND_FACTOR_REQUIRED": False, "TESTING": True}
"""A director whose second step is still to be set up would be sent there from every page."""


@dataclass
class Walk:
    """How many addresses were asked, what did not answer as it should, and what is missing.

    `missing` counts texts by language that the pages walked through told in another one.
    """

    pages: int = 0
    requests: int = 0
    broken: list[str] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)


def walk(tenant: Tenant, settings: TenantSettings) -> Walk:
    app = create_app(tenant, settings, CONFIG)
    found = Walk()
    with app.app_context():
        addresses = list(_addresses(app))
    found.pages = len(addresses)
    try:
        for language in tenant.languages:
            _walk_in(app, language, addresses, found)
        with app.app_context():
            lacking = get_babel().instance.domain_instance.lacking
            found.missing = {code: len(lacking.get(code, ())) for code in tenant.languages}
    finally:
        with app.app_context():
            let_go()
    return found


def _walk_in(app: Flask, language: str, addresses: list[str], found: Walk) -> None:
    """The administrator is asked for what the director may not see, the others for everything."""
    left = addresses
    for role in VIEWERS:
        client, closed = _browser(app, role), []
        for address in left:
            found.requests += 1
            problem = _against(client, address, language)
            if problem == CLOSED:
                closed.append(address)
            elif problem:
                who = role or "a visitor"
                found.broken.append(f"{address} in {language} for {who}: {problem}")
        left = closed if role is Role.DIRECTOR else addresses


def _against(client: FlaskClient, address: str, language: str) -> str:
    """What is wrong with the answer; a page may be closed to somebody, never broken."""
    try:
        answer = client.get(address, headers={"Accept-Language": language})
    except Exception as error:  # whatever it is, the country must not begin with it
        return type(error).__name__
    if answer.status_code in NOT_FOR_THEM:
        return CLOSED
    if answer.status_code >= 400:
        return str(answer.status_code)
    if answer.mimetype != "text/html" or answer.status_code >= 300:
        return ""
    spoken = LANGUAGE.search(answer.get_data(as_text=True))
    return "" if spoken and spoken[1] == language else "another language"


def _browser(app: Flask, role: Role | None) -> FlaskClient:
    """Of somebody who is nobody: no account is made, and none is needed to look at a page."""
    client = app.test_client()
    if role is None:
        return client
    identity = _somebody(app, role)
    app.login_manager.user_loader(lambda key: identity)  # type: ignore[attr-defined]
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = identity.key, True
    return client


def _somebody(app: Flask, role: Role) -> Identity:
    with app.app_context():
        now = clock.now()
    user = User(id=0, email="walk@tandem.example", name="–", role=role, antennas=[], invited_at=now)
    sign_in = SignIn(user=user, began_at=now, expires_at=now + timedelta(hours=1), device="")
    return Identity("walk", sign_in)


def _addresses(app: Flask) -> Iterator[str]:
    """Of every page that needs no row, and those of the first antenna; none for programs."""
    with acting_as(SYSTEM):
        antenna = next((antenna.id for antenna in all_antennas()), None)
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            view = app.view_functions[rule.endpoint]
            is_page = "GET" in (rule.methods or ()) and rule.endpoint not in OPEN_ENDPOINTS
            if is_page and not getattr(view, "writes", False) and not rule.rule.startswith("/api/"):
                yield from _built(rule, antenna)


def _built(rule: Rule, antenna: int | None) -> Iterator[str]:
    """Nothing when it needs a row that a new country does not have."""
    values: list[dict[str, Any]] = [{}]
    for name in rule.arguments:
        words = _words(rule, name, antenna)
        values = [{**one, name: word} for one in values for word in words]
    for one in values:
        built = rule.build(one, append_unknown=False)
        if built is not None:
            yield built[1]


def _words(rule: Rule, name: str, antenna: int | None) -> list[Any]:
    if name == "antenna_id":
        return [] if antenna is None else [antenna]
    converter = rule._converters[name]  # noqa: SLF001 - the map says no other way
    return sorted(getattr(converter, "items", ()))
