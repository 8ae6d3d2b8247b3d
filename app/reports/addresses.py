"""What an address of the reports asks for."""

from datetime import date

from flask import request

from app.core.listing import day_in, number_in


def day_asked(name: str) -> date | None:
    return day_in(request.args.get(name, ""))


def number(name: str) -> int:
    """A number of the address; 0 for none."""
    return number_in(request.args.get(name, ""))
