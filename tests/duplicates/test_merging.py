"""Two profiles of one person made one, and apart again."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Reason, Refused
from app.duplicates import merging
from app.duplicates.doubts import note_doubts, settle_as_two
from app.duplicates.models import DuplicateDoubt
from app.duplicates.queries import find_doubt, open_doubts
from app.people import actions, queries
from app.people.models import Mentee, SensitiveFacts
from app.people.sensitive import change_sensitive
from tests import make

BORN = date(2001, 5, 4)


@pytest.fixture
def kept(app):
    return make.mentee(
        email="fatou@example.org", born_on=BORN, languages={"fr": "B1"}, sectors=["47"]
    )


@pytest.fixture
def gone(kept):
    return make.mentee(
        "Fatoumata",
        email="fatou@example.org",
        phone="0481 10 10 38",
        languages={"fr": "A1", "ff": "native"},
        sectors=["47", "56"],
    )


@pytest.fixture
def doubt(kept, gone):
    note_doubts(gone, queries.find_same("mentee", queries.keys_of_row(gone), gone.id))
    db.session.commit()
    return find_doubt(db.session.scalars(select(DuplicateDoubt.id)).one())


def profile(person_id):
    return queries.find_profile(Mentee, person_id)


def test_the_kept_profile_has_the_chosen_values_and_all_languages_and_sectors(kept, gone, doubt):
    merging.merge(doubt, keep=kept.id, first_name=gone.id, phone=gone.id, born_on=kept.id)
    db.session.commit()
    one = profile(kept.id)
    assert (one.first_name, one.phone, one.born_on) == ("Fatoumata", "0481 10 10 38", BORN)
    assert one.language_levels == {"fr": "B1", "ff": "native"}
    assert one.sector_codes == ["47", "56"]
    assert profile(gone.id).merged_into_id == kept.id
    assert [found.id for found in queries.search("fatou@example.org")] == [kept.id]
    assert [found.id for found in queries.search("0481 10 10 38")] == [kept.id]


def test_the_event_holds_no_value(kept, gone, doubt):
    change_sensitive(gone, nationality="SN")
    merging.merge(doubt, keep=kept.id, phone=gone.id)
    facts = make.last_event().facts
    assert facts["fields"] == ["phone"]
    assert "0481" not in str(facts)
    assert "SN" not in str(facts)


def test_sensitive_facts_move_or_fill_what_is_missing(kept, gone, doubt):
    change_sensitive(kept, nationality="SN")
    change_sensitive(gone, nationality="GN", permit_until=date(2027, 1, 1))
    merging.merge(doubt, keep=kept.id)
    facts = queries.sensitive_of(kept)
    assert (facts.nationality, facts.permit_until) == ("SN", date(2027, 1, 1))


def test_undoing_puts_everything_back(kept, gone, doubt):
    change_sensitive(gone, nationality="GN")
    before = shown(kept), shown(gone)
    merging.merge(doubt, keep=kept.id, first_name=gone.id, phone=gone.id)
    db.session.commit()
    merging.unmerge(profile(kept.id), profile(gone.id))
    db.session.commit()
    assert (shown(kept), shown(gone)) == before
    assert queries.sensitive_of(gone).nationality == "GN"
    assert find_doubt(doubt.id) is not None


def test_a_merge_is_not_undone_once_something_depends_on_it(kept, gone, doubt):
    merging.merge(doubt, keep=kept.id)
    db.session.commit()
    actions.change_mentee(profile(kept.id), goal="job")
    with pytest.raises(Refused, match="depended_on"):
        merging.unmerge(profile(kept.id), profile(gone.id))


def test_features_above_move_their_rows_and_may_refuse(app, monkeypatch, kept, gone, doubt):
    facts = SensitiveFacts(person_id=gone.id)
    make.kept(facts)
    make.kept(SensitiveFacts(person_id=kept.id))
    other = make.mentee("Omar", "Haddad")
    doubts = make.kept(
        DuplicateDoubt(
            person_id=other.id, other_id=gone.id, grounds=["name"], found_at=doubt.found_at
        )
    )

    def moving(kept, gone):
        return merging.move(DuplicateDoubt.other_id, kept, gone)

    answers = {"people.merging": (moving,), "people.against_unmerging": (lambda *a: [],)}
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    merging.merge(doubt, keep=kept.id)
    db.session.refresh(doubts)
    assert doubts.other_id == kept.id
    merging.unmerge(profile(kept.id), profile(gone.id))
    db.session.refresh(doubts)
    assert doubts.other_id == gone.id


def test_a_feature_above_may_stand_against_a_merge(app, monkeypatch, kept, doubt):
    two_duos = Reason("two_duos", "Both have a running duo.")
    answers = {"people.against_merging": (lambda kept, gone: [two_duos],)}
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    with pytest.raises(Refused, match="two_duos"):
        merging.merge(doubt, keep=kept.id)


def test_only_the_two_of_the_doubt_can_be_chosen(doubt, kept):
    stranger = make.mentee("Omar", "Haddad")
    with pytest.raises(Refused, match="not_of_this_pair"):
        merging.merge(doubt, keep=kept.id, phone=stranger.id)


def test_two_people_stay_two_and_are_not_doubted_again(kept, gone, doubt):
    settle_as_two(doubt)
    db.session.commit()
    same = queries.find_same("mentee", queries.keys_of_row(gone), gone.id)
    note_doubts(gone, same)
    db.session.commit()
    assert db.session.scalars(open_doubts()).all() == []
    with pytest.raises(Refused, match="settled"):
        settle_as_two(doubt)


def shown(person):
    row = profile(person.id)
    plain = (row.first_name, row.phone, row.email, row.search_text, row.merged_into_id)
    return plain, row.language_levels, row.sector_codes
