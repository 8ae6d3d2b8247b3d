"""What one installation says about a tenant: its secrets and addresses, in the instance folder."""

import json
import os
import re
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields
from sqlalchemy.engine import URL, make_url

from app.core.tenancy import Tenant
from app.core.tenant_fields import Part, matching, told

REPOSITORY = Path(__file__).resolve().parents[2]
"""Where the product itself lies on this machine."""
SECRET_BYTES = 32
MAIL_URL = re.compile(r"smtps?://([^@/\s]+@)?[a-zA-Z0-9.-]{1,253}(:[0-9]{1,5})?")
PUBLIC_URL = re.compile(r"https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
KEY = re.compile(r"[0-9a-f]{64}")
FILE = "settings.toml"
SHARED = "shared"


class SettingsMistake(Exception):
    """An installation is not as it must be; the text names file, key and what is allowed."""


@dataclass(frozen=True)
class TenantSettings:
    """Secrets and addresses of one tenant; no other tenant's are in it.

    `migration_url` is the role that may change tables, `shared_migration_url` the same for the
    shared database: empty in a process that was not given the shared settings.
    """

    code: str
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    migration_url: str = field(repr=False)
    shared_url: str = field(repr=False)
    files: Path
    mail: Path
    public_url: str
    shared_migration_url: str = field(default="", repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    redis_url: str | None = field(default=None, repr=False)
    mail_url: str | None = field(default=None, repr=False)
    second_factor: bool | None = None

    @property
    def second_factor_required(self) -> bool:
        """Of roles that open much; a demonstration on this machine only offers it."""
        if self.second_factor is None:
            return not self.host.endswith(".localhost")
        return self.second_factor

    @property
    def queue(self) -> str:
        return f"tandem:{self.code}"

    @property
    def server_name(self) -> str:
        """Host and port, as addresses in mails carry them."""
        return urlsplit(self.public_url).netloc

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def cookie_name(self) -> str:
        """`__Host-` binds the cookie to this very host, which browsers allow on https only."""
        return f"__Host-tandem-{self.code}" if self.https else f"tandem-{self.code}"


class SettingsSchema(Part):
    """What `settings.toml` may say; all but the secret has an answer of its own when left out."""

    secret_key = fields.String(
        required=True,
        validate=matching(KEY, "allowed: 64 hexadecimal digits"),
        **told("allowed: 64 hexadecimal digits"),
    )
    secret_key_fallbacks = fields.List(
        fields.String(validate=matching(KEY, "allowed: 64 hexadecimal digits"))
    )
    database_url = fields.String()
    migration_url = fields.String()
    shared_url = fields.String()
    redis_url = fields.String()
    files = fields.String()
    mail = fields.String()
    mail_url = fields.String(
        validate=matching(MAIL_URL, "allowed: smtp://user:password@host:587, smtps://host"),
        **told("allowed: smtp://user:password@host:587, smtps://host"),
    )
    second_factor_required = fields.Boolean(
        truthy={True}, falsy={False}, **told("allowed: true or false")
    )
    public_url = fields.String(
        validate=matching(PUBLIC_URL, "allowed: https://be.example.org, without a path"),
        **told("allowed: https://be.example.org, without a path"),
    )


class SharedSchema(Part):
    migration_url = fields.String(required=True)


def instance_folder() -> Path:
    """Where all state lives: `TANDEM_INSTANCE`, or `instance/` beside the code."""
    return Path(os.environ.get("TANDEM_INSTANCE") or REPOSITORY / "instance").absolute()


def tenants_folder() -> Path:
    """Where the countries' files are: `TANDEM_TENANTS`, or `tenants/` of the product."""
    return Path(os.environ.get("TANDEM_TENANTS") or REPOSITORY / "tenants").absolute()


def translations_folder() -> Path:
    """Where the catalogues are: `TANDEM_TRANSLATIONS`, or `translations/` of the product."""
    return Path(os.environ.get("TANDEM_TRANSLATIONS") or REPOSITORY / "translations").absolute()


def make_settings(tenant: Tenant, instance: Path) -> TenantSettings:
    """Write the tenant's settings with new secrets unless they are there; then read them.

    Databases are SQLite files of the instance, or those of `TANDEM_POSTGRES_URL` when it is set.
    """
    admin = os.environ.get("TANDEM_POSTGRES_URL")
    shared_file = _file(instance, SHARED)
    if admin and not shared_file.exists():
        _write(shared_file, {"migration_url": _role_url(admin, "shared_owner", SHARED)})
    file = _file(instance, tenant.code)
    if not file.exists():
        facts = {"secret_key": secrets.token_hex(SECRET_BYTES)}
        _write(file, facts | (_postgres_urls(admin, tenant.code) if admin else {}))
    return read_settings(tenant, instance)


def read_settings(tenant: Tenant, instance: Path) -> TenantSettings:
    """What is set; raises `SettingsMistake` when it is missing, wrong or readable by others."""
    folder = instance / tenant.code
    facts = _read(_file(instance, tenant.code), SettingsSchema())
    database = facts.get("database_url") or _sqlite(folder / "tenant.db")
    return TenantSettings(
        code=tenant.code,
        secret_key=facts["secret_key"],
        secret_key_fallbacks=tuple(facts.get("secret_key_fallbacks", ())),
        database_url=database,
        migration_url=facts.get("migration_url") or database,
        shared_url=facts.get("shared_url") or _sqlite(instance / SHARED / "shared.db"),
        shared_migration_url=_shared_migration_url(instance, facts.get("shared_url")),
        redis_url=facts.get("redis_url") or _running("redis_url", instance),
        files=folder / facts.get("files", "files"),
        mail=folder / facts.get("mail", "mail"),
        mail_url=facts.get("mail_url"),
        second_factor=facts.get("second_factor_required"),
        public_url=facts.get("public_url") or _local_url(tenant, instance),
    )


def check_distinct(all_settings: Mapping[str, TenantSettings]) -> None:
    """Raises `SettingsMistake` when two share a secret, database, queue, folder, cookie or host."""
    owners: dict[tuple[str, str], str] = {}
    for code, settings in all_settings.items():
        for what, value in _apart(settings):
            owner = owners.setdefault((what, value), code)
            if owner != code:
                raise SettingsMistake(f"{owner} and {code} have the same {what}: part them")
    for one, other in permutations(all_settings.values(), 2):
        if any(inner.is_relative_to(outer) for inner in _folders(one) for outer in _folders(other)):
            raise SettingsMistake(f"a folder of {one.code} lies in one of {other.code}: part them")


def _apart(settings: TenantSettings) -> list[tuple[str, str]]:
    """What must differ between tenants, in a form that hides neither links nor spelling."""
    keys = (settings.secret_key, *settings.secret_key_fallbacks)
    return [
        *(("secret key", key) for key in keys),
        ("database", _normal_database(settings.database_url)),
        ("database", _normal_database(settings.migration_url)),
        ("Redis user and queue", f"{settings.redis_url} {settings.queue}"),
        *(("Redis user", user) for user in _redis_user(settings)),
        ("cookie name", settings.cookie_name),
        ("host", settings.host),
    ]


def _redis_user(settings: TenantSettings) -> list[str]:
    """Where the queue knows users, each tenant is one of its own; in development it knows none."""
    user = urlsplit(settings.redis_url or "").username
    return [user] if user else []


def _folders(settings: TenantSettings) -> tuple[Path, Path]:
    return settings.files.resolve(), settings.mail.resolve()


def _normal_database(url: str) -> str:
    """Two spellings of one database are one: links, `localhost`, the default port, the driver."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return str(Path((parsed.database or "").removeprefix("file:")).resolve())
    host = (parsed.host or "localhost").lower().rstrip(".")
    host = "localhost" if host in {"127.0.0.1", "::1"} else host
    return f"{host}:{parsed.port or 5432}/{parsed.database}"


def _file(instance: Path, code: str) -> Path:
    return instance / code / FILE


def _sqlite(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string()


def _local_url(tenant: Tenant, instance: Path) -> str:
    return f"http://{tenant.host}:{_running('port', instance) or 8000}"


def _running(what: str, instance: Path) -> str | None:
    """What the surroundings say, or else `scripts/serve` about itself while it runs."""
    if said := os.environ.get({"redis_url": "REDIS_URL", "port": "TANDEM_PORT"}[what]):
        return said
    file = instance / "running.json"
    return str(json.loads(file.read_text(encoding="utf-8"))[what]) if file.is_file() else None


def _role_url(admin: str, role: str, database: str) -> str:
    """The address of `tandem_<database>` for `tandem_<role>` with a new password."""
    url = make_url(admin).set(
        drivername="postgresql+psycopg",
        username=f"tandem_{role}",
        password=secrets.token_hex(SECRET_BYTES),
        database=f"tandem_{database}",
    )
    return url.render_as_string(hide_password=False)


def _postgres_urls(admin: str, code: str) -> dict[str, str]:
    """The tenant's own role reads the shared database too: one password, not two."""
    own = _role_url(admin, code, code)
    shared = make_url(own).set(database=f"tandem_{SHARED}")
    return {
        "database_url": own,
        "migration_url": _role_url(admin, f"{code}_owner", code),
        "shared_url": shared.render_as_string(hide_password=False),
    }


def _shared_migration_url(instance: Path, shared_url: str | None) -> str:
    file = _file(instance, SHARED)
    if file.exists():
        return str(_read(file, SharedSchema())["migration_url"])
    return "" if shared_url else _sqlite(instance / SHARED / "shared.db")


def _write(file: Path, facts: Mapping[str, str]) -> None:
    """All or nothing, and readable by the owner alone from the first moment."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.parent.chmod(0o700)
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        target.writelines(f"{key} = {json.dumps(value)}\n" for key, value in facts.items())
    draft.replace(file)


def _read(file: Path, schema: Part) -> dict[str, Any]:
    _refuse_public(file)
    try:
        return dict(schema.load(tomllib.loads(file.read_text(encoding="utf-8"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsMistake(f"{file}: must be TOML in UTF-8: {error}") from None
    except ValidationError as error:
        told = "; ".join(f"{key}: {texts}" for key, texts in error.messages_dict.items())
        raise SettingsMistake(f"{file}: {told}") from None


def _refuse_public(file: Path) -> None:
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        raise SettingsMistake(f"{file} is missing: `tandem tenants migrate` makes it") from None
    if mode & 0o077:
        raise SettingsMistake(f"{file} has mode {mode:o}: others may read it; allowed: 600")
