"""The configuration of a tenant's application, from its files and its settings."""

from typing import Any

from sqlalchemy.engine import make_url

from app.core.config import TenantSettings, translations_folder
from app.core.engines import existing_only, read_only
from app.core.tenancy import Tenant

MEGABYTE = 1024 * 1024
REMEMBERED_DAYS = 14
PRIVATE: dict[str, Any] = {"hide_parameters": True}
"""What is written or looked for never reaches a log or the text of an exception."""
POSTGRES_POOL = {"pool_size": 2, "max_overflow": 2, "pool_timeout": 10, "pool_pre_ping": True}
"""Twenty tenants with SQLAlchemy's own pools used up the hundred connections of a server."""


def flask_config(tenant: Tenant, settings: TenantSettings) -> dict[str, Any]:
    """What Flask and its extensions read; everything in it is this tenant's own."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "TANDEM_DEVELOPMENT": settings.host.endswith(".localhost"),
        "MAIL_URL": settings.mail_url,
        "SECOND_FACTOR_REQUIRED": settings.second_factor_required,
        **_databases(tenant, settings),
        **_addresses(settings),
        **_cookies(settings),
        **_sizes(),
        **_languages(tenant),
        **_limits(settings),
        **_api(),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _databases(tenant: Tenant, settings: TenantSettings) -> dict[str, Any]:
    """Headquarters writes the library; countries read the shared database and no more."""
    open_shared = existing_only if tenant.is_hq else read_only
    own, shared = existing_only(settings.database_url), open_shared(settings.shared_url)
    return {
        "SQLALCHEMY_DATABASE_URI": own,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(own),
        "SQLALCHEMY_BINDS": {"shared": {"url": shared, **_engine_options(shared)}},
        "SQLALCHEMY_TRACK_MODIFICATIONS": False,
    }


def _engine_options(url: str) -> dict[str, Any]:
    return PRIVATE | (POSTGRES_POOL if make_url(url).get_backend_name() == "postgresql" else {})


def _addresses(settings: TenantSettings) -> dict[str, Any]:
    """Both are needed: `SERVER_NAME` alone accepted `Host: evil.org`."""
    return {
        "SERVER_NAME": settings.server_name,
        "TRUSTED_HOSTS": [settings.host],
        "PREFERRED_URL_SCHEME": "https" if settings.https else "http",
    }


def _cookies(settings: TenantSettings) -> dict[str, Any]:
    """No Domain anywhere: a cookie goes back to the host that set it and to no other."""
    return {
        "SESSION_COOKIE_NAME": settings.cookie_name,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_NAME": f"{settings.cookie_name}-remember",
        "REMEMBER_COOKIE_PATH": "/",
        "REMEMBER_COOKIE_SECURE": settings.https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_DURATION": REMEMBERED_DAYS * 86_400,
    }


def _sizes() -> dict[str, Any]:
    return {
        "MAX_CONTENT_LENGTH": 25 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,
        "MAX_FORM_PARTS": 2_000,
    }


def _languages(tenant: Tenant) -> dict[str, Any]:
    """The tenant's wording comes last, so that it wins over the product's."""
    folders = (translations_folder(), tenant.wording.absolute())
    return {
        "BABEL_TRANSLATION_DIRECTORIES": ";".join(str(folder) for folder in folders),
        "BABEL_DEFAULT_LOCALE": tenant.default_language,
        "BABEL_DEFAULT_TIMEZONE": tenant.timezone,
    }


def _limits(settings: TenantSettings) -> dict[str, Any]:
    """Counted in Redis under the tenant's own name; in memory while it is away."""
    address = settings.redis_url or "memory://"
    return {
        "RATELIMIT_STORAGE_URI": address.replace("unix://", "redis+unix://", 1)
        if address.startswith("unix://")
        else address,
        "RATELIMIT_STORAGE_OPTIONS": {"key_prefix": f"{settings.queue}:limits"},
        "RATELIMIT_KEY_PREFIX": settings.queue,
        "RATELIMIT_STRATEGY": "fixed-window",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
        "RATELIMIT_HEADERS_ENABLED": True,
    }


def _api() -> dict[str, Any]:
    return {
        "API_TITLE": "Tandem",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.0.3",
        "OPENAPI_URL_PREFIX": "/api",
        "OPENAPI_JSON_PATH": "openapi.json",
    }
