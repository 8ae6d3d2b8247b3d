"""People on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("people", help="People of a tenant.")
