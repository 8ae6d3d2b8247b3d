"""Indicators on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("indicators", help="Indicators of a tenant.")
