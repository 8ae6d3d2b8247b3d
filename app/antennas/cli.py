"""Antennas on the command line."""

from app.core.commands import TenantGroup

group = TenantGroup("antennas", help="Antennas of a tenant.")
