"""`reports.toml`: the templates of the reports, headquarters' with a country's own laid over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import fields

from app.core.country_files import country_file
from app.core.i18n import pick
from app.core.practice_files import SHIPPED, laid_over, template_of
from app.core.tenancy import Tenant
from app.core.tenant_fields import Listed, Part, one_of, source, text, told
from app.core.tenant_files import Mistake, checked, name_of, read_toml
from app.report_contents.parts import PARTS
from app.schemes.kinds import FUNDER_KINDS

FILE = "reports.toml"
GENERAL = "general"


@dataclass(frozen=True)
class Template:
    """Which parts a report has, in their order, and for which funders it is proposed."""

    code: str
    names: Mapping[str, str]
    parts: tuple[str, ...]
    funder_kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return pick(self.names)


class TemplateSchema(Part):
    names = fields.Dict(
        keys=fields.String(),
        values=text("allowed: 1 to 100 characters", longest=100),
        required=True,
        **told("allowed: a name in each language"),
    )
    parts = Listed(tuple(PARTS), required=True)
    funder_kinds = fields.List(
        one_of(FUNDER_KINDS, "allowed: " + ", ".join(FUNDER_KINDS)), load_default=list
    )


class ReportsSchema(Part):
    source = source()
    templates = fields.Dict(
        keys=text("allowed: a short name", longest=40),
        values=fields.Raw(),
        required=True,
        **told("allowed: tables of templates"),
    )


def read(tenant: Tenant) -> tuple[Mapping[str, Template], list[Mistake]]:
    """The templates by code; without a file of its own those of headquarters hold."""
    mistakes: list[Mistake] = []
    shared = template_of(tenant.folder.parent) / FILE
    path = shared if shared.exists() else SHIPPED / FILE
    raw: Any = read_toml(path, mistakes)
    known = raw.get("templates", {})
    own = tenant.folder / FILE
    if own.exists():
        raw, path = laid_over(raw, read_toml(own, mistakes)), own
    if mistakes:
        return {}, mistakes
    said, mistakes = _checked(raw, name_of(path))
    own_ones = {code: one for code, one in said.items() if code not in known}
    wrong = [] if mistakes else [*_against(said), *_against_names(own_ones, tenant.languages)]
    mistakes += [Mistake(name_of(path), *one) for one in wrong]
    return ({} if mistakes else _made(said)), mistakes


def _checked(raw: Mapping[str, Any], file: str) -> tuple[dict[str, Any], list[Mistake]]:
    """Each template by its code."""
    facts, mistakes = checked(ReportsSchema(), raw, file)
    said = {}
    for code, one in facts.get("templates", {}).items():
        said[code], wrong = checked(TemplateSchema(), one, file, f"templates.{code}.")
        mistakes += wrong
    return said, mistakes


def _made(said: Mapping[str, Mapping[str, Any]]) -> dict[str, Template]:
    return {
        code: Template(code, one["names"], one["parts"], tuple(one["funder_kinds"]))
        for code, one in said.items()
    }


def _against(said: Mapping[str, Any]) -> list[tuple[str, object, str]]:
    if GENERAL in said:
        return []
    return [("templates", None, "must hold `general`, which everybody may get")]


def _against_names(
    own: Mapping[str, Mapping[str, Any]], languages: Sequence[str]
) -> list[tuple[str, object, str]]:
    """A template of the country's own is called something in each of its languages; those of
    headquarters fall back where a new language has no name yet."""
    missing = {code: [name for name in languages if name not in own[code]["names"]] for code in own}
    return [
        (f"templates.{code}.names", None, "is missing in " + ", ".join(names))
        for code, names in missing.items()
        if names
    ]


def templates() -> Mapping[str, Template]:
    """Of the current country."""
    found: Mapping[str, Template] = country_file(FILE)
    return found


def template_for(funder_kind: str) -> Template:
    """The one proposed to that kind of funder, else the general one."""
    proposed = (one for one in templates().values() if funder_kind in one.funder_kinds)
    return next(proposed, templates()[GENERAL])
