"""The few statements against the slow and obvious way, on made-up duos of every kind."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import insert, select

from app.core import clock
from app.core.db import db
from app.duos.models import Duo, DuoState
from app.indicators import queries
from app.indicators.facts import Scope
from app.indicators.rules import Episode, in_work, is_followed, is_positive, tells
from app.outcomes.models import Spell, SpellKind
from app.people.models import Person
from tests import make

FIRST, DAYS = date(2023, 12, 1), 1100


def day(chance):
    """Ends of months and leap days more often than by chance alone."""
    edges = [date(2024, 2, 29), date(2025, 2, 28), date(2024, 8, 31), date(2025, 3, 1)]
    return (
        chance.choice(edges) if chance.random() < 0.2 else FIRST + timedelta(chance.randrange(DAYS))
    )


@pytest.fixture
def rows(app, request):
    """Duos and spells of few people at three antennas, some corrected, some contradictory."""
    chance = Random(request.node.callspec.params["seed"])  # noqa: S311 - no secret
    antennas = ["BRU", "GHE", "LIE"]
    mentees = [make.mentee(antenna=chance.choice(antennas)) for _ in range(12)]
    mentors = [make.mentor(antenna=chance.choice(antennas)) for _ in range(5)]
    for mentee in mentees:
        mentee.interviewed_on = chance.choice([None, day(chance)])
    duos = [_duo(chance, chance.choice(mentees), chance.choice(mentors)) for _ in range(40)]
    running = {duo["mentee_id"]: duo for duo in duos if duo["ended_on"] is None}
    kept = [duo for duo in duos if duo["ended_on"] or running[duo["mentee_id"]] is duo]
    db.session.execute(insert(Duo), kept)
    db.session.execute(insert(Spell), [_spell(chance, chance.choice(mentees)) for _ in range(40)])
    db.session.commit()
    return chance


def _duo(chance, mentee, mentor):
    started_on = day(chance)
    ended_on = max(started_on, day(chance)) if chance.random() < 0.8 else None
    states = [DuoState.COMPLETED, DuoState.BROKEN_OFF] if ended_on else [DuoState.RUNNING]
    return {
        "antenna_id": mentee.antenna_id,
        "mentee_id": mentee.id,
        "mentor_id": mentor.id,
        "state": chance.choice(states),
        "started_on": started_on,
        "planned_end_on": clock.months_after(started_on, 6),
        "ended_on": ended_on,
        "version": 1,
    }


def _spell(chance, mentee):
    began_on = day(chance)
    return {
        "mentee_id": mentee.id,
        "kind": chance.choice(list(SpellKind)),
        "began_on": began_on,
        "ended_on": max(began_on, day(chance)) if chance.random() < 0.4 else None,
        "evidence": "declared",
        "recorded_at": clock.now(),
        "replaced_at": clock.now() if chance.random() < 0.2 else None,
    }


@pytest.mark.parametrize("seed", range(6))
def test_the_statements_count_what_the_obvious_way_counts(rows, seed):
    for _ in range(12):
        scope = Scope(
            on=day(rows),
            first=rows.choice([None, day(rows)]),
            last=rows.choice([None, day(rows)]),
            antenna_id=rows.choice([None, make.antenna("GHE").id]),
        )
        assert vars(queries.facts(scope)) == slowly(scope)


def slowly(scope):
    """Row by row, in the words of the definitions."""
    duos = [duo for duo in db.session.scalars(select(Duo)) if _here(duo, scope)]
    started = [duo for duo in duos if _inside(duo.started_on, scope)]
    ended = [duo for duo in duos if _inside(duo.ended_on, scope) and duo.started_on <= scope.on]
    followed = [
        duo for duo in duos if _inside(duo.ended_on, scope) and is_followed(duo.ended_on, scope.on)
    ]
    told = [_told(duo) for duo in followed]
    by_mentor = Counter(duo.mentor_id for duo in started)
    people = [one for one in db.session.scalars(select(Person)) if _here(one, scope)]
    return {
        "started_by_year": dict(sorted(Counter(duo.started_on.year for duo in started).items())),
        "running": sum(
            duo.started_on <= scope.on and (duo.ended_on is None or duo.ended_on > scope.on)
            for duo in duos
        ),
        "ended": len(ended),
        "completed": sum(duo.state == DuoState.COMPLETED for duo in ended),
        "followed": len(followed),
        "in_work": sum(in_work(spells) for spells in told),
        "positive": sum(is_positive(spells) for spells in told),
        "unheard": sum(not spells for spells in told),
        "accompanying": len(by_mentor),
        "accompanying_again": sum(count > 1 for count in by_mentor.values()),
        "accompanied": len(started),
        "mentors": sum(one.kind == "mentor" for one in people),
        "mentees": sum(one.kind == "mentee" for one in people),
        "waits": _waits(duos, scope),
    }


def _told(duo):
    spells = db.session.scalars(select(Spell).where(Spell.mentee_id == duo.mentee_id))
    standing = [
        Episode(spell.kind, spell.began_on, spell.ended_on)
        for spell in spells
        if spell.replaced_at is None
    ]
    return [spell for spell in standing if tells(spell, duo.started_on, duo.ended_on)]


def _waits(duos, scope):
    waits = Counter()
    interviewed = select(Person).where(Person.interviewed_on.is_not(None))
    for person in db.session.scalars(interviewed):
        mine = [duo.started_on for duo in duos if duo.mentee_id == person.id]
        since = [began for began in mine if began >= person.interviewed_on]
        if since and _inside(min(since), scope):
            waits[(min(since) - person.interviewed_on).days] += 1
    return dict(waits)


def _here(row, scope):
    return scope.antenna_id in {None, row.antenna_id}


def _inside(moment, scope):
    last = min(scope.last, scope.on) if scope.last else scope.on
    return moment is not None and (scope.first or date.min) <= moment <= last
