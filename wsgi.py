"""What a web server loads: one tenant when `TENANT` is set, otherwise all of them by host."""

import gc

gc.disable()  # while the code is loaded everything stays: looking for what to drop took a quarter

from app.core import logs, standing
from app.core.config import instance_folder
from app.core.hosts import HostDispatcher
from app.setup import applications, only_tenant

logs.set_up()
_only = only_tenant()
_applications = applications([_only] if _only else None)

_codes = {app.extensions["tandem.settings"].host: code for code, app in _applications.items()}

application = HostDispatcher(
    {host: _applications[code] for host, code in _codes.items()},
    lambda host: standing.is_reachable(instance_folder(), _codes.get(host, "-")),
)

gc.freeze()  # what is loaded is shared with the workers that are forked, and never looked at again
gc.enable()
