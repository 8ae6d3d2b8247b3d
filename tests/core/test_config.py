"""Secrets are made once, kept private and never shared; configuration holds one tenant's own."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, session
from sqlalchemy.engine import make_url

from app.core.config import (
    REPOSITORY,
    SettingsMistake,
    TenantSettings,
    check_distinct,
    instance_folder,
    make_settings,
    read_settings,
)
from app.core.flask_config import flask_config
from app.core.tenancy import Tenant, load_tenants

TENANTS = load_tenants(REPOSITORY / "tenants")
BE = TENANTS["be"]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TANDEM_INSTANCE", "TANDEM_PORT", "TANDEM_POSTGRES_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def all_settings(tmp_path: Path) -> dict[str, TenantSettings]:
    return {code: make_settings(tenant, tmp_path) for code, tenant in TENANTS.items()}


def written(instance: Path, text: str, tenant: Tenant = BE) -> Path:
    file = instance / tenant.code / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


def test_the_state_lives_beside_the_code_or_where_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert instance_folder() == REPOSITORY / "instance"
    monkeypatch.setenv("TANDEM_INSTANCE", "elsewhere")
    assert instance_folder() == Path.cwd() / "elsewhere"


def test_settings_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    first = make_settings(BE, tmp_path / "instance")
    file = tmp_path / "instance" / "be" / "settings.toml"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert re.fullmatch("[0-9a-f]{64}", first.secret_key)
    assert make_settings(BE, tmp_path / "instance") == first
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_without_more_the_state_is_in_the_instance(tmp_path: Path) -> None:
    settings = make_settings(BE, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/be/tenant.db"
    assert settings.migration_url == settings.database_url
    assert settings.shared_url == f"sqlite:///{tmp_path}/shared/shared.db"
    assert (settings.files, settings.mail) == (tmp_path / "be/files", tmp_path / "be/mail")
    assert (settings.queue, settings.redis_url) == ("tandem:be", None)
    assert settings.server_name == "be.localhost:8000"


def test_a_moved_instance_finds_its_databases_again(tmp_path: Path) -> None:
    make_settings(BE, tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / "new")
    assert str(tmp_path / "new") in read_settings(BE, tmp_path / "new").database_url


def test_an_odd_folder_is_still_the_same_folder(tmp_path: Path) -> None:
    settings = make_settings(BE, tmp_path / "a folder, 100% & more")
    expected = str(tmp_path / "a folder, 100% & more" / "be" / "tenant.db")
    assert make_url(settings.database_url).database == expected


def test_secrets_are_not_printed(all_settings: dict[str, TenantSettings]) -> None:
    settings = replace(all_settings["be"], database_url="postgresql://be:sesame@db/be")
    assert settings.secret_key not in repr(settings)
    assert "sesame" not in repr(settings)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    make_settings(BE, tmp_path)
    (tmp_path / "be" / "settings.toml").chmod(mode)
    with pytest.raises(SettingsMistake, match=rf"be/settings.toml has mode {mode:o}.*allowed: 600"):
        read_settings(BE, tmp_path)


KEY = f'secret_key = "{"a" * 64}"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "secret_key: .*is missing; allowed: 64 hexadecimal digits"),
        ('secret_key = "short"', "secret_key: .*allowed: 64 hexadecimal digits"),
        (f'secret_key = "{"a" * 64}\\n"', "secret_key: .*allowed: 64 hexadecimal digits"),
        (KEY + "debug = true", "debug: .*unknown key; allowed: secret_key, "),
        (KEY + 'public_url = "be.example.org"', "public_url: .*allowed: https://be.example.org"),
        (KEY + 'public_url = "https://be.example.org/x"', "public_url: .*without a path"),
        (KEY + 'secret_key_fallbacks = ["x"]', "secret_key_fallbacks: "),
        ("secret_key =", "must be TOML in UTF-8"),
    ],
)
def test_a_mistake_in_the_settings_names_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsMistake, match=told) as caught:
        read_settings(BE, tmp_path)
    assert str(file) in str(caught.value)


def test_missing_settings_say_how_they_are_made(tmp_path: Path) -> None:
    with pytest.raises(SettingsMistake, match="is missing: `tandem tenants migrate` makes it"):
        read_settings(BE, tmp_path)


def test_on_postgresql_each_tenant_has_its_own_roles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANDEM_POSTGRES_URL", "postgresql://admin:sesame@db:5433/postgres")
    be, fr = (make_settings(TENANTS[code], tmp_path) for code in ("be", "fr"))
    own, owner, shared = map(make_url, (be.database_url, be.migration_url, be.shared_url))
    assert (own.username, own.database, own.host, own.port) == (
        "tandem_be",
        "tandem_be",
        "db",
        5433,
    )
    assert (owner.username, owner.database) == ("tandem_be_owner", "tandem_be")
    assert (shared.username, shared.database) == ("tandem_be", "tandem_shared")
    assert shared.password == own.password
    assert len({own.password, owner.password, make_url(fr.database_url).password}) == 3
    assert be.shared_migration_url == fr.shared_migration_url
    assert make_url(be.shared_migration_url).username == "tandem_shared_owner"
    assert not any("sesame" in file.read_text() for file in tmp_path.rglob("*.toml"))
    check_distinct({"be": be, "fr": fr})


def test_a_process_with_one_tenants_secrets_has_no_hold_on_the_shared_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANDEM_POSTGRES_URL", "postgresql://admin:sesame@db/postgres")
    make_settings(BE, tmp_path)
    (tmp_path / "shared" / "settings.toml").unlink()
    assert read_settings(BE, tmp_path).shared_migration_url == ""


def test_the_tenants_share_nothing(all_settings: dict[str, TenantSettings]) -> None:
    check_distinct(all_settings)


Change = Callable[[TenantSettings, TenantSettings], TenantSettings]
SHARING: list[tuple[str, Change]] = [
    ("secret key", lambda be, fr: replace(fr, secret_key=be.secret_key)),
    ("secret key", lambda be, fr: replace(fr, secret_key_fallbacks=(be.secret_key,))),
    ("database", lambda be, fr: replace(fr, database_url=be.database_url)),
    (
        "database",
        lambda be, fr: replace(fr, database_url=be.database_url.replace("/be/", "/fr/../be/")),
    ),
    ("folder", lambda be, fr: replace(fr, files=be.files)),
    ("folder", lambda be, fr: replace(fr, files=fr.files / ".." / ".." / "be" / "files")),
    ("folder", lambda be, fr: replace(fr, mail=be.files)),
    ("folder", lambda be, fr: replace(fr, files=be.files / "fr")),
    ("queue", lambda be, fr: replace(fr, code="be")),
    ("host", lambda be, fr: replace(fr, public_url=be.public_url.replace("8000", "9000"))),
]


@pytest.mark.parametrize(("what", "change"), SHARING)
def test_two_tenants_that_share_are_refused(
    all_settings: dict[str, TenantSettings], what: str, change: Change
) -> None:
    be, fr = all_settings["be"], all_settings["fr"]
    with pytest.raises(SettingsMistake, match=what):
        check_distinct({"be": be, "fr": change(be, fr)})


def test_a_link_to_a_neighbours_database_is_seen_through(
    all_settings: dict[str, TenantSettings], tmp_path: Path
) -> None:
    (tmp_path / "be" / "tenant.db").touch()
    (tmp_path / "fr" / "tenant.db").symlink_to(tmp_path / "be" / "tenant.db")
    with pytest.raises(SettingsMistake, match="be and fr have the same database"):
        check_distinct(all_settings)


@pytest.mark.parametrize(
    "other",
    [
        "postgresql+psycopg://x@LOCALHOST/tandem",
        "postgresql://y:z@127.0.0.1:5432/tandem",
        "postgresql://y:z@localhost.:5432/tandem",
        "postgresql://y:z@/tandem",
    ],
)
def test_two_spellings_of_a_server_are_one(
    all_settings: dict[str, TenantSettings], other: str
) -> None:
    be = replace(all_settings["be"], database_url="postgresql://x@localhost:5432/tandem")
    with pytest.raises(SettingsMistake, match="the same database"):
        check_distinct({"be": be, "fr": replace(all_settings["fr"], database_url=other)})


def test_the_configuration_is_the_tenants_own(all_settings: dict[str, TenantSettings]) -> None:
    config = flask_config(BE, all_settings["be"])
    assert config["SECRET_KEY"] == all_settings["be"].secret_key
    assert (config["SERVER_NAME"], config["TRUSTED_HOSTS"]) == (
        "be.localhost:8000",
        ["be.localhost"],
    )
    assert "mode=rw" in config["SQLALCHEMY_DATABASE_URI"]
    assert "mode=ro" in config["SQLALCHEMY_BINDS"]["shared"]["url"]
    folders = config["BABEL_TRANSLATION_DIRECTORIES"].split(";")
    assert folders == [str(REPOSITORY / "translations"), str(REPOSITORY / "tenants/be/wording")]
    others = [all_settings[code] for code in ("fr", "nl", "hq")]
    for value in (other for one in others for other in (one.secret_key, one.host, one.queue)):
        assert value not in repr(config)


def test_on_https_the_cookie_is_bound_to_its_host(tmp_path: Path) -> None:
    written(tmp_path, KEY + 'public_url = "https://be.example.org"')
    settings = read_settings(BE, tmp_path)
    app = Flask("x")
    app.config.from_mapping(flask_config(BE, settings))

    @app.get("/")
    def page() -> str:
        session["seen"] = True
        return ""

    cookie = app.test_client().get("/").headers["Set-Cookie"]
    assert cookie.startswith("__Host-tandem-be=")
    assert all(part in cookie for part in ("; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"))
    assert "Domain" not in cookie
    assert app.config["REMEMBER_COOKIE_NAME"] == "__Host-tandem-be-remember"
    assert not app.config["TANDEM_DEVELOPMENT"]


def test_a_foreign_host_is_refused_by_the_application_too(
    all_settings: dict[str, TenantSettings],
) -> None:
    app = Flask("x")
    app.config.from_mapping(flask_config(BE, all_settings["be"]))
    app.add_url_rule("/", view_func=lambda: "hello", endpoint="page")
    ask = app.test_client()
    assert ask.get("/", headers={"Host": "be.localhost:8000"}).status_code == 200
    assert ask.get("/", headers={"Host": "evil.example"}).status_code == 400
    app.config["TRUSTED_HOSTS"] = None
    assert ask.get("/", headers={"Host": "evil.example"}).status_code == 200


@pytest.mark.parametrize(
    ("redis", "counted"),
    [
        (None, "memory://"),
        ("unix:///run/valkey.sock", "redis+unix:///run/valkey.sock"),
        ("redis://queue:6379/0", "redis://queue:6379/0"),
    ],
)
def test_rates_are_counted_under_the_tenants_own_name(
    all_settings: dict[str, TenantSettings], redis: str | None, counted: str
) -> None:
    config = flask_config(BE, replace(all_settings["be"], redis_url=redis))
    assert (config["RATELIMIT_STORAGE_URI"], config["RATELIMIT_KEY_PREFIX"]) == (
        counted,
        "tandem:be",
    )


def test_on_postgresql_a_process_takes_few_connections(
    all_settings: dict[str, TenantSettings],
) -> None:
    settings = replace(all_settings["be"], database_url="postgresql+psycopg://x@db/be")
    options = flask_config(BE, settings)["SQLALCHEMY_ENGINE_OPTIONS"]
    assert options["pool_size"] + options["max_overflow"] <= 4
