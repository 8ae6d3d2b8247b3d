"""Whatever the conditions and whoever the people: Python and SQL say the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.core.db import db
from app.duos.models import Duo
from app.people.models import Mentee, Mentor, Sector, SensitiveFacts, SpokenLanguage
from app.schemes import sql
from app.schemes.engine import is_met, parse, verdict
from app.schemes.facts import facts_of_duos, facts_of_mentors
from app.schemes.nodes import Facts, Predicate
from app.schemes.sources import MENTORS
from tests import make

DAYS = st.one_of(
    st.dates(date(1955, 1, 1), date(2030, 12, 31)),
    st.sampled_from([date(2000, 2, 29), date(2024, 2, 29), date(2023, 2, 28), date(2023, 8, 31)]),
)
LEVELS = ("A1", "B1", "C2", "native")
COUNTRIES = ("BE", "MA", "SY", "FR")
POSTAL = ("1000", "1080", "1299", "1300", "9000", "")


def maybe(values: Any) -> Any:
    return st.one_of(st.none(), values)


PERSON = {
    "born_on": maybe(DAYS),
    "gender": maybe(st.sampled_from("fmx")),
    "postal_code": maybe(st.sampled_from(POSTAL)),
}
PEOPLE = st.fixed_dictionaries(
    {
        "mentee": st.fixed_dictionaries(
            PERSON
            | {
                "isced": maybe(st.integers(0, 8)),
                "diploma_recognised": maybe(st.booleans()),
                "labour_status": maybe(st.sampled_from(["job_seeker", "employed"])),
                "labour_status_on": maybe(DAYS),
                "job_seeker_since": maybe(DAYS),
            }
        ),
        "mentor": st.fixed_dictionaries(
            PERSON
            | {
                "still_working": maybe(st.booleans()),
                "partner_company": maybe(st.sampled_from(["Exemple", ""])),
                "function_level": maybe(st.sampled_from(["worker", "manager"])),
                "trained_on": maybe(DAYS),
            }
        ),
        "sensitive": maybe(
            st.fixed_dictionaries(
                {
                    "nationality": maybe(st.sampled_from(COUNTRIES)),
                    "parents_born_outside_eu": maybe(st.booleans()),
                }
            )
        ),
        "languages": st.dictionaries(st.sampled_from(["fr", "nl"]), st.sampled_from(LEVELS)),
        "sectors": st.sets(st.sampled_from(["41", "62"])),
        "duo": st.fixed_dictionaries(
            {"started_on": DAYS, "planned_end_on": DAYS, "ended_on": maybe(DAYS)}
        ),
    }
)


def numbers(fact: str, most: int) -> Any:
    pair = st.tuples(st.integers(0, most), st.integers(0, most)).map(sorted)
    return st.one_of(
        pair.map(lambda two: {"fact": fact, "at_least": two[0], "at_most": two[1]}),
        st.integers(0, most).map(lambda n: {"fact": fact, "at_least": n}),
        st.integers(0, most).map(lambda n: {"fact": fact, "at_most": n}),
    )


def codes(fact: str, *known: str) -> Any:
    some = st.lists(st.sampled_from(known), min_size=1, max_size=3)
    return st.tuples(st.sampled_from(["one_of", "none_of"]), some).map(
        lambda said: {"fact": fact, said[0]: said[1]}
    )


SPEAKING = st.one_of(
    st.sampled_from([{"one_of": ["fr"]}, {"one_of": ["nl", "de"]}, {"at_least": "B1"}]),
    st.sampled_from(LEVELS).map(lambda level: {"one_of": ["fr", "nl"], "at_least": level}),
)
TESTS = st.one_of(
    numbers("age", 60),
    numbers("mentor_age", 80),
    numbers("registered_months", 24),
    numbers("planned_months", 12),
    numbers("duration_months", 12),
    numbers("education", 8),
    codes("gender", "f", "m"),
    codes("mentor_gender", "f", "x"),
    codes("nationality", "EU", *COUNTRIES),
    codes("antenna", "BRU", "GHE"),
    codes("region", "BE1", "BE10", "BE2"),
    codes("labour_status", "job_seeker", "inactive"),
    codes("mentor_company", "Exemple", "Autre"),
    codes("mentor_function", "worker"),
    codes("sector", "41", "62", "01"),
    codes("mentor_sector", "41"),
    st.builds(
        lambda fact, asked: {"fact": fact, "is": asked},
        st.sampled_from(
            [
                "registered",
                "parent_outside_eu",
                "diploma_recognised",
                "mentor_still_working",
                "mentor_trained",
            ]
        ),
        st.booleans(),
    ),
    st.builds(
        lambda fact, area: {"fact": fact, "in_postal": area},
        st.sampled_from(["residence", "mentor_residence"]),
        st.sampled_from([["1000-1299"], ["1080", "9000-9999"], ["10-12"], ["10000-12999"]]),
    ),
    st.builds(
        lambda fact, said: {"fact": fact, **said},
        st.sampled_from(["language", "mentor_language"]),
        SPEAKING,
    ),
    DAYS.map(lambda day: {"fact": "started_on", "from": day}),
    DAYS.map(lambda day: {"fact": "started_on", "until": day.isoformat()}),
    st.sampled_from(
        ["age", "nationality", "language", "sector", "mentor_company", "residence"]
    ).map(lambda fact: {"fact": fact, "known": True}),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=4,
)
SETTINGS = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def pair(app):
    """A duo whose facts are changed again and again, and taken back."""
    young, old = make.pair(antenna="BRU")
    return make.duo(young, old).id


def change(duo_id: int, people: dict[str, Any]) -> None:
    """What hypothesis thought of, in place of what was there; nothing is committed."""
    duo = db.session.execute(select(Duo.mentee_id, Duo.mentor_id).where(Duo.id == duo_id)).one()
    for model, person_id, values in (
        (Mentee, duo.mentee_id, people["mentee"]),
        (Mentor, duo.mentor_id, people["mentor"]),
    ):
        db.session.execute(update(model).where(model.id == person_id).values(**values))
        db.session.execute(
            SpokenLanguage.__table__.delete().where(
                SpokenLanguage.__table__.c.person_id == person_id
            )
        )
        for code, level in people["languages"].items():
            db.session.execute(
                SpokenLanguage.__table__.insert().values(
                    person_id=person_id, code=code, level=level
                )
            )
        for code in people["sectors"]:
            db.session.execute(Sector.__table__.insert().values(person_id=person_id, code=code))
    if people["sensitive"]:
        row = {"person_id": duo.mentee_id, **people["sensitive"]}
        db.session.execute(SensitiveFacts.__table__.insert().values(**row))
    ended = {"state": "completed", "mentor_slot": None} if people["duo"]["ended_on"] else {}
    db.session.execute(update(Duo).where(Duo.id == duo_id).values(**people["duo"], **ended))


def in_sql(predicate: Predicate, duo_id: int, on: Any) -> bool:
    statement = sql.DUOS.joined(select(sql.meets(predicate, on))).where(Duo.id == duo_id)
    return bool(db.session.scalar(statement.select_from(Duo)))


def test_python_and_sql_agree_on_every_duo(pair):
    @SETTINGS
    @given(people=PEOPLE, said=st.lists(CONDITIONS, max_size=3), when=st.one_of(st.none(), DAYS))
    def agree(people, said, when):
        change(pair, people)
        predicate = parse(said)
        facts = facts_of_duos([pair], when or "start")[pair]
        assert in_sql(predicate, pair, when or Duo.started_on) is is_met(predicate, facts)
        db.session.rollback()

    agree()


def test_each_condition_is_true_false_or_unknown_alike(pair):
    @SETTINGS
    @given(people=PEOPLE, said=CONDITIONS)
    def agree(people, said):
        change(pair, people)
        node = parse([said]).conditions[0]
        statement = sql.DUOS.joined(select(sql.truth(node, Duo.started_on)).select_from(Duo))
        found = db.session.scalar(statement.where(Duo.id == pair))
        expected = verdict(node, facts_of_duos([pair])[pair])
        assert (found if found is None else bool(found)) is expected
        db.session.rollback()

    agree()


def test_python_and_sql_agree_on_a_mentor_alone(pair):
    @SETTINGS
    @given(people=PEOPLE, said=st.lists(CONDITIONS, max_size=2), when=DAYS)
    def agree(people, said, when):
        change(pair, people)
        predicate = parse(said)
        mentor_id = db.session.scalar(select(Duo.mentor_id).where(Duo.id == pair))
        statement = MENTORS.joined(select(sql.meets(predicate, when, MENTORS)).select_from(Mentor))
        found = bool(db.session.scalar(statement.where(Mentor.id == mentor_id)))
        facts = facts_of_mentors([mentor_id], when)[mentor_id]
        assert found is is_met(predicate, facts)
        db.session.rollback()

    agree()


def test_somebody_of_whom_nothing_is_known_meets_only_what_asks_nothing():
    nobody = Facts(date(2026, 3, 2) + timedelta(days=1))
    assert is_met(Predicate(), nobody)

    @SETTINGS
    @given(said=TESTS)
    def lacking(said):
        assert not is_met(parse([said]), nobody)
        assert not is_met(parse([{"not": said}]), nobody) or said.get("known")

    lacking()
