"""How a country differs from headquarters' template, file by file and key by key."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import read_po

from app.core.practice_files import FILES as PRACTICE
from app.core.tenancy import Tenant

TENANT, FUNDING, FILE = "tenant.toml", "funding.toml", "file"
EXPENSES = "expenses.toml"
SCHEMES = "schemes"
"""Tables of `funding.toml`, told apart by their code and not by their place."""
Flat = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """What stands at a key in the template and in the country; None stands nowhere.

    Of a list of words only those are told that the other one lacks.
    """

    file: str
    key: str
    template: Any
    country: Any


def differences(tenant: Tenant, template: Path, translations: Path) -> list[Difference]:
    """All of them, in the order of the files. `translations` are the product's catalogues."""
    return [
        *_of_tenant(tenant.folder, template),
        *(one for name in PRACTICE for one in _of_practice(name, tenant.folder, template)),
        *_of_funding(tenant.folder, template),
        *_of_whole(EXPENSES, tenant.folder, template),
        *_of_imports(tenant, template),
        *_of_wording(tenant, template, translations),
    ]


def _of_tenant(folder: Path, template: Path) -> Iterator[Difference]:
    """Only the parts that the template has: a name or a host is everybody's own."""
    base, own = _toml(template / TENANT), _toml(folder / TENANT)
    shared = {part: own[part] for part in base if part in own}
    yield from _compared(TENANT, _flat(base), _flat(shared))


def _of_practice(name: str, folder: Path, template: Path) -> Iterator[Difference]:
    """A country's file says only what it does differently, and may say the same."""
    if not (folder / name).exists():
        return
    base, own = _flat(_toml(template / name)), _flat(_toml(folder / name))
    yield from _compared(name, {key: base[key] for key in base if key in own}, own)


def _of_whole(name: str, folder: Path, template: Path) -> Iterator[Difference]:
    """A file that a country has as a whole, or not at all."""
    if not (template / name).exists():
        return
    if not (folder / name).exists():
        yield Difference(name, FILE, "is there", None)
        return
    yield from _compared(name, _flat(_toml(template / name)), _flat(_toml(folder / name)))


def _of_funding(folder: Path, template: Path) -> Iterator[Difference]:
    """A scheme that only one of them has is told by its name; of the others every key."""
    if not (folder / FUNDING).exists():
        yield Difference(FUNDING, FILE, "is there", None)
        return
    base, own = (_by_code(_toml(place / FUNDING)) for place in (template, folder))
    for code in [*base, *(code for code in own if code not in base)]:
        key = f"{SCHEMES}.{code}"
        if code in base and code in own:
            yield from _compared(FUNDING, _flat(base[code], key), _flat(own[code], key))
        else:
            yield Difference(FUNDING, key, *(_name(said.get(code, {})) for said in (base, own)))


def _name(scheme: Mapping[str, Any]) -> str | None:
    names = scheme.get("names", {})
    return names.get("en") or next(iter(names.values()), None)


def _by_code(said: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    schemes = enumerate(said.get(SCHEMES, ()), start=1)
    return {str(one.get("code") or place): one for place, one in schemes}


def _of_imports(tenant: Tenant, template: Path) -> Iterator[Difference]:
    """The words of the languages that the country works in."""
    for name in ("profile", *tenant.languages):
        file = f"imports/{name}.toml"
        if (template / file).exists():
            yield from _of_whole(file, tenant.folder, template)
        elif (tenant.folder / file).exists():
            yield Difference(file, FILE, None, "is there")


def _of_wording(tenant: Tenant, template: Path, translations: Path) -> Iterator[Difference]:
    """The texts that the country words in its own way, beside the product's."""
    for language in tenant.languages:
        inside = Path(language) / "LC_MESSAGES" / "messages.po"
        product = _texts(translations / inside) | _texts(template / "wording" / inside)
        for key, text in _texts(tenant.wording / inside).items():
            if text != product.get(key):
                yield Difference(f"wording/{language}", key, product.get(key), text)


def _texts(file: Path) -> dict[str, str]:
    """What is translated, by its English text; the plural forms of a text in one line."""
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        catalogue: Catalog = read_po(opened, locale=file.parents[1].name)
    return {
        _joined(message.id): _joined(message.string)
        for message in catalogue
        if message.id and all(_forms(message.string))
    }


def _forms(text: Any) -> Sequence[str]:
    return text if isinstance(text, list | tuple) else (text,)


def _joined(text: Any) -> str:
    return " / ".join(_forms(text))


def _compared(file: str, base: Flat, own: Flat) -> Iterator[Difference]:
    for key in [*base, *(key for key in own if key not in base)]:
        before, after = base.get(key), own.get(key)
        if before == after:
            continue
        if isinstance(before, list) and isinstance(after, list):
            lost, new = _without(before, after), _without(after, before)
            yield Difference(file, key, lost, new)
        else:
            yield Difference(file, key, before, after)


def _without(words: list[Any], others: list[Any]) -> list[Any] | None:
    """What the others lack; all of it when only the order differs; None when they lack nothing."""
    if sorted(map(str, words)) == sorted(map(str, others)):
        return words
    return [word for word in words if word not in others] or None


def _flat(said: Any, key: str = "") -> Flat:
    """Every value by its dotted key; tables of a list by their place, from 1."""
    if isinstance(said, Mapping):
        parts = {str(inner): value for inner, value in said.items()}
    elif isinstance(said, list) and any(isinstance(one, Mapping) for one in said):
        parts = {str(place): one for place, one in enumerate(said, start=1)}
    else:
        return {key: said}
    found: Flat = {}
    for inner, value in parts.items():
        found |= _flat(value, f"{key}.{inner}" if key else inner)
    return found


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8-sig"))


def as_json(code: str, found: Sequence[Difference]) -> str:
    rows = [vars(one) for one in found]
    told = {"tenant": code, "differences": rows}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def as_lines(code: str, found: Sequence[Difference]) -> Iterator[str]:
    """For people: each file with its keys, the template above the country."""
    if not found:
        yield f"{code} is as the template says"
    file, width = "", max(len(code), len("template"))
    for one in found:
        if one.file != file:
            file = one.file
            yield f"{code}/{file}"
        yield f"  {one.key}"
        yield f"    {'template':<{width}}  {_shown(one.template)}"
        yield f"    {code:<{width}}  {_shown(one.country)}"


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)
