"""From when on something is brought before somebody: the house's own choices, each with a name.

The days of the intake are the tenant's (`tenant.toml`); six and twelve months are brief.md's.
"""

ENDING_DAYS = 21
"""Three weekly meetings are left, enough to prepare a closing with both sides."""
PERMIT_DAYS = 60
"""A renewal is asked for about two months before a permit ends."""
UNMET_DAYS = 7
"""By the next weekly matching meeting a proposal has its first meeting (brief.md)."""
