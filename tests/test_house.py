"""The rules of the house that no linter knows, read off the code and the app itself."""

import ast
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from app import OPEN_ENDPOINTS, translations
from app.core import engines
from app.core.config import REPOSITORY
from app.core.db import Base, SharedBase
from app.core.permissions import Permission
from app.core.web import PUBLIC, SIGNED_IN

MODULES = sorted((REPOSITORY / "app").rglob("*.py"))
TEMPLATES = sorted((REPOSITORY / "app").rglob("templates/**/*.html"))
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
MOST_LINES = 300
MOST_TEMPLATE_LINES = 120
MOST_FEATURE_LINES = 1500
OUTGROWN = {
    "accounts": 2000,
    "allocation": 1700,
    "claims": 2500,
    "deadlines": 1600,
    "demo": 3100,
    "funderlists": 1900,
    "funders": 1700,
    "grants": 2100,
    "indicators": 1800,
    "library": 2100,
    "onboarding": 2000,
    "operations": 2000,
    "proposals": 1600,
    "schemes": 2200,
}
"""Features that are to be cut where a word of the trade is; until then none may grow further."""
FEATURES = sorted(path.parent for path in (REPOSITORY / "app").glob("*/__init__.py"))
HANDLERS = r"click|change|submit|load|error|input|focus|blur|key\w+|mouse\w+"
INLINE = re.compile(rf"<script(?![^>]*\bsrc=)|\sstyle=|\son(?:{HANDLERS})=|javascript:", re.I)
LEFT_FOR_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CACHES = {"cache", "lru_cache", "cached_property"}
TENANTS_OWN = {"current_app", "g", "db", "tenant", "session", "request", "viewer"}


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.mark.parametrize("code", ["be", "hq"])
def test_every_view_names_what_it_asks_for(installation, code):
    views = installation.apps[code].view_functions
    marks = {name: getattr(view, "permission", None) for name, view in views.items()}
    known = {PUBLIC, SIGNED_IN, *Permission}
    assert {name for name, mark in marks.items() if mark not in known} <= OPEN_ENDPOINTS


@pytest.mark.parametrize("code", ["be", "hq"])
def test_every_path_is_lower_case_and_hyphenated(installation, code):
    rules = installation.apps[code].url_map.iter_rules()
    parts = {part for rule in rules for part in re.sub(r"<[^>]*>", "", rule.rule).split("/")}
    assert not {part for part in parts if part != part.lower() or "_" in part}


@pytest.mark.parametrize("path", MODULES + TESTS, ids=name_of)
def test_a_module_fits_in_one_reading(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("folder", FEATURES, ids=name_of)
def test_a_feature_stays_one(folder):
    """The core is no feature: it is what every feature stands on."""
    lines = sum(len(path.read_text().splitlines()) for path in folder.rglob("*.py"))
    allowed = OUTGROWN.get(folder.name, MOST_FEATURE_LINES)
    assert folder.name == "core" or lines <= allowed
    assert folder.name not in OUTGROWN or lines > MOST_FEATURE_LINES, "cut: take it off the list"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_fits_in_one_reading(path):
    assert len(path.read_text().splitlines()) <= MOST_TEMPLATE_LINES


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_holds_script_or_style(path):
    assert not INLINE.search(path.read_text())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", MODULES + TEMPLATES + TESTS, ids=name_of)
def test_nothing_is_left_for_later(path):
    if path.name != "test_house.py":
        assert not LEFT_FOR_LATER.search(path.read_text())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_remembers_across_tenants(path):
    """What is kept for the life of the process must not depend on a tenant (isolation test 51)."""
    assert remembered(ast.parse(path.read_text())) == []


def test_a_function_that_remembers_a_tenant_is_found():
    leak = "@lru_cache\ndef rules():\n    return current_app.config['X']\n"
    assert remembered(ast.parse(leak)) == ["rules"]


def remembered(tree: ast.Module) -> list[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    cached = [f for f in functions if CACHES & {name(d) for d in f.decorator_list}]
    return [f.name for f in cached if TENANTS_OWN & {name(node) for node in ast.walk(f)}]


def name(node: ast.AST) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_text_is_said_under_a_name_that_is_gathered(path):
    """A text behind any other name stays English in every language, and nobody hears of it."""
    names = names_of_babel(ast.parse(path.read_text()))
    said = {called for name, called in names if name.endswith("gettext")}
    assert said <= set(translations.KEYWORDS)


def names_of_babel(tree: ast.Module) -> list[tuple[str, str]]:
    """What a module takes from Flask-Babel, each with what it is called there."""
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names = [n for i in imports if i.module == "flask_babel" for n in i.names]
    return [(n.name, n.asname or n.name) for n in names]


def told_at_once(node: ast.AST, names: set[str]) -> list[int]:
    """The lines where a text is looked up while the module is read, before anybody reads it."""
    inner: list[ast.AST] = [*ast.iter_child_nodes(node)]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    elif isinstance(node, ast.Lambda):
        return []
    found = [line for one in inner for line in told_at_once(one, names)]
    calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    return [node.lineno, *found] if calls else found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_text_waits_for_its_reader(path):
    """One looked up while a module is read is English in every language."""
    tree = ast.parse(path.read_text())
    at_once = {n for name, n in names_of_babel(tree) if name in {"gettext", "ngettext", "pgettext"}}
    assert told_at_once(tree, at_once) == []


def test_every_text_is_in_every_language():
    assert list(translations.mistakes()) == []


@pytest.mark.parametrize(("branch", "tables"), [("tenant", Base), ("shared", SharedBase)])
def test_the_migrations_make_the_tables_of_the_code(dialect, servers, tmp_path, branch, tables):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if dialect == "postgresql":
        url = servers.new_database(f"migrated_{branch}")
    engines.migrate(url, branch=branch, owner="be")
    engine = create_engine(engines.existing_only(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, parents: name not in {"owner"}},
        )
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()
