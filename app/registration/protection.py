"""Keeping machines out of the public form without asking people to solve anything.

A box that nobody sees must stay empty; the form must have been read for some seconds; each token
is ours, fresh, and begins one registration only. How often one address may knock stands at each
view.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.core import clock
from app.registration.tokens import FormToken, read_form_token

BAIT, TOKEN = "website", "form_token"
READING_TIME = timedelta(seconds=3)
"""Less than anybody needs for three questions, also with a browser that fills them in."""
FILLING_TIME = timedelta(seconds=15)
"""Less than anybody needs for all the steps."""


def accepted(form: Mapping[str, str], *, at_once: bool = False) -> FormToken | None:
    """The token of a form that a person sent; None for a machine. `at_once`: it may be quick,
    because a page that was filled in before is sent again with one press."""
    token = read_form_token(form.get(TOKEN, ""))
    if token is None or form.get(BAIT):
        return None
    return token if at_once or clock.now() - token.given_at >= READING_TIME else None


def accepted_at_last(form: Mapping[str, str], began_at: datetime) -> bool:
    """The last press: pressing again after a mistake may be quick, the whole form may not."""
    return clock.now() - began_at >= FILLING_TIME and accepted(form, at_once=True) is not None
