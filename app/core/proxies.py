"""Behind the proxy that ends TLS: who asks, and that the address is https.

Without this every visitor would have the proxy's own address: one who guesses passwords would lock
everybody out, and all would share one rate.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PROXIES = "TANDEM_PROXIES"
"""How many proxies stand in front and add to `X-Forwarded-For`; 0, as by default, believes none."""


def register(app: Flask, *, https: bool) -> None:
    inner = app.wsgi_app
    if https:
        inner = Https(inner)
    number = int(os.environ.get(PROXIES) or 0)
    app.wsgi_app = ProxyFix(inner, x_for=number, x_proto=0, x_host=0)  # type: ignore[method-assign]


class Https:
    """A tenant whose address is https is reached in no other way, whatever the proxy forwards:
    links in mails that a page writes are https, and browsers are told to stay with it."""

    def __init__(self, inner: "WSGIApplication") -> None:
        self._inner = inner

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return self._inner(environ, start_response)
