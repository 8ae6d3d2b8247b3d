"""Duos on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("duos", help="Duos of a tenant.")
