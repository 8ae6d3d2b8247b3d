"""A tenant's folder holds data and brings no page, command or listener: isolation test 63."""

import sys

import pytest
from blinker import Signal
from click import Group
from flask import signals
from jinja2 import ChoiceLoader, FileSystemLoader, TemplateNotFound

from app import cli
from app.core.tenancy import TenantMistake, load_tenant

pytestmark = pytest.mark.any_database


@pytest.fixture
def with_own_things(site):
    """Belgium's folder holds a page and words of its own."""
    page = site.tenants / "be" / "templates" / "own.html"
    page.parent.mkdir()
    page.write_text("CANARY-BE")
    return page


def test_63_countries_have_the_same_addresses_pages_and_listeners(site, with_own_things):
    be, fr = site.app("be"), site.app("fr")
    assert [str(rule) for rule in be.url_map.iter_rules()] == [
        str(rule) for rule in fr.url_map.iter_rules()
    ]
    assert set(be.blueprints) == set(fr.blueprints)
    for app in (be, fr):
        with app.app_context(), pytest.raises(TemplateNotFound):
            app.jinja_env.get_template("own.html")
        loaders = app.jinja_env.loader._iter_loaders("own.html")  # noqa: SLF001
        places = [place for _, loader in loaders for place in loader.searchpath]
        assert places
        assert not [place for place in places if str(site.tenants) in str(place)]


def test_63_a_loader_that_reads_a_tenants_folder_would_find_it(site, with_own_things):
    """Negative control."""
    fr = site.app("fr")
    careless = FileSystemLoader(with_own_things.parent)
    fr.jinja_env.loader = ChoiceLoader([careless, fr.jinja_env.loader])
    with fr.app_context():
        assert fr.jinja_env.get_template("own.html").render() == "CANARY-BE"


def test_63_no_command_and_no_listener_comes_from_a_tenants_folder(site):
    for command in commands(cli.main):
        assert command.callback is None or command.callback.__module__.startswith("app."), command
    be, fr = site.app("be"), site.app("fr")
    for told in [found for found in vars(signals).values() if isinstance(found, Signal)]:
        assert listeners(told, be) == listeners(told, fr)
    assert not [name for name in sys.modules if name.startswith("tenants")]


def listeners(told, app):
    return {f"{one.__module__}.{one.__qualname__}" for one in told.receivers_for(app)}


def test_63_the_probe_hears_of_a_listener_of_one_tenant(site):
    """Negative control."""
    be, fr = site.app("be"), site.app("fr")

    def own(sender):
        """As a module in a tenant's folder might listen."""

    signals.request_started.connect(own, be)
    found = [listeners(signals.request_started, app) for app in (be, fr)]
    signals.request_started.disconnect(own, be)
    assert found[0] != found[1]


def commands(group):
    for command in group.commands.values():
        yield command
        if isinstance(command, Group):
            yield from commands(command)


@pytest.mark.parametrize("name", ["__init__.py", "commands.py", "deep/down.py", "quick.so"])
def test_63_a_program_in_a_tenants_folder_stops_it(site, name):
    file = site.tenants / "be" / name
    file.parent.mkdir(exist_ok=True)
    load_tenant(site.tenants / "be")  # negative control: as it came, it is well
    file.write_text("")
    with pytest.raises(TenantMistake, match="never a program"):
        load_tenant(site.tenants / "be")
