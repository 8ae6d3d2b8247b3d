"""What stands against making two profiles one: values in, verdict out."""

from app.duplicates import rules
from app.people.models import Kind, Mentee, Mentor


def test_a_mentee_and_a_mentor_are_not_made_one():
    mentee, mentor = Mentee(id=1, kind=Kind.MENTEE), Mentor(id=2, kind=Kind.MENTOR)
    assert rules.against_merging(mentee, mentor) == [rules.TWO_KINDS]


def test_who_was_merged_is_not_merged_again():
    kept, gone = Mentee(id=1, kind=Kind.MENTEE), Mentee(id=2, kind=Kind.MENTEE, merged_into_id=3)
    assert rules.against_merging(kept, gone) == [rules.SAME_PERSON]
