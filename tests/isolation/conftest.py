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
    """A and B, which must not see one another; `browser` is somebody of A with this role."""

    installation: Installation
    codes: tuple[str, str] = ("be", "fr")

    @property
    def a(self) -> Flask:
        return self.installation.apps[self.codes[0]]

    @property
    def b(self) -> Flask:
        return self.installation.apps[self.codes[1]]

    def turned_around(self) -> "Pair":
        """What A would show if it were B: the probe must find B's canaries there."""
        return Pair(self.installation, (self.codes[1], self.codes[0]))

    def browser(self, role: str | None, app: Flask | None = None) -> FlaskClient:
        client = (app or self.a).test_client()
        if role is not None:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = self.key(role), True
        return client

    def key(self, role: str) -> str:
        return canary.key_of(self.codes[0], role)

    def program(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {canary.token_of(self.codes[0], role)}"}


@pytest.fixture(scope="module")
def pair(installed: Installation) -> Iterator[Pair]:
    """Belgium and France, filled once for a module whose tests only read."""
    installed.empty(antennas=False)
    canary.fill(installed.apps["be"], "be")
    canary.fill(installed.apps["fr"], "fr", numbers=(1, canary.ONLY_IN_B))
    yield Pair(installed)
    installed.empty()
