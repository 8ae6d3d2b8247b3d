"""What every answer and every form carries: headers, tokens against forgery, rate limits."""

import hmac
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue, RouteCallable
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect

from app.core import errors

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DEFAULT_LIMIT = "1200 per minute"
MOST_JSON_BYTES = 2 * 1024 * 1024
"""Facts of a row, never a file: what is larger would only keep the process busy."""


def register(app: Flask) -> None:
    CSRFProtect(app)
    app.register_error_handler(CSRFError, _forged)
    app.before_request(_bound_json)
    app.before_request(_refuse_nul)
    app.before_request(_refuse_other_origins)
    app.after_request(_add_headers)


def register_limits(app: Flask) -> None:
    """Called last: gives each view the rate its mark names."""
    limiter = Limiter(visitor, app=app, default_limits=[DEFAULT_LIMIT])
    app.extensions["tandem.limiter"] = limiter  # its views hold it by a weak reference only
    for name, view in app.view_functions.items():
        limit = getattr(view, "limit", None)
        if limit:
            app.view_functions[name] = cast(RouteCallable, limiter.limit(limit)(view))
    limiter.exempt(app.view_functions["static"])


def visitor() -> str:
    """Who asks, as a key that does not tell the address and differs between tenants."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, get_remote_address().encode(), "sha256").hexdigest()[:24]


def _refuse_other_origins() -> None:
    """A form sent from another site carries its origin: only our own may change anything."""
    origin = request.headers.get("Origin")
    reads = request.method in {"GET", "HEAD", "OPTIONS"}
    if origin and not reads and urlsplit(origin).netloc.lower() != request.host.lower():
        abort(403)


def _bound_json() -> None:
    """What is longer is 413 as soon as it is read."""
    if request.is_json:
        request.max_content_length = MOST_JSON_BYTES


def _refuse_nul() -> None:
    """No text of ours holds one, and PostgreSQL breaks off at it."""
    sent = request.get_data(cache=True) if request.is_json else b""
    typed = [*request.args.items(multi=True), *request.form.items(multi=True)]
    if b"\\u0000" in sent or any("\x00" in (text or "") for pair in typed for text in pair):
        abort(400)


def _forged(error: CSRFError) -> ResponseReturnValue:
    return errors.problem(400) if errors.is_api() else errors.page(400)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in current_app.extensions["tandem.open_endpoints"]:
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.update(["Cookie", "Accept-Language"])
    return response
