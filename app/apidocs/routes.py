"""The API on one page, for those who write programs; nothing on it is of a person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.apidocs import reading
from app.core.openapi import api_document
from app.core.web import PUBLIC, requires

bp = Blueprint("apidocs", __name__, template_folder="templates")


@bp.get("/api/docs")
@requires(PUBLIC)
def show() -> ResponseReturnValue:
    document = api_document()
    return render_template(
        "apidocs/show.html",
        about=document["info"]["description"].strip().split("\n\n"),
        groups=reading.groups(document),
        parts=reading.parts(document),
        problems=reading.problems(),
    )
