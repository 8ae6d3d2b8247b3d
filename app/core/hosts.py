"""Which application answers a request: decided by its host, out of a closed list."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = re.compile(r"([a-z0-9.-]{1,253}?)\.?(:[0-9]{1,5})?")
BODY = b"Not found\n"
HEADERS = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(BODY))))


class HostDispatcher:
    """Hands a request to the application of its host; to any other host it says the same 404.

    Only the `Host` header is read: what a proxy forwards never chooses a tenant. The application
    gets it in lower case and without a trailing dot, which its own list of trusted hosts refuses.
    `is_reachable` is asked with the host each time, known or not: a tenant that was suspended or
    destroyed since answers like one that never was (isolation test 6).
    """

    def __init__(
        self,
        applications: "Mapping[str, WSGIApplication]",
        is_reachable: Callable[[str], bool] = lambda host: True,
    ) -> None:
        self._applications = MappingProxyType(dict(applications))
        self._is_reachable = is_reachable

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", ""))
        found = HOST.fullmatch(host.lower()) if host.isascii() else None
        application = self._applications.get(found[1]) if found else None
        reachable = self._is_reachable(found[1] if found else "")
        if found is None or application is None or not reachable:
            start_response("404 Not Found", list(HEADERS))
            return [BODY]
        return application(environ | {"HTTP_HOST": found[1] + (found[2] or "")}, start_response)
