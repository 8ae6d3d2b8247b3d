"""A page of Tandem beside a bare Flask page of the same query, in the same process and run."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_babel import Babel, format_date
from sqlalchemy import event, func, select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.people.models import Kind
from app.profiles import lists

REPEATS = 40
BARE_PAGE = """<!doctype html><title>Mentees</title><p>{{ total }}</p><table>{% for p in people %}
<tr><td>{{ p.last_name }}, {{ p.first_name }}</td><td>{{ p.stage }}</td>
<td>{{ p.stage_since|dateformat }}</td>
<td>{{ p.labour_status }}</td><td>{{ antennas[p.antenna_id] }}</td><td>{{ p.owner_id }}</td></tr>
{% endfor %}</table>"""


def compare(app: Flask, client: FlaskClient, address: str, asked: dict[str, str]) -> dict[str, Any]:
    """One after the other, over and over, so that both meet the same machine."""
    bare = bare_client(app, asked)
    ours = timed_pair(lambda: client.get(address), lambda: bare.get("/"))
    statements = statements_of(app, lambda: client.get(address))
    return {
        "milliseconds": ours[0],
        "bare_milliseconds": ours[1],
        "ratio": ours[0] / ours[1],
        "statements": statements,
    }


def timed_pair(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[float, float]:
    """Medians in milliseconds of the processor, so that a busy machine tells nothing else."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(REPEATS + 5):
        for place, call in enumerate((one, other)):
            began = time.process_time()
            answer = call()
            spent = (time.process_time() - began) * 1000
            if answer.status_code != 200:
                raise RuntimeError(f"a measured page answered {answer.status}")
            if turn >= 5:
                times[place].append(spent)
    return statistics.median(times[0]), statistics.median(times[1])


def bare_client(app: Flask, asked: dict[str, str]) -> FlaskClient:
    """Flask, SQLAlchemy, Babel and Jinja, nothing of ours: the same rows, counted and shown."""
    bare = Flask("bare")
    for key in ("SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_BINDS", "SQLALCHEMY_ENGINE_OPTIONS"):
        bare.config[key] = app.config[key]
    bare.extensions["tandem.tenant"] = app.extensions["tandem.tenant"]
    bare.extensions["tandem.answers"] = app.extensions["tandem.answers"]
    db.init_app(bare)
    Babel(bare)
    bare.jinja_env.filters["dateformat"] = format_date

    @bare.get("/")
    def page() -> str:
        with acting_as(SYSTEM):
            rows = lists.people_listed(Kind.MENTEE, asked)
            counted = rows.order_by(None).limit(1001).subquery()
            total = db.session.scalar(select(func.count()).select_from(counted))
            people = db.session.scalars(rows.order_by(*lists.SORTS["name"]).limit(51)).all()[:50]
            antennas = {a.id: a.code for a in db.session.scalars(select(Antenna))}
            return render_template_string(BARE_PAGE, people=people, total=total, antennas=antennas)

    return bare.test_client()


def statements_of(app: Flask, call: Callable[[], Any]) -> int:
    count = 0

    def seen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal count
        count += not statement.startswith("BEGIN")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", seen)
    call()
    event.remove(engine, "before_cursor_execute", seen)
    return count
