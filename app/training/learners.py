"""Whoever holds a personal link of training: what they may do, and in which language they read."""

from flask import g, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import refresh

from app.core.tenancy import tenant
from app.core.viewer import Viewer
from app.people.models import Person
from app.training.actions.letters import language_of

LEARNER = Viewer(name="training link", antenna_ids=None, via="form")
"""May do what the link is for, and nothing else."""
RATE = "20 per minute; 200 per hour"
LONGEST_KEY = 200


def speak_to(person: Person) -> str:
    """In their language, until they choose another one on the page itself."""
    chosen = session.get("language")
    g.language = chosen if chosen in tenant().languages else language_of(person)
    refresh()
    return str(g.language)


def dead_link() -> ResponseReturnValue:
    return render_template("training/dead_link.html", contact=tenant().contact), 404
