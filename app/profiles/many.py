"""One thing done to many people at once: who was done, who was refused and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.db import db
from app.core.errors import Reason, Refused
from app.people.models import Person


@dataclass
class Outcome:
    """What became of many at once: who was done, and who was not with the reasons."""

    done: list[Person] = field(default_factory=list)
    refused: list[tuple[Person, list[Reason]]] = field(default_factory=list)


def for_each(people: Iterable[Person], action: Callable[[Person], Any]) -> Outcome:
    """Do it for each of them; what is refused for one leaves the others as they are."""
    outcome = Outcome()
    for person in people:
        try:
            with db.session.begin_nested():
                action(person)
            outcome.done.append(person)
        except Refused as refusal:
            outcome.refused.append((person, refusal.reasons))
    return outcome


def told(outcome: Outcome, title: str, back: str) -> ResponseReturnValue:
    """How many were done, and for whom it was refused and why."""
    return render_template("profiles/outcome.html", outcome=outcome, title=title, back=back)
