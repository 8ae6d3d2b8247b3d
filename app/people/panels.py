"""What the features above may add to the page of somebody, through two questions.

`person.panels(person)` answers with `Panel`s: each is a card of the profile, drawn by including
`template`, in which `panel` is the panel and `panel.context` what its feature needs. `person.steps
(person)` answers with `Step`s: buttons at the head of the profile for what can be done next; the
first primary one takes the place of "Change the profile" as the one primary action.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.questions import ask
from app.people.models import Person


@dataclass(frozen=True)
class Panel:
    """A card. `order` goes from small to large; `beside` puts it in the narrow column, `ahead`
    before both, without a card around it."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    order: int = 50
    beside: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Step:
    """A link to what can be done next."""

    label: str
    url: str
    icon: str | None = None
    primary: bool = False


def panels_of(person: Person) -> list[Panel]:
    found: list[Panel] = ask("person.panels", person)
    return sorted(found, key=lambda panel: panel.order)


def steps_of(person: Person) -> list[Step]:
    found: list[Step] = ask("person.steps", person)
    return sorted(found, key=lambda step: not step.primary)
