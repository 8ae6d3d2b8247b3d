"""Schemes: the rules under which a kind of funder pays, as dated data of a country."""
