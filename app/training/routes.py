"""Training: modules to read, what the country adds to them, and which come before a first duo."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.i18n import day_time
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import PUBLIC, Form, get_or_404, requires
from app.training import actions, labels, person_pages, reading
from app.training.actions.modules import choose_compulsory, write_own_words
from app.training.models import TrainingModule
from app.training.queries import completions
from app.training.queries import modules as queries
from app.training.schemas import CompulsorySchema, own_words_as_form, own_words_schema
from app.training.showing import shown_parts

bp = Blueprint("training", __name__, url_prefix="/training", template_folder="templates")
bp.register_blueprint(person_pages.bp)

STALE_AFTER = timedelta(minutes=20)
"""The copy is brought up to date every five minutes: three misses in a row are worth saying."""
SHOWN_TYPES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml"})
"""What a browser may show in its place; anything else is only ever kept as a file."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A drawing may carry a script of whoever made it: here it never runs."""
WEEK = 7 * 24 * 3600


@bp.get("/")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    modules = queries.all_modules()
    return render_template(
        "training/index.html",
        modules=modules,
        texts={module.id: reading.told(module) for module in modules},
        languages_of=reading.languages_of,
        completed=completions.completed_by_module(),
        **_copy(),
        **_names(),
    )


@bp.get("/modules/<int:module_id>")
@requires(Permission.TRAINING_READ)
def show(module_id: int) -> ResponseReturnValue:
    """In the reader's language, or in the one that `?language=` names."""
    module = get_or_404(TrainingModule, module_id)
    known = reading.languages_of(module)
    asked = request.args.get("language", "")
    text = reading.told(module, asked if asked in known else None)
    return render_template(
        "training/module.html",
        module=module,
        text=text,
        known=known,
        **shown_parts(module, text),
        **_copy(),
        **_names(),
    )


@bp.route("/modules/<int:module_id>/own-words", methods=["GET", "POST"])
@requires(Permission.TRAINING_CONFIGURE)
def own_words(module_id: int) -> ResponseReturnValue:
    module = get_or_404(TrainingModule, module_id)
    form = Form(own_words_schema(), of=own_words_as_form(module))
    form.version = module.version
    if form.submit(write_own_words, module=module):
        flash(_("Your words are kept. They stand on the page of the module."))
        return redirect(url_for(".show", module_id=module_id), 303)
    title = reading.title_of(module)
    page = {"module": module, "title": title, "languages": tenant().languages}
    return render_template("training/own_words.html", form=form, **page), form.status


@bp.route("/compulsory", methods=["GET", "POST"])
@requires(Permission.TRAINING_CONFIGURE)
def compulsory() -> ResponseReturnValue:
    """Which modules come before a first duo."""
    modules = queries.offered_modules()
    chosen = queries.required_ids(modules)
    form = Form(CompulsorySchema(), of={"modules": sorted(chosen)})
    if form.submit(choose_compulsory):
        lacking = form.result
        flash(
            ngettext(
                "Kept. %(num)d trained mentor has not followed all of these, and stays trained.",
                "Kept. %(num)d trained mentors have not followed all of these, and stay trained.",
                lacking,
            )
        )
        return redirect(url_for(".index"), 303)
    titles = {module.id: reading.title_of(module) for module in modules}
    lacking = completions.count_lacking(chosen) if chosen else 0
    page = {"titles": titles, "lacking": lacking}
    return render_template("training/compulsory.html", form=form, **page), form.status


@bp.post("/refreshing")
@requires(Permission.TRAINING_CONFIGURE, limit="10 per minute")
def refresh() -> ResponseReturnValue:
    """Copy what headquarters published, now."""
    found = actions.refresh()
    if found.away:
        flash(_("The library of headquarters cannot be reached now. The copy here stays as it is."))
    elif found.changed or found.retired:
        count = len(found.changed) + len(found.retired)
        flash(ngettext("%(num)d module is new.", "%(num)d modules are new.", count))
    else:
        flash(_("Nothing is new: the copy is the same as the library."))
    return redirect(url_for(".index"), 303)


@bp.get("/files/<sha256>")
@requires(PUBLIC)
def file(sha256: str) -> ResponseReturnValue:
    """An image or a file of a published module: open content, known by what is in it."""
    found = queries.find_file(sha256) or abort(404)
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = f"public, max-age={WEEK}, immutable"
    if found.media_type not in SHOWN_TYPES:
        response.mimetype = "application/octet-stream"
        response.headers["Content-Disposition"] = "attachment"
    return response


def _copy() -> dict[str, Any]:
    """Since when the copy is, and whether that is longer ago than it should be."""
    copied = queries.copied_at()
    stale = copied is not None and clock.now() - copied > STALE_AFTER
    return {"copied_at": day_time(copied) if copied else None, "is_stale": stale}


def _names() -> dict[str, Any]:
    return {"audiences": labels.AUDIENCES, "levels": labels.LEVELS}
