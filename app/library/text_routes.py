"""The texts of a module: reading, writing, translating, reviewing."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from app.core.errors import Refused
from app.core.events import events_of
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, requires
from app.library import comparing, pages, queries, rules
from app.library.actions import texts as actions
from app.library.models import Module, ModuleText
from app.library.opening import get_module
from app.library.routes import bp
from app.library.schemas import ReviewSchema, TextSchema, text_for_form


@bp.get("/<int:module_id>/texts/<language>")
@requires(Permission.LIBRARY_READ)
def text(module_id: int, language: str) -> ResponseReturnValue:
    """The text as its readers will see it, where it stands and what was done to it."""
    found = get_text(get_module(module_id), language)
    return _text_page(found, [])


@bp.route("/<int:module_id>/texts/<language>/writing", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def write(module_id: int, language: str) -> ResponseReturnValue:
    module = get_module(module_id)
    if language not in tenant().languages:
        abort(404)
    there = module.text_in(language)
    form = Form(TextSchema(), of=text_for_form(there) if there else None)
    if form.submit(actions.write_text, module=module, language=language):
        flash(_("Saved as a draft."))
        return to_text(module_id, language)
    return _writing_page(module_id, language, form), form.status


def _writing_page(module_id: int, language: str, form: Form) -> str:
    """After a refusal everything is read anew: what others wrote meanwhile is shown beside."""
    module = get_module(module_id)
    there = module.text_in(language)
    source = module.source if language != module.source_language else None
    theirs: list[comparing.Change] = []
    if form.reasons and there:
        typed = {name: form.data.get(name) for name in rules.CONTENT}
        theirs = comparing.differences(typed, rules.content_of(there))
    return render_template(
        "library/write.html",
        module=module,
        language=language,
        there=there,
        source=source,
        theirs=theirs,
        changes=queries.source_changes(there, source) if there else [],
        form=form,
    )


@bp.post("/<int:module_id>/texts/<language>/submission")
@requires(Permission.LIBRARY_EDIT)
def submit(module_id: int, language: str) -> ResponseReturnValue:
    try:
        actions.submit_text(get_text(get_module(module_id), language))
    except Refused as refusal:
        return _text_page(get_text(get_module(module_id), language), refusal.reasons), 409
    flash(_("Submitted. A second person reviews it now."))
    return to_text(module_id, language)


@bp.route("/<int:module_id>/texts/<language>/review", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def review(module_id: int, language: str) -> ResponseReturnValue:
    module = get_module(module_id)
    found = get_text(module, language)
    form = Form(ReviewSchema(), of={"version": found.version})
    if form.submit(actions.review_text, text=found):
        approved = form.data["decision"] == "approve"
        flash(_("Approved.") if approved else _("Sent back to its writer."))
        return to_text(module_id, language)
    if form.status != 200:
        module = get_module(module_id)
        found = get_text(module, language)
    page = render_template(
        "library/review.html",
        module=module,
        text=found,
        source=module.source if language != module.source_language else None,
        against=actions.against_reviewing(found),
        form=form,
    )
    return page, form.status


@bp.get("/<int:module_id>/texts/<language>/changes")
@requires(Permission.LIBRARY_READ)
def changes(module_id: int, language: str) -> ResponseReturnValue:
    """What changed in the source since this translation was in line with it."""
    module = get_module(module_id)
    found = get_text(module, language)
    return render_template(
        "library/changes.html",
        module=module,
        text=found,
        source=module.source,
        changes=queries.source_changes(found, module.source),
        behind=rules.is_behind(found, module.source),
    )


@bp.post("/<int:module_id>/texts/<language>/alignment")
@requires(Permission.LIBRARY_EDIT)
def align(module_id: int, language: str) -> ResponseReturnValue:
    found = get_text(get_module(module_id), language)
    actions.take_over_changes(text=found, seen=request.form.get("seen", "-"))
    flash(_("The text is in line with its source again."))
    return to_text(module_id, language)


def get_text(module: Module, language: str) -> ModuleText:
    return module.text_in(language) or abort(404)


def to_text(module_id: int, language: str) -> Answer:
    return redirect(url_for(".text", module_id=module_id, language=language), 303)


def _text_page(found: ModuleText, reasons: list[Any]) -> str:
    module = found.module
    return render_template(
        "library/text.html",
        module=module,
        text=found,
        status=rules.status_of(found, module.source),
        against=rules.against_submitting(found, module.source, module.files),
        against_review=actions.against_reviewing(found),
        reasons=reasons,
        done=events_of(found, 30),
        languages=pages.named(c for c in pages.statuses(module, ()) if module.text_in(c)),
    )
