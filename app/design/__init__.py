"""The design system: what its macros ask of Python, the tenant's colours, a page of all."""
