"""The public form, filled in by somebody who is quicker than people are."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.registration import protection

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
MENTEE = {
    "/register/mentee": {"born_on": "2001-05-06", "looking_for_work": "true", "nationality": "MA"},
    "/register/steps/2": {
        "long_term_permit": "true",
        "speaks_fr": "B1",
        "speaks_nl": "no",
        "speaks_en": "A2",
    },
    "/register/steps/3": {
        "first_name": "Fatou",
        "last_name": "Diallo",
        "phone": "0470 12 34 56",
        "email": "fatou@people.example",
        "postal_code": "9000",
    },
    "/register/steps/4": {"occupation": "cook", "sector_1": "56"},
}
MENTOR = {
    "/register/mentor": {
        "born_on": "1966-05-06",
        "working_experience": "true",
        "still_working": "false",
    },
    "/register/steps/2": {
        "function_level": "manager",
        "sector_1": "86",
        "sector_2": "87",
        "speaks_fr": "no",
        "speaks_nl": "native",
        "speaks_en": "B2",
    },
    "/register/steps/3": {
        "first_name": "Marc",
        "last_name": "Servais",
        "phone": "0470 65 43 21",
        "postal_code": "9000",
    },
    "/register/steps/4": {"preferences": "Mondays"},
}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test."""
    monkeypatch.setattr(protection, "READING_TIME", timedelta(0))
    monkeypatch.setattr(protection, "FILLING_TIME", timedelta(0))


@pytest.fixture
def send(client: FlaskClient, quick: None) -> Callable[..., Any]:
    """`send(url, field=...)` opens the page and sends its form."""
    return sender(client)


def sender(client: FlaskClient) -> Callable[..., Any]:
    def send_form(url: str, **fields: str) -> Any:
        token = TOKEN.search(client.get(url).text)
        assert token, url
        return client.post(url, data={"form_token": token[1], **fields})

    return send_form


def fill_in(send_form: Callable[..., Any], steps: dict[str, dict[str, str]], **changes: str) -> Any:
    """Every step; `changes` replace answers wherever they stand. The answer to the last one."""
    answer = None
    for url, fields in steps.items():
        known = {name: changes.get(name, value) for name, value in fields.items()}
        answer = send_form(url, **{name: value for name, value in known.items() if value})
        if answer.status_code != 303:
            return answer
    return answer
