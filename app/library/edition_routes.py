"""Editions of a module: publishing one, reading them, comparing one with the one before."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.i18n import language
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, requires
from app.library import comparing, metadata, pages, queries, rules
from app.library.actions import editions as actions
from app.library.models import Edition, EditionText, Module
from app.library.opening import get_module
from app.library.routes import bp
from app.library.schemas import PublicationSchema


@bp.route("/<int:module_id>/publication", methods=["GET", "POST"])
@requires(Permission.LIBRARY_PUBLISH)
def publish(module_id: int) -> ResponseReturnValue:
    """Which languages would go out and which not, and why; then the edition."""
    module, form = get_module(module_id), Form(PublicationSchema())
    if form.submit(actions.publish, module=module):
        edition = form.result
        flash(_("Edition %(number)s is published.", number=edition.number))
        return redirect(url_for(".edition", module_id=module_id, number=edition.number), 303)
    if form.status != 200:
        module = get_module(module_id)
    page = render_template(
        "library/publish.html",
        form=form,
        module=module,
        against=rules.against_publishing(module),
        languages=pages.leaving_out(module, tenant().languages),
        seen=actions.would_publish(module),
    )
    return page, form.status


@bp.get("/<int:module_id>/editions/<int:number>")
@requires(Permission.LIBRARY_READ)
def edition(module_id: int, number: int) -> ResponseReturnValue:
    """An edition as it went out, in the language asked for, or in one there is."""
    module = get_module(module_id)
    found = _numbered(module, number)
    text = _shown(found, request.args.get("language", ""))
    return render_template(
        "library/edition.html",
        module=module,
        edition=found,
        text=text,
        metadata=metadata.as_text(metadata.learning_resource(found, text)),
        names=queries.names_of([found.published_by]),
    )


@bp.get("/<int:module_id>/editions/<int:number>/comparison")
@requires(Permission.LIBRARY_READ)
def compare(module_id: int, number: int) -> ResponseReturnValue:
    """What an edition changed, beside the one before it; 404 for the first."""
    module = get_module(module_id)
    now, before = _numbered(module, number), _numbered(module, number - 1)
    return render_template(
        "library/comparison.html",
        module=module,
        edition=now,
        before=before,
        facts=comparing.differences(before.facts, now.facts),
        texts={text.language: _changes(before, text) for text in now.texts},
        gone=[t.language for t in before.texts if now.text_in(t.language) is None],
    )


def _changes(before: Edition, text: EditionText) -> list[comparing.Change] | None:
    """None for a language that the edition before did not have."""
    old = before.text_in(text.language)
    return comparing.differences(rules.content_of(old), rules.content_of(text)) if old else None


def _numbered(module: Module, number: int) -> Edition:
    found = next((edition for edition in module.editions if edition.number == number), None)
    return found or abort(404)


def _shown(edition: Edition, asked: str) -> EditionText:
    """The language asked for, the reader's, the source's."""
    wanted = (asked, language(), edition.facts["source_language"])
    found = next((text for code in wanted if (text := edition.text_in(code))), None)
    return found or abort(404)
