"""What the queue server keeps of one tenant: its jobs, and everything else that bears its code."""

import os
import re
from collections.abc import Iterable
from typing import Any

from redis import Redis
from redis.exceptions import NoPermissionError, ResponseError

from app.core.queues import COMMON, OF_A_NAME, OF_A_QUEUE
from app.operations.places import Place

ADMIN = "TANDEM_REDIS_URL"
"""An administrator of the queue server, where the tenants' own users may not list keys."""
JOB_KEYS = ("rq:job:{0}", "rq:results:{0}", "rq:executions:{0}")
LISTS = ("rq:queue:{0}", "rq:queue:{0}:intermediate")
SECONDS = 5


def connection(place: Place, *, admin: bool = False) -> "Redis | None":
    """None where this installation has no queue."""
    url = (os.environ.get(ADMIN) if admin else None) or place.settings.redis_url
    if not url:
        return None
    return Redis.from_url(url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)


def failed(redis: Redis, place: Place) -> int:
    return int(redis.zcard(f"rq:failed:{place.settings.queue}"))


def empty_queue(place: Place) -> int:
    """Take away every job that waits, runs, failed or was put off; how many there were."""
    redis = connection(place)
    if redis is None:
        return 0
    with redis:
        jobs = job_ids(redis, place.settings.queue)
        keys = [key.format(job) for job in jobs for key in JOB_KEYS]
        _delete(redis, keys + _registries(place))
    return len(jobs)


def job_ids(redis: Redis, queue: str) -> list[str]:
    """By the lists of the queue itself: a tenant's user may not look for keys."""
    found: list[Any] = []
    for name in LISTS:
        found += redis.lrange(name.format(queue), 0, -1)
    for name in OF_A_QUEUE:
        key = name.format(queue)
        if redis.type(key) == b"zset":
            found += redis.zrange(key, 0, -1)
    return sorted({member.decode().split(":")[0] for member in found})


def _registries(place: Place) -> list[str]:
    named = [key for key in OF_A_QUEUE if "*" not in key and "workers" not in key]
    return [key.format(place.settings.queue) for key in named]


def forget(place: Place) -> list[str]:
    """Take everything of this tenant off the server; what could not be taken away, in a sentence.

    Keys that name several tenants are left: a worker of theirs goes on working for the others.
    """
    redis = connection(place, admin=True)
    if redis is None:
        return []
    empty_queue(place)
    with redis:
        _leave_common(redis, place)
        try:
            _delete(redis, _everything(redis, place))
        except NoPermissionError:
            told = f"name an administrator of the queue server in {ADMIN}, or let counters run out"
            return [f"the queue's user may not list keys: {told}"]
        return _forget_user(redis, place)


def _everything(redis: Redis, place: Place) -> list[str]:
    queue, code = place.settings.queue, place.code
    patterns = [key.format(queue) for key in OF_A_QUEUE]
    patterns += [key.format(code) for key in OF_A_NAME]
    found = {key.decode() for one in patterns for key in redis.scan_iter(match=one, count=1000)}
    return [key for key in found if not key.startswith("rq:worker:") or _own_worker(key, code)]


def _own_worker(key: str, code: str) -> bool:
    return bool(re.fullmatch(rf"rq:worker:tandem-{code}-[0-9a-f]{{16}}(:.*)?", key))


def _leave_common(redis: Redis, place: Place) -> None:
    """The sets with the names of all queues and workers."""
    redis.srem(COMMON[0], f"rq:queue:{place.settings.queue}")
    members = [text(member) for member in redis.smembers(COMMON[1])]
    if own := [member for member in members if _own_worker(member, place.code)]:
        redis.srem(COMMON[1], *own)


def text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _forget_user(redis: Redis, place: Place) -> list[str]:
    try:
        redis.acl_deluser(f"tandem-{place.code}")
    except (NoPermissionError, ResponseError):
        return [f"the queue's user tandem-{place.code}, if there is one, is still there"]
    return []


def _delete(redis: Redis, keys: Iterable[str]) -> None:
    waiting = list(keys)
    while waiting:
        redis.delete(*waiting[:500])
        del waiting[:500]
