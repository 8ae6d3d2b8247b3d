"""What stands around a page: the tenant's name, its languages, who is signed in."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, g, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.i18n import language, language_itself, pick
from app.core.tenancy import tenant
from app.core.viewer import viewer

OWN_PAGES = (
    ("me.profile", _("My account"), "account"),
    ("me.sessions", _("Where I am signed in"), "lock"),
)


@dataclass(frozen=True)
class Frame:
    """`brand`: the tenant's own name; `languages`: pairs of a code and its own name.

    `name` is empty for a visitor.
    """

    brand: str
    language: str
    languages: list[tuple[str, str]]
    name: str
    place: str
    here: str
    own_pages: list[tuple[str, LazyString, str]]


def page_frame() -> Frame:
    return Frame(
        brand=pick(tenant().names),
        language=language(),
        languages=[(code, language_itself(code).capitalize()) for code in tenant().languages],
        name=viewer().name if viewer().is_signed_in else "",
        place=g.get("place", ""),
        here=request.full_path.rstrip("?") if request.method == "GET" else way_back(),
        own_pages=[page for page in OWN_PAGES if has_page(page[0])],
    )


def has_page(endpoint: str) -> bool:
    """Whether this application has the page, so that the frame stands before every feature does."""
    return endpoint in current_app.view_functions


def way_back() -> str:
    """The page somebody came from, when it was one of ours; else the first page."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or came_from.path == request.path:
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
