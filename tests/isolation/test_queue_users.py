"""The queue server itself keeps tenants apart, and what it holds names nobody.

Isolation tests 45 and 46, with a real queue server and a user of it for each tenant.
"""

import base64
import contextlib
import zlib

import pytest
from redis import Redis
from redis.exceptions import NoPermissionError
from rq import Queue
from rq.job import Job, Retry
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker
from sqlalchemy import insert

from app.accounts.models import User
from app.core import jobs
from app.core.db import db, transaction
from app.core.queues import redis_rules
from app.core.viewer import SYSTEM, acting_as
from app.messages.actions import write_mail
from tests.isolation.conftest import let_go, with_queue
from tests.isolation.queued import failures, signals_put_back, work

pytestmark = pytest.mark.any_database

PASSWORD = "sesame"
VISITOR = "203.0.113.7"


@pytest.fixture
def users(installation, servers, redis):
    """A user of the server for each tenant, by code."""
    found = {}
    for code in ("be", "fr"):
        rules = redis_rules(installation.tenants[code])
        redis.execute_command(
            "ACL", "SETUSER", f"tandem-{code}", "reset", "on", f">{PASSWORD}", *rules
        )
        found[code] = Redis.from_url(
            servers.redis_url(), username=f"tandem-{code}", password=PASSWORD
        )
    redis.execute_command("ACL", "LOG", "RESET")
    yield found
    for code, connection in found.items():
        connection.close()
        redis.execute_command("ACL", "DELUSER", f"tandem-{code}")


def url_of(servers, code):
    path = servers.redis_url().removeprefix("unix://")
    return f"unix://tandem-{code}:{PASSWORD}@{path}"


ON_A_KEY = {
    "LRANGE": ("rq:queue:tandem:fr", 0, -1),
    "RPUSH": ("rq:queue:tandem:fr", "x"),
    "DEL": ("rq:queue:tandem:fr",),
    "HGETALL": ("rq:job:tandem-fr-1-ab",),
    "HSET": ("rq:job:tandem-fr-1-ab", "data", "x"),
    "XRANGE": ("rq:results:tandem-fr-1-ab", "-", "+"),
    "ZRANGE": ("rq:failed:tandem:fr", 0, -1),
    "EXISTS": ("rq:wip:tandem:fr",),
    "GET": ("tandem:fr:limits:LIMITER/tandem:fr/x/y/1/1/minute",),
    "SET": ("rq:suspended", "1"),
    "RENAME": ("rq:queue:tandem:fr", "rq:queue:tandem:be"),
    "COPY": ("rq:queue:tandem:fr", "rq:queue:tandem:be"),
    "LMOVE": ("rq:queue:tandem:fr", "rq:queue:tandem:be", "LEFT", "RIGHT"),
    "PUBLISH": ("rq:pubsub:tandem-fr-ab", '{"command": "shutdown"}'),
    "EVAL": ("return redis.call('LRANGE', 'rq:queue:tandem:fr', 0, -1)", 0),
}
AT_ALL = ("KEYS *", "SCAN 0", "FLUSHALL", "FLUSHDB", "CONFIG GET *", "ACL LIST", "MONITOR")
AT_ALL += ("CLIENT LIST", "SAVE", "SWAPDB 0 1", "SCRIPT FLUSH", "RANDOMKEY")


@pytest.mark.parametrize("command", ON_A_KEY)
def test_45_a_user_of_one_tenant_has_no_hold_on_what_another_has(users, redis, command):
    redis.rpush("rq:queue:tandem:fr", "tandem-fr-1-ab")
    before = redis.lrange("rq:queue:tandem:fr", 0, -1)
    with pytest.raises(Exception, match=r"o permissions|ACL failure"):
        users["be"].execute_command(command, *ON_A_KEY[command])
    assert redis.lrange("rq:queue:tandem:fr", 0, -1) == before


@pytest.mark.parametrize("command", AT_ALL)
def test_45_nor_on_the_server(users, command):
    with pytest.raises(NoPermissionError):
        users["be"].execute_command(*command.split())


def test_45_without_rules_all_of_that_is_possible(redis):
    """Negative control: a user who may do everything."""
    redis.rpush("rq:queue:tandem:fr", "x")
    assert redis.lrange("rq:queue:tandem:fr", 0, -1) == [b"x"]
    assert redis.execute_command("KEYS", "*")
    assert redis.config_get("maxmemory")


def test_45_with_its_rules_a_tenant_does_all_its_work(installation, servers, users, redis):
    """The web's part (pushing, counting requests) and the worker's, retries and cleaning too."""
    app = with_queue(installation, "be", url_of(servers, "be"))
    with app.app_context(), acting_as(SYSTEM), transaction():
        write_mail("password_changed", "alice@same.example", "fr", name="Alice")
        jobs.later("messages.deliver", 4711)
    work(app)
    assert failures(app) == {}
    again = Queue("tandem:be", connection=users["be"], serializer=JSONSerializer)
    again.enqueue(
        "os.system", job_id="tandem-be-9-ab", description="", retry=Retry(max=1, interval=[0])
    )
    work(app)
    assert list(failures(app)) == ["tandem-be-9-ab"]
    assert redis.execute_command("ACL", "LOG") == []
    let_go(app)


def held_by(redis):
    """Every name and value the server holds, as one text; what is packed is unpacked."""
    parts = []
    for key in redis.keys("*"):
        parts.append(key)
        kind = redis.type(key)
        if kind == b"string":
            parts.append(redis.get(key))
        elif kind == b"hash":
            parts += [part for pair in redis.hgetall(key).items() for part in pair]
        elif kind == b"list":
            parts += redis.lrange(key, 0, -1)
        elif kind == b"set":
            parts += redis.smembers(key)
        elif kind == b"zset":
            parts += redis.zrange(key, 0, -1)
        elif kind == b"stream":
            parts += [p for _, row in redis.xrange(key) for pair in row.items() for p in pair]
    return "\n".join(unpacked(part) for part in parts)


def unpacked(part):
    """Data are compressed, and texts of failures are written as base 64 besides."""
    for unpack in (zlib.decompress, lambda packed: zlib.decompress(base64.b64decode(packed))):
        with contextlib.suppress(zlib.error, ValueError):
            return unpack(part).decode("utf-8", "replace")
    return part.decode("utf-8", "replace")


def fail_with_a_name(argument):
    raise ValueError("CANARY: Fatou Diallo")


def fail_in_the_database(argument):
    row = {"email": "CANARY@same.example", "name": "Fatou Diallo", "role": "director"}
    facts = row | {"invited_at": None, "version": 1}
    db.session.execute(insert(User), [facts, facts])


def fail_with_what_was_read(argument):
    try:
        int("CANARY Fatou Diallo")
    except ValueError as error:
        raise RuntimeError(f"could not read {error}") from error


@pytest.mark.parametrize("fail", [fail_with_a_name, fail_in_the_database, fail_with_what_was_read])
def test_46_what_a_failure_leaves_in_the_queue_names_nobody(queued, monkeypatch, caplog, fail):
    monkeypatch.setitem(jobs.ALLOWED, "test.fail", fail)
    with queued.a.app_context(), acting_as(SYSTEM), transaction():
        jobs.later("test.fail", 1)
    for job_id in queued.redis.lrange("rq:queue:tandem:be", 0, -1):
        queued.redis.hdel(f"rq:job:{job_id.decode()}", "retries_left")
    work(queued.a)
    held = held_by(queued.redis)
    assert "JobFailed" in held
    assert " at tests/isolation/test_queue_users.py:" in held
    assert not {word for word in ("CANARY", "Fatou", "same.example") if word in held}


def test_46_nor_does_a_mail_or_a_job_that_waits(queued):
    with queued.a.app_context(), acting_as(SYSTEM), transaction():
        write_mail("password_changed", "fatou.canary@same.example", "fr", name="Fatou CANARY")
    waiting = held_by(queued.redis)
    work(queued.a)
    for held in (waiting, held_by(queued.redis)):
        assert "messages.deliver" in held
        assert not {word for word in ("CANARY", "Fatou", "fatou", "same.example") if word in held}


def test_46_nor_does_the_counting_of_requests(installation, queued, servers):
    limited = with_queue(installation, "be", servers.redis_url(), RATELIMIT_ENABLED=True)
    where = {"REMOTE_ADDR": VISITOR}
    assert limited.test_client().get("/accounts/sign-in", environ_base=where).status_code == 200
    held = held_by(queued.redis)
    assert "tandem:be:limits:LIMITER/" in held
    assert VISITOR not in held
    let_go(limited)


def test_46_a_plain_job_would_leave_it_there(queued):
    """Negative control: the library keeps the whole text of an exception."""
    queue = Queue("tandem:be", connection=queued.redis, serializer=JSONSerializer)
    queue.enqueue(f"{__name__}.fail_with_a_name", 1)
    plain = SimpleWorker([queue], connection=queued.redis, serializer=JSONSerializer, job_class=Job)
    with signals_put_back():
        plain.work(burst=True, logging_level="CRITICAL")
    assert "Fatou" in held_by(queued.redis)
