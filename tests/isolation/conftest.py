"""Two tenants that hold the same ids and differ in every text."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.installation import Installation
from tests.isolation import canary


@dataclass
class Pair:
    """A is Belgium, B is France; `browser` is somebody of A with this role."""

    a: Flask
    b: Flask
    installation: Installation

    def browser(self, role: str | None, code: str = "be") -> FlaskClient:
        client = self.installation.apps[code].test_client()
        if role is not None:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = canary.key_of(code, role), True
        return client

    def program(self, role: str, code: str = "be") -> dict[str, str]:
        return {"Authorization": f"Bearer {canary.token_of(code, role)}"}


@pytest.fixture(scope="module")
def pair(installed: Installation) -> Iterator[Pair]:
    """Filled once for a module: its tests only read."""
    installed.empty(antennas=False)
    for code in ("be", "fr"):
        canary.fill(installed.apps[code], code)
    yield Pair(installed.apps["be"], installed.apps["fr"], installed)
    installed.empty()
