"""Accounts on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("accounts", help="Accounts of a tenant.")
