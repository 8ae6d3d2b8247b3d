"""Every line of the log says whose it is, and none says anything of anybody.

Isolation test 55: at DEBUG, with all that libraries say, and with tracebacks.
"""

import io
import logging
import re
from contextlib import contextmanager

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core import clock, logs
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.core.web import PUBLIC, requires
from tests.isolation.addresses import readable
from tests.isolation.checksums import checksum

HEAD = re.compile(
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} [A-Z]+ tenant=(\S+) \S+: ", re.MULTILINE
)


@contextmanager
def gathering():
    """`gather(formatter)` gathers every line of this process at DEBUG, written by it."""
    root, handlers = logging.getLogger(), []
    talkative = [root, *map(logging.getLogger, ("sqlalchemy.engine", "sqlalchemy.pool"))]
    before = [logger.level for logger in talkative]

    def gather(formatter):
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(formatter)
        handlers.append(handler)
        root.addHandler(handler)
        for logger in talkative:
            logger.setLevel(logging.DEBUG)
        return handler.stream

    yield gather
    for logger, level in zip(talkative, before, strict=True):
        logger.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)


@pytest.fixture
def written():
    with gathering() as gather:
        yield gather


def look_at_everything(pair, code):
    """All that a director of this tenant can read, with a word that was searched for."""
    chosen = pair if code == "be" else pair.turned_around()
    client = chosen.browser("director")
    for address in readable(chosen.a, 1):
        client.get(address, query_string={"q": "Fatou"})


@pytest.fixture(scope="module")
def looked(pair):
    """What was written while A and then B was looked at: lines of ours, by code, and plain ones."""
    found = {"plain": ""}
    for code in ("be", "fr"):
        with gathering() as gather:
            ours, plain = gather(logs.TenantFormatter()), gather(logging.Formatter("%(message)s"))
            look_at_everything(pair, code)
            found[code] = ours.getvalue()
            found["plain"] += plain.getvalue()
    return found


def test_55_no_line_holds_a_value_even_at_debug(looked):
    text = looked["be"] + looked["fr"]
    assert text.count("SELECT") > 100
    assert not [word for word in ("CANARY", "canary", "same.example", "Fatou") if word in text]


def test_55_a_plain_formatter_would_write_them(looked):
    """Negative control: libraries do offer values to the log."""
    assert "CANARY-BE" in looked["plain"]
    assert "CANARY-FR" in looked["plain"]


@pytest.mark.parametrize("code", ["be", "fr"])
def test_55_every_line_says_whose_it_is(looked, code):
    owners = HEAD.findall(looked[code])
    assert len(owners) > 100
    assert set(owners) <= {code, "-"}
    assert owners.count("-") < len(owners) / 10


def test_55_nested_contexts_and_none_are_told_apart(pair, written):
    lines = written(logs.TenantFormatter())
    logger = logging.getLogger("app.test")
    logger.warning("outside")
    with pair.a.app_context():
        logger.warning("in a")
        with pair.b.app_context():
            logger.warning("in b")
        logger.warning("in a again")
    said = [line.split(" ", 2)[2] for line in lines.getvalue().splitlines()]
    assert said == [
        "tenant=- app.test: outside",
        "tenant=be app.test: in a",
        "tenant=fr app.test: in b",
        "tenant=be app.test: in a again",
    ]


def broken_insert():
    row = {"email": "CANARY@same.example", "name": "Fatou", "role": "director", "version": 1}
    facts = row | {"invited_at": clock.now()}
    db.session.execute(insert(User), [facts, facts])


def broken_reading():
    try:
        int("CANARY Fatou")
    except ValueError as error:
        raise KeyError("Fatou Diallo") from error


BROKEN = [broken_insert, broken_reading]


@pytest.mark.parametrize("broken", BROKEN)
def test_55_a_traceback_says_kinds_and_places_only(pair, written, broken):
    lines, plain = written(logs.TenantFormatter()), written(logging.Formatter())
    with pair.a.app_context(), acting_as(SYSTEM):
        try:
            broken()
        except (IntegrityError, KeyError):
            logging.getLogger("app.test").exception("it broke")
            logging.getLogger("library").exception("it broke for %s", "Fatou")
        db.session.rollback()
    text = lines.getvalue()
    assert f"{__file__}:" in text
    assert "KeyError" in text or "IntegrityError" in text
    assert not [word for word in ("CANARY", "Fatou", "same.example") if word in text]
    assert "Fatou" in plain.getvalue()  # negative control: the same records


def test_55_the_text_of_an_exception_hides_what_was_written(pair):
    before = checksum(pair.a)
    with pair.a.app_context(), acting_as(SYSTEM):
        with pytest.raises(IntegrityError) as failure:
            broken_insert()
        db.session.rollback()
    assert "SQL parameters hidden" in str(failure.value)
    assert "Fatou" not in str(failure.value)
    assert "Fatou" not in logs.told(failure.value)
    assert checksum(pair.a) == before


def test_55_what_was_sent_cannot_pretend_to_be_a_line(pair, written):
    lines = written(logs.TenantFormatter())
    with pair.a.app_context():
        logging.getLogger("app.test").warning("name\n2026-11-20T10:00:00+0100 INFO tenant=fr x")
    (line,) = lines.getvalue().splitlines()
    assert HEAD.findall(line) == ["be"]


def test_55_an_unforeseen_error_is_noted_without_its_values(installation, written):
    app = installation.app("be", TESTING=False, PROPAGATE_EXCEPTIONS=False)

    @requires(PUBLIC)
    def broken():
        raise ValueError("CANARY: Fatou Diallo")

    app.add_url_rule("/broken", view_func=broken)
    app.view_functions["broken"] = broken
    lines = written(logs.TenantFormatter())
    answer = app.test_client().get("/broken?q=Fatou")
    assert answer.status_code == 500
    assert (
        "tenant=be app: unforeseen ValueError at tests/isolation/test_logs.py:" in lines.getvalue()
    )
    assert not [word for word in ("CANARY", "Fatou") if word in lines.getvalue()]
    assert not [word for word in ("CANARY", "Diallo", "ValueError") if word in answer.text]


@pytest.fixture
def fresh_root():
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers = [h for h in before if not isinstance(h.formatter, logs.TenantFormatter)]
    yield root
    root.handlers, root.level = before, level


def test_55_there_is_one_set_of_handlers_however_often_it_is_set_up(fresh_root, capsys):
    kept = list(fresh_root.handlers)
    logs.set_up()
    logs.set_up()
    (added,) = [handler for handler in fresh_root.handlers if handler not in kept]
    assert isinstance(added.formatter, logs.TenantFormatter)
    logging.getLogger("app.test").warning("heard")
    assert "WARNING tenant=- app.test: heard" in capsys.readouterr().err


def test_55_nothing_of_what_happens_is_sent_away(fresh_root):
    """No handler writes mails or calls another machine with what went wrong."""
    loggers = [fresh_root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    kinds = {type(handler).__name__ for logger in loggers for handler in logger.handlers}
    assert not kinds & {"SMTPHandler", "HTTPHandler", "SocketHandler", "SysLogHandler"}
