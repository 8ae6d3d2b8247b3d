"""A module of the library in every state that a page shows: compared, outdated, in review."""

import pytest

from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.library import queries, rules
from app.library.actions import modules
from app.library.models import Module
from app.setup import application
from tests.browser.site import Site
from tests.library import making

SLUG = "first-meeting"
"""Stands first in the list, so that the walk opens this one."""


def furnish_library(site: Site) -> None:
    """Edition 2 has other facts; then the source changes, and French is brought in line with it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in site.place().items():
            patch.setenv(name, value)
        app = application("hq")
    with app.app_context(), acting_as(SYSTEM):
        module = shipped()
        modules.change_module(module=module, version=module.version, minutes=200)
        db.session.commit()
        making.publish(module, "Twenty minutes less.")
        change_source()
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def change_source() -> None:
    alice, bob = making.editor("Eva Lund"), making.editor("Omar Haddad")
    module = shipped()
    assert module.source is not None
    source = rules.content_of(module.source)
    french = rules.content_of(module.text_in("fr"))
    body = source["body"].replace("A duo lasts six months", "A duo lasts half a year")
    making.reviewed(alice, bob, module, **source | {"body": f"{body}\n\nA last word."})
    making.write(alice, module, "fr", **french | {"body": f"{french['body']}\n\nUn dernier mot."})
    making.submit(module, "fr")


def shipped() -> Module:
    found = queries.find_by_slug(SLUG)
    assert found is not None
    return found
