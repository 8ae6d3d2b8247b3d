"""Files of a country that a feature reads for itself, once, when its application is made.

A feature gives a reader for a file of `tenants/<code>/`; `app/reactions.py` lists them. A mistake
in one of them stops the application: nothing starts half-configured.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _

from app.core.errors import Reason, Refused
from app.core.tenancy import Tenant, TenantMistake
from app.core.tenant_files import Mistake, name_of
from app.core.toml_lines import line_of, line_of_syntax

NO_COUNTRY = Reason("no_country", _("Headquarters has no such rules of its own: name a country."))
Reader = Callable[[Tenant], tuple[Any, list[Mistake]]]
"""What the file says, as frozen values, and every mistake in it; no file says nothing."""


def read(tenant: Tenant, readers: Mapping[str, Reader]) -> tuple[dict[str, Any], list[Mistake]]:
    """By file name, with all the mistakes of all the files, each with its line."""
    said: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, reader in readers.items():
        said[name], found = reader(tenant)
        mistakes += [_with_line(tenant, name, mistake) for mistake in found]
    return said, mistakes


def register(app: Flask, tenant: Tenant, readers: Mapping[str, Reader]) -> None:
    """Raises `TenantMistake` with everything that is wrong."""
    said, mistakes = read(tenant, {} if tenant.is_hq else readers)
    if mistakes:
        raise TenantMistake(mistakes)
    app.extensions["tandem.country_files"] = said


def country_file(name: str) -> Any:
    """What the current country's file of that name says. Raises `Refused` at headquarters."""
    said = current_app.extensions["tandem.country_files"]
    if name not in said:
        raise Refused([NO_COUNTRY])
    return said[name]


def against(tenant: Tenant, readers: Mapping[str, Reader]) -> Iterator[Mistake]:
    """The mistakes alone, for `tandem tenants check`."""
    yield from () if tenant.is_hq else read(tenant, readers)[1]


def _with_line(tenant: Tenant, name: str, mistake: Mistake) -> Mistake:
    path = tenant.folder / name
    if mistake.file != name_of(path) or mistake.key.startswith("line ") or not path.exists():
        return mistake
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if mistake.key == "file":
        line, key = line_of_syntax(text, mistake.allowed), ""
    else:
        line, key = line_of(text, mistake.key), f" {mistake.key}"
    key = f"line {line}{key}" if line else mistake.key
    return Mistake(mistake.file, key, mistake.value, mistake.allowed)
