"""Imports on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("imports", help="Imports of a tenant.")
