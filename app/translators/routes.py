"""Files for translators, and the way back in."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core.i18n import language_name
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, requires
from app.library import queries
from app.library.models import Module
from app.library.opening import get_module
from app.library.schemas import FileSchema
from app.translators import actions, xliff

bp = Blueprint("translators", __name__, url_prefix="/library", template_folder="templates")


@bp.route("/<int:module_id>/translators", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def show(module_id: int) -> ResponseReturnValue:
    """Each language with its file; what is brought in becomes a draft."""
    module, form = get_module(module_id), Form(FileSchema())
    sent = request.files.get("file")
    if form.submit(actions.import_translation, module=module, file=sent):
        named = language_name(form.result.language)
        flash(_("The translation into %(language)s is there, as a draft.", language=named))
        text_url = url_for("library.text", module_id=module_id, language=form.result.language)
        return redirect(text_url, 303)
    module = get_module(module_id)
    page = render_template(
        "translators/show.html",
        form=form,
        module=module,
        statuses=_translations(module),
        most=xliff.MOST_MEGABYTES,
    )
    return page, form.status


@bp.get("/<int:module_id>/texts/<language>/translation.xlf")
@requires(Permission.LIBRARY_EDIT)
def file(module_id: int, language: str) -> ResponseReturnValue:
    module = get_module(module_id)
    if language not in _translations(module):
        abort(404)
    content = actions.for_translators(module, language)
    response = Response(content, content_type="application/x-xliff+xml")
    name = f"{module.slug}.{module.source_language}-{language}.xlf"
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    return response


def _translations(module: Module) -> dict[str, Any]:
    """Statuses of the languages that the module is translated into."""
    known = queries.translation_status(module, tenant().languages)
    return {code: status for code, status in known.items() if code != module.source_language}
