"""The library for its writers: the list, a module, its facts and its files."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header
from werkzeug.wrappers import Response as Answer

from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, requires
from app.library import files, labels, licences, pages, queries, rules
from app.library.actions import modules as actions
from app.library.opening import get_module
from app.library.schemas import FactsSchema, FileSchema, NewModuleSchema, facts_for_form

bp = Blueprint("library", __name__, url_prefix="/library", template_folder="templates")

FILTERS = ("q", "state", "audience", "language", "work")


@bp.app_context_processor
def words() -> dict[str, Any]:
    """What the templates of the library call things."""
    return {"library": pages, "library_labels": labels}


@bp.get("/")
@requires(Permission.LIBRARY_READ)
def index() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "").strip() for name in FILTERS}
    return render_template(
        "library/index.html",
        listing=queries.all_modules(tenant().languages, asked),
        languages=tenant().languages,
        filtered=any(asked.values()),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def new() -> ResponseReturnValue:
    form = Form(NewModuleSchema(), of=pages.NEW_MODULE)
    if form.submit(actions.add_module):
        flash(_("The module is there. Write its text now."))
        language = form.result.source_language
        return redirect(url_for(".write", module_id=form.result.id, language=language), 303)
    return render_template("library/facts.html", form=form, module=None, **_choices()), form.status


@bp.get("/<int:module_id>")
@requires(Permission.LIBRARY_READ)
def show(module_id: int) -> ResponseReturnValue:
    module = get_module(module_id)
    return render_template(
        "library/show.html",
        module=module,
        statuses=queries.translation_status(module, tenant().languages),
        media_types=queries.media_types(module.files),
        against=rules.against_publishing(module),
        names=queries.names_of(
            [text.written_by for text in module.texts] + [e.published_by for e in module.editions]
        ),
    )


@bp.route("/<int:module_id>/facts", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def facts(module_id: int) -> ResponseReturnValue:
    module = get_module(module_id)
    form = Form(FactsSchema(), of=facts_for_form(module))
    if form.submit(actions.change_module, module=module):
        flash(_("The facts were changed. What was published stays as it was."))
        return to_module(module_id)
    if form.reasons:
        module = get_module(module_id)
    page = render_template("library/facts.html", form=form, module=module, **_choices())
    return page, form.status


@bp.route("/<int:module_id>/files", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def attach(module_id: int) -> ResponseReturnValue:
    module, form = get_module(module_id), Form(FileSchema())
    if form.submit(actions.attach_file, module=module, file=request.files.get("file")):
        flash(
            _("The file is there. A text shows it as ![what it shows](%(name)s).", name=form.result)
        )
        return redirect(url_for(".attach", module_id=module_id), 303)
    page = render_template(
        "library/files.html",
        form=form,
        module=get_module(module_id),
        media_types=queries.media_types(module.files),
        most=files.MOST_MEGABYTES,
    )
    return page, form.status


@bp.get("/<int:module_id>/files/<name>")
@requires(Permission.LIBRARY_READ)
def file(module_id: int, name: str) -> ResponseReturnValue:
    """A file as the module has it, or as the edition named in the question had it."""
    module, number = get_module(module_id), request.args.get("edition", "")
    known = module.files
    if number:
        edition = next((e for e in module.editions if str(e.number) == number), None)
        known = edition.facts["files"] if edition else {}
    found = queries.file_of(known, name) or abort(404)
    return file_response(name, found.media_type, found.content)


@bp.post("/<int:module_id>/files/<name>/removal")
@requires(Permission.LIBRARY_EDIT)
def remove_file(module_id: int, name: str) -> ResponseReturnValue:
    module = get_module(module_id)
    if name not in module.files:
        abort(404)
    actions.remove_file(module=module, name=name)
    flash(_("“%(name)s” was removed.", name=name))
    return redirect(url_for(".attach", module_id=module_id), 303)


@bp.post("/<int:module_id>/retirement")
@requires(Permission.LIBRARY_PUBLISH)
def retire(module_id: int) -> ResponseReturnValue:
    actions.retire_module(get_module(module_id))
    flash(_("The module is retired: nobody is offered it any more."))
    return to_module(module_id)


@bp.post("/<int:module_id>/return")
@requires(Permission.LIBRARY_PUBLISH)
def bring_back(module_id: int) -> ResponseReturnValue:
    actions.bring_back(get_module(module_id))
    flash(_("The module is back, with its editions."))
    return to_module(module_id)


def to_module(module_id: int) -> Answer:
    return redirect(url_for(".show", module_id=module_id), 303)


def file_response(name: str, media_type: str, content: bytes) -> Response:
    """Pictures are shown in pages; anything else is taken away, not opened here."""
    response = Response(content, content_type=media_type)
    kind = "inline" if files.is_picture(media_type) else "attachment"
    response.headers["Content-Disposition"] = dump_options_header(kind, {"filename": name})
    return response


def _choices() -> dict[str, Any]:
    return {
        "languages": pages.named(tenant().languages),
        "licences": {code: licences.name_of(code) for code in licences.OFFERED},
        "work_licences": {code: licences.name_of(code) for code in licences.NAMES},
    }


from app.library import edition_routes, text_routes  # noqa: E402, F401 - their addresses
