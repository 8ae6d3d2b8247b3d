"""Making the demonstration data of one tenant, in one transaction."""

import random
from datetime import datetime, time, timedelta

from app.antennas.queries import open_antennas
from app.core import clock, events
from app.core.db import db
from app.core.tenancy import tenant
from app.demo.agreements import Agreements, note_by_another
from app.demo.allocation import make_allocations
from app.demo.claims import make_claims
from app.demo.contacts import make_contacts
from app.demo.days import working_day
from app.demo.duos import Pairing
from app.demo.esf import Operating
from app.demo.expenses import Spending
from app.demo.funders import make_funders
from app.demo.gifts import Giving
from app.demo.grants import Granting
from app.demo.learning import learn_this_year, train_before_duos
from app.demo.past import Past
from app.demo.people import Maker
from app.demo.profile import read_profile
from app.demo.staff import Demonstrated, language_of, make_staff
from app.demo.steps import Steps
from app.demo.training import make_training
from app.information.models import InformationSession
from app.people.models import Kind

SEED = 2013
MINUTES = 90


def make_demonstration() -> list[Demonstrated]:
    """Staff everywhere; people, sessions and duos where the tenant has a profile for them."""
    told, owners = make_staff(open_antennas())
    profile = read_profile(tenant().folder)
    if profile is not None:
        chance = random.Random(SEED)  # noqa: S311 - the same people at every making, no secret
        maker = Maker(profile, open_antennas(), clock.today(), chance)
        mentors, mentees = maker.mentors(), maker.mentees()
        for person in (*mentors, *mentees):
            owner = owners.get(person.antenna_id)
            person.owner_id = owner.id if owner else None
        db.session.flush()
        Pairing(mentees, mentors, clock.today(), chance).make(profile.duos)
        plan_sessions()
        make_training(mentors)
        make_contacts(chance)
        Past(profile, open_antennas(), owners, chance).make()
        keep_most_rules()
        make_funders()
        Granting().make()
        make_allocations()
        make_claims()
        Giving().make()
        Spending().make()
        Operating(random.Random(SEED)).make()  # noqa: S311 - invented, no secret
    events.record("demonstration.made")
    return told


def keep_most_rules() -> None:
    """What the board of quality counts; drawn apart, so that nobody else becomes another."""
    chance = random.Random(SEED)  # noqa: S311 - the same facts at every making, no secret
    db.session.flush()
    train_before_duos(chance)
    learn_this_year(chance)
    Steps(chance).make()
    Agreements(chance).make()
    note_by_another(chance)
    db.session.expire_all()


def plan_sessions() -> None:
    """A session for mentees and one for mentors at every antenna, in the coming days."""
    for number, antenna in enumerate(open_antennas()):
        language = language_of([antenna])
        for kind, days in ((Kind.MENTEE, 2 + number), (Kind.MENTOR, 6 + number)):
            day = working_day(clock.today() + timedelta(days=days))
            starts = datetime.combine(day, time(17, 30), tenant().zone)
            db.session.add(
                InformationSession(
                    antenna_id=antenna.id,
                    audience=kind,
                    starts_at=starts,
                    minutes=MINUTES,
                    place=antenna.names.get(language, antenna.code),
                    language=language,
                    capacity=15,
                )
            )
