"""Gifts: who gives, what came in, thanks and the yearly receipt for the tax."""
