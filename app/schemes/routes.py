"""Pages of the schemes."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.permissions import Permission
from app.core.regions import region_name
from app.core.web import requires
from app.schemes import labels, queries
from app.schemes.kinds import Standing
from app.schemes.wording import sentence

bp = Blueprint("schemes", __name__, url_prefix="/schemes", template_folder="templates")
bp.add_app_template_global(queries.group_words, "group_words")


@bp.get("/")
@requires(Permission.FUNDING_READ)
def index() -> ResponseReturnValue:
    today = clock.today()
    found = queries.schemes()
    return render_template(
        "schemes/index.html",
        regions=queries.regions_on(today),
        frames=[one for one in found if one.frame],
        ended=[one for one in found if one.standing_on(today) is Standing.ENDED],
        labels=labels,
        today=today,
    )


@bp.get("/<scheme_code>")
@requires(Permission.FUNDING_READ)
def show(scheme_code: str) -> ResponseReturnValue:
    scheme = queries.find_scheme(scheme_code) or abort(404)
    today = clock.today()
    current = scheme.version_on(today) or scheme.latest
    return render_template(
        "schemes/show.html",
        scheme=scheme,
        current=current,
        standing=scheme.standing_on(today),
        regions=[region_name(code) for code in scheme.regions],
        count=None if scheme.frame else queries.count_eligible(scheme, current, today),
        labels=labels,
        sentence=sentence,
        today=today,
    )
