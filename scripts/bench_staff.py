"""Somebody who has signed in, for pages that are measured."""

import secrets

from flask import Flask
from flask.testing import FlaskClient

from app.accounts import identity
from app.accounts.models import User
from app.core import clock
from app.core.db import db, transaction
from app.core.permissions import Role
from app.core.viewer import SYSTEM, acting_as


def director(app: Flask) -> FlaskClient:
    with app.app_context(), acting_as(SYSTEM), transaction():
        user = User(
            email=f"{secrets.token_hex(4)}@bench.example",
            name="Bench",
            role=Role.DIRECTOR,
            password_hash="none",  # noqa: S106 - nobody signs in with it
            invited_at=clock.now(),
        )
        db.session.add(user)
        db.session.flush()
        begun = identity.begin_session(user, device="bench", second_factor=True, remember=False)
    client = app.test_client()
    with client.session_transaction(base_url=app.extensions["tandem.settings"].public_url) as kept:
        kept["_user_id"], kept["_fresh"] = begun.key, True
    return client
