"""The country's own user of the queue server, where the server knows users."""

import json
import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from redis import Redis
from redis.exceptions import ResponseError

from app.core.config import FILE, TenantSettings
from app.core.queues import redis_rules
from app.core.tenancy import Tenant

ADMIN = "TANDEM_QUEUE_ADMIN_URL"


def admin_url() -> str | None:
    """Of an administrator of the queue server, where this installation has one."""
    return os.environ.get(ADMIN)


def user_of(tenant: Tenant) -> str:
    return f"tandem-{tenant.code}"


def command(tenant: Tenant) -> str:
    """What an operator gives to the server where nobody may do it here."""
    rules = " ".join(redis_rules(tenant))
    return f"ACL SETUSER {user_of(tenant)} reset on >PASSWORD {rules}"


def make_user(tenant: Tenant, settings: TenantSettings, admin: str, instance: Path) -> None:
    """The user, with its password in the tenant's settings; again only its rules are renewed.

    Raises `RedisError` when the server does not allow it.
    """
    known = urlsplit(settings.redis_url or "")
    own = known.username == user_of(tenant)
    password = (known.password or "") if own else secrets.token_hex(32)
    server = Redis.from_url(admin)
    try:
        words = ("reset", "on", f">{password}", *redis_rules(tenant))
        server.execute_command("ACL", "SETUSER", user_of(tenant), *words)  # type: ignore[no-untyped-call]
        _keep(server)
    finally:
        server.close()
    if not own:
        _note(instance / tenant.code / FILE, _as_user(admin, user_of(tenant), password))


def _note(file: Path, address: str) -> None:
    """The address in the settings, which stay readable by their owner alone."""
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition("=")[0].strip() != "redis_url"]
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text("\n".join([*kept, f"redis_url = {json.dumps(address)}", ""]), "utf-8")
    draft.replace(file)


def _keep(server: Redis) -> None:
    """In the server's own file of users; one that has none keeps them in its configuration."""
    try:
        server.execute_command("ACL", "SAVE")  # type: ignore[no-untyped-call]
    except ResponseError:
        return


def _as_user(admin: str, user: str, password: str) -> str:
    parts = urlsplit(admin)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password)}@{place}"))
