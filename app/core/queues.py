"""The part of the queue server that is a tenant's, and the rules of its user there.

In production each tenant signs in as a user of its own: `tandem tenants queue-rules be` prints the
command an operator gives to the server (isolation test 45).
"""

from app.core.tenancy import Tenant

OF_A_QUEUE = (
    "rq:queue:{0}",
    "rq:queue:{0}:intermediate",
    "rq:workers:{0}",
    "rq:wip:{0}",
    "rq:finished:{0}",
    "rq:failed:{0}",
    "rq:deferred:{0}",
    "rq:ready:{0}",
    "rq:scheduled:{0}",
    "rq:canceled:{0}",
    "rq:clean_registries:{0}",
    "rq:scheduler-lock:{0}",
    "{0}:limits:*",
)
"""Keys with the name of the queue in them; the last counts requests."""

OF_A_NAME = (
    "rq:job:tandem-{0}-*",
    "rq:job::tandem-{0}-*",
    "rq:results:tandem-{0}-*",
    "rq:executions:tandem-{0}-*",
    "rq:execution:tandem-{0}-*",
    "rq:worker:tandem-{0}-*",
)
"""Keys of jobs and workers, whose names begin with the tenant's code."""

COMMON = ("rq:queues", "rq:workers", "rq:clean_groups", "rq:scheduler:*")
"""Names of queues, workers and schedulers of all tenants: they hold nothing else."""
COMMON_TO_READ = ("rq:suspended", "rq:groups", "rq:rl-keys")

COMMANDS: tuple[str, ...] = (
    "-@all",
    "+@read",
    "+@write",
    "+@connection",
    "+@transaction",
    "+@blocking",
    "+@pubsub",
    "+evalsha",
    "+eval",
    "+script|load",
    "+script|exists",
    "-@dangerous",
    "+info",
    "-scan",
    "-randomkey",
    "-swapdb",
    "-move",
)
"""What the queue needs; nothing that lists, empties or moves what others have."""


def redis_rules(tenant: Tenant) -> list[str]:
    """What the tenant's user may do: its own keys and channels, and no command beyond them."""
    queue = f"tandem:{tenant.code}"
    keys = [pattern.format(queue) for pattern in OF_A_QUEUE]
    keys += [pattern.format(tenant.code) for pattern in OF_A_NAME]
    return [
        "resetkeys",
        "resetchannels",
        *(f"~{key}" for key in (*keys, *COMMON)),
        *(f"%R~{key}" for key in COMMON_TO_READ),
        f"&rq:pubsub:tandem-{tenant.code}-*",
        *COMMANDS,
    ]
