"""What is written down about one person's intake; the person is fetched first, past the wall."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.accounts.models import User
from app.core.db import db
from app.information.models import InformationTalk, SessionPlace
from app.information.queries import all_places_of, find_talk, is_informed
from app.intake.models import Decision, Evaluation, Interview
from app.intake.rules.stages import Progress
from app.people.models import Mentor, Person
from app.training.queries.completions import Progress as Training
from app.training.queries.completions import progress_of as training_of


@dataclass(frozen=True)
class Dossier:
    """Everything in the order in which it happened; `names` are those of staff, by user id."""

    talk: InformationTalk | None
    places: Sequence[SessionPlace]
    interviews: Sequence[Interview]
    training: Training
    evaluations: Sequence[Evaluation]
    decisions: Sequence[Decision]
    names: dict[int, str]

    @property
    def standing(self) -> Decision | None:
        """The last decision that was not taken back."""
        standing = [decision for decision in self.decisions if decision.reopened_on is None]
        return standing[-1] if standing else None


def dossier_of(person: Person) -> Dossier:
    interviews, evaluations = interviews_of(person), evaluations_of(person)
    decisions = decisions_of(person)
    staff = {row.interviewer_id for row in interviews} | {row.decided_by_id for row in decisions}
    staff |= {row.evaluator_id for row in evaluations}
    return Dossier(
        talk=find_talk(person),
        places=all_places_of(person),
        interviews=interviews,
        training=training_of(person),
        evaluations=evaluations,
        decisions=decisions,
        names=_names({user_id for user_id in staff if user_id}),
    )


def progress_of(person: Person) -> Progress:
    return replace(noted_of(person), informed=is_informed(person))


def noted_of(person: Person) -> Progress:
    """What the row itself says: whether somebody was informed stands elsewhere."""
    mentor = person if isinstance(person, Mentor) else None
    return Progress(
        interviewed=person.interviewed_on is not None,
        trained=bool(mentor and mentor.trained_on),
        evaluated=bool(mentor and mentor.evaluated_on),
    )


def interviews_of(person: Person) -> Sequence[Interview]:
    """Earliest first."""
    held = select(Interview).where(Interview.person_id == person.id)
    return db.session.scalars(held.order_by(Interview.held_on, Interview.id)).all()


def evaluations_of(person: Person) -> Sequence[Evaluation]:
    """Earliest first."""
    held = select(Evaluation).where(Evaluation.person_id == person.id)
    return db.session.scalars(held.order_by(Evaluation.held_on, Evaluation.id)).all()


def decisions_of(person: Person) -> Sequence[Decision]:
    """In the order in which they were taken, those taken back too."""
    taken = select(Decision).where(Decision.person_id == person.id)
    return db.session.scalars(taken.order_by(Decision.id)).all()


def standing_decision(person: Person) -> Decision | None:
    """The last one that was not taken back; None when there is none, as for an imported profile."""
    standing = select(Decision).where(
        Decision.person_id == person.id, Decision.reopened_on.is_(None)
    )
    return db.session.scalars(standing.order_by(Decision.id.desc()).limit(1)).first()


def _names(user_ids: set[int]) -> dict[int, str]:
    if not user_ids:
        return {}
    named = select(User.id, User.name).where(User.id.in_(user_ids))
    return dict(db.session.execute(named).all())
