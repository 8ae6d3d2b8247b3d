"""What a queue may ask for: our own jobs, of its own tenant, and nothing else.

Isolation tests 42 to 44, 47 and 48, with a real queue server and the real worker.
"""

import json
import logging
import pickle

import pytest
from click.testing import CliRunner
from flask import g
from flask_babel import get_locale, get_timezone
from rq import Callback, Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from app import cli, worker
from app.core import jobs, logs
from app.core.db import db
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.messages import letters
from tests.isolation.checksums import checksum
from tests.isolation.queued import (
    TRACES,
    Tracer,
    failures,
    forge,
    leave_trace,
    packed,
    signals_put_back,
    work,
)

pytestmark = pytest.mark.any_database

A = "tandem:be"
B = "tandem:fr"


@pytest.fixture(autouse=True)
def done(monkeypatch):
    """What the job of these tests was asked to do, as tenant and argument."""
    seen = []
    monkeypatch.setitem(jobs.ALLOWED, "test.note", lambda n: seen.append((tenant().code, n)))
    TRACES.clear()
    return seen


def asked(
    function="app.core.jobs.perform", args=("be", "test.note", 7), instance=None, kwargs=None
):
    """What a queue keeps of a job, as bytes."""
    return packed(json.dumps([function, instance, list(args), kwargs or {}]).encode())


def test_42_the_probe_does_its_own_jobs(queued, done):
    """Negative control: the same bytes with the right tenant are done."""
    forge(queued.redis, A, data=asked())
    work(queued.a, queued.b)
    assert done == [("be", 7)]
    assert failures(queued.a) == {}


def test_42_a_job_of_b_in_the_queue_of_a_is_refused_recorded_and_b_untouched(queued, done, caplog):
    before = checksum(queued.b)
    refused = forge(queued.redis, A, data=asked(args=("fr", "test.note", 7)))
    with caplog.at_level(logging.WARNING):
        work(queued.a, queued.b)
    assert done == []
    assert "NotAllowed" in failures(queued.a)[refused]
    assert "refused a job that is none of ours" in caplog.text
    assert (checksum(queued.b), failures(queued.b)) == (before, {})


def test_42_nor_is_one_done_that_was_moved_from_the_queue_of_b(queued, done):
    before = checksum(queued.b)
    moved = forge(queued.redis, B, data=asked(args=("fr", "test.note", 7)))
    queued.redis.rename(f"rq:queue:{B}", f"rq:queue:{A}")
    work(queued.a, queued.b)
    assert done == []
    assert list(failures(queued.a)) == [moved]
    assert (checksum(queued.b), failures(queued.b)) == (before, {})


FORGED = {
    "os.system": {"data": asked("os.system", ["true"])},
    "a function of ours": {"data": asked("tests.isolation.queued.leave_trace", [])},
    "a method": {"data": asked("leave_trace", [], instance="x")},
    "a method of a class": {"data": asked("tests.isolation.queued.Tracer.leave_trace", [None])},
    "names beside": {"data": asked(kwargs={"code": "be"})},
    "too much": {"data": asked(args=("be", "test.note", 7, 8))},
    "too little": {"data": asked(args=("be",))},
    "an unknown name": {"data": asked(args=("be", "os.system", 7))},
    "no name": {"data": asked(args=("be", None, 7))},
    "a list as a name": {"data": asked(args=("be", ["test.note"], 7))},
    "a text as an id": {"data": asked(args=("be", "test.note", "7"))},
    "a truth as an id": {"data": asked(args=("be", "test.note", True))},
    "an object as an id": {"data": asked(args=("be", "test.note", {"id": 7}))},
    "another's meta": {"data": asked(), "meta": json.dumps({"tenant": "fr"})},
    "a pickled meta": {"data": asked(), "meta": pickle.dumps({"tenant": "fr"})},
    "a call on success": {
        "data": asked(),
        "success_callback_name": "tests.isolation.queued.leave_trace",
    },
    "a call on failure": {
        "data": asked("os.listdir", ["/nowhere"]),
        "failure_callback_name": "tests.isolation.queued.leave_trace",
    },
    "a call on stopping": {"data": asked(), "stopped_callback_name": "os.system"},
    "a webhook": {
        "data": asked(),
        "webhooks": json.dumps([{"url": "http://evil.example/", "job_status": "failed"}]),
    },
    "a repetition": {"data": asked(), "repeats_left": "3", "repeat_intervals": "[0]"},
    "a dependency": {"data": asked(), "dependency_ids": json.dumps(["tandem-fr-1"])},
    "a rate": {"data": asked(), "rate_limit_key": "fr", "rate_limit_concurrency": "1"},
    "endless retries": {"data": asked("os.system", ["true"]), "retries_left": "1000"},
}


@pytest.mark.parametrize("what", FORGED)
def test_43_anything_else_in_the_queue_is_refused(queued, done, caplog, what):
    """Once: what is refused is not tried again, however often it asks to be."""
    refused = forge(queued.redis, A, **FORGED[what])
    with caplog.at_level(logging.WARNING, "app"):
        work(queued.a, queued.b)
    assert caplog.text.count("refused a job") == 1
    assert (done, TRACES) == ([], [])
    assert "NotAllowed" in failures(queued.a)[refused]
    assert queued.redis.llen(f"rq:queue:{A}") == 0


@pytest.mark.parametrize("what", ["a function of ours", "a call on success", "a call on failure"])
def test_43_a_plain_worker_would_do_it(queued, done, what):
    """Negative control: the classes of the library on the same bytes."""
    forge(queued.redis, A, **FORGED[what])
    queue = Queue(A, connection=queued.redis, serializer=JSONSerializer)
    plain = SimpleWorker([queue], connection=queued.redis, serializer=JSONSerializer, job_class=Job)
    with signals_put_back(), queued.a.app_context():
        plain.work(burst=True, logging_level="CRITICAL")
    assert TRACES == ["done"]


def test_43_a_forged_failure_is_not_called_when_a_worker_starts_either(queued):
    """The library cleans up what a killed worker left, and calls what it names."""
    forged = forge(queued.redis, A, **FORGED["a call on failure"])
    queued.redis.hset(f"rq:job:{forged}", "status", "started")
    queued.redis.zadd(f"rq:wip:{A}", {f"{forged}:1": 1})
    with queued.a.app_context():
        jobs.queue().started_job_registry.cleanup()
    assert TRACES == []


def test_43_a_job_of_ours_knows_no_calls_even_when_it_is_made_with_some(queued):
    calls = dict.fromkeys(("on_success", "on_failure", "on_stopped"), Callback(leave_trace))
    made = jobs.TenantJob.create(jobs.PERFORM, connection=queued.redis, **calls)
    assert {made.success_callback, made.failure_callback, made.stopped_callback} == {None}
    plain = Job.create(jobs.PERFORM, connection=queued.redis, **calls)  # negative control
    assert plain.success_callback is leave_trace


JUNK = {
    "pickle": {"data": packed(pickle.dumps((Tracer().leave_trace, None, (), {})))},
    "pickle of its own": {"data": pickle.dumps(("os.system", None, ("true",), {}))},
    "no JSON": {"data": packed(b"{")},
    "no job": {"data": packed(b'{"a": 1}')},
    "no data": {},
    "no date": {"data": asked(), "created_at": "yesterday"},
    "no number": {"data": asked(), "timeout": "soon"},
    "no status": {"data": asked(), "status": "resting"},
}


@pytest.mark.parametrize("what", JUNK)
def test_44_what_is_no_job_harms_nobody_and_the_next_one_is_done(queued, done, what):
    forge(queued.redis, A, **JUNK[what])
    forge(queued.redis, A, data=asked())
    work(queued.a, queued.b)
    assert (done, TRACES) == ([("be", 7)], [])


def test_44_what_was_pickled_is_kept_as_a_failure(queued):
    pickled = forge(queued.redis, A, **JUNK["pickle"])
    work(queued.a)
    assert "DeserializationError" in failures(queued.a)[pickled]


@pytest.mark.parametrize("job_id", ["no such job", "tandem-be-1:x:y", "../../etc", "ü"])
def test_44_nor_does_an_impossible_id(queued, done, job_id):
    queued.redis.rpush(f"rq:queue:{A}", job_id)
    queued.redis.set("rq:job:text", "not a job")
    queued.redis.rpush(f"rq:queue:{A}", "text")
    forge(queued.redis, A, data=asked())
    work(queued.a)
    assert done == [("be", 7)]


def test_47_a_worker_takes_nothing_of_one_tenant_to_the_next(queued, monkeypatch):
    assert seen_by(queued, monkeypatch) == [seen_by_each(queued.a), seen_by_each(queued.b)]


def test_47_within_one_context_it_would(queued, monkeypatch):
    """Negative control: what the first leaves is seen by a second that shares its context."""
    with queued.a.app_context():
        left_behind()
        assert surroundings() != seen_by_each(queued.a)


def seen_by(queued, monkeypatch):
    seen = []

    def look(argument):
        seen.append(surroundings())
        left_behind()

    monkeypatch.setitem(jobs.ALLOWED, "test.look", look)
    for code, queue in (("be", A), ("fr", B)):
        forge(queued.redis, queue, data=asked(args=(code, "test.look", 1)))
    work(queued.a, queued.b)
    return seen


def left_behind():
    """What a careless job leaves in its context."""
    g.language, g.remembered = "en", "CANARY"
    db.session.info["remembered"] = "CANARY"


def seen_by_each(app):
    with app.app_context():
        return surroundings() | {"who": "system"}


def surroundings():
    return {
        "tenant": tenant().code,
        "log": logs.here(),
        "language": str(get_locale()),
        "zone": str(get_timezone()),
        "sender": (letters.brand(), tenant().contact.email),
        "kept": (g.get("remembered"), g.get("language"), db.session.info.get("remembered")),
        "database": str(db.engine.url),
        "who": viewer().name,
    }


def test_48_a_job_of_no_tenant_is_an_error_and_never_the_first_ones(queued, done):
    for code in (None, "", "*", "BE", 0, ["be"]):
        forge(queued.redis, A, data=asked(args=(code, "test.note", 7)))
    work(queued.a, queued.b)
    assert done == []
    assert len(failures(queued.a)) == 6


def test_48_nor_is_there_a_command_of_no_tenant():
    said = CliRunner().invoke(cli.main, ["messages", "deliver"])
    assert said.exit_code != 0
    assert "say which tenant" in said.output


def test_48_a_queue_of_no_tenant_is_worked_by_nobody(queued, done):
    forge(queued.redis, "tandem:", data=asked())
    forge(queued.redis, "default", data=asked())
    work(queued.a, queued.b)
    assert done == []


def test_42_the_worker_of_earnest_forks_and_does_the_same(queued):
    """All of the above ran in this process; here a child does one good and two foreign jobs."""
    moved = forge(queued.redis, B, data=asked(args=("fr", "messages.deliver", 7)))
    queued.redis.rename(f"rq:queue:{B}", f"rq:queue:{A}")
    refused = forge(queued.redis, A, data=asked(args=("fr", "messages.deliver", 7)))
    forge(queued.redis, B, data=asked(args=("fr", "messages.deliver", 7)))
    work(queued.a, queued.b, kind=worker.TenantWorker)
    assert set(failures(queued.a)) == {moved, refused}
    assert failures(queued.b) == {}
