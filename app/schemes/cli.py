"""Funding on the command line: the group to which every feature of the funding adds its own."""

from app.core.commands import TenantGroup

group = TenantGroup("funding", help="Schemes, grants, claims and reports of a tenant.")
