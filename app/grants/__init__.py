"""Grants: one contract with one funder: amount, period, caps, money due, reports due."""
