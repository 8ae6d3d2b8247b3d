"""Programs: clients that send a token and JSON."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make


class Program:
    """`get` and `send` answer with the response; `tag_of` reads the ETag of an address."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{address}", headers=self.headers | headers)

    def send(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        more = {} if body is None else {"json": body}
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(f"/api/v1{address}", method=method, headers=sent, **more)

    def tag_of(self, address: str) -> str:
        tag: str = self.get(address).headers["ETag"]
        return tag


@pytest.fixture
def as_program(app: Flask) -> Callable[..., Program]:
    """`as_program("director", "people.read")` has the token of a director with that scope."""

    def begin(role: str, *scopes: str, **details: Any) -> Program:
        somebody = make.user(role=role, **details)
        return Program(app.test_client(), make.program(somebody, *scopes))

    return begin


@pytest.fixture
def director(as_program: Callable[..., Program]) -> Program:
    return as_program("director")
