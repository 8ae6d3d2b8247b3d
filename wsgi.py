"""What a web server loads: one tenant when `TENANT` is set, otherwise all of them by host."""

from app.core import logs
from app.core.hosts import HostDispatcher
from app.setup import applications, only_tenant

logs.set_up()
_only = only_tenant()
_applications = applications([_only] if _only else None)

application = HostDispatcher(
    {app.extensions["tandem.settings"].host: app for app in _applications.values()}
)
