"""Entries of an operation: proposed, confirmed, corrected, counted, transmitted."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.core.events import Event
from app.core.viewer import viewer
from app.participations import lists, queries
from app.participations.actions import entering, facts, results
from app.participations.models import DelicateFacts, EntryFacts
from app.participations.schemas import delicate_names
from app.people.models import SensitiveFacts
from tests import make
from tests.grants import stage as grants
from tests.participations import stage

NOW = date(2026, 11, 20)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_a_duo_enters_on_its_first_day_with_what_the_profile_says(app):
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo(), confirmed=False)
    [version] = queries.versions_of(entry)
    assert entry.entered_on == stage.BEGAN
    assert (version.gender, version.status, version.isced) == ("F", "unemployed", 5)
    assert queries.figures_of(operation, NOW).not_reportable == 1


def test_confirmed_facts_count_and_a_later_profile_changes_nothing(app):
    operation = stage.operation()
    duo = stage.duo()
    stage.entered(operation, duo)
    young = stage.mentee_of(duo)
    young.labour_status, young.isced = "employed", 2
    db.session.commit()
    figures = queries.figures_of(operation, NOW)
    expected = {"EECO01": 1, "EECO02": 1, "EECO03": 1, "EECO07": 1, "EECO11": 1}
    assert stage.values(figures) == expected
    assert queries.figures_of(operation, date(2025, 1, 5)).values["EECO01"]["total"] == 0


def test_a_correction_is_a_new_version_with_a_reason(app):
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo())
    with pytest.raises(Refused) as refusal:
        facts.keep_facts(participation=entry, **stage.FACTS | {"isced": 3})
    assert codes(refusal) == ["reason_needed"]
    facts.keep_facts(participation=entry, reason="A diploma was seen", **stage.FACTS | {"isced": 3})
    db.session.commit()
    new, old = queries.versions_of(entry)
    assert (new.isced, old.isced, old.current) == (3, 5, False)
    assert queries.figures_of(operation, NOW).values["EECO10"]["total"] == 1


def test_incomplete_facts_wait_and_are_no_version(app):
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo(isced=None))
    kept = facts.keep_facts(participation=entry, **stage.FACTS | {"isced": None})
    assert kept.confirmed_at is None
    kept = facts.keep_facts(participation=entry, **stage.FACTS)
    assert (kept.number, kept.confirmed_by_id) == (1, viewer().user_id)
    assert kept.confirmed_at is not None


def test_days_that_contradict_the_entry_are_refused(app):
    [entry] = stage.entered(stage.operation(), stage.duo(isced=None))
    wrong = {"born_on": NOW, "unemployed_since": NOW, "status": "employed"}
    with pytest.raises(Refused) as refusal:
        facts.keep_facts(participation=entry, **stage.FACTS | wrong)
    assert codes(refusal) == ["born_later", "since_later", "not_unemployed"]


def test_only_duos_of_the_period_and_the_antennas_are_proposed(app):
    operation = stage.operation(antenna_codes=["GHE"])
    stage.duo("Early", antenna="GHE", started_on=date(2024, 12, 31))
    stage.duo("Away", antenna="ANT")
    inside = stage.duo("Inside", antenna="GHE")
    assert [one.id for one in queries.duos_to_enter(operation, NOW, [])] == [inside.id]
    stage.entered(operation, inside)
    with pytest.raises(Refused) as refusal:
        entering.enter(operation=operation)
    assert codes(refusal) == ["nobody_chosen"]


def test_two_duos_of_one_mentee_are_one_participant_with_the_last_exit(app):
    operation = stage.operation()
    first = stage.duo(ended_on=date(2025, 2, 1))
    young = stage.mentee_of(first)
    second = stage.duo(mentee=young, started_on=date(2025, 4, 1), ended_on=date(2025, 9, 1))
    stage.entered(operation, first, second)
    make.spell(young, kind="job", began_on=date(2025, 2, 1), ended_on=date(2025, 3, 15))
    figures = queries.figures_of(operation, NOW)
    assert figures.values["EECO01"]["total"] == 1
    assert "EECR04" not in stage.values(figures)
    make.spell(young, kind="job", began_on=date(2025, 9, 10))
    assert queries.figures_of(operation, NOW).values["EECR05"]["women"] == 1


def test_results_come_from_situations_and_from_what_is_noted(app):
    operation = stage.operation()
    duo = stage.duo(labour_status="employed", ended_on=date(2025, 6, 1))
    [entry] = stage.entered(operation, duo)
    make.spell(stage.mentee_of(duo), kind="studies", began_on=date(2025, 6, 5))
    said = {"evidence": "declared", "happened_on": date(2025, 5, 1)}
    results.note(participation=entry, kind="qualification", detail=None, **said)
    better = results.note(participation=entry, kind="improvement", detail="stable", **said)
    found = stage.values(queries.figures_of(operation, NOW))
    assert {code for code in found if code.startswith("EECR")} == {"EECR02", "EECR03", "EECR06"}
    results.take_back(participation=entry, achievement=better)
    assert "EECR06" not in stage.values(queries.figures_of(operation, NOW))


def test_protected_facts_are_kept_apart_and_each_reading_is_noted(app):
    operation = stage.operation()
    duo = stage.duo()
    make.kept(SensitiveFacts(person_id=duo.mentee_id, nationality="MA"))
    [entry] = stage.entered(operation, duo)
    assert queries.figures_of(operation, NOW).values["EECO13"]["women"] == 1
    assert facts.read_delicate(entry).citizenship == "MA"
    with pytest.raises(Refused):
        facts.keep_delicate(participation=entry, citizenship="BE")
    facts.keep_delicate(participation=entry, citizenship="BE", reason="Naturalised before")
    db.session.commit()
    assert queries.figures_of(operation, NOW).values["EECO13"]["women"] == 0
    told = db.session.scalars(select(Event).where(Event.name.like("%delicate%"))).one()
    assert told.facts == {"fields": ["citizenship"]}
    assert db.session.scalars(select(Event).where(Event.name == "sensitive.read")).one()
    assert make.count(DelicateFacts) == 2


def test_a_tenant_without_ancestry_keeps_neither_parents_nor_minorities(neighbour):
    with neighbour.app_context():
        assert delicate_names(frozenset()) == ["citizenship", "disability", "homeless"]
        assert delicate_names(frozenset({"EECO12"})) == ["citizenship", "homeless"]


def test_who_left_is_asked_after_four_weeks_and_after_six_months(app, on_day):
    on_day(date(2025, 3, 1))
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo(ended_on=date(2025, 2, 2)))
    assert lists.to_do(operation, date(2025, 3, 1))["check"] == 0
    assert lists.to_do(operation, date(2025, 3, 2))["check"] == 1
    with pytest.raises(Refused) as refusal:
        results.check(participation=entry, moment="weeks4")
    assert codes(refusal) == ["too_early"]
    on_day(date(2025, 3, 2))
    results.check(participation=entry, moment="weeks4")
    assert lists.to_do(operation, date(2025, 3, 2))["check"] == 0
    assert lists.to_do(operation, date(2025, 8, 2))["check"] == 1


def test_what_was_entered_in_error_counts_for_nothing_until_it_is_put_back(app):
    operation = stage.operation()
    [entry] = stage.entered(operation, stage.duo())
    entering.withdraw(participation=entry, reason="Wrong duo")
    db.session.commit()
    assert stage.values(queries.figures_of(operation, NOW)) == {}
    entering.restore(participation=entry)
    db.session.commit()
    assert queries.figures_of(operation, NOW).values["EECO01"]["total"] == 1
    assert make.count(EntryFacts) == 1


def test_an_operation_of_a_grant_proposes_what_the_grant_may_count(app):
    conditions = [{"fact": "education", "at_most": 2}]
    payer = grants.grant(conditions=conditions, scheme_code="none", antenna_codes=["GHE"])
    operation = stage.operation(grant_id=payer.id)
    counts = stage.duo("Low", antenna="GHE", isced=1)
    stage.duo("High", antenna="GHE", isced=6)
    stage.duo("Away", antenna="ANT", isced=1)
    operation = queries.get_operation(operation.id)
    assert [one.id for one in queries.duos_to_enter(operation, NOW, [])] == [counts.id]
