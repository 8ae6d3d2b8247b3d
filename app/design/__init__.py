"""The design system: what its macros ask of Python, the tenant's colours, and a page that shows every macro."""
