"""Situations are added, corrected and withdrawn; nothing is overwritten."""

from datetime import date

import pytest

from app.core import clock
from app.core.errors import Refused
from app.outcomes import actions, queries, rules
from tests import make

SUMMER = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(SUMMER)


def said(**facts):
    return {"kind": "job", "began_on": SUMMER, "evidence": "declared"} | facts


def refused(call, **facts):
    with pytest.raises(Refused) as refusal:
        call(**facts)
    return refusal.value.reasons


def test_a_situation_is_kept_with_its_evidence_and_counts_as_a_contact(app):
    fatou = make.mentee()
    spell = actions.add_spell(mentee=fatou, **said(contract="permanent", hours_per_week=38.0))
    assert (spell.kind, spell.contract, spell.evidence) == ("job", "permanent", "declared")
    assert fatou.last_contact_on == SUMMER
    assert make.last_event().facts == {"mentee_id": fatou.id, "kind": "job"}


def test_a_correction_is_a_new_row_and_the_old_one_can_still_be_read(app):
    fatou = make.mentee()
    old = make.spell(fatou)
    new = actions.correct_spell(mentee=fatou, spell=old, **said(kind="training"))
    assert (new.replaces_id, old.stands, old.kind) == (old.id, False, "job_seeking")
    assert list(queries.spells_of(fatou)) == [new]
    assert set(queries.all_of(fatou)) == {old, new}
    again = {"mentee": fatou, "spell": old, **said()}
    assert refused(actions.correct_spell, **again) == [rules.NOT_STANDING]


def test_a_correction_may_keep_the_day_and_the_kind(app):
    fatou = make.mentee()
    old = actions.add_spell(mentee=fatou, **said())
    new = actions.correct_spell(mentee=fatou, spell=old, **said(evidence="document"))
    assert new.evidence == "document"


def test_what_was_noted_in_error_is_withdrawn_with_a_reason(app):
    fatou = make.mentee()
    spell = make.spell(fatou)
    actions.withdraw_spell(spell=spell, reason="Somebody else of that name")
    assert list(queries.spells_of(fatou)) == []
    assert spell.withdrawal_reason == "Somebody else of that name"
    assert make.last_event().name == "spell.withdrawn"
    assert refused(actions.withdraw_spell, spell=spell, reason="Twice") == [rules.NOT_STANDING]


def test_the_same_situation_is_not_added_twice(app):
    fatou = make.mentee()
    actions.add_spell(mentee=fatou, **said())
    assert refused(actions.add_spell, mentee=fatou, **said()) == [rules.SAME_TWICE]


def test_a_spell_is_found_through_its_own_mentee_only(app):
    fatou, omar = make.mentee(), make.mentee("Omar", "Haddad")
    spell = make.spell(fatou)
    assert queries.find_spell(fatou, spell.id) == spell
    assert queries.find_spell(omar, spell.id) is None


@pytest.mark.parametrize(
    ("ended_on", "spells", "asked"),
    [
        (date(2025, 12, 1), [], True),
        (date(2025, 11, 5), [], True),
        (date(2025, 10, 1), [], False),
        (date(2025, 12, 2), [], False),
        (date(2025, 5, 20), [], True),
        (date(2026, 3, 1), [], False),
        (date(2025, 12, 1), [{"began_on": date(2026, 5, 2)}], False),
        (date(2025, 12, 1), [{"recorded_at": date(2026, 5, 2)}], False),
        (date(2025, 12, 1), [{}], True),
    ],
)
def test_who_is_to_be_asked_six_and_twelve_months_after_a_duo(app, ended_on, spells, asked):
    fatou, marc = make.pair()
    duo = make.duo(fatou, marc, started_on=date(2025, 1, 2), ended_on=ended_on)
    for facts in spells:
        told_on = facts.get("recorded_at", date(2025, 12, 1))
        told_at = clock.now().replace(year=told_on.year, month=told_on.month, day=told_on.day)
        began_on = facts.get("began_on", date(2025, 12, 1))
        make.spell(fatou, began_on=began_on, recorded_at=told_at)
    found = [row.id for row in queries.situation_to_ask(SUMMER)]
    assert found == ([duo.id] if asked else [])


def test_a_situation_that_was_withdrawn_is_asked_again(app):
    fatou, marc = make.pair()
    duo = make.duo(fatou, marc, started_on=date(2025, 1, 2), ended_on=date(2025, 12, 1))
    spell = make.spell(fatou, began_on=date(2026, 5, 2))
    assert queries.situation_to_ask(SUMMER) == []
    actions.withdraw_spell(spell=spell, reason="Noted in error")
    assert [row.id for row in queries.situation_to_ask(SUMMER)] == [duo.id]
