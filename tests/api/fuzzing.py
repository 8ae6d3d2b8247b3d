"""Schemathesis over the whole API of a tenant that has some rows: what it finds, in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from app.core.viewer import SYSTEM, acting_as
from tests import make
from tests.api import funding


def seed(app: Flask) -> str:
    """Two antennas with people, running duos and an ended one, what they are paid from; the token
    of a director."""
    with app.app_context(), acting_as(SYSTEM):
        director = make.user(role="director", name="Bernadette Claes")
        for number in range(3):
            young, old = make.pair(capacity=2, owner_id=director.id)
            ended = {"ended_on": date(2026, 9, 2)} if number == 2 else {}
            make.duo(young, old, owner_id=director.id, **ended)
            make.spell(young)
        make.mentee("Amine", "Haddad", antenna="GHE", sectors=["41"])
        funding.seed()
        return make.program(director)["Authorization"].removeprefix("Bearer ")


def findings(app: Flask, token: str, *, only: str = "", **settings: Any) -> list[str]:
    """Every failure of every check, and every error; nothing means nothing was found.

    `only` is how the paths begin that are tried; `settings` are those of `config`.
    """
    document = shortened(app.test_client().get("/api/openapi.json").get_json())
    if only:
        kept = {path: item for path, item in document["paths"].items() if path.startswith(only)}
        document["paths"] = kept
    schema = schemathesis.openapi.from_dict(document, config=config(app, token, **settings))
    schema.app = at_its_own_host(app)
    found: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        found.update(told(event))
    return [f"{count} x {text}" for text, count in found.items()]


def shortened(part: Any) -> Any:
    """The same document with a few of each long list of codes: each code would be tried in turn."""
    if isinstance(part, list):
        return [shortened(one) for one in part]
    if not isinstance(part, dict):
        return part
    codes = part.get("enum", ())
    few = [code for code in codes if code in codes[:3] or code in SEEDED or code is None]
    kept = few if len(codes) > MOST_CODES else codes
    return {key: kept if key == "enum" else shortened(value) for key, value in part.items()}


def at_its_own_host(app: Flask) -> Any:
    """Schemathesis calls everything localhost, which no tenant answers to."""

    def call(environ: dict[str, Any], start: Any) -> Any:
        return app(environ | {"HTTP_HOST": app.config["SERVER_NAME"]}, start)

    return call


def told(event: Any) -> Iterator[str]:
    if isinstance(event, events.NonFatalError | events.FatalError):
        yield str(getattr(event, "info", None) or event.__dict__)
    if isinstance(event, events.ScenarioFinished):
        for case_id, checks in event.recorder.checks.items():
            for check in checks:
                if check.status == Status.FAILURE:
                    yield in_words(event, case_id, check)


def in_words(event: Any, case_id: str, check: Any) -> str:
    case = event.recorder.cases[case_id].value
    response = event.recorder.interactions[case_id].response
    failure = check.failure_info.failure
    sent = f"{case.path_parameters} {case.query} {dict(case.headers)} {case.body!r}"
    got = f"{response.status_code} {response.text[:300]}" if response else "no answer"
    said = f"{event.label}: {check.name}: {failure.title} {failure.message}"
    return f"{said}\n sent {sent[:600]}\n got {got}"


SEEDED, MOST_CODES = {"fr", "41", "B2", "job_seeking"}, 5
LEAST, MOST = date(1900, 1, 1), date(2026, 11, 20)
schemathesis.openapi.format("date", st.dates(LEAST, MOST).map(date.isoformat))
"""A document can say that something is a day, and not that it lies within living memory."""
CHECKS = {
    # It cannot call an application without a network (schemathesis 4.32): test_tokens does.
    "ignored_auth": {"enabled": False},
    "missing_required_header": {"expected-statuses": ["401", "428"]},
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "403", "404", "409", "412", "415", "422", "428"]
    },
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412"]
    },
}
FUNDING = ("allocations", "donors", "expenses", "funders", "gifts", "grants")
NOT_SAID = (
    *(("PATCH", f"/api/v1/{kind}/{{person_id}}") for kind in ("mentees", "mentors")),
    ("POST", "/api/v1/antennas"),
    ("PUT", "/api/v1/antennas/{antenna_id}"),
    *(("POST", f"/api/v1/{kind}") for kind in ("mentees", "mentors")),
    *(("POST", f"/api/v1/{kind}/{{person_id}}/assignment") for kind in ("mentees", "mentors")),
    ("GET", "/api/v1/funders"),
    *(("POST", f"/api/v1/{kind}") for kind in FUNDING),
    *(("PATCH", f"/api/v1/{kind}/{{{kind[:-1]}_id}}") for kind in ("funders", "grants")),
)
"""Where more is wrong than a document can say: antennas, regions, languages and owners are those of
the tenant, a name is needed in its main language, each language is spoken once, a sum of money is
written in many ways, and each kind of expense asks for something of its own."""


def config(app: Flask, token: str, *, examples: int, coverage: bool = True) -> SchemathesisConfig:
    """Always the same examples; `coverage` tries every edge of every field in turn as well."""
    return SchemathesisConfig.from_dict(
        {
            "base-url": f"http://{app.config['SERVER_NAME']}",
            "seed": 1,
            "workers": 1,
            "cache": {"enabled": False},
            "auth": {"openapi": {"bearer": {"bearer": token}}},
            "phases": {"coverage": {"enabled": coverage}, "stateful": {"max-steps": 4}},
            "generation": {"deterministic": True, "database": "none", "max-examples": examples},
            "checks": CHECKS,
            "operations": [
                {
                    "include-method": method,
                    "include-path": path,
                    "checks": {"positive_data_acceptance": {"enabled": False}},
                }
                for method, path in NOT_SAID
            ],
        }
    )
