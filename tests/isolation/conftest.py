"""Two tenants that hold the same ids and differ in every text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from app import create_app
from app.core.db import db
from tests.databases import Servers
from tests.installation import CONFIG, Installation
from tests.isolation import canary
from tests.visitor import Visitor


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


@dataclass
class Queued:
    """A and B, and the server that holds the queues of both."""

    a: Flask
    b: Flask
    redis: Redis


@pytest.fixture(scope="module")
def pair(installed: Installation) -> Iterator[Pair]:
    """Belgium and France, filled once for a module whose tests only read."""
    installed.empty(antennas=False)
    canary.fill(installed.apps["be"], "be")
    canary.fill(installed.apps["fr"], "fr", numbers=(1, canary.ONLY_IN_B))
    yield Pair(installed)
    installed.empty()


@pytest.fixture
def redis(servers: Servers) -> Iterator[Redis]:
    """A real queue server with nothing in it."""
    connection = Redis.from_url(servers.redis_url())
    connection.flushall()
    yield connection
    connection.flushall()
    connection.close()


@pytest.fixture(scope="module")
def with_queues(installed: Installation, servers: Servers) -> Iterator[tuple[Flask, Flask]]:
    """Belgium and France once more, with their queues on one server; empty for a whole module."""
    installed.empty()
    apps = [with_queue(installed, code, servers.redis_url()) for code in ("be", "fr")]
    yield apps[0], apps[1]
    for app in apps:
        let_go(app)
    installed.empty()


@pytest.fixture
def queued(with_queues: tuple[Flask, Flask], redis: Redis) -> Queued:
    return Queued(*with_queues, redis)


def let_go(app: Flask) -> None:
    """Close what such an application has opened."""
    if app.extensions["tandem.redis"]:
        app.extensions["tandem.redis"].close()
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def with_queue(installation: Installation, code: str, url: str | None, **config: object) -> Flask:
    settings = replace(installation.settings[code], redis_url=url)
    app = create_app(installation.tenants[code], settings, CONFIG | config)
    app.test_client_class = Visitor
    app.extensions["tandem.current"] = True
    return app
