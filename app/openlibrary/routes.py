"""The open library: published modules, for everybody to read, to take away and to take over."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core.i18n import language
from app.core.permissions import Permission
from app.core.web import PUBLIC, Form, requires
from app.library import queries as library
from app.library.models import Edition
from app.openlibrary import packaging, scorm_packages, shelf, taking
from app.openlibrary.schemas import TakingSchema

bp = Blueprint("openlibrary", __name__, url_prefix="/open-library", template_folder="templates")

READ_RATE = "120 per minute"
TAKE_RATE = "20 per minute; 200 per hour"
ZIP, JSON_LD = "application/zip", "application/ld+json"


@bp.get("/")
@requires(PUBLIC, limit=READ_RATE)
def index() -> ResponseReturnValue:
    """Every module that is offered, in the reader's language where there is one."""
    shown = [shelf.shown(edition, language()) for edition in library.published()]
    return render_template("openlibrary/index.html", modules=shown)


@bp.get("/<slug>")
@requires(PUBLIC, limit=READ_RATE)
def show(slug: str) -> ResponseReturnValue:
    return _page(_newest(slug))


@bp.get("/<slug>/editions/<int:number>")
@requires(PUBLIC, limit=READ_RATE)
def older(slug: str, number: int) -> ResponseReturnValue:
    """What was published once stays readable."""
    return _page(library.edition(slug, number) or abort(404))


@bp.get("/<slug>/metadata.jsonld")
@requires(PUBLIC, limit=READ_RATE)
def metadata(slug: str) -> ResponseReturnValue:
    told = packaging.as_json(shelf.metadata_of(_newest(slug)))
    return Response(told, content_type=JSON_LD)


@bp.get("/<slug>/module.zip")
@requires(PUBLIC, limit=TAKE_RATE)
def take_one(slug: str) -> ResponseReturnValue:
    return _archive(f"tandem-{slug}", [_newest(slug)])


@bp.get("/everything.zip")
@requires(PUBLIC, limit=TAKE_RATE)
def take_all() -> ResponseReturnValue:
    return _archive("tandem-library", library.published() or abort(404))


@bp.get("/<slug>/scorm.zip")
@requires(PUBLIC, limit=TAKE_RATE)
def scorm(slug: str) -> ResponseReturnValue:
    """In the language of `in`, or the reader's."""
    edition = _newest(slug)
    text = shelf.text_in(edition, request.args.get("in") or language())
    content = scorm_packages.package(edition, text, shelf.contents_of(edition), shelf.origin())
    return _attachment(f"tandem-{slug}-{text.language}-scorm.zip", content)


@bp.get("/files/<sha256>")
@requires(PUBLIC, limit="600 per minute")
def file(sha256: str) -> ResponseReturnValue:
    """A picture or a document of an edition; what is only in a draft is nobody's yet."""
    found = shelf.published_file(sha256) or abort(404)
    response = Response(found.content, content_type=found.media_type)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@bp.route("/taking-over", methods=["GET", "POST"])
@requires(Permission.LIBRARY_EDIT)
def take_over() -> ResponseReturnValue:
    """Modules of another library, as its archive has them."""
    form = Form(TakingSchema())
    if form.submit(taking.take_over, file=request.files.get("file")):
        flash(told_of(form.result))
        return redirect(url_for("library.index"), 303)
    return render_template("openlibrary/taking.html", form=form), form.status


def told_of(taken: taking.Taken) -> str:
    """What came of it, in a sentence or two."""
    told = [_("Taken over, waiting for a review: %(names)s.", names=", ".join(taken.added))]
    told = told if taken.added else [_("Everything in it was here already.")]
    if taken.left_out:
        languages = ", ".join(sorted(taken.left_out))
        told.append(_("Left out, in languages unknown here: %(codes)s.", codes=languages))
    return " ".join(told)


def _newest(slug: str) -> Edition:
    return shelf.newest(slug) or abort(404)


def _page(edition: Edition) -> ResponseReturnValue:
    shown = shelf.shown(edition, request.args.get("in") or language())
    numbers = shelf.numbers_of(edition.slug)
    return render_template("openlibrary/module.html", shown=shown, numbers=numbers)


def _archive(name: str, editions: list[Edition]) -> Response:
    packed = [
        packaging.Packed(edition, shelf.contents_of(edition), shelf.metadata_of(edition))
        for edition in editions
    ]
    return _attachment(f"{name}.zip", packaging.archive(packed, shelf.origin()))


def _attachment(name: str, content: bytes) -> Response:
    """The checksum goes along, as RFC 9530 writes it."""
    response = Response(content, content_type=ZIP)
    headers: dict[str, Any] = {
        "Content-Disposition": dump_options_header("attachment", {"filename": name}),
        "Repr-Digest": f"sha-256=:{packaging.sha256_base64(content)}:",
    }
    response.headers.update(headers)
    return response
