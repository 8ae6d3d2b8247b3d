"""Which application answers a request: decided by its host, out of a closed list."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = re.compile(r"([a-z0-9.-]{1,253}?)\.?(:[0-9]{1,5})?")
BODY = b"Not found\n"
HEADERS = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(BODY))))


class HostDispatcher:
    """Hands a request to the application of its host; to any other host it says the same 404.

    Only the `Host` header is read: what a proxy forwards never chooses a tenant.
    """

    def __init__(self, applications: "Mapping[str, WSGIApplication]") -> None:
        self._applications = MappingProxyType(dict(applications))

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        application = self._applications.get(normal_host(environ.get("HTTP_HOST")) or "")
        if application is None:
            start_response("404 Not Found", list(HEADERS))
            return [BODY]
        return application(environ, start_response)


def normal_host(header: object) -> str | None:
    """Lower case, without port and one trailing dot; None for what is not one plain host name."""
    found = HOST.fullmatch(header.lower()) if isinstance(header, str) and header.isascii() else None
    return found[1] if found else None
