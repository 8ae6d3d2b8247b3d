"""The files of a country's practice: the template's, with what the country says differently.

A country's file is laid over the template's key by key, and the whole is checked; without a file of
its own the template's holds. What the product ships is the only place where the defaults stand.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.core.practice_schemas import PLACES, follow_up_schema, forms_schema, stages_schema
from app.core.practices import KINDS, FollowUp, PlannedContact, Practice
from app.core.tenant_files import Mistake, checked, name_of, read_toml

FORMS, STAGES, FOLLOW_UP = "forms.toml", "stages.toml", "follow-up.toml"
FILES = (FORMS, STAGES, FOLLOW_UP)
SCHEMAS = {FORMS: forms_schema, STAGES: stages_schema, FOLLOW_UP: follow_up_schema}
TEMPLATE = Path("hq") / "template"
SHIPPED = Path(__file__).resolve().parents[2] / "tenants" / TEMPLATE
"""What came with the product, for a folder of tenants that has no template of its own."""


def read_practice(
    folder: Path, languages: Sequence[str] = (), *, with_own: bool = True
) -> tuple[Practice, list[Mistake]]:
    """How the country of that folder works, and all the mistakes in its files and the template's.

    `with_own` is false for headquarters, whose own files are the template itself.
    """
    mistakes: list[Mistake] = []
    facts: dict[str, dict[str, Any]] = {}
    for name in FILES:
        template = template_of(folder.parent) / name
        base = read_toml(template, mistakes)
        found, wrong = _checked(name, base, template)
        own = folder / name
        if with_own and base and not wrong and own.exists():
            said = read_toml(own, mistakes)
            found, wrong = _checked(name, laid_over(base, said), own)
            wrong += _against_names(name, base, said, own, languages)
        mistakes += wrong
        facts[name] = found
    return (Practice() if mistakes else _practice(facts)), mistakes


def template_of(root: Path) -> Path:
    """The template beside the countries, else the one that came with the product."""
    own = root / TEMPLATE
    return own if (own / FORMS).exists() else SHIPPED


def shipped() -> Practice:
    """As the product ships it."""
    return read_practice(SHIPPED, with_own=False)[0]


def laid_over(base: Any, own: Any) -> Any:
    """`own` key by key over `base`; a contact that says where it stands stands there only."""
    if not isinstance(base, Mapping) or not isinstance(own, Mapping):
        return own
    replaced = PLACES if PLACES & own.keys() else frozenset()
    kept = {name: value for name, value in base.items() if name not in replaced}
    return kept | {name: laid_over(base.get(name), value) for name, value in own.items()}


def _checked(name: str, raw: Mapping[str, Any], path: Path) -> tuple[dict[str, Any], list[Mistake]]:
    if not raw:
        return {}, []
    return checked(SCHEMAS[name](raw), raw, name_of(path))


def _against_names(
    name: str,
    base: Mapping[str, Any],
    own: Mapping[str, Any],
    path: Path,
    languages: Collection[str],
) -> list[Mistake]:
    """A contact of a country's own is called something in each of its languages."""
    if name != FOLLOW_UP or not isinstance(own.get("contacts"), Mapping):
        return []
    words = "allowed: a name in each of " + ", ".join(languages)
    return [
        Mistake(name_of(path), f"contacts.{code}.names", None, words)
        for code, said in own["contacts"].items()
        if code not in base["contacts"]
        and isinstance(said, Mapping)
        and isinstance(said.get("names"), Mapping)
        and not set(languages) <= set(said["names"])
    ]


def _practice(facts: Mapping[str, Mapping[str, Any]]) -> Practice:
    follow_up = facts[FOLLOW_UP]
    contacts = (
        PlannedContact(code=code, **{k: v for k, v in said.items() if k != "left_out"})
        for code, said in follow_up["contacts"].items()
        if not said.get("left_out")
    )
    return Practice(
        questions=MappingProxyType(
            {kind: MappingProxyType(dict(facts[FORMS][kind])) for kind in KINDS}
        ),
        steps=MappingProxyType({kind: facts[STAGES][kind]["steps"] for kind in KINDS}),
        follow_up=FollowUp(follow_up["late_after_days"], tuple(contacts)),
    )
