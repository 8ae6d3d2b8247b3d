"""What runs for a module on the pages of somebody's training."""

from app.readings import actions
from app.training_sessions.actions import places
from tests import make
from tests.training import made


def test_what_was_sent_to_read_is_told_with_the_tries(as_role):
    marc = make.mentor(antenna="GHE")
    actions.send_reading(person=marc, module_id=made.module().id)
    alice = as_role("coordinator", antennas=["GHE"])
    assert "quiz tried 0 times" in alice.get(f"/training/people/{marc.id}").text
    assert "being read" in alice.get(f"/mentors/{marc.id}").text


def test_a_session_that_comes_is_told_before_a_reading(as_role):
    marc, module = make.mentor(antenna="GHE"), made.module()
    actions.send_reading(person=marc, module_id=module.id)
    places.take_place(session=made.session(module, "GHE"), person=marc)
    page = as_role("coordinator", antennas=["GHE"]).get(f"/training/people/{marc.id}").text
    assert "Session of" in page
    assert "quiz tried" not in page
